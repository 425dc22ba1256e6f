"""Settles whether a word that is also an English word names a skill, by the words around it."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from unicodedata import category

REACH = 90  # characters of the sentence looked at on each side
WORD = re.compile(r"e\.g\.|i\.e\.|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
FROM_ASKED, FROM_LINK = 3, 5  # words between "experience" and "in", and between "in" and the skill
FROM_VERB = 2  # words between "using" and the skill


@cache
def _words() -> dict[str, frozenset[str]]:
    book = tomllib.loads((files("analysis.taxonomy") / "doubt.toml").read_text("utf-8"))
    return {name: frozenset(some) for name, some in book.items()}


def settle(before: str, after: str) -> bool:
    """Do the words before and after a doubtful word make it a skill?"""
    words = _words()
    said = WORD.findall(before[-REACH:].lower())
    says = WORD.findall(after[:REACH].lower())
    follows = says[0] if says else ""
    if follows in words["not_after"] or (said and said[-1] in words["not_before"]):
        return False
    if len(says) > 1 and category(follows[0]).startswith("P"):  # "Go (services)"; a bar parts fields
        follows = says[1]
    return follows in words["after"] or _done_with(said, words) or _asked_in(said, words)


def _done_with(said: list[str], words: dict[str, frozenset[str]]) -> bool:
    """ "using Go", "written mostly in Go"."""
    for word in said[: -FROM_VERB - 2 : -1]:
        if word in words["verbs"]:
            return True
        if word not in words["between"]:
            return False
    return False


def _asked_in(said: list[str], words: dict[str, frozenset[str]]) -> bool:
    """ "experience building services in modern Go"."""
    for link in range(1, min(FROM_LINK + 1, len(said)) + 1):
        if said[-link] in words["links"]:
            asked = said[max(0, len(said) - link - FROM_ASKED - 1) : len(said) - link]
            if any(word in words["before"] for word in asked):
                return True
    return False
