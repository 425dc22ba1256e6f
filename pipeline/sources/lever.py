"""Lever: a company's public postings as JSON, a hundred a page; no key. Boards held in Europe are `eu/NAME`.

Recordings: 33 whole responses of three boards in August 2026 and ten shorter ones.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from pipeline.fields import (
    country,
    employment,
    figure,
    items,
    joined,
    listed,
    moment,
    period,
    texts,
    workplace,
)
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, StatedPay, each

HOME, TERMS = "https://www.lever.co", "https://github.com/lever/postings-api"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, True, True

ADDRESS = "https://{}/v0/postings/{}?mode=json&skip={}&limit={}"
PAGE_LENGTH = 100
HOSTS = {"": "api.lever.co", "eu/": "api.eu.lever.co"}
OURS = re.compile(r"https?://api(\.eu)?\.lever\.co/v0/postings/([^/?#]+)/?(?:[?#]|$)")
PAGE = re.compile(r"https?://jobs(\.eu)?\.lever\.co/([^/?#]+)")


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    region = "eu/" if board.token.startswith("eu/") else ""
    name = quote(board.token.removeprefix(region), safe="")
    skip = 0
    while True:
        page = yield Request(ADDRESS.format(HOSTS[region], name, skip, PAGE_LENGTH))
        length = len(listed(page))
        if length < PAGE_LENGTH:
            return
        skip += length


def board_of(url: str) -> str | None:
    return _token(OURS.match(url))


def board_on(url: str) -> str | None:
    return _token(PAGE.match(url))


def whole(responses: Sequence[Response]) -> bool:
    """Do the pages follow on one another from the first to a short one?"""
    spans = sorted(_span(response) for response in responses)
    reached = 0
    for start, length, asked in spans:
        if start > reached:
            return False
        if asked is None or length < asked:
            return True
        reached = max(reached, start + length)
    return False


def parse(response: Response) -> Iterator[Posting | Reject]:
    board = board_of(response.url) or ""

    def posting(job: dict[str, Any]) -> Posting:
        groups = job.get("categories") or {}
        locations = groups.get("allLocations") or [groups.get("location")]
        code = country(job.get("country"))
        return Posting(
            source="lever",
            board=board,
            native_id=job["id"],
            title=job["text"],
            company=board.removeprefix("eu/"),  # the response does not name the company
            text=_text(job),
            url=job.get("hostedUrl"),
            location=joined(locations),
            countries=(code,) if code else None,
            workplace=workplace(job.get("workplaceType")),
            employment_type=employment(groups.get("commitment")),
            department=groups.get("department") or groups.get("team"),
            pay=tuple(_pay(job.get("salaryRange") or {})),
            # Lever sends milliseconds; everyone else seconds.
            posted_at=moment(job["createdAt"] / 1_000 if job.get("createdAt") else None),
            posted_how="created" if job.get("createdAt") else None,
        )

    return each(items(response), posting)


def _text(job: dict[str, Any]) -> str:
    """All that the page shows: `description` is only the way in, the requirements stand in lists."""
    lists = (
        f"<h3>{part.get('text') or ''}</h3><ul>{part.get('content') or ''}</ul>"
        for part in job.get("lists") or []
    )
    return texts(
        job.get("description") or job.get("descriptionPlain"),
        *lists,
        job.get("salaryDescription"),
        job.get("additional") or job.get("additionalPlain"),
    )


def _pay(stated: dict[str, Any]) -> Iterator[StatedPay]:
    low, high = figure(stated.get("min")), figure(stated.get("max"))
    if low or high:
        yield StatedPay(
            min=low, max=high, currency=stated.get("currency"), period=period(stated.get("interval"))
        )


def _span(response: Response) -> tuple[int, int, int | None]:
    query = parse_qs(urlsplit(response.url).query)
    limit = int(query["limit"][0]) if "limit" in query else None
    return int(query.get("skip", ["0"])[0]), len(items(response)), limit


def _token(found: re.Match[str] | None) -> str | None:
    return ("eu/" if found[1] else "") + unquote(found[2]) if found else None
