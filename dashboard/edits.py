"""Tells what an edit changed: words that went, words that came, and a little of what stayed around them."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape
from typing import Literal

from dashboard.words import plain

Fate = Literal["kept", "gone", "come"]
Piece = tuple[Fate, str]

WORD = re.compile(r"\s+|[^\s]+")
AROUND = 60  # characters kept on each side of a change
LINES, WORDS = 400, 600  # beyond these a comparison takes too long, and the whole is told as changed
TAGS = {
    "gone": '<del style="background: rgba(213, 94, 0, 0.22); color: inherit">',
    "come": '<ins style="background: rgba(26, 158, 119, 0.25); color: inherit">',
}


def changes(before: str, after: str) -> Iterator[Piece]:
    """Line by line first, then word by word in the lines that differ."""
    for fate, gone, come in _aligned(
        before.splitlines(keepends=True), after.splitlines(keepends=True), LINES
    ):
        if fate == "kept":
            yield "kept", gone
            continue
        for inner, old, new in _aligned(WORD.findall(gone), WORD.findall(come), WORDS):
            if inner == "kept":
                yield "kept", old
                continue
            if old:
                yield "gone", old
            if new:
                yield "come", new


def as_html(pieces: Iterator[Piece]) -> str:
    """The pieces with what went and what came marked; all of it escaped, long stretches that stayed cut."""
    said = []
    for fate, words in pieces:
        shown = escape(plain(_shortened(words) if fate == "kept" else words[: 40 * AROUND]))
        said.append(shown if fate == "kept" else f"{TAGS[fate]}{shown}</{TAGS[fate][1:4]}>")
    return "".join(said)


def _aligned(before: list[str], after: list[str], most: int) -> Iterator[tuple[Fate, str, str]]:
    if max(len(before), len(after)) > most:
        yield "gone", "".join(before), "".join(after)
        return
    for fate, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield "kept" if fate == "equal" else "gone", "".join(before[a:b]), "".join(after[c:d])


def _shortened(words: str) -> str:
    if len(words) <= 2 * AROUND:
        return words
    return f"{words[:AROUND]} … {words[-AROUND:]}"
