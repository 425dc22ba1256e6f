"""Remote OK: the newest remote jobs of many companies, one call; a followed link back, and name it.

The first element of the list is their legal notice. Not every job in it is remote (shop and hotel work with a
town): with a place the workplace is left to the text. Descriptions come encoded as UTF-8 twice.
Recordings: four responses, one of 100 jobs.
"""

import re
from collections.abc import Generator, Iterator
from html import unescape
from typing import Any

from analysis.text import from_html
from pipeline.fields import figure, items, joined, moment
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, StatedPay, each

HOME, TERMS = "https://remoteok.com", "https://remoteok.com/api"
ATTRIBUTION = "Jobs from Remote OK, https://remoteok.com"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = True, 0.2, True, False

FEED, ADDRESS = "all", "https://remoteok.com/api"


EVERYWHERE = {"", "remote", "worldwide", "world wide", "anywhere", "global"}
READER_TEST = re.compile(r"\s*Please mention the word\b.*\Z", re.DOTALL)  # another word for each visitor


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(ADDRESS)


def board_of(url: str) -> str | None:
    return FEED if url.split("?")[0].rstrip("/") == ADDRESS else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    found = items(response)
    if not any(isinstance(item, dict) and "legal" in item for item in found[:1]):
        raise NotAListing(f"{response.url} does not begin with Remote OK's notice")
    return each(found[1:], _posting)


def _posting(job: dict[str, Any]) -> Posting:
    place = joined([job.get("location")])
    low, high = figure(job.get("salary_min")), figure(job.get("salary_max"))
    return Posting(
        source="remoteok",
        board=FEED,
        native_id=str(job["id"]),
        title=unescape(job["position"]),
        company=unescape(job["company"]),
        text=READER_TEST.sub("", from_html(_decoded(job.get("description") or ""))),
        url=job.get("url"),
        location=place,
        workplace="remote" if (place or "").lower() in EVERYWHERE else None,
        pay=(StatedPay(min=low, max=high, currency="USD", period="year"),) if low or high else (),
        posted_at=moment(job.get("date") or job.get("epoch")),
        posted_how="published" if job.get("date") or job.get("epoch") else None,
    )


def _decoded(description: str) -> str:
    """The description as it was written; one that was encoded once does not survive the second decoding."""
    try:
        return description.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return description
