"""What a refresh tells while it goes on and in the morning, and how known problems end: a line, a code."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.stopping import by_hand
from pipeline.interrupts import ending_cleanly

if TYPE_CHECKING:
    from pipeline.plan import Outcome, Plan, Story

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Unpublished(click.ClickException):
    """A gate failed; the exit code tells it from other failures."""

    exit_code = 3


def run(plan: "Plan") -> "Outcome":
    """One refresh, whose known problems are one line and an exit code."""
    from pipeline.refresh import refresh

    with known_problems(plan.data) as story:
        return refresh(plan, datetime.now(UTC), story)


@contextmanager
def known_problems(data: Path, *more: type[Exception]) -> Iterator["Story"]:
    """Tells the story of what is done within; a known problem, or one of `more`, is one line and a code."""
    import duckdb

    from pipeline import migrate, quality, store
    from pipeline.alone import AlreadyRunning
    from pipeline.records import NotAListing

    problems: tuple[type[Exception], ...] = (
        duckdb.Error,
        AlreadyRunning,
        store.MixedData,
        migrate.ChangedMigration,
        NotAListing,
        OSError,
        *more,
    )
    with ending_cleanly() as ended:
        try:
            with by_hand(), _telling() as story:
                yield story
        except KeyboardInterrupt:
            click.echo("Interrupted. What was fetched is kept, and the next refresh takes it up.", err=True)
            raise click.exceptions.Exit(ended.exit_code) from None
        except quality.GateFailed as failed:
            raise Unpublished(
                f"{failed} What was fetched is kept, and so is the market of before, if there is one."
            ) from failed
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
    from pipeline.plan import Story

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
    for line in outcome.problems():
        click.echo(line, err=True)
    click.echo(f"published {outcome.published}")
