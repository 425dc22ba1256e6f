"""The commands that keep a market going: backfill, reread, prune, forget."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from analysis.asking import data_option
from pipeline.options import Days, contact_option, far_side_option
from pipeline.telling import known_problems, tell


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
    from pipeline.plan import Plan

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
    from pipeline.plan import Plan
    from pipeline.refresh import refresh
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
