"""The commands that make or start something: demo, refresh, load, dashboard."""

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.interrupts import ending_cleanly

if TYPE_CHECKING:
    from pipeline.refresh import Outcome, Plan, Story

SAMPLE = Path("data/sample")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
FOR_OTHERS = {
    False: "Others can open this. It asks them for nothing personal; --offer-score would.",
    True: "Others can open this and score themselves: a resume is read on this machine and deleted; "
    "GitHub is asked with their own token or none, from this machine's address.",
}
SHOWN = 5  # problems told one by one; the rest is counted


class Unpublished(click.ClickException):
    """A gate failed; the exit code tells it from other failures."""

    exit_code = 3


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default="data",
    envvar="HIRESIGNAL_DATA",
    show_default=True,
    help="The folder the market lives in.",
)


@click.command()
@click.option("--source", "sources", multiple=True, help="Only this source; may be repeated.")
@click.option("--board", "boards", multiple=True, help="Only this board, SOURCE:TOKEN; may be repeated.")
@click.option("--quick", is_flag=True, help="Twenty boards and the newest thread: a first look in minutes.")
@click.option(
    "--replay",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Read the WARC files of this folder instead of the network.",
)
@click.option(
    "--contact",
    envvar="HIRESIGNAL_CONTACT",
    default="not set",
    help="Who a site may write to about our requests; part of the User-Agent.",
)
@click.option(
    "--far-side", envvar="HIRESIGNAL_FAR_SIDE", hidden=True, help="A server that stands for all sites."
)
@data_option
def refresh(
    sources: tuple[str, ...],
    boards: tuple[str, ...],
    quick: bool,
    replay: Path | None,
    contact: str,
    far_side: str | None,
    data: Path,
) -> None:
    """Fetch what is new, read it, and publish."""
    from pipeline.refresh import Plan

    if replay:
        tell(run(Plan(data=data, origin=replay)))
        return
    from pipeline import boards as frame
    from pipeline.rates import BOARD as RATES
    from pipeline.sources import keys

    held = {name: os.environ[name] for name in sorted(keys()) if os.environ.get(name)}
    try:
        chosen = frame.listed(own=data / frame.OWN, sources=sources, boards=boards, keys=set(held))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    chosen = frame.quick(chosen) if quick else chosen
    if not chosen:
        raise click.UsageError("No board is left to visit: check --source and --board with `boards list`.")
    if not sources and not boards:
        chosen = [*chosen, RATES]
    pace = 0.0 if far_side else 1.0
    plan = Plan(data=data, boards=chosen, contact=contact, keys=held, far_side=far_side, pace_factor=pace)
    tell(run(plan))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day of rows without a date; else the file's.")
@data_option
def load(file: Path, pairs: tuple[str, ...], day: str | None, data: Path) -> None:
    """Load postings you already have from FILE (.jsonl, .csv, .parquet)."""
    from pipeline.refresh import Plan

    for pair in pairs:
        if "=" not in pair:
            raise click.UsageError(f"--map takes FIELD=COLUMN, not {pair!r}.")
    mapping = dict(pair.split("=", 1) for pair in pairs)
    tell(run(Plan(data=data, file=file, file_map=mapping, file_date=day)))


@click.command()
@click.option("--port", type=int, default=8501, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback unless you say otherwise.")
@click.option(
    "--offer-score",
    is_flag=True,
    help="On another host than loopback: let visitors give a GitHub name, a token and a resume.",
)
@data_option
def dashboard(port: int, host: str, offer_score: bool, data: Path) -> None:
    """Explore the market in a browser."""
    _serve(data, host=host, port=port, offer_score=offer_score)


@click.command()
@click.option("--port", type=int, default=8501, show_default=True)
def demo(port: int) -> None:
    """Show everything on the synthetic sample: refresh, tables, dashboard. Needs no network."""
    from pipeline.refresh import Plan

    data = Path("data/demo")
    tell(run(Plan(data=data, origin=SAMPLE)))
    from pipeline.cli import hiresignal

    for verb in ("demand", "pay"):
        click.echo(f"\n$ hiresignal {verb} --role ai_engineer --data {data}")
        words = [verb, "--role", "ai_engineer", "--data", str(data), "--top", "12"]
        hiresignal.main(words if verb == "demand" else words[:-2], standalone_mode=False)
    address = f"http://127.0.0.1:{port}"
    if os.environ.get("DEMO_SERVE") == "0":
        click.echo(f"\nThe dashboard would be at {address} (hiresignal dashboard --data {data}).")
        return
    click.echo(f"\nThe dashboard is at {address}; Ctrl-C ends it.")
    _serve(data, host="127.0.0.1", port=port, offer_score=False)


def _serve(data: Path, *, host: str, port: int, offer_score: bool) -> NoReturn:
    """Becomes the server: a signal to this process ends it, and nothing is left behind."""
    import dashboard as pages

    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise click.ClickException(f"Port {port} is taken. Choose another with --port.")
    for_others = host not in LOOPBACK
    if for_others:
        click.echo(FOR_OTHERS[offer_score], err=True)
    app = Path(pages.__file__).with_name("app.py")
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    told = {
        "HIRESIGNAL_DATA": str(data.resolve()),
        "HIRESIGNAL_FOR_OTHERS": str(int(for_others)),
        "HIRESIGNAL_OFFER_SCORE": str(int(offer_score)),
    }
    sys.stdout.flush()
    sys.stderr.flush()
    python = sys.executable
    os.execve(python, [python, "-m", "streamlit", "run", str(app), *words], {**os.environ, **told})  # noqa: S606  # no shell


def run(plan: "Plan") -> "Outcome":
    """One refresh, whose known problems are one line and an exit code."""
    from pipeline.refresh import refresh

    with known_problems(plan.data) as story:
        return refresh(plan, datetime.now(UTC), story)


@contextmanager
def known_problems(data: Path, *more: type[Exception]) -> Iterator["Story"]:
    """Tells the story of what is done within; a known problem, or one of `more`, is one line and a code."""
    import duckdb

    from pipeline import files, migrate, quality, refresh, store

    problems: tuple[type[Exception], ...] = (
        duckdb.Error,
        refresh.AlreadyRunning,
        store.MixedData,
        migrate.ChangedMigration,
        files.CannotLoad,
        OSError,
        *more,
    )
    with ending_cleanly() as ended:
        try:
            with _telling() as story:
                yield story
        except KeyboardInterrupt:
            click.echo("Interrupted. What was fetched is kept, and the next refresh takes it up.", err=True)
            raise click.exceptions.Exit(ended.exit_code) from None
        except quality.GateFailed as failed:
            raise Unpublished(str(failed)) from failed
        except problems as problem:
            if _no_room(problem):
                raise click.ClickException(
                    f"No room to write in {data}: {problem}. Nothing was published, the market of before "
                    "stands. Free some space (`hiresignal prune --keep 90d`) and refresh again: "
                    "what was fetched is kept."
                ) from problem
            if isinstance(problem, duckdb.Error):
                raise
            raise click.ClickException(str(problem)) from problem


def _no_room(problem: BaseException) -> bool:
    """DuckDB says so in words only, and its rollback may fail on top of it."""
    if isinstance(problem, OSError) and problem.errno in NO_ROOM:
        return True
    said = str(problem)
    if any(os.strerror(number) in said for number in NO_ROOM):
        return True
    return problem.__context__ is not None and _no_room(problem.__context__)


@contextmanager
def _telling() -> Iterator["Story"]:
    from pipeline.refresh import Story

    counting: Callable[[str], None]
    if sys.stderr.isatty():

        def counting(line: str) -> None:
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    else:

        def counting(line: str) -> None:
            pass

    class Stderr(Story):
        def say(self, line: str) -> None:
            click.echo(line, err=True)

        def count(self, what: str, done: int, total: int | None) -> None:
            counting(f"{what}: {done}" + (f" of {total}" if total else ""))

    yield Stderr()
    counting("")


def tell(outcome: "Outcome") -> None:
    """The morning's summary."""
    click.echo(
        f"{outcome.boards} boards, {outcome.listed} postings listed, {outcome.rejected} items rejected, "
        f"{outcome.read} postings read, {outcome.seconds:.1f} s"
    )
    if outcome.waiting:
        click.echo(f"{outcome.waiting} detail pages wait for the next night", err=True)
    kinds = {
        "boards did not answer as they should": outcome.failed,
        "responses come from addresses no source recognises": outcome.unrecognised,
        "archive files are damaged": outcome.unreadable,
    }
    for what, lines in kinds.items():
        if lines:
            click.echo(f"{len(lines)} {what}:", err=True)
            for line in lines[:SHOWN]:
                click.echo(f"  {line}", err=True)
            if len(lines) > SHOWN:
                click.echo(f"  and {len(lines) - SHOWN} more", err=True)
    click.echo(f"published {outcome.published}")
