"""Arbeitnow: jobs of many companies, most in Germany, a hundred a page; link back.

No recording exists among ours; it rests on Arbeitnow's documentation alone.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any

from analysis.text import from_html
from pipeline.fields import employment, items, joined, listed, moment
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, each

HOME, TERMS = "https://www.arbeitnow.com", "https://www.arbeitnow.com/blog/job-board-api"
ATTRIBUTION = "Jobs from Arbeitnow, https://www.arbeitnow.com"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = True, 1.0, True, False

FEED, ADDRESS = "all", "https://www.arbeitnow.com/api/job-board-api"
OURS = re.compile(r"https?://(?:www\.)?arbeitnow\.com/api/job-board-api/?(?:[?#]|$)")
MOST_PAGES = 20


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    for page in range(1, MOST_PAGES + 1):
        answer = yield Request(f"{ADDRESS}?page={page}")
        found = [job.get("slug") for job in listed(answer, "data") if isinstance(job, dict)]
        if all(slug in known for slug in found):  # also where the page is empty
            return


def board_of(url: str) -> str | None:
    return FEED if OURS.match(url) else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    return each(items(response, "data"), _posting)


def _posting(job: dict[str, Any]) -> Posting:
    kinds = job.get("job_types") or []
    return Posting(
        source="arbeitnow",
        board=FEED,
        native_id=job["slug"],
        title=job["title"],
        company=job["company_name"],
        text=from_html(job.get("description") or ""),
        url=job.get("url"),
        location=joined([job.get("location")]),
        workplace="remote" if job.get("remote") else None,  # false may still be hybrid
        employment_type=next((kind for word in kinds if (kind := employment(word))), None),
        posted_at=moment(job.get("created_at")),
        posted_how="created" if job.get("created_at") else None,
    )
