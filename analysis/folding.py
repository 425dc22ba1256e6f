"""Brings a text into the form in which spellings compare: lower case, spaces for punctuation."""

PLUS = 1  # the byte that stands for a plus of C++, so that "3+" can lose its own

_WORD = {*b"abcdefghijklmnopqrstuvwxyz0123456789#", PLUS, *range(0xDF, 0x100)} - {0xF7}


def _fold_byte(byte: int) -> int:
    upper = 0x41 <= byte <= 0x5A or (0xC0 <= byte <= 0xDE and byte != 0xD7)
    lower = byte + 0x20 if upper else byte
    return lower if lower in _WORD else 0x20


TABLE = bytes(map(_fold_byte, range(256)))


def fold(text: str) -> bytes:
    """One byte a character, and a space before and after: `text[a:b]` is `fold(text)[a + 1 : b + 1]`."""
    raw = text.encode("latin-1", "replace")
    if b"++" in raw:
        raw = raw.replace(b"++", b"\x01\x01")
    return b" " + raw.translate(TABLE) + b" "


def pattern(spelling: str) -> bytes:
    """A spelling as it stands in a folded text, without the spaces around it."""
    return b" ".join(literal(spelling).split())


def literal(spelling: str) -> bytes:
    """The same with every space that its punctuation leaves: "Weights & Biases"."""
    return fold(spelling).strip()
