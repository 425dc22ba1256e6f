"""Tells which of many patterns a text may match, by the letters that each needs: the others are not tried."""

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]  # how the standard library reads a pattern
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

LEAST = 2  # letters; one alone stands in every text


class Sieve:
    """Patterns by their numbers; upper and lower case count as written."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.always: list[int] = []  # may match anything
        self.of: list[int] = []  # whose letters these are
        letters: list[str] = []
        for number, pattern in enumerate(patterns):
            some = needed(pattern)
            if not some:
                self.always.append(number)
            letters += some
            self.of += [number] * len(some)
        self.automaton = AhoCorasick(letters, implementation=Implementation.DFA)

    def likely(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in the text, in their order."""
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        return sorted({self.of[match[0]] for match in found}.union(self.always))


def needed(pattern: str) -> list[str]:
    """Strings of which every match holds at least one; none when a match may do without all that is known."""
    return sorted(_needed(_parser.parse(pattern)))


def _needed(parts: Iterable[Any]) -> frozenset[str]:
    best: frozenset[str] = frozenset()
    run = ""
    for kind, what in [*parts, (None, None)]:
        if kind is _parser.LITERAL:
            run += chr(what)
            continue
        best = max(best, frozenset({run}), _within(kind, what), key=_worth)
        run = ""
    return best if _worth(best) >= (LEAST,) else frozenset()


def _within(kind: object, what: Any) -> frozenset[str]:
    if kind is _parser.SUBPATTERN:
        return frozenset() if what[1] & re.IGNORECASE else _needed(what[-1])
    if kind is _parser.BRANCH:
        branches = [_needed(branch) for branch in what[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind in (_parser.MAX_REPEAT, _parser.MIN_REPEAT) and what[0]:
        return _needed(what[-1])
    return frozenset()


def _worth(some: frozenset[str]) -> tuple[int, ...]:
    """Long strings tell more than short ones, few more than many."""
    return (min(map(len, some)), -len(some)) if some else ()
