"""Finds what brackets list after the word they share: unit and load testing, in "testing (unit, load)"."""

import re

from analysis.folding import pattern
from analysis.spellings import Hit, finder

TESTS = re.compile(r"\b[Tt]est(?:ing|s) ?\(([^()\n]{3,90})\)")
KIND = re.compile(r"[\w-]+(?: [\w-]+)?(?=\s*(?:[,/)&]|and\b|or\b))|[\w-]+")


def kinds_of_tests(text: str, begin: int, finish: int) -> list[Hit]:
    """The kinds of tests that `text[begin:finish]` names in brackets."""
    found: list[Hit] = []
    for brackets in TESTS.finditer(text, begin, finish):
        for kind in KIND.finditer(text, brackets.start(1), brackets.end(1)):
            entry = finder().entries.get(pattern(kind[0]) + b" testing")
            if entry and entry.easy:
                found.append(Hit(kind.start(), kind.end(), entry))
    return found
