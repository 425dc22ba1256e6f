"""`hiresignal boards`: whom we ask, whom to add, and whether they still answer."""

import csv
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.options import contact_option, far_side_option

if TYPE_CHECKING:
    from pipeline.check_boards import Verdict
    from pipeline.records import Board

Format = Literal["table", "json", "csv"]
SHOWN = ("source", "token", "company", "stage", "ai_native", "industry", "checked", "listed_by")


@click.group()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default="data",
    envvar="HIRESIGNAL_DATA",
    show_default=True,
    help="The folder that holds your own boards.csv.",
)
@click.pass_context
def boards(ctx: click.Context, data: Path) -> None:
    """The companies that are asked: list them, add one, check that they answer.

    The list is a frame, not the market: two hand-made lists of AI and technology companies, others picked.
    """
    from pipeline.boards import OWN

    ctx.obj = data / OWN


@boards.command("list")
@click.option("--source", "sources", multiple=True, help="Only this source; may be repeated.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.pass_obj
def list_boards(own: Path, sources: tuple[str, ...], form: Format) -> None:
    """List the boards, your own among them."""
    from pipeline import boards as lists

    try:
        found = lists.everything(own=own)
        for name in sources:
            lists.source_exists(name)
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem
    _show([board for board in found if not sources or board.source in sources], form)


@boards.command()
@click.argument("address")
@click.option("--company", help="The company's name, where its board does not say it.")
@click.option("--stage", help="startup, scaleup, enterprise, big_tech, public or consultancy.")
@click.option("--industry", help="In a word or two.")
@click.option("--ai-native/--not-ai-native", default=None, help="Is AI what the company is about?")
@click.pass_obj
def add(
    own: Path,
    address: str,
    company: str | None,
    stage: str | None,
    industry: str | None,
    ai_native: bool | None,
) -> None:
    """Add a board to your own list: SOURCE:TOKEN, or the ADDRESS of its page."""
    from pipeline import boards as lists

    try:
        board = lists.described(address, company=company, stage=stage, industry=industry, ai_native=ai_native)
        lists.keep(own, [board])
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{board.source}:{board.token} stands in {own}.")


@boards.command()
@click.argument("names", nargs=-1, metavar="[SOURCE:TOKEN]...")
@click.option("--source", "sources", multiple=True, help="Only this source; may be repeated.")
@click.option("--save", is_flag=True, help="Write today's date beside those that answered, in your own list.")
@contact_option
@far_side_option
@click.pass_obj
def check(
    own: Path,
    names: tuple[str, ...],
    sources: tuple[str, ...],
    save: bool,
    contact: str,
    far_side: str | None,
) -> None:
    """Ask each board once: does it answer, is it gone, or is the site only out of order?

    Exit code 1 when a board is gone. A site that is out of order says nothing about its boards.
    """
    from pipeline import boards as lists
    from pipeline.check_boards import out_of_order, verdicts
    from pipeline.http import Client
    from pipeline.sources import keys as sources_keys

    keys = {name: os.environ[name] for name in sources_keys() if name in os.environ}
    try:
        chosen = lists.listed(own=own, sources=sources, boards=names, keys=set(keys))
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem

    async def ask() -> "list[Verdict]":
        pace_factor = 0.0 if far_side else 1.0
        async with Client(contact=contact, far_side=far_side, pace_factor=pace_factor, keys=keys) as client:
            return [_told(verdict) async for verdict in verdicts(chosen, client)]

    import asyncio  # a tenth of the time --help may take

    found = asyncio.run(ask())
    alive = [verdict.board for verdict in found if verdict.state == "answers"]
    doubtful = out_of_order(found)
    gone = [v for v in found if v.state == "gone" and v.board.source not in doubtful]
    for source in doubtful:
        click.echo(f"Most boards of {source} look gone at once: its site is out of order or moved.", err=True)
    if save:
        today = datetime.now(UTC).date().isoformat()
        lists.keep(own, [replace(board, checked=today) for board in alive])
    click.echo(
        f"{len(alive)} answer, {len(gone)} are gone, {len(found) - len(alive) - len(gone)} cannot be told."
    )
    if gone:
        sys.exit(1)


def _told(verdict: "Verdict") -> "Verdict":
    click.echo(f"{verdict.board.source}:{verdict.board.token}\t{verdict.state}\t{verdict.why}")
    return verdict


def _show(found: "Sequence[Board]", form: Format) -> None:
    rows = [asdict(board) for board in found]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else SHOWN, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        cells = [[_cell(row[name]) for name in SHOWN] for row in rows]
        widths = [max(map(len, column)) for column in zip(SHOWN, *cells, strict=True)]
        for line in ([*SHOWN], *cells):
            click.echo("  ".join(_padded(line, widths)).rstrip())
        click.echo(f"{len(rows)} boards", err=True)


def _padded(line: Iterable[str], widths: Iterable[int]) -> Iterable[str]:
    return (cell.ljust(width) for cell, width in zip(line, widths, strict=True))


def _cell(value: str | bool | None) -> str:
    return (
        ""
        if value is None
        else {True: "yes", False: "no"}.get(value, str(value))
        if isinstance(value, bool)
        else value
    )
