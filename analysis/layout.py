"""Sets a text as its author meant it: a paragraph or an item a line.

Where a line ended only because its column did, the next goes on with its sentence; a list that runs on within
a line ("Requirements: - Go - Rust - SQL") gets a line for every item.
"""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from analysis.sections import BULLETS

WIDEST = 100  # characters; nobody wraps later
FEWEST = 4  # lines that go on, before a text is taken for wrapped
MARKS = ("- ", "* ")  # set before a paragraph to make it an item
FEWEST_ITEMS = 3
LIST = re.compile(r":( [-*•●] )(?=[A-Z0-9(])")  # a label, and the mark of its first item


class Page(NamedTuple):
    """A text set anew, and the way from its offsets back to those of the text as it was."""

    text: str
    cuts: list[int]  # where in `text` something was taken out
    gone: list[int]  # characters taken out before the first cut, the second, ..., the end

    def origin(self, at: int) -> int:
        """The offset that the character at `at` had."""
        return at + self.gone[bisect_right(self.cuts, at)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where what is now `text[start:end]` stood."""
        return self.origin(start), self.origin(end - 1) + 1


def lay_out(text: str) -> Page:
    """The text with every paragraph and item in one line, and nothing else changed."""
    page = _unwrapped(text)
    return page if LIST.search(page.text) is None else page._replace(text=_in_items(page.text))


def _in_items(text: str) -> str:
    """As long as before: the line breaks stand in place of spaces."""
    return "\n".join(_itemised(line) if ": " in line else line for line in text.split("\n"))


def _itemised(line: str) -> str:
    label = LIST.search(line)
    if label is None:
        return line
    mark, begins = label[1], label.start(1)
    items = re.split(rf"{re.escape(mark)}(?=[A-Z0-9(])", line[begins:])
    return line if len(items) <= FEWEST_ITEMS else line[:begins] + f"\n{mark[1:]}".join(items)


def _unwrapped(text: str) -> Page:
    lines = text.split("\n")
    goes_on = _goes_on([line.rstrip() for line in lines])
    if goes_on is None:
        return Page(text, [], [0])
    pieces = [lines[0]]
    cuts, gone = [], [0]
    length = len(lines[0])
    for after, it_does in zip(lines[1:], goes_on, strict=True):
        between, said = "\n", after
        if it_does:
            before, said = pieces[-1].rstrip(), after.lstrip()
            between = "" if _is_parted(before) else " "
            lost = len(pieces[-1]) - len(before) + 1 + len(after) - len(said) - len(between)
            length += len(before) - len(pieces[-1])
            pieces[-1] = before
            if lost:
                cuts.append(length + len(between))
                gone.append(gone[-1] + lost)
        pieces += between, said
        length += len(between) + len(said)
    return Page("".join(pieces), cuts, gone)


def _goes_on(lines: list[str]) -> list[bool] | None:
    """Does the sentence of each line but the last go on in the next? None for a text without wraps.

    A text is wrapped when most lines within its paragraphs and items are full: the next word had no room.
    """
    sentences = [line for line in lines if " " in line]  # an address in one piece may be longer
    if max(map(len, sentences), default=WIDEST + 1) > WIDEST:
        return None
    indents = any(line[0] == " " for line in sentences)  # what follows the first line of an item
    lengths = [_length(line, indents) for line in lines]
    width = max(length for line, length in zip(lines, lengths, strict=True) if " " in line)
    firsts = [(line.split(None, 1) or [""])[0] for line in lines]
    found: list[bool] = []
    within = full = 0
    for n, (line, after) in enumerate(pairwise(lines)):
        goes_on, word = False, firsts[n + 1]
        if word and firsts[n] and word[0] not in BULLETS:
            room = width - lengths[n] - (not _is_parted(line))
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
