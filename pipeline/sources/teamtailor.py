"""Teamtailor: a company's jobs as JSON Feed with schema.org JobPosting inside; no key. Boards are host names.

No recording of the feed exists among ours: it rests on public descriptions of it alone. It does not say how
many jobs there are, so a visit asks for pages until one brings nothing new.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.fields import items, listed
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, each
from pipeline.sources import _jobposting

HOME, TERMS = "https://www.teamtailor.com", "https://www.jsonfeed.org/version/1.1/"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, True, True

ADDRESS = "https://{}/jobs.json"
OURS = re.compile(r"https?://([\w.-]+)/jobs\.json/?(?:[?#]|$)")
PAGE = re.compile(r"https?://([\w-]+\.(?:[\w-]+\.)?teamtailor\.com)(?:/|$)")
MOST_PAGES = 50


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    seen: set[str] = set()
    for page in range(1, MOST_PAGES + 1):
        answer = yield Request(ADDRESS.format(board.token) + (f"?page={page}" if page > 1 else ""))
        numbers = _numbers(listed(answer, "items"))
        if numbers <= seen:
            return
        seen |= numbers


def board_of(url: str) -> str | None:
    found = OURS.match(url)
    return found[1] if found else None


def board_on(url: str) -> str | None:
    found = PAGE.match(url)
    return found[1] if found else None


def whole(responses: Sequence[Response]) -> bool:
    """Do the pages follow on one another from the first to one that brings nothing new?"""
    pages = {_page(response): _numbers(items(response, "items")) for response in responses}
    last = pages.pop(len(pages), None)
    return (
        last is not None
        and set(pages) == set(range(1, len(pages) + 1))
        and last <= set().union(*pages.values())
    )


def parse(response: Response) -> Iterator[Posting | Reject]:
    board = board_of(response.url) or ""

    def posting(item: dict[str, Any]) -> Posting:
        said = item.get("_jobposting") or {}
        job = {
            "title": item["title"],
            "description": item.get("content_html"),
            "datePosted": item.get("date_published"),
        }
        job |= {name: value for name, value in said.items() if value}
        job.setdefault("hiringOrganization", board.split(".")[0])
        return _jobposting.posting(
            job, source="teamtailor", board=board, native_id=str(item["id"]), url=item["url"]
        )

    return each(items(response, "items"), posting)


def _page(response: Response) -> int:
    return int(parse_qs(urlsplit(response.url).query).get("page", ["1"])[0])


def _numbers(found: list[Any]) -> set[str]:
    return {str(item.get("id")) for item in found if isinstance(item, dict)}
