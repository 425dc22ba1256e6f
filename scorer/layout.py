"""Puts the words of a page into lines as a person reads them: column after column, rails row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scorer.headings import DATES, is_heading

GAP = 1.5  # ems between two words that no longer belong to one run of text
BULLETS = "•●▪◦‣∙·–▸►■□○➢➤✓✔*\uf0b7\u2043-"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, from the top left corner of the page, in points."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text as one reads it."""

    text: str
    size: float
    bold: bool
    page: int
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def lines(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of a page in reading order."""
    runs = [run for row in _rows(words) for run in _runs(row, page)]
    return _ordered(runs)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line, whichever column they belong to."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        row = rows[-1] if rows else None
        if row and abs(median(w.middle for w in row) - word.middle) < 0.45 * min(word.size, row[-1].size):
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def _runs(row: list[Word], page: int) -> list[Line]:
    """A row cut where the white space is too wide for a space."""
    groups: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        before = groups[-1][-1]
        lone_bullet = len(groups[-1]) == 1 and before.text in BULLETS
        if word.x0 - before.x1 > GAP * max(word.size, before.size) and not lone_bullet:
            groups.append([word])
        else:
            groups[-1].append(word)
    return [_line(group, page) for group in groups]


def _line(words: list[Word], page: int) -> Line:
    return Line(
        text=_joined(words),
        size=round(median(w.size for w in words), 1),
        bold=sum(w.bold for w in words) * 2 > len(words),
        page=page,
        x0=words[0].x0,
        y0=min(w.y0 for w in words),
        x1=max(w.x1 for w in words),
        y1=max(w.y1 for w in words),
    )


def _joined(words: list[Word]) -> str:
    """Text of a line; letters set apart ("S K I L L S") are drawn together again."""
    if len(words) >= 4 and sum(len(w.text) == 1 and w.text.isalpha() for w in words) >= 0.8 * len(words):
        gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
        wide = 1.6 * median(gaps) if median(gaps) > 0 else 0.3 * words[0].size
        text = words[0].text
        for word, gap in zip(words[1:], gaps, strict=True):
            text += (" " if gap > wide else "") + word.text
        return text
    return " ".join(w.text for w in words)


def _ordered(runs: list[Line]) -> list[Line]:
    """Column by column where there are columns, else row by row."""
    gutter = _gutter(runs)
    if gutter is None:
        return _by_row(runs)
    out: list[Line] = []
    for band, columns in _bands(runs, gutter):
        if not columns:
            out += _by_row(band)
            continue
        out += _ordered([r for r in band if r.x1 <= gutter])
        out += _ordered([r for r in band if r.x1 > gutter])
    return out


def _gutter(runs: list[Line]) -> float | None:
    """The x where a page falls into columns, if it does: the one that orders the most text."""
    best: tuple[int, float] | None = None
    for x in sorted({round(r.x0) - 2.0 for r in runs}):
        covered = sum(len(band) for band, columns in _bands(runs, x) if columns)
        if covered and (best is None or covered > best[0]):
            best = (covered, x)
    return best[1] if best else None


def _bands(runs: list[Line], gutter: float) -> list[tuple[list[Line], bool]]:
    """Stretches from top to bottom, cut where a run crosses the gutter, and whether each has two columns."""
    bands: list[tuple[list[Line], bool]] = []
    current: list[Line] = []
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        if run.x0 < gutter < run.x1:
            if current:
                bands.append((current, _two_columns(current, gutter)))
                current = []
            bands.append(([run], False))
        else:
            current.append(run)
    if current:
        bands.append((current, _two_columns(current, gutter)))
    return bands


def _two_columns(band: list[Line], gutter: float) -> bool:
    """Two columns, or one with its dates and labels set apart? The narrow side decides."""
    left, right = [r for r in band if r.x1 <= gutter], [r for r in band if r.x0 >= gutter]
    small, large = sorted((left, right), key=_heights)
    if _heights(small) < 3:
        return False
    dated = sum(bool(DATES.search(r.text)) or len(r.text) < 4 for r in small)
    if dated >= 0.5 * len(small):
        return False
    alone = sum(not any(abs(r.middle - o.middle) < 0.4 * r.size for o in large) for r in small)
    headed = [sum(is_heading(r.text) for r in side) for side in (small, large)]
    if headed[0] and headed[0] >= 0.6 * len(small):
        return False  # a rail of labels: each belongs to the text beside it
    if headed[0] and headed[1]:
        return True
    # A side that starts lines of its own is a column; one whose every line sits beside another is set apart.
    return alone >= 0.35 * len(small) and (bool(headed[0]) or _span(small) >= 0.5 * _span(large))


def _heights(runs: list[Line]) -> int:
    """How many rows the runs stand on: an address, a town and a link on one row are no column."""
    middles = sorted(run.middle for run in runs)
    return sum(low < high - 1 for low, high in pairwise([-2.0, *middles]))


def _span(runs: Iterable[Line]) -> float:
    runs = list(runs)
    return max(r.y1 for r in runs) - min(r.y0 for r in runs)


def _by_row(runs: list[Line]) -> list[Line]:
    """Runs on one height become one line, parted by tabs; a heading beside its text stays by itself."""
    rows: list[list[Line]] = []
    for run in sorted(_whole_labels(runs), key=lambda r: (r.middle, r.x0)):
        if rows and _level(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line for row in rows for line in _beside(sorted(row, key=lambda r: r.x0))]


def _level(one: Line, other: Line) -> bool:
    """On one height: middles close, or one box inside the other where a larger letter stretched it."""
    if abs(one.middle - other.middle) < 0.4 * other.size:
        return True
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.85 * min(one.y1 - one.y0, other.y1 - other.y0) > 0


def _beside(row: list[Line]) -> list[Line]:
    headings = [run for run in row if is_heading(run.text)]
    rest = [run for run in row if not is_heading(run.text)]
    if not rest:
        return headings
    first = rest[0]
    text = "\t".join(run.text for run in rest)
    low = max(run.y1 for run in rest)
    return [*headings, Line(text, first.size, first.bold, first.page, first.x0, first.y0, rest[-1].x1, low)]


def _whole_labels(runs: list[Line]) -> list[Line]:
    """A label broken over two lines ("Technical" above "Skills") is one heading."""
    taken: set[int] = set()
    out = []
    for n, run in enumerate(runs):
        if n in taken:
            continue
        for m, below in enumerate(runs):
            near = abs(run.x0 - below.x0) < 3 and 0 < below.middle - run.middle < 2.2 * run.size
            apart = not is_heading(run.text) and len(run.text.split()) == 1
            if near and apart and is_heading(f"{run.text} {below.text}"):
                taken.add(m)
                run = Line(
                    f"{run.text} {below.text}", run.size, run.bold, run.page, run.x0, run.y0, run.x1, run.y1
                )  # where its first line stands
        out.append(run)
    return [run for n, run in enumerate(out) if not any(run is runs[m] for m in taken)]


def unhyphenated(texts: Iterable[str]) -> str:
    """Lines of one paragraph as one text; a word cut at the line's end is whole again."""
    out = ""
    for text in texts:
        text = text.strip()
        cut = out.endswith(("\u00ad", "\x02"))
        out = out[:-1] + text if cut else f"{out} {text}".strip()
    return re.sub("[\u00ad\x02]", "", out)
