"""Parts a resume into its sections, by what headings say and by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from scorer.headings import RANGE, ends_as_heading, section_of
from scorer.layout import BULLETS, Line

BULLET = re.compile(rf"^[{re.escape(BULLETS)}]\s+|^[{re.escape(BULLETS.replace('-', '').replace('*', ''))}]")

PRIVATE = ("profile", "education")  # who somebody is, and where and when they studied
EDGE = 3  # lines at the top and at the bottom of a page


@dataclass(slots=True)
class Part:
    """One section with its lines; `name` is one of the kinds we know, or "other"."""

    name: str
    heading: str
    lines: list[Line] = field(default_factory=list)


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """The sections, by alias and by style; what stands before the first heading is the profile."""
    parts = [Part("profile", "")]
    body = _body_size(lines)
    styles = {_style(line) for line in lines if "\t" not in line.text and section_of(line.text)}
    page = 1
    for n, line in enumerate(lines):
        if line.page != page:
            page = line.page
            if _heading(line, body, styles) is None and (before := _continued(parts, line)):
                parts.append(Part(before.name, ""))
        kind = _heading(line, body, styles) if n > 0 or len(lines) < 3 else None
        if kind is not None:
            parts.append(Part(kind, line.text))
        else:
            parts[-1].lines.append(line)
    return [one for p in parts if p.lines or p.heading for one in _split(p)]


def without_running(lines: Sequence[Line]) -> list[Line]:
    """Heads and feet that every page repeats at its edge are no part of the text."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [{_running(line) for line in _edge(page)} for page in pages.values()]
    repeated = set.intersection(*edges) if len(edges) > 1 else set()
    at_edge = {id(line) for page in pages.values() for line in _edge(page)}
    return [line for line in lines if not (id(line) in at_edge and _running(line) in repeated)]


def _edge(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: line.y0)
    return [*ordered[:EDGE], *ordered[-EDGE:]]


def _running(line: Line) -> str:
    """The same on every page, page numbers aside."""
    return re.sub(r"\d+", "#", line.text)


def _split(part: Part) -> Iterator[Part]:
    """Jobs under a heading that says something else ("Highlights") are a section of their own."""
    if part.name in ("summary", "other"):
        for n, line in enumerate(part.lines):
            below = part.lines[n + 1 : n + 3]  # the role may stand between the dates and the first bullet
            worked = any(BULLET.match(one.text) for one in below) and not BULLET.match(line.text)
            if worked and RANGE.search(line.text) and re.search(r"[^\W\d_]{3}", RANGE.sub("", line.text)):
                head = n - 1 if n and not BULLET.match(part.lines[n - 1].text) else n
                yield Part(part.name, part.heading, part.lines[:head])
                yield Part("experience", "", part.lines[head:])
                return
    if part.name == "other":
        labelled = [line for line in part.lines if section_of(line.text.partition(":")[0]) == "skills"]
        if labelled:  # "Technical Skills: Python, SQL" among what is additional
            yield Part("skills", labelled[0].text.partition(":")[0], labelled)
            part.lines = [line for line in part.lines if line not in labelled]
    yield part


def _continued(parts: Sequence[Part], line: Line) -> Part | None:
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
