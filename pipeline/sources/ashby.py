"""Ashby: a company's public job board as JSON, one call a board; no key.

Recordings: 246 boards of October 2025 and twelve later responses. Only the later ones have `workplaceType`;
`isRemote` is true on hybrid rows too (196 of 236), so without `workplaceType` the workplace is unknown.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import quote, unquote

from analysis.text import from_html
from pipeline.fields import country, employment, figure, items, joined, moment, period, workplace
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, StatedPay, each

HOME, TERMS = "https://www.ashbyhq.com", "https://developers.ashbyhq.com/docs/public-job-posting-api"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, True, True

ADDRESS = "https://api.ashbyhq.com/posting-api/job-board/{}?includeCompensation=true"
OURS = re.compile(r"https?://api\.ashbyhq\.com/posting-api/job-board/([^/?#]+)/?(?:[?#]|$)")
PAGE = re.compile(r"https?://jobs\.ashbyhq\.com/([^/?#]+)")

KINDS = (
    ("ote", re.compile(r"\bOTE\b|\bon[- ]target\b", re.IGNORECASE)),
    ("total", re.compile(r"\btotal (?:\w+ )?comp|\btotal target\b|\bbase \+", re.IGNORECASE)),
)


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

    def posting(job: dict[str, Any]) -> Posting | None:
        if job.get("isListed") is False:  # reachable by its link only: the employer does not advertise it
            return None
        places = [job, *(job.get("secondaryLocations") or [])]
        return Posting(
            source="ashby",
            board=board,
            native_id=job["id"],
            title=job["title"],
            company=board,  # the response does not name the company
            text=from_html(job.get("descriptionHtml") or job.get("descriptionPlain") or ""),
            url=job.get("jobUrl"),
            location=joined(place.get("location") for place in places),
            countries=tuple(dict.fromkeys(code for p in places if (code := _country(p)))) or None,
            workplace=workplace(job.get("workplaceType")),
            employment_type=employment(job.get("employmentType")),
            department=job.get("department") or job.get("team"),
            pay=tuple(dict.fromkeys(_pay(job.get("compensation") or {}))),
            posted_at=moment(job.get("publishedAt")),
            posted_how="published" if job.get("publishedAt") else None,
        )

    return each(items(response, "jobs"), posting)


def _country(place: dict[str, Any]) -> str | None:
    address = (place.get("address") or {}).get("postalAddress") or {}
    return country(address.get("addressCountry"))


def _pay(compensation: dict[str, Any]) -> Iterator[StatedPay]:
    """Each tier's salary: the summary beside it melts levels together and drops the second currency."""
    for tier in compensation.get("compensationTiers") or []:
        label = f"{tier.get('title') or ''} {tier.get('tierSummary') or ''}"
        kind = next((kind for kind, words in KINDS if words.search(label)), "base")
        for part in tier.get("components") or []:
            low, high = figure(part.get("minValue")), figure(part.get("maxValue"))
            every = period(part.get("interval"))
            if part.get("compensationType") == "Salary" and every and (low or high):
                yield StatedPay.model_validate(
                    {"min": low, "max": high, "currency": part.get("currencyCode"), "period": every,
                     "kind": kind, "where": tier.get("title")}
                )  # fmt: skip
