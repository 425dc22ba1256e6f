"""The commands that say how the market and its sites are: doctor, canary."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from analysis.asking import data_option
from pipeline.options import Size, contact_option, far_side_option, form_option, units_option

if TYPE_CHECKING:
    from pipeline.health import Health

DRIFTED, OUT_OF_ORDER = 1, 4  # exit codes of canary: ours to mend, theirs
VISITED = ("source", "boards", "failed", "partial", "held", "answered_at")
FILLED = ("source", "open_postings", "text", "place", "dated", "pay")


@click.command()
@form_option
@click.option(
    "--disk-budget",
    type=Size(),
    default="5GB",
    envvar="HIRESIGNAL_DISK_BUDGET",
    show_default=True,
    help="Warn when the data folder takes more.",
)
@units_option
@data_option
@click.pass_context
def doctor(
    ctx: click.Context, form: Literal["table", "json"], disk_budget: int, units: Path, data: Path
) -> None:
    """Say how the market is: freshness, sources, held boards, disk, schedule. Exit code 1 on a warning."""
    from pipeline.health import examine

    health = examine(data, datetime.now(UTC), budget=disk_budget, units=units)
    if form == "json":
        click.echo(json.dumps(asdict(health), default=str, indent=1))
    else:
        _show(health)
    if health.warnings:
        ctx.exit(1)


def _show(health: "Health") -> None:
    from pipeline.health import size

    click.echo(f"market of {health.market}" if health.market else "no market yet")
    _table(VISITED, health.sources)
    _table(FILLED, health.sources)
    _table(("gate", "value", "limit", "verdict"), health.gates)
    _table(("board", "since", "listed", "usual", "held"), health.held)
    disk = health.disk
    click.echo(
        f"disk: archive {size(disk['archive'])}, market {size(disk['market'])}, other {size(disk['other'])}, "
        f"budget {size(disk['budget'])}"
    )
    beat = health.heartbeat
    if beat:
        ended = "at work, or killed" if beat.seconds is None else f"{beat.seconds:.0f} s"
        click.echo(f"last refresh: {beat.began}, {ended}, {beat.error or 'no error'}")
    click.echo(f"schedule: {'installed' if health.scheduled else 'not installed'}")
    click.echo(f"packages: {', '.join(sorted(set(health.packages.values())))}")
    for warning in health.warnings:
        click.echo(f"! {warning}")
    click.echo(f"{len(health.warnings)} warnings" if health.warnings else "all is well")


def _table(columns: Iterable[str], rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    cells = [list(columns), *([_cell(row.get(name)) for name in columns] for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(cells[0]))]
    for line in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    click.echo()


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "-" if value is None else str(value)


@click.command()
@click.option("--source", "sources", multiple=True, help="Only this source; may be repeated.")
@form_option
@contact_option
@far_side_option
@data_option
@click.pass_context
def canary(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: Literal["table", "json"],
    contact: str,
    far_side: str | None,
    data: Path,
) -> None:
    """Ask every live site for three items: does it answer (else 4), in the shape we read (else 1)?"""

    from pipeline import boards, canary
    from pipeline.http import Client
    from pipeline.sources import keys

    held = {name: os.environ[name] for name in sorted(keys()) if os.environ.get(name)}
    try:
        listed = boards.listed(own=data / boards.OWN, sources=sources, keys=set(held))
    except ValueError as error:
        raise click.UsageError(str(error)) from error

    async def asked() -> list[canary.Finding]:
        pace = 0.0 if far_side else 1.0
        async with Client(contact=contact, far_side=far_side, pace_factor=pace, keys=held) as client:
            return await canary.look(canary.chosen(listed), client)

    import asyncio  # a tenth of the time --help may take

    findings = [asdict(finding) for finding in asyncio.run(asked())]
    if form == "json":
        click.echo(json.dumps(findings, indent=1))
    else:
        _table(("source", "state", "board", "why"), findings)
    states = {finding["state"] for finding in findings}
    if states & {"drift", "outage"}:
        ctx.exit(DRIFTED if "drift" in states else OUT_OF_ORDER)
