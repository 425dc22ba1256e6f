"""What the words around skills say of them: cues, by their signs, and talk of the work and of the company."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.folding import literal, pattern


class Sign(StrEnum):
    """What a cue says about the skills around it."""

    negated_after = "negated_after"
    negated_before = "negated_before"
    neutral = "neutral"
    preferred_after = "preferred_after"
    preferred_before = "preferred_before"
    demanded = "demanded"
    required = "required"
    companies = "companies"
    owners = "owners"
    degree = "degree"


ASKING = frozenset({Sign.demanded, Sign.required})


class Cue(NamedTuple):
    """A cue as found: `[start:end]` of the text."""

    start: int
    end: int
    sign: Sign


@cache
def cue_book() -> dict[str, list[str]]:
    """The cue phrases as the taxonomy states them."""
    return tomllib.loads((files("analysis.taxonomy") / "skill_cues.toml").read_text("utf-8"))


def cue_patterns() -> dict[bytes, Sign]:
    """Every cue of a sign as a folded pattern, with the space a comma in it leaves and without."""
    return {
        form(words): sign for sign in Sign for words in cue_book()[sign.value] for form in (pattern, literal)
    }


@cache
def tasks() -> frozenset[str]:
    """The verbs that open an item of a list of duties whose bullets were lost: "Build", "Own"."""
    return frozenset(cue_book()["tasks"])


@cache
def _talk() -> tuple[BytesAhoCorasick, int]:
    """Finds talk of the work and talk of the company; patterns before the number are of the work."""
    book = cue_book()
    phrases = [b" " + pattern(words) + b" " for words in (*book["work"], *book["blurb"])]
    return BytesAhoCorasick(phrases, implementation=Implementation.DFA), len(book["work"])


def talk(words: bytes) -> tuple[bool, bool]:
    """Does a folded sentence speak of the work, and does it speak of the company?"""
    automaton, of_work = _talk()
    found = [match[0] for match in automaton.find_matches_as_indexes(words, overlapping=True)]
    return any(n < of_work for n in found), any(n >= of_work for n in found)
