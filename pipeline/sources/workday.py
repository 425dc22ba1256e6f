"""Workday: a company's career site, twenty postings a page, one more call for each text; undocumented.

Off unless the user turns it on: no documentation allows it, so each company's robots.txt decides. Boards are
`tenant.wd5/site`. Dates in lists are relative ("Posted 30+ Days Ago") and not read; details have the day.
Recordings: two lists and two details, others hand-made.
"""

import json
import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from analysis.text import from_html
from pipeline.fields import country, decoded, employment, items, joined, listed, moment, workplace
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, each

HOME, TERMS = "https://www.workday.com", "https://www.rfc-editor.org/rfc/rfc9309"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, False, 0.5, False, True

SITE = "https://{tenant}.{host}.myworkdayjobs.com/wday/cxs/{tenant}/{site}"
OURS = re.compile(
    r"https?://([\w-]+)\.(wd\d+)\.myworkdayjobs\.com/wday/cxs/[\w-]+/([^/?#]+)(?:/jobs|(/job/[^?#]+))"
)
PAGE = re.compile(r"https?://([\w-]+)\.(wd\d+)\.myworkdayjobs\.com/(?:[a-z]{2}-[A-Z]{2}/)?([^/?#]+)")
TOKEN = re.compile(r"(?P<tenant>[\w-]+)\.(?P<host>wd\d+)/(?P<site>[^/?#]+)")
SEVERAL = re.compile(r"\d+ Locations")  # which, only the detail page says
PAGE_LENGTH, MOST_PAGES, MOST_DETAILS = 20, 100, 100


def requests(board: Board, known: Known) -> Generator[Request, Response, int]:
    parts = TOKEN.fullmatch(board.token)
    if parts is None:
        return 0
    site, fresh = SITE.format(**parts.groupdict()), []
    for page in range(MOST_PAGES):
        wanted = {"appliedFacets": {}, "limit": PAGE_LENGTH, "offset": page * PAGE_LENGTH, "searchText": ""}
        headers = {"content-type": "application/json", "accept": "application/json"}
        answer = yield Request(f"{site}/jobs", "POST", headers, json.dumps(wanted).encode())
        found = [job for job in listed(answer, "jobPostings") if isinstance(job, dict)]
        fresh += [path for job in found if (path := _path_to_read(job, known))]
        if len(found) < PAGE_LENGTH:
            break
    for path in fresh[:MOST_DETAILS]:
        yield Request(site + path, headers={"accept": "application/json"})
    return max(0, len(fresh) - MOST_DETAILS)


def board_of(url: str) -> str | None:
    return _token(OURS.match(url))


def board_on(url: str) -> str | None:
    return _token(PAGE.match(url))


def whole(responses: Sequence[Response]) -> bool:
    """Do the lists together hold as many postings as one of them counts? Only the first page does."""
    lists = [response for response in responses if not is_detail(response.url)]
    total = max((decoded(page).get("total") or 0 for page in lists), default=-1)
    return sum(len(items(page, "jobPostings")) for page in lists) == total


def parse(response: Response) -> Iterator[Posting | Reject]:
    board, path = board_of(response.url) or "", _path(response.url)
    if not path:
        return each(items(response, "jobPostings"), lambda job: _listed(job, board))
    body = decoded(response)
    info = body.get("jobPostingInfo") if isinstance(body, dict) else None
    if not isinstance(info, dict):
        raise NotAListing(f"no posting in {response.url}")
    company = str((body.get("hiringOrganization") or {}).get("name") or "") or board.split(".")[0]
    return each([info], lambda job: _detail(job, board, path, company))


def _listed(job: dict[str, Any], board: str) -> Posting:
    return Posting(
        source="workday",
        board=board,
        native_id=_number(job["externalPath"]),
        title=job["title"],
        company=board.split(".")[0],
        text="",
        location=joined(
            [None if SEVERAL.fullmatch(job.get("locationsText") or "") else job.get("locationsText")]
        ),
    )


def _detail(job: dict[str, Any], board: str, path: str, company: str) -> Posting:
    code = country((job.get("country") or {}).get("descriptor"))
    return Posting(
        source="workday",
        board=board,
        native_id=_number(path),
        title=job["title"],
        company=company,
        text=from_html(job.get("jobDescription") or ""),
        url=job.get("externalUrl"),
        location=joined([job.get("location"), *(job.get("additionalLocations") or [])]),
        countries=(code,) if code else None,
        workplace=workplace(job.get("remoteType")),
        employment_type=employment(job.get("timeType")),
        requisition=job.get("jobReqId"),
        revision=job["title"],
        posted_at=moment(job.get("startDate")),
        posted_how="published" if job.get("startDate") else None,
        expires_at=moment(job.get("endDate")),
    )


def _path_to_read(job: dict[str, Any], known: Known) -> str | None:
    """The path of a posting that is new or has another title: lists show no other edit."""
    path = str(job.get("externalPath"))
    return path if path.startswith("/job/") and known.get(_number(path)) != job.get("title") else None


def _number(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


def is_detail(url: str) -> bool:
    return _path(url) is not None


def _path(url: str) -> str | None:
    found = OURS.match(url)
    return found[4] if found else None


def _token(found: re.Match[str] | None) -> str | None:
    return f"{found[1]}.{found[2]}/{found[3]}" if found else None
