"""Jobicy: the hundred newest remote jobs of many companies, one call, at most hourly; credit and direct link.

Its jobs must not be passed on to other job boards, so its texts are not exported. Recordings: two responses.
"""

from collections.abc import Generator, Iterator
from html import unescape
from typing import Any

from analysis.text import from_html
from pipeline.fields import employment, figure, items, joined, moment, period
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, StatedPay, each

HOME, TERMS = "https://jobicy.com", "https://jobi.cy/apidocs"
ATTRIBUTION = "Jobs from Jobicy, https://jobicy.com"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = False, 0.2, True, False
A_DAY = 24  # calls, their limit

FEED, ADDRESS = "all", "https://jobicy.com/api/v2/remote-jobs"


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(f"{ADDRESS}?count=100")


def board_of(url: str) -> str | None:
    return FEED if url.split("?")[0].rstrip("/") == ADDRESS else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    return each(items(response, "jobs"), _posting)


def _posting(job: dict[str, Any]) -> Posting:
    low, high = figure(job.get("salaryMin")), figure(job.get("salaryMax"))
    pay = StatedPay(
        min=low, max=high, currency=job.get("salaryCurrency"), period=period(job.get("salaryPeriod"))
    )
    return Posting(
        source="jobicy",
        board=FEED,
        native_id=str(job["id"]),
        title=unescape(job["jobTitle"]),
        company=unescape(job["companyName"]),
        text=from_html(job.get("jobDescription") or ""),
        url=job.get("url"),
        location=joined((job.get("jobGeo") or "").split(",")),
        workplace="remote",
        employment_type=next((kind for word in job.get("jobType") or [] if (kind := employment(word))), None),
        department=joined(unescape(name) for name in job.get("jobIndustry") or []),
        pay=(pay,) if low or high else (),
        posted_at=moment(job.get("pubDate")),
        posted_how="published" if job.get("pubDate") else None,
    )
