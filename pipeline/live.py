"""Visits made over the network: every board's questions asked politely, every answer archived."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.archive import Archive
from pipeline.http import Client, Problem, Request, Response, Spent
from pipeline.memory import Memory
from pipeline.origins import source_named
from pipeline.records import Board, Known, NotAListing, Source
from pipeline.visits import Visit, conclude

OVERLOADED = {429, 503}  # what asks us to go away ends the board for the night
BOARDS_AT_ONCE = 16  # hosts are paced one by one in the client; this bounds memory


@dataclass(frozen=True, slots=True)
class Night:
    """What every visit of one run needs."""

    run: str
    started_at: datetime
    archive: Archive
    memory: Memory
    client: Client
    known: Callable[[str], Known]
    spent: Counter[str]  # requests of today by source, this run's included


async def live(boards: Iterable[Board], night: Night) -> AsyncIterator[list[Visit]]:
    """Asks boards, some at a time, in the order they finish; a feed may speak for several boards."""
    waiting = list(reversed(list(boards)))
    under_way: set[asyncio.Task[list[Visit]]] = set()
    try:
        while waiting or under_way:
            while waiting and len(under_way) < BOARDS_AT_ONCE:
                board = waiting.pop()
                under_way.add(asyncio.create_task(ask_board(board, source_named(board.source), night)))
            done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


async def ask_board(board: Board, source: Source, night: Night) -> list[Visit]:
    """Asks one board all its source wants to know; what could not be had is part of the visit."""
    begun = time.monotonic()
    visits: dict[str, Visit] = {}
    questions = source.requests(board, night.known(f"{board.source}:{board.token}"))
    request = next(questions)  # every source asks something, or its board could not have been listed
    try:
        while True:
            visit = _visit_of(request, visits, board, source, night)
            response = await _ask(request, source, board, night)
            capture = night.memory.keep(
                response, night.archive, source=board.source, run=night.run, synthetic=False
            )
            if capture is not None:
                visit.captures.append(capture)
            if not response.complete or response.status in OVERLOADED:
                break
            request = questions.send(response)
    except StopIteration as over:
        visit.waiting = over.value or 0
    except NotAListing:
        pass  # reading it says so again
    except Problem as problem:
        at = datetime.now(UTC)
        visit.failures.append(str(problem))
        visit.seen_at = max(visit.seen_at, at)
        night.archive.keep_failure(
            request.url, str(problem), at, source=board.source, run=night.run, synthetic=False
        )
    finally:
        questions.close()
    seconds = round(time.monotonic() - begun, 3)
    return [conclude(visit, night.memory, seconds=seconds) for visit in visits.values()]


def _visit_of(
    request: Request, visits: dict[str, Visit], board: Board, source: Source, night: Night
) -> Visit:
    token = source.board_of(request.url) or board.token
    return visits.setdefault(
        token,
        Visit(night.run, board.source, token, source, night.started_at, night.started_at, synthetic=False),
    )


async def _ask(request: Request, source: Source, board: Board, night: Night) -> Response:
    a_day: int | None = getattr(source, "A_DAY", None)  # only sources that limit it have it
    if a_day is not None and night.spent[board.source] >= a_day:
        raise Spent(f"{board.source} may be asked {a_day} times a day, and was; it goes on tomorrow")
    night.spent[board.source] += 1
    response = await night.client.send(night.memory.conditional(request), pace=source.PACE)
    if response.status == 304:
        filled = night.memory.filled(response, night.archive)
        response = filled or await night.client.send(request, pace=source.PACE)
    return _under_asked_url(response, request)


def _under_asked_url(response: Response, request: Request) -> Response:
    """Answers are kept under the URL that was asked: a redirect does not change whose board it is."""
    if response.url == request.url:
        return response
    return Response(
        request.url, response.status, response.headers, response.body, response.fetched_at, response.complete
    )
