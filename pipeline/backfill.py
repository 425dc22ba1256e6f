"""The old threads of Who is hiring, each asked until it is settled: six weeks old and held whole."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from analysis.published import NoMarketYet, opened
from pipeline.archive import Archive
from pipeline.http import Client
from pipeline.plan import Outcome, Plan, Story
from pipeline.records import Board, NotAListing
from pipeline.refresh import refresh
from pipeline.sources import hn

SETTLES = timedelta(weeks=6)  # comments arrive for a month; edits for some days more


class NoThreads(RuntimeError):
    """The search did not answer with threads."""


def backfill(plan: Plan, since: date, now: datetime, story: Story | None = None) -> Outcome | None:
    """Asks every thread since a month that is not settled; None when all are."""
    story = story or Story()
    _take_up(plan, now, story)
    threads = asyncio.run(_threads(plan, since))
    done = _settled(plan.data, threads)
    wanted = [Board("hn", thread) for thread in sorted(threads, key=int) if thread not in done]
    story.say(f"{len(threads)} threads since {since:%Y-%m}, {len(done)} of them settled")
    return refresh(replace(plan, boards=wanted), now, story) if wanted else None


def _take_up(plan: Plan, now: datetime, story: Story) -> None:
    """What an interrupted backfill fetched counts as asked."""
    if Archive(plan.data / "archive").runs() - {run for run, *_ in _visited(plan.data)}:
        refresh(replace(plan, boards=()), now - timedelta(seconds=1), story)


async def _threads(plan: Plan, since: date) -> Mapping[str, date]:
    async with Client(contact=plan.contact, pace_factor=plan.pace_factor, far_side=plan.far_side) as client:
        questions = hn.threads(since)
        try:
            request = next(questions)
            while True:
                request = questions.send(await client.send(request, pace=hn.PACE))
        except StopIteration as found:
            threads: Mapping[str, date] = found.value
            return threads
        except NotAListing as problem:
            raise NoThreads(f"The search for threads failed: {problem}. Try again later.") from problem


def _settled(data: Path, threads: Mapping[str, date]) -> set[str]:
    """Threads whose last visit was whole and made six weeks after they opened, or later."""
    return {
        board
        for _, source, board, whole, at in _visited(data)
        if source == "hn" and whole and board in threads
        and at >= datetime.combine(threads[board], datetime.min.time(), UTC) + SETTLES
    }  # fmt: skip


def _visited(data: Path) -> list[tuple[str, str, str, bool, datetime]]:
    """Run, source, board, whether it was whole, and when, of every visit; none without a market."""
    try:
        with opened(data) as con:
            return con.execute((files("pipeline.sql") / "visited.sql").read_text("utf-8")).fetchall()
    except NoMarketYet:
        return []
