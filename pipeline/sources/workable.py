"""Workable: a company's public jobs as JSON, one call a board; no key.

Recordings: four short responses. They hold no pay; `telecommuting` false may still be hybrid.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import quote, unquote

from analysis.text import from_html
from pipeline.fields import country, decoded, employment, items, joined, moment
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, each

HOME, TERMS = "https://www.workable.com", "https://help.workable.com/hc/en-us/articles/115012771647"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, True, True

ADDRESS = "https://www.workable.com/api/accounts/{}?details=true"
OURS = re.compile(
    r"https?://(?:www\.workable\.com/api/accounts|apply\.workable\.com/api/v1/widget/accounts)/([^/?#]+)/?(?:[?#]|$)"
)
PAGE = re.compile(r"https?://apply\.workable\.com/(?!api/|j/)([^/?#]+)")


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(ADDRESS.format(quote(board.token, safe="")))


def board_of(url: str) -> str | None:
    found = OURS.match(url)
    return unquote(found[1]) if found else None


def board_on(url: str) -> str | None:
    found = PAGE.match(url)
    return unquote(found[1]) if found else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    board = board_of(response.url) or ""
    jobs = items(response, "jobs")
    company = decoded(response).get("name") or board

    def posting(job: dict[str, Any]) -> Posting:
        places = [place for place in job.get("locations") or [] if not place.get("hidden")] or [job]
        codes = (country(place.get("countryCode") or place.get("country")) for place in places)
        department = job.get("department")
        return Posting(
            source="workable",
            board=board,
            native_id=job["shortcode"],
            title=job["title"],
            company=company,
            text=from_html(job.get("description") or ""),
            url=job.get("url"),
            location=joined(_line(place) for place in places),
            countries=tuple(dict.fromkeys(code for code in codes if code)) or None,
            workplace="remote" if job.get("telecommuting") else None,
            employment_type=employment(job.get("employment_type")),
            department=joined(department if isinstance(department, list) else [department]),
            requisition=job.get("code") or None,
            posted_at=moment(job.get("published_on")),
            posted_how="published" if job.get("published_on") else None,
        )

    return each(jobs, posting)


def _line(place: dict[str, Any]) -> str | None:
    parts = (place.get("city"), place.get("region") or place.get("state"), place.get("country"))
    return ", ".join(part for part in parts if part) or None
