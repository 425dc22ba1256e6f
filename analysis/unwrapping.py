"""Undoes hard wraps: where a line ended only because its column did, the next goes on with its sentence."""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from analysis.sections import BULLETS

WIDEST = 100  # characters; nobody wraps later
FEWEST = 4  # lines that go on, before a text is taken for wrapped
MARKS = ("- ", "* ")  # set before a paragraph to make it an item


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


def unwrap(text: str) -> Unwrapped:
    """The text with every paragraph and item in one line; a text that is not hard-wrapped stays as it is."""
    lines = text.split("\n")
    goes_on = _goes_on(lines)
    if goes_on is None:
        return Unwrapped(text, [], [0])
    flat, cuts, gone = [lines[0]], [], [0]
    length = len(lines[0])
    for (line, after), it_does in zip(pairwise(lines), goes_on, strict=True):
        between, said = "\n", after
        if it_does:
            said = after.lstrip()
            between = "" if line[-1] == " " or _is_parted(line) else " "
            if lost := len(after) - len(said) + 1 - len(between):
                cuts.append(length + len(between))
                gone.append(gone[-1] + lost)
        flat += between, said
        length += len(between) + len(said)
    return Unwrapped("".join(flat), cuts, gone)


def _goes_on(lines: list[str]) -> list[bool] | None:
    """Does the sentence of each line but the last go on in the next? None for a text without wraps.

    A text is wrapped when most lines within its paragraphs and items are full: the next word had no room.
    """
    sentences = [line for line in lines if " " in line]  # an address in one piece may be longer
    if max(map(len, sentences), default=WIDEST + 1) > WIDEST:
        return None
    indents = any(line[0] == " " for line in sentences)  # what follows the first line of an item
    width = max(_length(line, indents) for line in sentences)
    firsts = [(line.split(None, 1) or [""])[0] for line in lines]
    found: list[bool] = []
    within = full = 0
    for (line, after), (first, word) in zip(pairwise(lines), pairwise(firsts), strict=True):
        goes_on = False
        if first and word and word[0] not in BULLETS:
            room = width - _length(line, indents) - (not _is_parted(line))
            is_full = len(word) > room and _least(word) > room
            within, full = within + 1, full + is_full
            if after[0] == " ":
                goes_on = line[-1] != ":" or is_full
            else:
                goes_on = is_full and not (indents and line.startswith((" ", *MARKS)))
        found.append(goes_on)
    return found if full >= max(FEWEST, within / 2) else None


def _length(line: str, indents: bool) -> int:
    """Of what a line says; where items are indented, their marks take no room."""
    said = line.lstrip(" ")
    return len(said) - 2 if indents and said.startswith(MARKS) else len(said)


def _least(word: str) -> int:
    """How much room a word needs, which a wrap may part at its hyphens."""
    hyphen = word.find("-", 1)
    return hyphen + 1 if 0 < hyphen < len(word) - 1 else len(word)


def _is_parted(line: str) -> bool:
    """Does the line end within a word?"""
    return line[-1] == "-" and line[-2:-1].isalnum()
