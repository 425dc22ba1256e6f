"""The commands that read postings and look after the vocabulary."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from analysis.asking import data_option

if TYPE_CHECKING:
    from analysis.jsonl import BadLine
    from analysis.radar import Told

POSTINGS = click.argument("postings", type=click.File(encoding="utf-8-sig"), required=False)
TOP = click.option(
    "--top", type=click.IntRange(1), default=30, show_default=True, help="How many names to show."
)


@click.command()
def read() -> None:
    """Read postings as JSON Lines from stdin: skills, role, pay and terms, one line each.

    A line needs "id" and "text" or "html"; "title", "company", "location", "countries", "workplace",
    "employment_type" and "pay" help. Spans index "text"; for "html" the text they index comes back.
    Bad lines are reported with their number and skipped; then the exit code is 1.
    """
    from analysis.jsonl import read_lines

    bad = 0

    def complain(number: int, problem: "BadLine") -> None:
        nonlocal bad
        bad += 1
        click.echo(f"line {number}: {problem}", err=True)

    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    for said in read_lines(lines, complain=complain):
        sys.stdout.write(said + "\n")
        sys.stdout.flush()  # a reader at the other end may be waiting for this very line
    if bad:
        sys.exit(1)


@click.group()
def taxonomy() -> None:
    """Look after the vocabulary: is it sound, what does it cover, which words are rising."""


@taxonomy.command()
def check() -> None:
    """Refuse clashes, dangling parents and empty lines in the taxonomy files."""
    from analysis.skillbook import book, problems

    shelf = book()
    found = problems(shelf)
    for problem in found:
        click.echo(problem, err=True)
    click.echo(f"{len(shelf.skills)} skills, {sum(len(skill.forms) for skill in shelf.skills)} spellings")
    if found:
        sys.exit(1)


@taxonomy.command()
@POSTINGS
@data_option
@TOP
def coverage(postings: TextIO | None, data: Path, top: int) -> None:
    """How much the vocabulary covers, and the names listed beside skills that it does not know.

    Reads the published market, or POSTINGS: JSON Lines with "company" and "text".
    """
    from analysis.radar import coverage as cover

    with _told(postings, data) as told:
        found = cover(told, top=top)
    click.echo(
        f"{found.naming:,} of {found.postings:,} postings name a skill: "
        f"{found.mentions:,} mentions of {found.skills:,} skills"
    )
    for one in found.unknown:
        click.echo(f"{one.name}\t{one.postings} postings\t{one.companies} companies\t{one.example}")


@taxonomy.command()
@POSTINGS
@data_option
@TOP
def rising(postings: TextIO | None, data: Path, top: int) -> None:
    """The vocabulary radar: unknown names whose share of postings grows, with an example each.

    Reads the published market, or POSTINGS: JSON Lines with "company", "text" and "day" (2026-08-01).
    """
    from analysis.radar import rising as rise

    with _told(postings, data) as told:
        found = rise(told, top=top)
    if not found:
        click.echo("Nothing unknown is rising: the postings are too few, too alike in date, or well covered.")
    for one in found:
        click.echo(
            f"{one.name}\t{one.before:.2%} -> {one.after:.2%}\t{one.companies} companies\t{one.example}"
        )


@contextmanager
def _told(postings: TextIO | None, data: Path) -> "Iterator[Iterator[Told]]":
    from analysis.radar import Told

    if postings is not None:
        yield (
            Told(row.get("company") or "", row.get("text") or "", _day(row.get("day")))
            for row in map(json.loads, filter(str.strip, postings))
        )
        return
    from analysis.published import NoMarketYet, OlderSchema, opened

    try:
        with opened(data) as con:
            con.execute((files("analysis.sql") / "told.sql").read_text("utf-8"))
            yield (Told(*row) for rows in iter(lambda: con.fetchmany(1_000), []) for row in rows)
    except (NoMarketYet, OlderSchema) as problem:
        raise click.ClickException(str(problem)) from problem


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None
