"""Shows words of strangers as words: no markup, no control characters, no link that runs."""

import re
import string
import unicodedata
from html import escape

LINK = re.compile(r"https?://[^\s\"'<>]+")  # what a browser opens without running anything
PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
LONGEST = 600  # characters shown of one field
STRANGE = ("Cc", "Cf")  # control characters, and marks that turn the direction of reading


def visible(text: str) -> str:
    """Without what cannot be seen or turns the direction of reading; at most a few lines long."""
    kept = plain(text[:LONGEST])
    return kept if len(text) <= LONGEST else f"{kept}…"


def plain(text: str) -> str:
    """Without what cannot be seen or turns the direction of reading, however long."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in STRANGE)


def escaped(text: str) -> str:
    """Words from outside as Markdown that shows them as they are."""
    return PUNCTUATION.sub(r"\\\1", visible(text))


def linked(address: str) -> str:
    """An address as HTML; only an http(s) address becomes a link."""
    shown = escape(visible(address), quote=True)
    if not LINK.fullmatch(address):
        return shown
    safe = 'target="_blank" rel="noopener noreferrer nofollow" style="color: inherit"'
    return f'<a href="{shown}" {safe}>{shown}</a>'
