"""Brings a text into forms that compare, a byte a character: lower case, or words with spaces between."""

PLUS = 1  # the byte that stands for a plus of C++, so that "3+" can lose its own

_WORD = {*b"abcdefghijklmnopqrstuvwxyz0123456789#", PLUS, *range(0xDF, 0x100)} - {0xF7}


def _lower_byte(byte: int) -> int:
    upper = 0x41 <= byte <= 0x5A or (0xC0 <= byte <= 0xDE and byte != 0xD7)
    return byte + 0x20 if upper else byte


def _fold_byte(byte: int) -> int:
    small = _lower_byte(byte)
    return small if small in _WORD else 0x20


LOWER = bytes(map(_lower_byte, range(256)))
TABLE = bytes(map(_fold_byte, range(256)))


def lower(text: str) -> bytes:
    """One byte a character, in lower case, apostrophes as typed; what Latin-1 lacks is a question mark."""
    return text.replace("’", "'").encode("latin-1", "replace").translate(LOWER)


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
