"""Reads a resume into facts: who, sections, dated entries, bullets, links, and the skills it claims.

Personal data stays in these values: nothing here logs, caches or writes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from scorer import sandbox
from scorer.entries import WORK, bullets_in, entries_in
from scorer.facts import Bullet, Claim, Resume, Section
from scorer.parts import PRIVATE, Part, parts_of, without_running
from scorer.person import EMAIL, country_of, email_of, headline_of, level_of, links_of, name_of
from scorer.resume_pdf import Pages

SHORT = 200  # characters: less is no resume
# Sentences of a job posting are nobody's work, wherever they were pasted.
OFFER = re.compile(
    r"\bwe(?:'re| are) (?:looking|hiring|seeking)|\byou(?:'ll| will| have| are|r role)\b|ideal candidate|"
    r"(?:must|should) have\b|\byears of experience (?:with|in)\b.{0,40}required|responsibilities include",
    re.IGNORECASE,
)


def read(path: Path) -> Resume:
    """A resume from a file; raises NotReadable."""
    return structured(sandbox.read(path))


def structured(pages: Pages) -> Resume:
    """Facts from lines in reading order."""
    lines = without_running(pages.lines)
    parts = parts_of(lines)
    top = next((p for p in parts if p.name == "profile"), Part("profile", ""))
    text = "\n".join(line.text for line in lines)
    bullets = tuple(b for p in parts for b in bullets_in(p) if not OFFER.search(b.text))
    entries = tuple(e for p in parts for e in entries_in(p))
    name = name_of(top.lines or lines)
    return Resume(
        text=text,
        pages=pages.count,
        headline=headline_of(top, name),
        name=name,
        email=email_of(text, pages.links),
        sections=tuple(
            Section(p.name, p.heading, tuple(line.text for line in p.lines))
            for p in parts
            if p.lines or p.heading
        ),
        entries=entries,
        bullets=bullets,
        links=links_of(text, pages.links),
        hidden=tuple(pages.hidden),
        contact_in_body=bool(EMAIL.search(text)),
        garbled=round(pages.garbled / pages.characters, 4) if pages.characters else 0.0,
        level=level_of(entries),
        country=country_of(top),
        short=len(text) <= SHORT,
        claims=_claims(parts, bullets, text),
    )


def _claims(parts: Sequence[Part], bullets: Sequence[Bullet], text: str) -> tuple[Claim, ...]:
    """Each skill once, at its best place: dated work, then a bullet, then a list."""
    from scorer.skills import quoted

    # Lines that say who somebody is, or where and when they studied, are not quoted.
    private = {line.text: p.heading for p in parts if p.name in PRIVATE for line in p.lines}
    found: dict[str, Claim] = {}

    def claim(words: str, where: Literal["dated", "bullet", "list"]) -> None:
        for skill, line in quoted(words):
            found.setdefault(skill, Claim(skill, where, private.get(line, line)[:160]))

    for bullet in bullets:
        if bullet.dated and bullet.section in WORK:
            claim(bullet.text, "dated")
    for bullet in bullets:
        if bullet.section in WORK:
            claim(bullet.text, "bullet")
    claim(text, "list")
    return tuple(sorted(found.values(), key=lambda c: c.skill))
