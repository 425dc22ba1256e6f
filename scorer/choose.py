"""Chooses which repositories are read: the person's own work, most telling first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

OWN_COMMITS = 4  # fewer is a try-out
WITHOUT_TOKEN, WITH_TOKEN = 6, 10  # repositories read

# Dependencies are only known once a repository is read; before that its own words must do. They decide the
# order
# of reading and nothing else, so stuffing them buys no point.
AI_WORDS = re.compile(
    r"\b(?:ai|llms?|gpt|rag|agents?|agentic|embeddings?|vector|retrieval|chat ?bot|prompts?|openai|"
    r"anthropic|claude|gemini|llama\w*|mistral|langchain|langgraph|transformers?|hugging ?face|"
    r"machine learning|deep learning|ml|nlp|neural|diffusion|inference|fine-?tun\w+|evals?|mcp)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A repository as a listing shows it."""

    name: str
    owner: str
    url: str
    branch: str
    description: str
    homepage: str
    topics: tuple[str, ...]
    created: date
    pushed: date | None
    fork: bool
    template: bool
    empty: bool
    archived: bool

    @property
    def full(self) -> str:
        return f"{self.owner}/{self.name}"


def ranked(
    candidates: Iterable[Candidate], *, login: str, pinned: Iterable[str], linked: Iterable[str]
) -> list[Candidate]:
    """Own work only: pinned first, then linked from the resume, then AI by its words, then the newest."""
    pins, links = {p.lower() for p in pinned}, {one.lower() for one in linked}
    own = [
        c
        for c in candidates
        if not (c.fork or c.template or c.empty)
        and c.owner.lower() == login.lower()
        and c.name.lower() not in (login.lower(), f"{login.lower()}.github.io")  # profile page, personal site
    ]

    def order(c: Candidate) -> tuple[bool, bool, bool, int, str]:
        words = " ".join((c.name.replace("-", " ").replace("_", " "), c.description, *c.topics))
        newest = -(c.pushed.toordinal() if c.pushed else 0)
        return (
            c.full.lower() not in pins,
            c.full.lower() not in links,
            AI_WORDS.search(words) is None,
            newest,
            c.name.lower(),
        )

    return sorted(own, key=order)


def linked_repos(links: Iterable[str]) -> tuple[str, ...]:
    """owner/name of every GitHub repository among some links."""
    found = (re.search(r"github\.com/([\w.-]+/[\w.-]+)", link) for link in links)
    return tuple(m[1].removesuffix(".git") for m in found if m)
