"""Does a board still answer? Tells a token that is gone from a site that is out of order.

A board is gone when its site says so (404, 410). A page that is no listing, with 200, asks one to log in or
come back later: it says nothing. Most boards of a source do not vanish at once: then the site moved.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.http import Client, Problem, Response
from pipeline.records import Board, NotAListing, Posting
from pipeline.sources import all_sources

AT_ONCE = 16
GONE = {404, 410}
ENOUGH = 5  # boards of a source that say something about its site

State = Literal["answers", "gone", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one question to a board brought."""

    board: Board
    state: State
    why: str


def out_of_order(found: Sequence[Verdict]) -> list[str]:
    """Sources of which most boards look gone at once: that is the site's doing."""
    asked = Counter(verdict.board.source for verdict in found)
    gone = Counter(verdict.board.source for verdict in found if verdict.state == "gone")
    return [name for name, boards in asked.items() if boards >= ENOUGH and gone[name] > boards / 2]


async def verdicts(boards: Iterable[Board], client: Client) -> AsyncIterator[Verdict]:
    """Asks each board its first question, some at a time, in the order they answer."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(board: Board) -> Verdict:
        async with turns:
            return await verdict(board, client)

    for done in asyncio.as_completed([asyncio.create_task(ask(board)) for board in boards]):
        yield await done


async def verdict(board: Board, client: Client) -> Verdict:
    """Asks a board its first question."""
    source = all_sources()[board.source]
    request = next(source.requests(board, {}))
    try:
        response = await client.send(request, pace=source.PACE)
    except Problem as problem:
        return Verdict(board, "cannot tell", str(problem))
    return judged(board, response)


def judged(board: Board, response: Response) -> Verdict:
    """What an answer says about the board: 403, 429 and 5xx are the site's trouble, not the board's."""
    if response.status in GONE:
        return Verdict(board, "gone", f"answered {response.status}")
    if response.status != 200 or not response.complete:
        return Verdict(
            board, "cannot tell", f"answered {response.status}{'' if response.complete else ', cut off'}"
        )
    try:
        found = list(all_sources()[board.source].parse(response))
    except NotAListing as problem:
        return Verdict(board, "cannot tell", str(problem))
    postings = sum(isinstance(item, Posting) for item in found)
    return Verdict(board, "answers", f"{postings} postings")
