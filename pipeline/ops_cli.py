"""The commands that keep a market going: doctor, canary, schedule, backfill, reread, prune, forget."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.night_cli import data_option, known_problems, tell

if TYPE_CHECKING:
    from pipeline.health import Health

UNITS = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
DRIFTED, OUT_OF_ORDER = 1, 4  # exit codes of canary: ours to mend, theirs

SOURCE_COLUMNS = (
    "source", "boards", "failed", "partial", "held", "open_postings", "text", "place", "dated", "pay",
    "answered_at",
)  # fmt: skip

contact_option = click.option(
    "--contact",
    envvar="HIRESIGNAL_CONTACT",
    default="not set",
    help="Who a site may write to about our requests; part of the User-Agent.",
)
far_side_option = click.option("--far-side", envvar="HIRESIGNAL_FAR_SIDE", hidden=True)
form_option = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
units_option = click.option(
    "--unit-dir",
    "units",
    type=click.Path(path_type=Path, file_okay=False),
    default="~/.config/systemd/user",
    show_default=True,
    help="Where systemd looks for a user's units.",
)


class Size(click.ParamType[int]):
    """Bytes, as people write them."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([kKMGT]?B)", str(value))
        if found is None:
            self.fail(f"{value!r} is no size: write 5GB or 800MB", param, ctx)
        return int(float(found[1]) * UNITS[found[2]])


class Days(click.ParamType[timedelta]):
    """A time as `90d`."""

    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = re.fullmatch(r"(\d+)d", str(value))
        if found is None:
            self.fail(f"{value!r} is no number of days: write 90d", param, ctx)
        return timedelta(days=int(found[1]))


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
    _table(SOURCE_COLUMNS, health.sources)
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
    import os

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


@click.group("schedule")
def schedule_group() -> None:
    """Refresh every night by itself."""


@schedule_group.command()
@units_option
@contact_option
@data_option
def install(units: Path, contact: str, data: Path) -> None:
    """Install a timer of your own (systemd); one missed while the machine was off is made up for."""
    from pipeline import schedule

    for path in schedule.install(schedule.Schedule(data, contact, units)):
        click.echo(f"wrote {path}")
    _systemd("daemon-reload", f"enable --now {schedule.NAME}.timer")


@schedule_group.command()
@click.option(
    "--form",
    type=click.Choice(["all", "crontab", "systemd", "github"]),
    default="all",
    show_default=True,
    help="Only one of them, to redirect into a file.",
)
@units_option
@contact_option
@data_option
def show(form: str, units: Path, contact: str, data: Path) -> None:
    """Print the timer, the crontab line, and a workflow for GitHub Actions."""
    from pipeline import schedule

    planned = schedule.Schedule(data, contact, units)
    if form == "all":
        click.echo(f"The timer is {'installed' if schedule.installed(units) else 'not installed'}.\n")
    texts = {
        "systemd": "\n".join(f"# {path}\n{text}" for path, text in planned.files.items()),
        "crontab": f"{planned.crontab}\n",
        "github": schedule.WORKFLOW,
    }
    click.echo("\n".join(texts.values()) if form == "all" else texts[form], nl=False)


@schedule_group.command()
@units_option
def remove(units: Path) -> None:
    """Remove the timer."""
    from pipeline import schedule

    if not schedule.installed(units):
        click.echo("No timer is installed.")
        return
    _systemd(f"disable --now {schedule.NAME}.timer")
    for path in schedule.remove(units):
        click.echo(f"removed {path}")
    _systemd("daemon-reload")


def _systemd(*steps: str) -> None:
    from pipeline import schedule

    try:
        schedule.tell_systemd(*steps)
    except schedule.NoSystemd as problem:
        click.echo(str(problem), err=True)


@click.command()
@click.argument("what", type=click.Choice(["hn"]))
@click.option("--since", type=click.DateTime(["%Y-%m", "%Y-%m-%d"]), default="2018-01", show_default=True)
@contact_option
@far_side_option
@data_option
def backfill(what: str, since: datetime, contact: str, far_side: str | None, data: Path) -> None:
    """Fetch the old threads of Who is hiring; begun again, it asks only for what is not settled yet."""
    from pipeline.backfill import NoThreads, backfill
    from pipeline.http import Problem
    from pipeline.refresh import Plan

    plan = Plan(data=data, contact=contact, far_side=far_side, pace_factor=0.0 if far_side else 1.0)
    with known_problems(plan.data, NoThreads, Problem) as story:
        outcome = backfill(plan, _day(since), datetime.now(UTC), story)
    if outcome is None:
        click.echo("Every thread is settled; nothing was asked.")
    else:
        tell(outcome)


def _day(moment: datetime) -> date:
    return moment.date()


@click.command()
@click.option("--source", "sources", multiple=True, help="Only what this source said; may be repeated.")
@data_option
def reread(sources: tuple[str, ...], data: Path) -> None:
    """Parse again what the archive holds, with today's parsers, and publish; asks nobody."""
    from analysis.published import NoMarketYet, market_file
    from pipeline.boards import source_exists
    from pipeline.refresh import Plan, refresh
    from pipeline.reread import Pruned

    for name in sources:
        if not name.startswith("file:"):
            try:
                source_exists(name)
            except ValueError as error:
                raise click.UsageError(str(error)) from error
    with known_problems(data, Pruned, NoMarketYet) as story:
        market_file(data)  # raises where there is nothing to read again
        outcome = refresh(Plan(data=data, reread=sources), datetime.now(UTC), story)
    tell(outcome)


@click.command()
@click.option(
    "--keep", type=Days(), required=True, metavar="90d", help="How far back the archive stays whole."
)
@data_option
def prune(keep: timedelta, data: Path) -> None:
    """Free what old runs take in the archive; the market keeps all it learned from them."""
    from pipeline.health import size
    from pipeline.prune import prune

    with known_problems(data):
        done = prune(data, datetime.now(UTC) - keep)
    kept = f"; {done.bodies} bodies stay, later runs refer to them" if done.bodies else ""
    click.echo(f"{size(done.freed)} freed from {done.files} files of runs older than {keep.days} days{kept}")


@click.command()
@click.argument("posting", metavar="ID|URL")
@data_option
def forget(posting: str, data: Path) -> None:
    """Remove one posting from the market and from the archive, for good."""
    from analysis.published import NoMarketYet
    from pipeline.forget import NoSuchPosting, forget

    with known_problems(data, NoSuchPosting, NoMarketYet):
        done = forget(data, posting)
    click.echo(f"{done.posting} is forgotten: {done.records} records of the archive were written anew")
    if done.blanked:
        click.echo(f"{done.blanked} of them could not be cut and are blank now, with all they held", err=True)
    if done.same_job:
        click.echo(f"The same job was also posted as {', '.join(done.same_job)}: forget each.", err=True)
