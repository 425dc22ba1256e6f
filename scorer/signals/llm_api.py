"""Are model APIs used for more than plain text: streaming, structured output, tool calling?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Finding, parts
from scorer.signals._ai import CALL
from scorer.signals._code import called, passing, shown
from scorer.signals._repos import beside_a_model, best

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "pillar guide: streaming, structured outputs, tool calling; careery"
FIX = "Use the three things plain text cannot do: stream the answer, ask for a schema, offer a tool."

STREAM = re.compile(
    r"(?:messages|completions|responses)\.stream$|^ai\.stream|generate_content_stream|"
    r"generateContentStream$|(?:langchain|langgraph|Chat[A-Z])[\w./@-]*\.a?stream$"
)
STRUCTURED = re.compile(
    r"with_structured_output|generateObject|streamObject|instructor\.|(?:completions|responses|"
    r"messages)\.parse$"
)
SCHEMA = (
    "response_format",
    "output_format",
    "text_format",
    "response_model",
    "response_schema",
    "responseSchema",
    "schema",
)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@beside_a_model
def _one(repo: Repo, code: Code) -> Finding:
    return parts(
        {
            "streaming": shown(repo, passing(code, "stream", to=CALL) or called(code, STREAM), "streams"),
            "structured output": shown(
                repo, passing(code, *SCHEMA, to=CALL) or called(code, STRUCTURED), "asks for a schema"
            ),
            "tool calling": shown(
                repo,
                passing(code, "tools", to=CALL) or called(code, re.compile(r"bind_tools$")),
                "offers tools",
            ),
        }
    )
