"""The night, in the order it happens: lock, copy, take up what was interrupted, visit, read, publish."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline import boards, files, heartbeat, publish, quality, rates, replay, store
from pipeline.alone import AlreadyRunning, alone
from pipeline.archive import Archive
from pipeline.covering import cover
from pipeline.memory import Memory
from pipeline.migrate import migrate
from pipeline.origins import recognise, source_named
from pipeline.plan import Outcome, Plan, Story
from pipeline.records import Board
from pipeline.reread import take_out
from pipeline.sources import all_sources
from pipeline.sql import statement
from pipeline.visits import Visit, conclude

if TYPE_CHECKING:
    import duckdb

__all__ = ["AlreadyRunning", "Outcome", "Plan", "Story", "refresh"]

FLUSH_POSTINGS = 2_000
FLUSH_BOARDS = 200
WORTH_KEEPING = 100_000  # postings from which answers asked often are worked out beforehand


def refresh(plan: Plan, now: datetime, story: Story | None = None) -> Outcome:
    """One whole night over a data folder; what is published is either the state before or after it."""
    story = story or Story()
    begun = time.monotonic()
    working = plan.data / publish.WORKING
    with (
        alone(plan.data),
        heartbeat.beating(plan.data, now),
        publish.discarded_on_error(working),
    ):
        archive = Archive(plan.data / "archive")
        con = store.connect(publish.working_copy(plan.data))
        outcome = Outcome()
        try:
            migrate(con, now)
            cover(con, now)
            store.describe(con, all_sources(), _boards(plan))
            _take_up(con, archive, outcome, story)
            if plan.origin is not None:
                _replay(con, Archive(plan.origin), archive, outcome, story)
            elif plan.reread is not None:
                _read_again(con, plan.reread, archive, outcome, story)
            elif plan.file is not None:
                _load_file(con, plan, archive, outcome, now)
            else:
                asyncio.run(_visit_live(con, plan, archive, outcome, now, story))
            _finish(con, archive, outcome, now, story)
            quality.check(con, outcome.runs[-1:])
            con.execute("checkpoint")
        except quality.GateFailed:
            for line in outcome.problems():
                story.say(line)
            con.close()
            publish.set_aside(plan.data, working)
            raise
        finally:
            con.close()
        run = outcome.runs[-1] if outcome.runs else now.strftime(replay.RUN_NAME)
        outcome.published = publish.publish(plan.data, working, run)
    outcome.seconds = time.monotonic() - begun
    return outcome


def _boards(plan: Plan) -> Sequence[Board]:
    """The boards of the plan; an archive may bring a list of its own."""
    listed = plan.origin / "boards.csv" if plan.origin else None
    if listed and listed.exists():
        return boards.read(listed)
    return [board for board in plan.boards if board != rates.BOARD]


def _take_up(con: "duckdb.DuckDBPyConnection", archive: Archive, outcome: Outcome, story: Story) -> None:
    """Loads what an interrupted run had fetched: nothing that reached the disk is lost."""
    known = {run for (run,) in con.execute("select distinct run from runs").fetchall()}
    if archive.runs() <= known:
        return
    held = replay.inventory(archive, recognise)
    for recorded in held.runs:
        if recorded.run not in known:
            story.say(f"taking up run {recorded.run}, which was interrupted")
            _load_recorded(con, recorded, held, archive, archive, outcome, story)


def _replay(
    con: "duckdb.DuckDBPyConnection", origin: Archive, archive: Archive, outcome: Outcome, story: Story
) -> None:
    held = replay.inventory(origin, recognise)
    outcome.unrecognised, outcome.unreadable = held.unrecognised, held.unreadable
    for number, recorded in enumerate(held.runs):
        store.refuse_mixing(con, synthetic=recorded.synthetic)
        _load_recorded(con, recorded, held, origin, archive, outcome, story)
        story.count("runs", number + 1, len(held.runs))


def _read_again(
    con: "duckdb.DuckDBPyConnection",
    sources: Sequence[str],
    archive: Archive,
    outcome: Outcome,
    story: Story,
) -> None:
    held = replay.inventory(archive, recognise)
    chosen = take_out(con, archive, sources, damaged=held.unreadable)
    for number, recorded in enumerate(held.runs):
        boards = {address: found for address, found in recorded.boards.items() if address[0] in chosen}
        if boards:
            part = replay.Recorded(recorded.run, recorded.synthetic, boards)
            _load_recorded(con, part, held, archive, archive, outcome, story)
        story.count("runs", number + 1, len(held.runs))


def _load_recorded(
    con: "duckdb.DuckDBPyConnection",
    recorded: replay.Recorded,
    held: replay.Inventory,
    origin: Archive,
    archive: Archive,
    outcome: Outcome,
    story: Story,
) -> None:
    memory = Memory(con)
    latest = store.latest_visits(con)
    boards = {
        (source, token): entries
        for (source, token), entries in recorded.boards.items()
        if entries[-1].fetched_at > latest.get(f"{source}:{token}", datetime.min.replace(tzinfo=UTC))
    }
    recorded = replay.Recorded(recorded.run, recorded.synthetic, boards)
    visits = replay.replayed(recorded, held, origin, source_named, memory, archive)
    _load(con, recorded.run, visits, outcome)


def _load_file(
    con: "duckdb.DuckDBPyConnection", plan: Plan, archive: Archive, outcome: Outcome, now: datetime
) -> None:
    assert plan.file is not None  # noqa: S101 - the caller chose this branch by it
    response = files.response_of(plan.file, mapping=plan.file_map, day=plan.file_date, now=now)
    files.parse(response)  # raises before anything is kept when the file cannot be read as postings
    run, source = now.strftime(replay.RUN_NAME), files.source_of(response.url)
    memory = Memory(con)
    visit = Visit(run, source, files.BOARD, source_named(source), now, now, synthetic=False)
    store.refuse_mixing(con, synthetic=False)
    if kept := memory.keep(response, archive, source=source, run=run, synthetic=False):
        visit.captures.append(kept)
    _load(con, run, [conclude(visit, memory, seconds=0.0)], outcome)


async def _visit_live(
    con: "duckdb.DuckDBPyConnection",
    plan: Plan,
    archive: Archive,
    outcome: Outcome,
    now: datetime,
    story: Story,
) -> None:
    from pipeline.http import Client
    from pipeline.live import Night, live

    store.refuse_mixing(con, synthetic=False)
    run = now.strftime(replay.RUN_NAME)
    async with Client(
        contact=plan.contact, pace_factor=plan.pace_factor, far_side=plan.far_side, keys=plan.keys
    ) as client:
        memory = Memory(con)
        spent = store.spent(con, now)
        night = Night(run, now, archive, memory, client, lambda board: store.known(con, board), spent)
        batch: list[Visit] = []
        answers: AsyncIterator[list[Visit]] = live(plan.boards, night)
        done = 0
        async for visits in answers:
            done += 1
            story.count("boards", done, len(plan.boards))
            batch += visits
            if sum(len(visit.postings) for visit in batch) >= FLUSH_POSTINGS:
                _load(con, run, batch, outcome)
                batch = []
        _load(con, run, batch, outcome)


def _load(con: "duckdb.DuckDBPyConnection", run: str, visits: Iterable[Visit], outcome: Outcome) -> None:
    """Loads the visits of one run, some boards at a time."""
    batch: list[Visit] = []
    waiting = 0
    for visit in visits:
        batch.append(visit)
        waiting += len(visit.postings)
        outcome.boards += 1
        outcome.listed += len(visit.postings)
        outcome.rejected += len(visit.rejects)
        outcome.waiting += visit.waiting
        if visit.error:
            outcome.failed.append(f"{visit.board}: {visit.error}")
        if waiting >= FLUSH_POSTINGS or len(batch) >= FLUSH_BOARDS:
            store.load(con, batch)
            batch, waiting = [], 0
    store.load(con, batch)
    if run not in outcome.runs:
        outcome.runs.append(run)


def _finish(
    con: "duckdb.DuckDBPyConnection", archive: Archive, outcome: Outcome, now: datetime, story: Story
) -> None:
    from analysis import market  # takes a moment to load, like the readers
    from analysis.ahead import keep_answers
    from pipeline.enrich import enrich
    from pipeline.once import count_once

    ((outcome.postings,),) = con.execute("select count(*) from postings").fetchall()
    outcome.read = enrich(con, now, done=lambda count: story.count("postings read", count, None))
    rates.apply(con, archive)
    count_once(con)
    con.execute(statement("spent"))
    market.summarise(con)
    if outcome.postings >= WORTH_KEEPING:
        keep_answers(con)
