"""Knows the headings of resumes and the way they write dates."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

SECTIONS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
)
LAST_WORDS = frozenset(
    ("experience", "employment", "projects", "skills", "education", "certifications", "awards")
)
QUALIFIERS = (
    r"(?:professional|work|relevant|technical|key|core|selected|additional|other|research|teaching|"
    r"industry|academic|personal|top|recent|related|notable|leadership|engineering|career|my|side|"
    r"software|program|prior|earlier|previous|current|full[- ]?time|part[- ]?time|freelance|military|"
    r"project)"
)
_ALIASES = {alias: name for name, aliases in SECTIONS.items() for alias in aliases}
_TAIL = r"(?: (?:history|summary|background|overview|experience|details|highlights|and \w+|& \w+))?"

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-zäéû]*\.?"
DAY = (
    rf"(?:{MONTH},?\s+(?:\d{{1,2}},\s+)?'?(?:\d{{2,4}}|20XX)|\d{{1,2}}[/.]\d{{4}}|\d{{4}}[-/.]\d{{2}}|(?:19|"
    rf"20)(?:\d{{2}}|XX)|"
    + (rf"(?:spring|summer|fall|autumn|winter)\s+\d{{4}}|{MONTH}(?=\s*[-–—]\s*{MONTH}\s+\d{{4}}))")
)
NOW = r"(?:present|now|current|today|ongoing|heute|actuel\w*|actualidad)"
RANGE = re.compile(
    rf"(?P<since>{DAY})\s*(?:[-–—−]+|to|until|through)\s*(?:exp(?:ected|\.)?\s+)?(?P<until>{DAY}|{NOW})",
    re.IGNORECASE,
)
SINCE = re.compile(rf"(?:since|from)\s+(?P<since>{DAY})", re.IGNORECASE)
DATES = re.compile(
    rf"{RANGE.pattern.replace('?P<since>', '?:').replace('?P<until>', '?:')}|\b{DAY}\b", re.IGNORECASE
)
ONE_DATE = re.compile(rf"(?<![\w-])(?:{DAY})(?![\w-])", re.IGNORECASE)


def section_of(text: str) -> str | None:
    """Which section a heading opens; None when it is no heading we know."""
    words = re.sub(r"[^\w&' ]+", " ", text.lower()).replace("’", "'")
    words = re.sub(r"\s+", " ", words).strip()
    if not words or len(words) > 48 or len(words.split()) > 6:
        return None
    if words in _ALIASES:
        return _ALIASES[words]
    bare = re.sub(rf"^(?:{QUALIFIERS}(?: and | & | ))+", "", words)
    if bare in _ALIASES:
        return _ALIASES[bare]
    bare = re.sub(rf"{_TAIL}$", "", bare)
    return _ALIASES.get(bare)


def ends_as_heading(text: str) -> str | None:
    """The section of a heading that only its last word tells: "Performance Experience"."""
    words = text.split()
    return section_of(words[-1]) if 1 < len(words) <= 4 and words[-1].lower() in LAST_WORDS else None


def is_heading(text: str) -> bool:
    return section_of(text) is not None
