"""Does the README tell a stranger within a minute what it is, why, and how to run it?

Only the first 1,200 visible characters count. It is read by its form (opening sentences, pictures, commands,
figures), so the language it is written in makes no difference.
"""

from __future__ import annotations

import re

from scorer import readme
from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, failed, parts
from scorer.readme import Block
from scorer.signals._repos import of_code, two_best

PILLAR, WEIGHT, SOURCE = (
    "portfolio",
    5,
    "pillar guide: understood in 60 seconds; careery: diagram, set-up, demo",
)
FIX = "Open with what it does and for whom, then why, a picture, the commands to run it, and a result."
MINUTE = 1_200  # visible characters
OPENING, REASON = 40, 130  # letters of prose: one sentence, and then some

TEMPLATE = re.compile(
    r"bootstrapped with (?:\[?create|`?create-)|this template provides a minimal setup|"
    r"getting started with create react app|this is a \[?next\.js\]?.{0,60}project bootstrapped|"
    r"to make it easy for you to get started with gitlab|everything you need to build a svelte project|"
    r"this project was generated (?:with|using) \[?angular",
    re.IGNORECASE,
)
SET_UP = re.compile(
    r"^\W{0,3}(?:sudo )?(?:(?:pip3?|pipx|uv|poetry|conda|brew|npm|pnpm|yarn|bun|cargo|go|gem|"
    r"apt(?:-get)?) \w|python3? -m (?:pip|venv)|git clone|curl |wget )",
    re.MULTILINE,
)
RUN = re.compile(
    r"^\W{0,3}(?:python3?|node|deno|npx|uvx|npm (?:run|start)|pnpm (?:run |dev)|yarn (?:start|dev)|"
    r"bun run|uv run|poetry run|streamlit|uvicorn|fastapi|flask|cargo run|go run|make|"
    r"docker(?:-compose)?|\./\S|bash|sh) ?\S*",
    re.MULTILINE,
)
BOTH = re.compile(r"^\W{0,3}(?:docker(?:-compose| compose)? (?:run|up)|make|npx|uvx)\b", re.MULTILINE)
FIGURE = re.compile(r"\d(?:[.,]\d+)?\s?(?:%|％|ms\b|s\b|x\b|×|€|\$)|[$€]\s?\d|\b0\.\d{2}\b")


def check(repos: tuple[Repo, ...]) -> Finding:
    return two_best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    if code.readme is None:
        return failed("no README", missing=("README",))
    text, path = code.readme.text, code.readme.path
    if TEMPLATE.search(text[:3_000]):
        return failed("the README is the template's own", Evidence("default template", repo.link(path)))
    seen = readme.first(readme.blocks(text), MINUTE)
    opening, prose = _opening(seen), [b for b in seen if b.kind == "prose"]
    picture = next((b for b in seen if b.kind == "picture"), None)
    commands = _commands([b for b in seen if b.kind == "code"])
    shown = _result(seen, repo.homepage)

    def there(what: str, block: Block | None) -> Evidence | None:
        return Evidence(what, repo.link(path, block.line)) if block else None

    return parts(
        {
            "what it does and for whom, in the opening lines": there("says what it is", opening),
            "why it exists": there("says why", _reason(prose)) if opening else None,
            "a picture or diagram": there("shows a picture", picture),
            "commands to set it up and run it": there("shows how to run it", commands),
            "a result or a demo": there("shows a result", shown),
        }
    )


def _opening(seen: tuple[Block, ...]) -> Block | None:
    """The first prose, if it comes before any code and says something."""
    for block in seen:
        if block.kind == "code":
            return None
        if block.kind == "prose" and readme.weight(block.text) >= OPENING:
            return block
    return None


def _reason(prose: list[Block]) -> Block | None:
    """Where the prose has said more than what it is."""
    for number in range(1, len(prose) + 1):
        told = " ".join(b.text for b in prose[:number])
        if readme.weight(told) >= REASON and readme.sentences(told) >= 2:
            return prose[number - 1]
    return None


def _commands(code: list[Block]) -> Block | None:
    text = "\n".join(b.text for b in code)
    used = any(b.note in ("python", "py", "pycon", "ts", "typescript", "js", "javascript") for b in code)
    if BOTH.search(text) or (SET_UP.search(text) and (RUN.search(text) or used)):
        return code[0]
    return None


def _result(seen: tuple[Block, ...], homepage: str) -> Block | None:
    for block in seen:
        if block.kind == "picture" and readme.VIDEO.search(block.text):
            return block
        if block.kind in ("prose", "list", "table") and (
            FIGURE.search(block.text)
            or (homepage and homepage.rstrip("/") in block.raw)
            or readme.VIDEO.search(block.raw)
        ):
            return block
        if block.kind == "table" and re.search(r"\d", block.text):
            return block
    return None
