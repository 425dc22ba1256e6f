"""Remotive: remote jobs of many companies, one call; at most four calls a day; link back and name Remotive.

The free feed holds the last weeks' selection, not every open job. Recordings: four responses.
"""

from collections.abc import Generator, Iterator
from typing import Any

from pipeline.fields import employment, items, joined, moment, texts
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, each

HOME, TERMS = "https://remotive.com", "https://remotive.com/api-documentation"
ATTRIBUTION = "Jobs by Remotive, https://remotive.com"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = True, 0.2, True, False
A_DAY = 4  # calls, their limit

FEED, ADDRESS = "all", "https://remotive.com/api/remote-jobs"


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(ADDRESS)


def board_of(url: str) -> str | None:
    return FEED if url.split("?")[0].rstrip("/") == ADDRESS else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    return each(items(response, "jobs"), _posting)


def _posting(job: dict[str, Any]) -> Posting:
    stated = (job.get("salary") or "").strip()
    return Posting(
        source="remotive",
        board=FEED,
        native_id=str(job["id"]),
        title=job["title"],
        company=job["company_name"],
        text=texts(
            job.get("description"), f"Salary: {stated}" if stated else None
        ),  # words, for the pay reader
        url=job.get("url"),
        location=joined([job.get("candidate_required_location")]),
        workplace="remote",
        employment_type=employment(job.get("job_type")),
        department=job.get("category") or None,
        posted_at=moment(job.get("publication_date")),
        posted_how="published" if job.get("publication_date") else None,
    )
