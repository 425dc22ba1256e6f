"""Reads who a resume is about: name, headline, e-mail, links, and the level and country it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis import places
from scorer.facts import Entry
from scorer.headings import section_of
from scorer.layout import Line
from scorer.parts import Part

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;<>()\t]+|(?<![@\w.])(?:[\w-]+\.)+(?:com|org|io|dev|net|ai|me|app|co|page|"
    r"xyz|tech|edu)(?:/[^\s|,;<>()\t]*)?(?![\w@])",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?:\+?\d[\d\s().-]{7,}\d)")
PRONOUNS = re.compile(
    r"\s*[(\[|,·•–—-]?\s*\b(?:she|he|they|xe|ze)\s?/\s?\w{2,6}(?:\s?/\s?\w{2,6})?\s*[)\]]?", re.IGNORECASE
)
# What is nobody's business here: it must neither be taken for a headline nor decide anything.
PERSONAL = re.compile(
    r"\b(?:born|birth|d\.?o\.?b|aged?:? ?\d|years old|nationality|citizen\w*|marital|married|single|"
    r"divorced|gender|male|female|religion|geboren|geburts\w+|verheiratet|ledig|né|née|nacid[oa])\b",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"\b(?:engineer|developer|manager|scientist|resume|cv|curriculum|student|designer|analyst|sample|"
    r"consultant|lead|director|architect|updated|intern)\b",
    re.IGNORECASE,
)


def name_of(lines: Sequence[Line]) -> str:
    """The largest line at the top that could be a person's name."""
    first = [line for line in lines[:8] if line.page == 1]
    sizes = {PRONOUNS.sub("", part).strip(): line.size for line in first for part in line.text.split("\t")}
    candidates = list(sizes)
    large = [line for line in first if line.size >= 1.6 * min(one.size for one in first)]
    if len(large) == 2 and all(len(line.text.split()) == 1 for line in large):
        return " ".join(line.text for line in large)  # given name and family name on lines of their own
    people = [c for c in candidates if _could_be_name(c)]
    if not people:  # name and contacts on one line
        parts = (part.strip() for c in candidates for part in re.split(r"[|·•]", c))
        return next((part for part in parts if _could_be_name(part)), "")
    return max(people, key=lambda c: (sizes[c], -candidates.index(c)))


def _could_be_name(text: str) -> bool:
    words = [w for w in re.split(r"\s+", text) if w]
    if not 2 <= len(words) <= 5 or EMAIL.search(text) or re.search(r"[\d@|/·:,]", text) or section_of(text):
        return False
    if NO_NAME.search(text):
        return False
    return all(
        w[:1].isupper() or not w[:1].isalpha() or w in ("de", "van", "von", "da", "del", "bin", "al", "la")
        for w in words
    )


def headline_of(top: Part, name: str) -> str:
    """What the person calls themselves: the line by the name that is no contact."""
    for line in top.lines:
        for part in line.text.split("\t"):
            text = PRONOUNS.sub("", part).replace(name, "").strip(" |·•,–—-")
            contact = EMAIL.search(text) or PHONE.search(text) or URL.search(text)
            if not contact and 2 <= len(text.split()) <= 25 and text not in name and not _no_headline(text):
                return text
    return ""


def _no_headline(text: str) -> bool:
    if re.search(r"updated|r[eé]sum[eé]|curriculum|\bpage\b", text, re.IGNORECASE) or PERSONAL.search(text):
        return True
    if is_place(text):
        return True
    return bool(
        re.search(
            r"\b[A-Z]{2}\b(?:\s+\d{5})?$|\d{1,5}\s+\w+\s+(?:st|street|ave|road|rd|way|lane)\b", text, re.I
        )
    ) and ("," in text)


def email_of(text: str, links: Iterable[str]) -> str:
    found = EMAIL.search(text)
    if found:
        return found[0]
    return next(
        (link.removeprefix("mailto:").partition("?")[0] for link in links if link.startswith("mailto:")), ""
    )


def links_of(text: str, annotated: Iterable[str]) -> tuple[str, ...]:
    """Web addresses, from annotations and from what is written, once each."""
    written = [m[0].rstrip(".") for m in URL.finditer(EMAIL.sub(" ", text))]
    written = [w for w in written if "/" in w or w.lower().startswith(("http", "www."))]
    found: dict[str, str] = {}
    for link in (*(a for a in annotated if not a.startswith(("mailto:", "tel:", "#"))), *written):
        address = link if re.match(r"https?://", link) else f"https://{link}"
        found.setdefault(re.sub(r"^https?://(?:www\.)?|/$", "", address.lower()), address)
    return tuple(found.values())


def level_of(entries: Sequence[Entry]) -> str:
    """The level the latest position's title states; empty when it states none."""
    latest = next((e for e in entries if e.section == "experience"), None)
    title = latest.title.lower() if latest else ""
    for level, words in (
        ("intern", r"\bintern(?:ship)?\b"),
        ("junior", r"\b(?:junior|jr|graduate|entry|trainee|associate)\b"),
        ("staff", r"\b(?:staff|principal|distinguished)\b"),  # as the market's readers put them
        ("senior", r"\b(?:senior|sr)\b"),
    ):
        if re.search(words, title):
            return level
    return ""


def is_place(text: str) -> bool:
    """Nothing but where somebody lives: no word beside the names of places, their states and codes."""
    found = places.find(text)
    beside = "".join(" " if any(p.start <= n < p.end for p in found) else c for n, c in enumerate(text))
    return bool(found) and not re.search(r"[^\W\d_]{3}", beside)


def country_of(top: Part) -> str:
    """The country a contact line states by the place names the market is read with."""
    for line in top.lines:
        for part in re.split(r"\t| [|·•] ", line.text):
            if not EMAIL.search(part) and (found := places.countries(places.find(part.strip()))):
                return found[0]
    return ""
