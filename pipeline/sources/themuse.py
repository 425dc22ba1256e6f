"""The Muse: jobs of many companies in software and data, twenty a page; 500 calls an hour without a key.

No recording exists among ours; it rests on The Muse's documentation alone.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import quote

from analysis.text import from_html
from pipeline.fields import items, joined, listed, moment
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, each

HOME, TERMS = "https://www.themuse.com", "https://www.themuse.com/developers/api/v2/terms"
ATTRIBUTION = "Jobs from The Muse, https://www.themuse.com"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = False, 0.125, True, False

FEED, ADDRESS = "all", "https://www.themuse.com/api/public/jobs?page={}&category={}&descending=true"
OURS = re.compile(r"https?://www\.themuse\.com/api/public/jobs/?(?:[?#]|$)")
CATEGORIES = ("Data and Analytics", "Data Science", "Software Engineering", "Computer and IT")
MOST_PAGES = 20  # a category and visit; they serve up to 99


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    for category in CATEGORIES:
        for page in range(1, MOST_PAGES + 1):
            answer = yield Request(ADDRESS.format(page, quote(category)))
            found = [str(job.get("id")) for job in listed(answer, "results") if isinstance(job, dict)]
            if all(number in known for number in found):  # also where the page is empty
                break


def board_of(url: str) -> str | None:
    return FEED if OURS.match(url) else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    return each(items(response, "results"), _posting)


def _posting(job: dict[str, Any]) -> Posting:
    return Posting(
        source="themuse",
        board=FEED,
        native_id=str(job["id"]),
        title=job["name"],
        company=job["company"]["name"],
        text=from_html(job.get("contents") or ""),
        url=(job.get("refs") or {}).get("landing_page"),
        location=joined(place["name"] for place in job.get("locations") or []),
        department=joined(category["name"] for category in job.get("categories") or []),
        posted_at=moment(job.get("publication_date")),
        posted_how="published" if job.get("publication_date") else None,
    )
