"""Writes an answer for a terminal, a program or a document: table, JSON, CSV, Markdown, Parquet."""

import csv
import io
import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from analysis.market import About

WIDTH, NARROW = 80, 11
ID, ELIDED_ID = "posting", 24  # a posting's id is to be copied: cut in its middle, it still names one
PLAIN = ("factor", "lift", "q", "closer")  # ratios and error rates
AMOUNTS = (  # of dollars, years or days; other numbers that are not whole are shares
    "p10", "p25", "median", "p75", "p90", "low_end", "high_end", "base_usd", "days_open",
)  # fmt: skip
NOTHING = (
    "Nothing to show. Widen the filter, as by `--role all --since all`; `--panel all` counts boards that "
    "came later; `hiresignal coverage` lists what there is."
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs what begins so


def as_table(frame: "pl.DataFrame", about: "About", columns: Sequence[str]) -> str:
    """At most 80 columns; a share and its interval stand in one cell."""
    rows = [_up_to_the_reason(row, columns) for row in frame.iter_rows(named=True)]
    table = _ruled(columns, rows, _words(frame)) if rows else _wrapped(NOTHING)
    return "\n".join([*_above(about), "", *table, "", *_below(about)])


def as_entries(frame: "pl.DataFrame", about: "About", columns: Sequence[str]) -> str:
    """A row an entry, at most 80 columns: name and value, and below it whole what would not fit a cell."""
    rows = [[_cell(row, name) for name in columns] for row in frame.iter_rows(named=True)]
    hang = " " * (2 + max(len(name) for name, *_ in rows))
    lines = []
    for name, value, *told in rows:
        lines += _wrapped(f"{name:<{len(hang)}}{value}", hang)
        lines += [line for words in told if words not in ("", "-") for line in _wrapped(hang + words, hang)]
    return "\n".join([*_above(about), "", *lines, "", *_below(about)])


def as_markdown(frame: "pl.DataFrame", about: "About", columns: Sequence[str]) -> str:
    """A Markdown table with its frame above it."""
    lines = [
        [_cell(row, name).replace("|", "\\|") for name in columns] for row in frame.iter_rows(named=True)
    ]
    titles = [_title(name) for name in columns]
    table = [titles, ["---"] * len(titles), *lines]
    body = "\n".join("| " + " | ".join(line) + " |" for line in table) if lines else NOTHING
    return "\n\n".join(["\n".join(_above(about)), body, "\n".join(_below(about))])


def as_json(frame: "pl.DataFrame", about: "About") -> str:
    """The whole answer: what it is about, then every column of every row."""
    from dataclasses import asdict

    answer = {"about": asdict(about), "rows": frame.to_dicts()}
    return json.dumps(answer, ensure_ascii=False, indent=1, default=_plain)


def as_csv(frame: "pl.DataFrame") -> str:
    """Every column; text that a spreadsheet would run as a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([[_harmless(value) for value in row] for row in frame.iter_rows()])
    return out.getvalue().rstrip("\n")


def to_parquet(frame: "pl.DataFrame", about: "About", path: Path) -> None:
    """Every column, with the definition and frame as the file's metadata."""
    frame.write_parquet(path, metadata={"definition": about.definition, "frame": about.frame})


def percent(value: float | None) -> str:
    """A share as a reader says it: 41 %, 3.2 %."""
    if value is None:
        return "-"
    return f"{value:.0%}" if abs(value) >= 0.0995 or value == 0 else f"{value:.1%}"


def _above(about: "About") -> list[str]:
    synthetic = ["SYNTHETIC SAMPLE: invented companies and postings."] if about.synthetic else []
    return [*synthetic, *_wrapped(about.definition)]


def _below(about: "About") -> list[str]:
    left_out = [f"{count:,} postings that do not say {name}" for name, count in about.unanswered.items()]
    return _wrapped(f"{about.frame}.{' Left out: ' + ', '.join(left_out) + '.' if left_out else ''}")


def _wrapped(text: str, hang: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(text, WIDTH, subsequent_indent=hang)


def _title(name: str) -> str:
    return name.removesuffix("_end").replace("_", " ")


def _up_to_the_reason(row: dict[str, object], columns: Sequence[str]) -> list[str]:
    """The cells of a row; why numbers are withheld is said once, in the place of those that follow it."""
    cells = [_cell(row, name) for name in columns]
    if row.get("why") not in cells:
        return cells
    at = cells.index(str(row["why"]))
    rest = ["-" if cell == cells[at] else cell for cell in cells[at + 1 :]]
    return cells[: at + 1] if set(rest) <= {"-"} else [*cells[: at + 1], *rest]


def _cell(row: dict[str, object], name: str) -> str:
    if "/" in name:
        return "/".join(_number(row[part], part) for part in name.split("/"))
    value, low, high = row[name], row.get(f"{name}_low"), row.get(f"{name}_high")
    if value is None and low is None and row.get("why") and f"{name}_low" in row:
        return str(row["why"])
    if isinstance(low, float) and isinstance(high, float) and isinstance(value, float):
        interval = f"{_number(low, name)} to {_number(high, name)}"
        return f"{_number(value, name)} ({interval.replace('% to', ' to').replace('k to', ' to')})"
    return _number(value, name)


def _number(value: object, name: str) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _real(value, name)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return ", ".join(map(str, value)) if isinstance(value, list) else " ".join(str(value).split())


def _real(value: float, name: str) -> str:
    if name in PLAIN:
        return f"{value:.3f}" if name == "q" else f"{value:.2f}"
    if name in AMOUNTS:
        return f"{value / 1000:,.0f}k" if value >= 10_000 else f"{value:,.1f}"
    return percent(value)


def _ruled(columns: Sequence[str], rows: Sequence[Sequence[str]], words: Collection[str]) -> list[str]:
    titles = [_title(name) for name in columns]
    whole = [row for row in rows if len(row) == len(columns)]
    widths = [max(map(len, cells)) for cells in zip(titles, *whole, strict=True)]
    for row in rows:
        if len(row) < len(columns):
            widths[: len(row) - 1] = map(max, widths, map(len, row[:-1]))
    for _ in range(sum(widths) + 2 * (len(widths) - 1) - WIDTH):
        # Words give way before numbers, the widest first.
        long = [at for at, name in enumerate(columns) if name in words and widths[at] > _least(name)]
        widths[max(long or range(len(widths)), key=widths.__getitem__)] -= 1
    if ID in columns:
        at = columns.index(ID)
        rows = [[*row[:at], _elided(row[at], widths[at]), *row[at + 1 :]] for row in rows]
    lines = [titles, ["-" * width for width in widths], *rows]
    return [_line(line, widths) for line in lines]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """A reason that ends a row early has the room of the cells it stands for."""
    last = len(cells) - 1
    room = [*widths[:last], sum(widths[last:]) + 2 * (len(widths) - 1 - last)]
    return "  ".join(map(_fitted, cells, room)).rstrip()


def _words(frame: "pl.DataFrame") -> list[str]:
    return [name for name, kind in frame.schema.items() if "String" in str(kind)]


def _least(name: str) -> int:
    return ELIDED_ID if name == ID else NARROW


def _elided(id: str, width: int) -> str:
    """Without its middle: its source stands in front, its number at the end."""
    return id if len(id) <= width else f"{id[: width // 2]}…{id[width // 2 + 1 - width :]}"


def _fitted(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else f"{cell[: width - 1]}…"


def _harmless(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
