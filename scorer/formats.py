"""Shows the rows of a report: to a terminal of 80 columns, as Markdown, as one HTML page."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from scorer.facts import Facts
from scorer.findings import shortened
from scorer.score import Score
from scorer.telling import Part, Row, Table, parts

WIDTH = 80
INDENT = (2, 4, 8)  # columns, by how deep a row stands
TITLE = re.compile(r"([^:(]*)(.*)")
MARK = re.compile(r"(?:[-+~?]|\d+\.) ")
STYLE = (
    "body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}"
    "ul{list-style:none;padding-left:1.2rem}table{border-collapse:collapse}"
    "th,td{text-align:left;padding:.1rem .8rem .1rem 0}"
)


def as_text(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """The report for a terminal of 80 columns; only addresses may be longer."""
    return "\n".join([*_wrapped(segment(extra), ""), *_text(facts, result, extra)]) + "\n"


def segment(extra: Mapping[str, Any]) -> str:
    """The first line: whom one is compared with."""
    found = extra.get("segment")
    return f"Compared with: {found['words']}" if found else "Compared with: no postings (see the end)"


def _text(facts: Facts, result: Score, extra: Mapping[str, Any]) -> Iterator[str]:
    for part in parts(facts, result, extra):
        yield ""
        name, rest = TITLE.fullmatch(part.title).groups()  # type: ignore[union-attr]  # matches any text
        yield from _wrapped(name.upper() + rest, "")
        for row in part.rows:
            yield from _table(row) if isinstance(row, Table) else _row(row)


def _row(row: Row) -> Iterator[str]:
    indent = " " * INDENT[row.depth]
    text = f"{row.mark} {row.text}".strip()
    if row.where and len(f"{indent}{text}  {row.where}") <= WIDTH and text:
        yield f"{indent}{text}  {row.where}"
        return
    yield from _wrapped(text, indent)
    if row.where:
        yield f"{indent}{row.where}"


def _wrapped(text: str, indent: str) -> list[str]:
    """What goes on stands under the words, not under the mark or the number before them."""
    mark = MARK.match(text)
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * (mark.end() if mark else 0),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(table: Table) -> Iterator[str]:
    """The first column gives way where the others need the room."""
    widest, *widths = [max(map(len, column)) + 1 for column in zip(table.names, *table.rows, strict=True)]
    room = min(widest, WIDTH - INDENT[0] - sum(widths) + 1)
    for first, *others in (table.names, *table.rows):
        line = f"{shortened(first, room - 1):<{room}}"
        line += "".join(f"{cell:<{width}}" for cell, width in zip(others, widths, strict=True))
        yield f"  {line}".rstrip()


def as_markdown(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """The report as a document to keep."""
    lines = ["# Readiness", "", _plain(segment(extra))]
    for part in parts(facts, result, extra):
        lines += ["", f"## {_plain(part.title)}", ""]
        for row in part.rows:
            lines += _markdown_table(row) if isinstance(row, Table) else [_item(row)]
    return "\n".join(lines) + "\n"


def _item(row: Row) -> str:
    text = " ".join(filter(None, (f"**{row.mark}**" if row.mark else "", _plain(row.text))))
    where = f"<{row.where}>" if _is_link(row.where) else f"`{row.where}`" if row.where else ""
    return f"{'  ' * row.depth}- {' '.join(filter(None, (text, where)))}"


def _markdown_table(table: Table) -> list[str]:
    rows = [table.names, ("---",) * len(table.names), *table.rows]
    return ["", *(f"| {' | '.join(map(_plain, cells))} |" for cells in rows), ""]


def _plain(text: str) -> str:
    """What strangers wrote stays text: no markup, links or tables of theirs."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


def as_html(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """One page without scripts or anything fetched; every word from outside is escaped."""
    body = "".join(f"<section>{_section(part)}</section>\n" for part in parts(facts, result, extra))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>Readiness</title><style>{STYLE}</style></head><body><h1>Readiness</h1>\n"
        f"<p>{html.escape(segment(extra))}</p>\n{body}</body></html>\n"
    )


def _section(part: Part) -> str:
    out, depth = [f"<h2>{html.escape(part.title)}</h2>"], -1
    for row in part.rows:
        to = -1 if isinstance(row, Table) else row.depth
        out += ["<ul>"] * (to - depth) + ["</ul>"] * (depth - to)
        depth = to
        out.append(_html_table(row) if isinstance(row, Table) else f"<li>{_html_row(row)}</li>")
    return "".join([*out, "</ul>" * (depth + 1)])


def _html_row(row: Row) -> str:
    where = html.escape(row.where)
    if _is_link(row.where):
        where = f'<a href="{where}" rel="noreferrer">{where}</a>'
    elif where:
        where = f"<code>{where}</code>"
    return " ".join(filter(None, (html.escape(row.mark), html.escape(row.text), where)))


def _html_table(table: Table) -> str:
    def cells(kind: str, row: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f"<{kind}>{html.escape(cell)}</{kind}>" for cell in row) + "</tr>"

    return f"<table>{cells('th', table.names)}{''.join(cells('td', row) for row in table.rows)}</table>"


def _is_link(where: str) -> bool:
    return where.startswith(("http://", "https://"))
