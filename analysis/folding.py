"""Brings a text into the form in which spellings compare: lower case, spaces for punctuation, unwrapped."""

import re
from bisect import bisect_right
from typing import NamedTuple

PLUS = 1  # the byte that stands for a plus of C++, so that "3+" can lose its own

_WORD = {*b"abcdefghijklmnopqrstuvwxyz0123456789#", PLUS, *range(0xDF, 0x100)} - {0xF7}


def _fold_byte(byte: int) -> int:
    upper = 0x41 <= byte <= 0x5A or (0xC0 <= byte <= 0xDE and byte != 0xD7)
    lower = byte + 0x20 if upper else byte
    return lower if lower in _WORD else 0x20


TABLE = bytes(map(_fold_byte, range(256)))
# Hard-wrapped text: a word hyphenated over the line, or a line that goes on indented.
WRAPS = re.compile(rb"\n(?:(?<=[A-Za-z0-9]-\n) *|(?<=\S\n) +)(?=[A-Za-z0-9(])")
HYPHEN = ord("-")


class Folded(NamedTuple):
    """A text made comparable. `origin` leads from its offsets back to the text's own."""

    words: bytes
    cuts: list[int]
    shifts: list[int]

    def origin(self, at: int) -> int:
        """The offset in the text that folded offset `at` came from."""
        return at + self.shifts[bisect_right(self.cuts, at)] if self.cuts else at - 1

    def between(self, start: int, end: int) -> bytes:
        """The words of `text[start:end]`, with the byte on either side."""
        if not self.cuts:
            return self.words[start : end + 2]
        first = bisect_right(self.cuts, start, key=self.origin)
        last = bisect_right(self.cuts, end, key=self.origin)
        return self.words[start - self.shifts[first] - 1 : end - self.shifts[last] + 1]


def fold(text: str) -> Folded:
    """One byte a character, in time linear in the text, for any text; a space is put before and after."""
    raw = text.encode("latin-1", "replace")
    if b"++" in raw:
        raw = raw.replace(b"++", b"\x01\x01")
    cuts: list[int] = []
    shifts = [-1]  # the space put before the text
    if b"\n " in raw or b"-\n" in raw:
        pieces, last, removed = [], 0, 0
        for wrap in WRAPS.finditer(raw):
            start, end = wrap.span()
            start += (
                raw[start - 1] != HYPHEN
            )  # the line break stands for a space, unless a hyphen goes before
            pieces.append(raw[last:start])
            last = end
            removed += end - start
            cuts.append(last - removed + 1)
            shifts.append(removed - 1)
        pieces.append(raw[last:])
        raw = b"".join(pieces)
    return Folded(b" " + raw.translate(TABLE) + b" ", cuts, shifts)


def pattern(spelling: str) -> bytes:
    """A spelling as it stands in a folded text, without the spaces around it."""
    return b" ".join(literal(spelling).split())


def literal(spelling: str) -> bytes:
    """The same with every space that its punctuation leaves: "Weights & Biases"."""
    return fold(spelling).words.strip()
