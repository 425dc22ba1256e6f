"""Undoes hard wraps: where a line ended only because its column did, the next goes on with its sentence."""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from analysis.sections import BULLETS

WIDEST = 100  # characters; nobody wraps later
FEWEST = 4  # lines that go on, before a text is taken for wrapped
MARKS = ("- ", "* ")  # set before a paragraph to make it an item
PARTED = re.compile(r"[A-Za-z0-9]-$")  # a wrap may part words at their hyphens
FIRST_WORD = re.compile(r" *(\S*?\w-(?=\w)|\S*)")


class Unwrapped(NamedTuple):
    """A text without hard wraps, and the way from its offsets back to those of the text as it was."""

    text: str
    cuts: list[int]  # where in `text` something was taken out
    gone: list[int]  # characters taken out before the first cut, the second, ..., the end

    def origin(self, at: int) -> int:
        """The offset that the character at `at` had."""
        return at + self.gone[bisect_right(self.cuts, at)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where what is now `text[start:end]` stood."""
        return self.origin(start), self.origin(end - 1) + 1


class Layout(NamedTuple):
    """How a text is set: in what width, and whether what follows the first line of an item is indented."""

    width: int
    indents: bool

    def goes_on(self, line: str, after: str) -> bool:
        """Does the sentence of a line go on in the line after it?"""
        if not _are_one_block(line, after):
            return False
        if after[0] == " ":
            return line[-1] != ":" or self.is_full(line, after)
        in_an_item = self.indents and line.startswith((" ", *MARKS))
        return not in_an_item and self.is_full(line, after)

    def is_full(self, line: str, after: str) -> bool:
        """Had the first word of the line after it no room on this one?"""
        first = FIRST_WORD.match(after)
        taken = _length(line, self.indents) + (PARTED.search(line) is None)
        return first is not None and taken + len(first[1]) > self.width


def unwrap(text: str) -> Unwrapped:
    """The text with every paragraph and item in one line; a text that is not hard-wrapped stays as it is."""
    lines = text.split("\n")
    layout = _layout(lines)
    if layout is None:
        return Unwrapped(text, [], [0])
    flat, cuts, gone = [lines[0]], [], [0]
    length = len(lines[0])
    for line, after in pairwise(lines):
        between, said = "\n", after
        if layout.goes_on(line, after):
            said = after.lstrip()
            between = "" if line[-1] == " " or PARTED.search(line) else " "
            if lost := len(after) - len(said) + 1 - len(between):
                cuts.append(length + len(between))
                gone.append(gone[-1] + lost)
        flat += between, said
        length += len(between) + len(said)
    return Unwrapped("".join(flat), cuts, gone)


def _layout(lines: list[str]) -> Layout | None:
    """None unless most lines within paragraphs and items end where the next word would not have fitted."""
    sentences = [line for line in lines if " " in line]  # an address in one piece may be longer
    if max(map(len, sentences), default=WIDEST + 1) > WIDEST:
        return None
    indents = any(line[0] == " " for line in sentences)
    layout = Layout(max(_length(line, indents) for line in sentences), indents)
    within = [layout.is_full(line, after) for line, after in pairwise(lines) if _are_one_block(line, after)]
    return layout if sum(within) >= max(FEWEST, len(within) / 2) else None


def _length(line: str, indents: bool) -> int:
    """Of what a line says; where items are indented, their marks take no room."""
    said = line.lstrip(" ")
    return len(said) - 2 if indents and said.startswith(MARKS) else len(said)


def _are_one_block(line: str, after: str) -> bool:
    """Is there neither a blank line nor a bullet between the two?"""
    if not line or line.isspace() or not after or after.isspace():
        return False
    return after.lstrip()[0] not in BULLETS
