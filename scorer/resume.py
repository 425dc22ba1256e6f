"""Reads a resume into facts: who, sections, dated entries, bullets, links, and the skills it claims.

Personal data stays in these values: nothing here logs, caches or writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from scorer import sandbox
from scorer.facts import Bullet, Claim, Entry, Resume, Section
from scorer.headings import DATES, ONE_DATE, RANGE, SINCE, ends_as_heading, section_of
from scorer.layout import BULLETS, Line, unhyphenated
from scorer.resume_pdf import Pages

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;<>()\t]+|(?<![@\w.])(?:[\w-]+\.)+(?:com|org|io|dev|net|ai|me|app|co|page|xyz|"
    r"tech|edu)"
    r"(?:/[^\s|,;<>()\t]*)?(?![\w@])",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?:\+?\d[\d\s().-]{7,}\d)")
BULLET = re.compile(rf"^[{re.escape(BULLETS)}]\s+|^[{re.escape(BULLETS.replace('-', '').replace('*', ''))}]")
WORK = ("experience", "projects")
NO_NAME = re.compile(
    r"\b(?:engineer|developer|manager|scientist|resume|cv|curriculum|student|designer|analyst|sample|"
    r"consultant|"
    r"lead|director|architect|updated|intern)\b",
    re.IGNORECASE,
)
# Sentences of a job posting are nobody's work, wherever they were pasted.
OFFER = re.compile(
    r"\bwe(?:'re| are) (?:looking|hiring|seeking)|\byou(?:'ll| will| have| are|r role)\b|ideal candidate|"
    r"(?:must|should) have\b|\byears of experience (?:with|in)\b.{0,40}required|responsibilities include",
    re.IGNORECASE,
)
GRADES = re.compile(
    r"\W*(?:(?:cum(?:ulative)?\.?|major|overall)\s)?(?:GPA|dean|honou?rs|coursework|relevant|activities|"
    r"award)",
    re.IGNORECASE,
)


def read(path: Path) -> Resume:
    """A resume from a file; raises NotReadable."""
    return structured(sandbox.read(path))


def structured(pages: Pages) -> Resume:
    """Facts from lines in reading order."""
    lines = _without_running(pages.lines)
    parts = _parts(lines)
    top = next((p for p in parts if p.name == "profile"), _Part("profile", ""))
    text = "\n".join(line.text for line in lines)
    bullets = tuple(b for p in parts for b in _bullets(p) if not OFFER.search(b.text))
    entries = tuple(e for p in parts for e in _entries(p))
    name = _name(top.lines or lines)
    return Resume(
        text=text,
        pages=pages.count,
        headline=_headline(top, name),
        name=name,
        email=_email(text, pages.links),
        sections=tuple(
            Section(p.name, p.heading, tuple(line.text for line in p.lines))
            for p in parts
            if p.lines or p.heading
        ),
        entries=entries,
        bullets=bullets,
        links=_links(text, pages.links),
        hidden=tuple(pages.hidden),
        contact_in_body=bool(EMAIL.search(text)),
        garbled=round(pages.garbled / pages.characters, 4) if pages.characters else 0.0,
        level=_level(entries),
        country=_country(top),
        claims=_claims(parts, bullets, text),
    )


@dataclass(slots=True)
class _Part:
    name: str
    heading: str
    lines: list[Line] = field(default_factory=list)


def _parts(lines: Sequence[Line]) -> list[_Part]:
    """The sections, by alias and by style; what stands before the first heading is the profile."""
    parts = [_Part("profile", "")]
    body = _body_size(lines)
    styles = {_style(line) for line in lines if "\t" not in line.text and section_of(line.text)}
    page = 1
    for n, line in enumerate(lines):
        if line.page != page:
            page = line.page
            if _heading(line, body, styles) is None and (before := _continued(parts, line)):
                parts.append(_Part(before.name, ""))
        kind = _heading(line, body, styles) if n > 0 or len(lines) < 3 else None
        if kind is not None:
            parts.append(_Part(kind, line.text))
        else:
            parts[-1].lines.append(line)
    return [one for p in parts if p.lines or p.heading for one in _split(p)]


def _without_running(lines: Sequence[Line]) -> list[Line]:
    """Heads and feet that every page repeats are no part of the text."""
    pages: dict[str, set[int]] = {}
    for line in lines:
        pages.setdefault(re.sub(r"\d+", "#", line.text), set()).add(line.page)
    last = max((line.page for line in lines), default=1)
    return [line for line in lines if last == 1 or len(pages[re.sub(r"\d+", "#", line.text)]) < last]


def _split(part: _Part) -> Iterator[_Part]:
    """Jobs under a heading that says something else ("Highlights") are a section of their own."""
    if part.name in ("summary", "other"):
        for n, line in enumerate(part.lines[:-1]):
            titled = len(RANGE.sub("", line.text).split()) >= 3 and RANGE.search(line.text)
            if titled and not BULLET.match(line.text) and BULLET.match(part.lines[n + 1].text):
                yield _Part(part.name, part.heading, part.lines[:n])
                yield _Part("experience", "", part.lines[n:])
                return
    yield part


def _continued(parts: Sequence[_Part], line: Line) -> _Part | None:
    """A column that runs on over the page: the last section at this margin, unless it is the latest."""
    for part in reversed(parts):
        if any(abs(other.x0 - line.x0) < 3 and other.page == line.page - 1 for other in part.lines):
            return None if part is parts[-1] else part
    return None


def _body_size(lines: Sequence[Line]) -> float:
    """The size most letters have."""
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[round(line.size)] = sizes.get(round(line.size), 0) + len(line.text)
    return max(sizes, key=lambda s: (sizes[s], -s), default=10.0)


def _heading(line: Line, body: float, styles: Set[tuple[int, bool, bool]]) -> str | None:
    """The section a line opens; a heading we do not know opens "other" when it looks like one."""
    text = line.text.strip(" :\t•–—-|")
    if "\t" in text or BULLET.match(line.text):
        return None
    known = section_of(text)
    if known is not None:
        return known if text[:1].isupper() else None
    if line.size > body + 0.9 or text.isupper():
        if known := ends_as_heading(text):
            return known
        words = text.split()
        # A heading of the person's own looks like the ones we know.
        if 1 <= len(words) <= 4 and re.sub(r"[ &/'-]", "", text).isalpha() and _style(line) in styles:
            return "other"
    return None


def _style(line: Line) -> tuple[int, bool, bool]:
    return round(line.size), line.bold, line.text.isupper()


def _bullets(part: _Part) -> Iterator[Bullet]:
    """Each bullet whole; in sections without marks, each sentence-like line."""
    if part.name not in (*WORK, "achievements", "other", "summary"):
        return
    dated = any(RANGE.search(line.text) or SINCE.search(line.text) for line in part.lines)
    current: list[str] = []
    left = 0.0
    marked = any(BULLET.match(line.text) for line in part.lines)
    for line in part.lines:
        if BULLET.match(line.text):
            if current:
                yield Bullet(unhyphenated(current), part.name, dated)
            current, left = [BULLET.sub("", line.text, count=1)], line.x0
        elif current and _goes_on(line, left, current[-1]):
            current.append(line.text)
        else:
            if current:
                yield Bullet(unhyphenated(current), part.name, dated)
            current = []
            if not marked and len(line.text.split()) >= 6 and not RANGE.search(line.text):
                yield Bullet(line.text, part.name, dated)
    if current:
        yield Bullet(unhyphenated(current), part.name, dated)


def _goes_on(line: Line, left: float, before: str) -> bool:
    """A line that continues the bullet above it: indented, or plainly mid-sentence."""
    if line.bold or DATES.search(line.text) or "\t" in line.text:
        return False
    mid = line.text[:1].islower() or before.rstrip()[-1:] in (",", "-", "/", "\x02", "\u00ad", "&")
    return mid or (line.x0 > left + 2 and not before.rstrip().endswith("."))


def _entries(part: _Part) -> Iterator[Entry]:
    """Dated positions, projects and studies; a position without dates when the section has none at all."""
    if part.name not in (*WORK, "education"):
        return
    found = list(_dated(part))
    if not found and part.name in WORK:
        # What stands above each run of bullets is a position's head; its first line is the title.
        before = [None, *part.lines[:-1]]
        bullets = [bool(BULLET.match(line.text)) for line in part.lines]
        found = [
            Entry(part.name, line.text)
            for n, (line, last) in enumerate(zip(part.lines, before, strict=True))
            if not bullets[n]
            and (last is None or bullets[n - 1] or (line.bold and not last.bold))
            and not _goes_on(line, line.x0, last.text if last else "")
        ]
    yield from found


def _dated(part: _Part) -> Iterator[Entry]:
    for n, line in enumerate(part.lines):
        if BULLET.match(line.text):
            continue
        found = RANGE.search(line.text) or SINCE.search(line.text)
        span = found or _single(line, part)
        if span is None or (part.name == "education" and GRADES.match(line.text)):
            continue
        title = (line.text[: span.start()] + line.text[span.end() :]).strip(" \t,|·•()–—-")
        if len(title.split()) < 2 or not re.search(r"[A-Za-z]{3}", title):
            title = _title_above(part.lines[:n]) or title
        groups = span.groupdict()
        since, until = groups.get("since", ""), groups.get("until", "") or ("" if found else span[0])
        yield Entry(part.name, re.sub(r"\s+", " ", title)[:160], since or "", until or "")


def _single(line: Line, part: _Part) -> re.Match[str] | None:
    """One date alone: at the end of a short line on work; anywhere in a line on studies."""
    dates = list(ONE_DATE.finditer(line.text))
    if not dates or len(line.text) > 100:
        return None
    last = dates[-1]
    if len(dates) > 1 and line.text[dates[0].end() : last.start()].strip(" ,&"):
        return None  # two dates with words between them: a sentence
    if part.name == "education":
        return last
    return (
        last if last.end() >= len(line.text.rstrip(" )")) and not line.text.rstrip().endswith(".") else None
    )


def _title_above(lines: Sequence[Line]) -> str:
    """The title that stands over a line of dates."""
    for line in reversed(lines[-3:]):
        if line.text and not BULLET.match(line.text) and not RANGE.search(line.text):
            return line.text
    return ""


def _name(lines: Sequence[Line]) -> str:
    """The largest line at the top that could be a person's name."""
    first = [line for line in lines[:8] if line.page == 1]
    candidates = [part.strip() for line in first for part in line.text.split("\t")]
    sizes = {part.strip(): line.size for line in first for part in line.text.split("\t")}
    large = [line for line in first if line.size >= 1.6 * min(one.size for one in first)]
    if len(large) == 2 and all(len(line.text.split()) == 1 for line in large):
        return " ".join(line.text for line in large)  # given name and family name on lines of their own
    people = [c for c in candidates if _could_be_name(c)]
    return max(people, key=lambda c: (sizes[c], -candidates.index(c)), default="")


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


def _headline(top: _Part, name: str) -> str:
    """What the person calls themselves: the line by the name that is no contact."""
    for line in top.lines:
        for text in (part.strip() for part in re.split(r"\t", line.text)):
            contact = EMAIL.search(text) or PHONE.search(text) or URL.search(text)
            words = len(text.split())
            if text and text not in name and not contact and 2 <= words <= 25 and not _no_headline(text):
                return text
    return ""


def _no_headline(text: str) -> bool:
    if re.search(r"updated|r[eé]sum[eé]|curriculum|\bpage\b", text, re.IGNORECASE):
        return True
    return bool(
        re.search(
            r"\b[A-Z]{2}\b(?:\s+\d{5})?$|\d{1,5}\s+\w+\s+(?:st|street|ave|road|rd|way|lane)\b", text, re.I
        )
    ) and ("," in text)


def _email(text: str, links: Iterable[str]) -> str:
    found = EMAIL.search(text)
    if found:
        return found[0]
    return next(
        (link.removeprefix("mailto:").partition("?")[0] for link in links if link.startswith("mailto:")), ""
    )


def _links(text: str, annotated: Iterable[str]) -> tuple[str, ...]:
    """Web addresses, from annotations and from what is written, once each."""
    written = [m[0].rstrip(".") for m in URL.finditer(EMAIL.sub(" ", text))]
    written = [w for w in written if "/" in w or w.lower().startswith(("http", "www."))]
    found: dict[str, str] = {}
    for link in (*(a for a in annotated if not a.startswith(("mailto:", "tel:", "#"))), *written):
        address = link if re.match(r"https?://", link) else f"https://{link}"
        found.setdefault(re.sub(r"^https?://(?:www\.)?|/$", "", address.lower()), address)
    return tuple(found.values())


def _level(entries: Sequence[Entry]) -> str:
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


def _country(top: _Part) -> str:
    """The country a contact line states by the place names the market is read with."""
    from analysis import places

    for line in top.lines:
        for part in re.split(r"\t| [|·•] ", line.text):
            if not EMAIL.search(part) and (found := places.countries(places.find(part.strip()))):
                return found[0]
    return ""


def _claims(parts: Sequence[_Part], bullets: Sequence[Bullet], text: str) -> tuple[Claim, ...]:
    """Each skill once, at its best place: dated work, then a bullet, then a list."""
    from scorer.skills import quoted

    found: dict[str, Claim] = {}

    def claim(words: str, where: Literal["dated", "bullet", "list"]) -> None:
        for skill, line in quoted(words):
            found.setdefault(skill, Claim(skill, where, line[:160]))

    for bullet in bullets:
        if bullet.dated and bullet.section in WORK:
            claim(bullet.text, "dated")
    for bullet in bullets:
        if bullet.section in WORK:
            claim(bullet.text, "bullet")
    claim(text, "list")
    return tuple(sorted(found.values(), key=lambda c: c.skill))
