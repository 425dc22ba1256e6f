"""SmartRecruiters: a company's postings as JSON, a hundred a page, one more call for each text; no key.

Off unless the user turns it on: its robots.txt bars crawlers, and robots.txt wins even then.
Recordings: three lists and two details.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from urllib.parse import quote, unquote

from pipeline.fields import (
    Workplace,
    country,
    decoded,
    employment,
    items,
    joined,
    listed,
    moment,
    texts,
)
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, each

HOME, TERMS = "https://www.smartrecruiters.com", "https://developers.smartrecruiters.com/docs/posting-api"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, False, True

LIST = "https://api.smartrecruiters.com/v1/companies/{}/postings?limit={}&offset={}"
DETAIL = "https://api.smartrecruiters.com/v1/companies/{}/postings/{}"
OURS = re.compile(
    r"https?://api\.smartrecruiters\.com/v1/companies/([^/?#]+)/postings(?:/([^/?#]+))?/?(?:[?#]|$)"
)
PAGE = re.compile(r"https?://(?:jobs|careers)\.smartrecruiters\.com/([^/?#]+)")
PAGE_LENGTH = 100  # more is silently cut down to it
MOST_DETAILS = 100  # a board and night
SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def requests(board: Board, known: Known) -> Generator[Request, Response, int]:
    company, offset, fresh = quote(board.token, safe=""), 0, []
    while True:
        found = listed((yield Request(LIST.format(company, PAGE_LENGTH, offset))), "content")
        jobs = [job for job in found if isinstance(job, dict) and "id" in job]
        fresh += [job["id"] for job in jobs if known.get(str(job["id"])) != job.get("releasedDate")]
        offset += len(found)
        if len(found) < PAGE_LENGTH:
            break
    for number in fresh[:MOST_DETAILS]:
        yield Request(DETAIL.format(company, quote(str(number), safe="")))
    return max(0, len(fresh) - MOST_DETAILS)


def board_of(url: str) -> str | None:
    found = OURS.match(url)
    return unquote(found[1]) if found else None


def board_on(url: str) -> str | None:
    found = PAGE.match(url)
    return unquote(found[1]) if found else None


def whole(responses: Sequence[Response]) -> bool:
    """Do the lists together hold as many postings as the first of them counts?"""
    lists = [response for response in responses if not is_detail(response.url)]
    return bool(lists) and sum(len(items(page, "content")) for page in lists) == decoded(lists[0]).get(
        "totalFound"
    )


def parse(response: Response) -> Iterator[Posting | Reject]:
    board = board_of(response.url) or ""
    jobs = [decoded(response)] if is_detail(response.url) else items(response, "content")
    if is_detail(response.url) and not (isinstance(jobs[0], dict) and "jobAd" in jobs[0]):
        raise NotAListing(f"no posting in {response.url}")

    def posting(job: dict[str, Any]) -> Posting:
        place, company = job.get("location") or {}, job.get("company") or {}
        sections = (job.get("jobAd") or {}).get("sections") or {}
        parts = (sections.get(name) or {} for name in SECTIONS)
        code = country((place.get("country") or "").upper())
        return Posting(
            source="smartrecruiters",
            board=board,
            native_id=_number(job, response),
            title=job["name"],
            company=company.get("name") or board,
            text=texts(
                *(f"<h3>{part.get('title') or ''}</h3>{part['text']}" for part in parts if part.get("text"))
            ),
            url=job.get("postingUrl"),
            location=joined([place.get("fullLocation") or place.get("city")]),
            countries=(code,) if code else None,
            workplace=_workplace(place),
            employment_type=employment((job.get("typeOfEmployment") or {}).get("label")),
            department=(job.get("department") or {}).get("label"),
            requisition=job.get("refNumber"),
            revision=job.get("releasedDate") if is_detail(response.url) else None,
            posted_at=moment(job.get("releasedDate")),
            posted_how="published" if job.get("releasedDate") else None,
        )

    return each(jobs, posting)


def is_detail(url: str) -> bool:
    found = OURS.match(url)
    return found is not None and found[2] is not None


def _number(job: dict[str, Any], response: Response) -> str:
    found = OURS.match(response.url)
    return str(job["id"]) if "id" in job or not found else unquote(found[2])


def _workplace(place: dict[str, Any]) -> Workplace | None:
    return "hybrid" if place.get("hybrid") else "remote" if place.get("remote") else None
