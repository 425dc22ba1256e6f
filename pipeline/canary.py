"""Three items of every live site: does it still answer, and does it still answer in the shape we read?"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Literal

from pipeline.http import Client, NoKey, Problem, Response
from pipeline.records import Board, NotAListing, Posting, Reject, Source, merged
from pipeline.sources import all_sources

ITEMS = 3  # looked at, a source
BOARDS = 3  # tried, a source: one company may have closed its board
REQUESTS = 4  # a board: a list, and the details of the first items
SHORTEST_TEXT = 40  # characters, as the gate for texts has it

State = Literal["fine", "outage", "drift", "skipped"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a source's site answered: `outage` is theirs to mend, `drift` is ours."""

    source: str
    state: State
    why: str
    board: str | None = None


async def look(boards: Sequence[Board], client: Client) -> list[Finding]:
    """One finding a source, from the boards given for it: the first that answers decides."""
    by_source = groupby(sorted(boards, key=lambda board: board.source), key=lambda board: board.source)
    return list(await asyncio.gather(*(_look(list(group), client) for _, group in by_source)))


def chosen(boards: Iterable[Board], sources: Collection[str] = ()) -> list[Board]:
    """The boards to try: of each source the ones confirmed last."""
    wanted = [board for board in boards if not sources or board.source in sources]
    wanted.sort(key=lambda board: (board.source, board.checked or ""), reverse=True)
    return [b for _, group in groupby(wanted, key=lambda board: board.source) for b in islice(group, BOARDS)]


async def _look(boards: Sequence[Board], client: Client) -> Finding:
    finding = Finding(boards[0].source, "skipped", "no board to ask")
    for board in boards:
        finding = await _ask(board, all_sources()[board.source], client)
        if finding.state != "outage":
            break
    return finding


async def _ask(board: Board, source: Source, client: Client) -> Finding:
    name = f"{board.source}:{board.token}"
    questions = source.requests(board, {})
    answers: list[Response] = []
    try:
        request = next(questions)
        while len(answers) < REQUESTS:
            answer = await client.send(request, pace=source.PACE)
            if answer.status != 200 or not answer.complete:
                cut = "" if answer.complete else " and was cut off"
                return Finding(board.source, "outage", f"{request.url} answered {answer.status}{cut}", name)
            answers.append(answer)
            request = questions.send(answer)
    except StopIteration:
        pass
    except NoKey as problem:
        return Finding(board.source, "skipped", str(problem), name)
    except Problem as problem:
        return Finding(board.source, "outage", str(problem), name)
    except NotAListing as problem:
        return Finding(board.source, "drift", str(problem), name)
    finally:
        questions.close()
    drifts = list(_drifts(source, answers))
    if drifts:
        return Finding(board.source, "drift", "; ".join(drifts), name)
    return Finding(board.source, "fine", f"{ITEMS} items as expected", name)


def _drifts(source: Source, answers: Iterable[Response]) -> Iterator[str]:
    """What is not as the source's contract says."""
    postings: list[Posting] = []
    rejects: list[Reject] = []
    for answer in answers:
        try:
            for item in islice(source.parse(answer), ITEMS * 10):
                if isinstance(item, Posting):
                    postings.append(item)
                else:
                    rejects.append(item)
        except NotAListing as problem:
            yield str(problem)
            return
    if not postings and not rejects:
        yield "the listing is empty"
    if len(rejects) > len(postings) / 2:
        yield f"{len(rejects)} of {len(rejects) + len(postings)} items are no postings: {rejects[0].reason}"
    looked_at = sorted(merged(postings), key=lambda posting: -len(posting.text))[:ITEMS]
    for field in ("company", "url"):
        missing = [posting.native_id for posting in looked_at if not getattr(posting, field)]
        if missing:
            yield f"no {field} in {', '.join(missing)}"
    if looked_at and len(looked_at[0].text) < SHORTEST_TEXT:
        yield "no item has a text"
