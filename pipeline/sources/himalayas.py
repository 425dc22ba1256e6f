"""Himalayas: remote jobs of many companies, twenty a page, newest first; visible credit and link.

It lists over 100,000 jobs: a visit reads the newest pages until one brings nothing new.
Recordings: four pages.
"""

from collections.abc import Generator, Iterator
from typing import Any

from analysis.text import from_html
from pipeline.fields import country, employment, figure, items, joined, listed, moment, period
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, StatedPay, each

HOME, TERMS = "https://himalayas.app", "https://himalayas.app/api"
ATTRIBUTION = "Jobs from Himalayas, https://himalayas.app"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = True, 0.5, True, False

FEED, ADDRESS = "all", "https://himalayas.app/jobs/api"
PAGE_LENGTH, MOST_PAGES = 20, 25


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    for page in range(MOST_PAGES):
        answer = yield Request(f"{ADDRESS}?limit={PAGE_LENGTH}&offset={page * PAGE_LENGTH}")
        found = [job.get("guid") for job in listed(answer, "jobs") if isinstance(job, dict)]
        if len(found) < PAGE_LENGTH or all(guid in known for guid in found):
            return


def board_of(url: str) -> str | None:
    return FEED if url.split("?")[0].rstrip("/") == ADDRESS else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    return each(items(response, "jobs"), _posting)


def _posting(job: dict[str, Any]) -> Posting:
    allowed = job.get("locationRestrictions") or []
    low, high = figure(job.get("minSalary")), figure(job.get("maxSalary"))
    pay = StatedPay(min=low, max=high, currency=job.get("currency"), period=period(job.get("salaryPeriod")))
    return Posting(
        source="himalayas",
        board=FEED,
        native_id=job["guid"],
        title=job["title"],
        company=job["companyName"],
        text=from_html(job.get("description") or ""),
        url=job.get("applicationLink"),
        location=joined(allowed) or "Worldwide",  # an empty list of restrictions restricts nobody
        countries=tuple(dict.fromkeys(code for name in allowed if (code := country(name)))) or None,
        workplace="remote",
        employment_type=employment(job.get("employmentType")),
        pay=(pay,) if low or high else (),
        posted_at=moment(job.get("pubDate")),
        posted_how="published" if job.get("pubDate") else None,
        expires_at=moment(job.get("expiryDate")),
    )
