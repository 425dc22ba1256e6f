"""Reads what stands in a section of a resume: dated entries, and bullets whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scorer.facts import Bullet, Entry
from scorer.headings import DATES, ONE_DATE, RANGE, SINCE
from scorer.layout import Line, unhyphenated
from scorer.parts import BULLET, Part
from scorer.person import is_place

WORK = ("experience", "projects")
GRADES = re.compile(
    r"\W*(?:(?:cum(?:ulative)?\.?|major|overall)\s)?(?:GPA|dean|honou?rs|coursework|relevant|activities|"
    r"award)",
    re.IGNORECASE,
)


def bullets_in(part: Part) -> Iterator[Bullet]:
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


def entries_in(part: Part) -> Iterator[Entry]:
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
            and not (last and _goes_on(line, last.x0, last.text))
        ]
    yield from found


def _dated(part: Part) -> Iterator[Entry]:
    for n, line in enumerate(part.lines):
        if BULLET.match(line.text):
            continue
        found = RANGE.search(line.text) or SINCE.search(line.text)
        span = found or _single(line, part)
        if span is None or (part.name == "education" and GRADES.match(line.text)):
            continue
        title = (line.text[: span.start()] + line.text[span.end() :]).strip(" \t,|·•()–—-")
        if len(title.split()) < 2 or not re.search(r"[A-Za-z]{3}", title) or is_place(title):
            title = _title_above(part.lines[:n]) or title
        groups = span.groupdict()
        since, until = groups.get("since", ""), groups.get("until", "") or ("" if found else span[0])
        yield Entry(part.name, re.sub(r"\s+", " ", title)[:160], since or "", until or "")


def _single(line: Line, part: Part) -> re.Match[str] | None:
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
    """The title that stands over a line of dates; a bold role over a plain employer belongs to it."""
    above = [line for line in lines[-3:] if line.text and not BULLET.match(line.text)]
    above = [line for line in above if not RANGE.search(line.text)]
    if len(above) > 1 and above[-2].bold and not above[-1].bold:
        return f"{above[-2].text}, {above[-1].text}"
    return above[-1].text if above else ""
