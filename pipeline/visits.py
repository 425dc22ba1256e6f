"""A visit: what one board answered in one run, and what its source made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.http import Response
from pipeline.memory import Capture, Memory
from pipeline.records import NotAListing, Posting, Reject, Source, merged


@dataclass(slots=True)
class Visit:
    """What one board answered in one run."""

    run: str
    source: str
    token: str
    site: Source
    started_at: datetime
    seen_at: datetime
    synthetic: bool
    captures: list[Capture] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)  # questions that got no answer
    seconds: float = 0.0
    whole: bool = False  # every open job of the board is in `postings`
    unchanged: bool = False  # nothing was parsed: all as at the last whole visit
    waiting: int = 0  # detail pages left for the next night
    error: str | None = None
    postings: list[Posting] = field(default_factory=list)
    rejects: list[tuple[str, Reject]] = field(default_factory=list)

    @property
    def board(self) -> str:
        return f"{self.source}:{self.token}"


def conclude(visit: Visit, memory: Memory, *, seconds: float) -> Visit:
    """Parses what was answered, unless all of it was answered before, and says if it is the whole board."""
    visit.seconds = seconds
    visit.seen_at = max([c.response.fetched_at for c in visit.captures], default=visit.seen_at)
    repeated = bool(visit.captures) and all(capture.repeated for capture in visit.captures)
    if repeated and not visit.failures and memory.ended_well(visit.board):
        visit.unchanged = visit.whole = True
        visit.captures = [capture.without_body() for capture in visit.captures]
        return visit
    problems = list(visit.failures)
    gone: list[str] = []
    found: list[Posting] = []
    good: list[Response] = []
    for capture in visit.captures:
        problem = _problem(capture.response)
        if problem is None:
            try:
                for item in visit.site.parse(capture.response):
                    if isinstance(item, Posting):
                        found.append(item)
                    else:
                        visit.rejects.append((capture.id, item))
                good.append(capture.response)
            except NotAListing as error:
                problem = f"{capture.response.url} is no listing: {error}"
        if problem is not None:
            (gone if _is_one_gone(visit.site, capture.response) else problems).append(problem)
            visit.rejects.append((capture.id, Reject("*", problem, _excerpt(capture.response))))
    visit.postings = merged(found)
    visit.whole = bool(good) and not problems and _whole(visit.site, good)
    visit.error = "; ".join(dict.fromkeys([*problems, *gone])) or None
    visit.captures = [capture.without_body() for capture in visit.captures]
    return visit


def _problem(response: Response) -> str | None:
    if not response.complete:
        return f"{response.url} was cut off after {len(response.body):,} bytes"
    if response.status not in (200, 304):
        return f"{response.url} answered {response.status}"
    return None


def _is_one_gone(site: Source, response: Response) -> bool:
    """A detail page that went since the list was made says nothing about the list."""
    is_detail = getattr(site, "is_detail", None)  # only sources with detail pages have it
    return response.status in (404, 410) and is_detail is not None and bool(is_detail(response.url))


def _whole(site: Source, responses: Sequence[Response]) -> bool:
    judge = getattr(site, "whole", None)  # only sources with pages have it
    return bool(judge(responses)) if judge else True


def _excerpt(response: Response) -> str:
    return response.body[:300].decode(errors="replace")
