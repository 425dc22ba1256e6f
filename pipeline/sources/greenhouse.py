"""Greenhouse: a company's public job board as JSON; pay needs a second call a posting; no key.

Recordings: 41 whole responses of two boards in August 2026 and eleven shorter ones. None holds pay, so the
detail response (`pay_transparency=true`) rests on Greenhouse's documentation alone.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from urllib.parse import quote, unquote

from analysis.text import from_html
from pipeline.fields import (
    Workplace,
    decoded,
    figure,
    items,
    joined,
    listed,
    moment,
    period,
    workplace,
)
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, StatedPay, each

HOME, TERMS = "https://www.greenhouse.com", "https://developers.greenhouse.io/job-board.html"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 2.0, True, True

ADDRESS = "https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true"
DETAIL = "https://boards-api.greenhouse.io/v1/boards/{}/jobs/{}?pay_transparency=true"
OURS = re.compile(
    r"https?://boards-api(?:\.eu)?\.greenhouse\.io/v1/boards/([^/?#]+)/jobs(?:/(\d+))?/?(?:[?#]|$)"
)
PAGE = re.compile(r"https?://(?:job-)?boards(?:\.eu)?\.greenhouse\.io/([^/?#]+)")

MOST_DETAILS = 60  # a board and night, half a minute at our pace; the others wait for the next night
AI_RELATED = re.compile(
    r"\b(?:AI|ML|LLMs?|NLP|GenAI|MLOps|(?:machine|deep|reinforcement) learning|computer vision|inference"
    r"|prompt|data (?:scien|engineer)|(?:applied|research) (?:scien|engineer)|agent(?:s|ic)?\b"
    r"|forward[- ]deployed)",
    re.IGNORECASE,
)
WHERE_ONE_WORKS = re.compile(r"workplace|location type|remote", re.IGNORECASE)


def requests(board: Board, known: Known) -> Generator[Request, Response, int]:
    token = quote(board.token, safe="")
    listing = yield Request(ADDRESS.format(token))
    fresh = [job for job in listed(listing, "jobs") if isinstance(job, dict) and _wants_pay(job, known)]
    fresh.sort(key=lambda job: str(job.get("updated_at")), reverse=True)
    for job in fresh[:MOST_DETAILS]:
        yield Request(DETAIL.format(token, job["id"]))
    return max(0, len(fresh) - MOST_DETAILS)


def board_of(url: str) -> str | None:
    found = OURS.match(url)
    return unquote(found[1]) if found else None


def board_on(url: str) -> str | None:
    found = PAGE.match(url)
    return unquote(found[1]) if found else None


def whole(responses: Sequence[Response]) -> bool:
    """Is the list among them, as long as it says it is? Details alone say nothing about the board."""
    return any(_is_whole_list(decoded(response)) for response in responses if not is_detail(response.url))


def parse(response: Response) -> Iterator[Posting | Reject]:
    board = board_of(response.url) or ""
    if not is_detail(response.url):
        jobs = items(response, "jobs")
    else:
        jobs = [decoded(response)]
        if not isinstance(jobs[0], dict) or "title" not in jobs[0]:
            raise NotAListing(f"no posting in {response.url}")

    def posting(job: dict[str, Any]) -> Posting | None:
        if job.get("internal_job_id", job) is None:  # a prospect post: collects names, offers no job
            return None
        return Posting(
            source="greenhouse",
            board=board,
            native_id=str(job["id"]),
            title=job["title"],
            company=job.get("company_name") or board,
            text=from_html(job.get("content") or ""),
            url=job.get("absolute_url"),
            location=joined([(job.get("location") or {}).get("name")]),
            workplace=_workplace(job.get("metadata") or []),
            department=joined(found["name"] for found in job.get("departments") or []),
            requisition=job.get("requisition_id") or None,
            pay=tuple(_pay(job.get("pay_input_ranges") or [])),
            revision=job.get("updated_at") if is_detail(response.url) or not _may_tell_pay(job) else None,
            posted_at=moment(job.get("first_published")),
            posted_how="published" if job.get("first_published") else None,
            expires_at=moment(job.get("application_deadline")),
        )

    return each(jobs, posting)


def is_detail(url: str) -> bool:
    found = OURS.match(url)
    return found is not None and found[2] is not None


def _is_whole_list(body: Any) -> bool:
    jobs = body.get("jobs") if isinstance(body, dict) else None
    return isinstance(jobs, list) and (body.get("meta") or {}).get("total", len(jobs)) == len(jobs)


def _wants_pay(job: dict[str, Any], known: Known) -> bool:
    new_or_edited = known.get(str(job.get("id"))) != job.get("updated_at") or str(job.get("id")) not in known
    return "id" in job and new_or_edited and _may_tell_pay(job)


def _may_tell_pay(job: dict[str, Any]) -> bool:
    return AI_RELATED.search(str(job.get("title"))) is not None


def _workplace(metadata: list[dict[str, Any]]) -> Workplace | None:
    named = (field.get("value") for field in metadata if WHERE_ONE_WORKS.search(str(field.get("name"))))
    return next((found for value in named if isinstance(value, str) and (found := workplace(value))), None)


def _pay(ranges: list[dict[str, Any]]) -> Iterator[StatedPay]:
    for stated in ranges:
        low, high = figure(stated.get("min_cents")), figure(stated.get("max_cents"))
        if low or high:
            yield StatedPay(
                min=low and low / 100,
                max=high and high / 100,
                currency=stated.get("currency_type"),
                period=period(stated.get("title")),  # named in the title if anywhere: "Hourly Rate"
                where=stated.get("title"),
            )
