"""Is there an agent that uses tools, recovers from errors and asks a human where it matters?

A quarter each: tool schema, loop or plan, error recovery, human checkpoint.
"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo, Sight
from scorer.findings import Finding, failed, parts
from scorer.python_code import CONFIRMS
from scorer.signals._ai import CALL, calling, model_call
from scorer.signals._code import called, imported, keyed, matching, passing, shown, used
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = (
    "portfolio",
    4,
    "careery: second project; pillar guide: tools, recovery, human checkpoints",
)
FIX = "Let a model choose typed tools in a loop, recover when one fails, ask before what cannot be undone."

FRAMEWORKS = (
    "langgraph",
    "crewai",
    "autogen",
    "smolagents",
    "pydantic_ai",
    "agents",
    "google.adk",
    "@langchain/langgraph",
)
TOOL = re.compile(
    r"^@(?:[\w.]+\.)?(?:tool|tool_plain|function_tool|kernel_function)$|bind_tools$|(?:^|\.)tool$|"
    r"FunctionTool"
)
LOOP = re.compile(
    r"AgentExecutor|create_\w*agent|run_agent|StateGraph|Crew$|\bplan(?:ner)?\w*$|ToolLoop|run_tools", re.I
)
RECOVER = re.compile(
    r"\b(?:tenacity|stamina|backoff)\b|(?:^|\.)retry\w*$|with_(?:retry|fallbacks)|p-retry", re.I
)
USES = re.compile(
    r"(?:call|run|execute|invoke|dispatch)_?tool|tools?\.(?:run|call|invoke|execute)$", re.IGNORECASE
)
APPROVAL = re.compile(
    r"(?:^|\.)interrupt$|(?:request|await|wait_for|ask_for|needs?|require)_?(?:human|approval|"
    r"confirmation)",
    re.IGNORECASE,
)
TYPED = re.compile(r"^input$")
HUMAN = re.compile(
    r"Confirm\.ask|click\.confirm|typer\.confirm|(?:^|\.)interrupt$|inquirer|prompts?\.confirm|"
    r"readline\.question|(?:request|await|wait_for|ask_for|needs?|require)_?(?:human|approval|"
    r"confirmation)",
    re.IGNORECASE,
)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, one)


@of_code
def one(repo: Repo, code: Code) -> Finding:
    """How much of an agent one repository shows."""
    tools = passing(code, "tools", "functions", to=CALL) or called(code, TOOL) or _schema(code)
    framework = used(code, *FRAMEWORKS)
    if not tools or not (model_call(code) or framework):
        return failed("no tool schema given to a model", missing=("tools",))
    loop = next((s for s in matching(code, CALL) if s.loop), None)
    guarded = next((s for s in (*matching(code, CALL), *matching(code, USES)) if s.guarded), None)
    beside = calling(code)
    asked = (s for s in matching(code, TYPED) if CONFIRMS in s.args and s.path in beside)
    human = (
        called(code, HUMAN, within=beside)
        or next(asked, None)
        or called(code, APPROVAL)
        or keyed(code, "requires_approval", "needs_approval", "human_input_mode")
    )
    return parts(
        {
            "a tool schema": shown(repo, tools, "gives tools to a model"),
            "a loop or plan": shown(
                repo,
                loop or called(code, LOOP) or framework or passing(code, "maxSteps", "stopWhen"),
                "goes on until done",
            ),
            "error recovery": shown(repo, guarded or called(code, RECOVER), "recovers"),
            "a human checkpoint": shown(repo, human, "asks a human"),
        }
    )


def _schema(code: Code) -> Sight | None:
    if imported(code, "mcp", "fastmcp", "@modelcontextprotocol/sdk"):
        return called(code, re.compile(r"\.tool$|registerTool|add_tool"))
    return keyed(code, "input_schema", "inputSchema")
