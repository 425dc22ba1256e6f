"""USAJOBS: the US government's openings in technology, data and computer science; needs a free key.

`{USAJOBS_KEY}` and `{USAJOBS_EMAIL}` in the headers stand for the operator's settings: the client fills them
in as it sends, so that no key reaches the archive or a log. Without them the source is skipped.
Recordings: one response of three openings, shortened; the rest follows USAJOBS' documentation.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.fields import Period, decoded, employment, figure, joined, moment, texts
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, StatedPay, each

HOME, TERMS = "https://www.usajobs.gov", "https://developer.usajobs.gov"
ATTRIBUTION = "Openings from USAJOBS, https://www.usajobs.gov"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = True, 1.0, True, True
KEYS = ("USAJOBS_KEY", "USAJOBS_EMAIL")

FEED = "technology"
SERIES = "2210;1550;1560;1515"  # information technology, computer science, data science, operations research
ADDRESS = "https://data.usajobs.gov/api/Search?JobCategoryCode={}&Fields=Full&ResultsPerPage={}&Page={}"
HEADERS = {"user-agent": "{USAJOBS_EMAIL}", "authorization-key": "{USAJOBS_KEY}"}
OURS = re.compile(r"https?://data\.usajobs\.gov/api/[Ss]earch/?(?:[?#]|$)")
PAGE_LENGTH, MOST_PAGES = 500, 20

RATES: dict[str, Period] = {"PA": "year", "PM": "month", "PW": "week", "PD": "day", "PH": "hour"}


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    for page in range(1, MOST_PAGES + 1):
        answer = yield Request(ADDRESS.format(SERIES, PAGE_LENGTH, page), headers=HEADERS)
        try:
            if len(_found(answer)) < PAGE_LENGTH:
                return
        except NotAListing:
            return  # the night says so when it parses the response


def board_of(url: str) -> str | None:
    return FEED if OURS.match(url) else None


def whole(responses: Sequence[Response]) -> bool:
    """Do the pages follow on one another from the first to a short one?"""
    pages = {int(parse_qs(urlsplit(r.url).query).get("Page", ["1"])[0]): len(_found(r)) for r in responses}
    return sorted(pages) == list(range(1, len(pages) + 1)) and pages[len(pages)] < PAGE_LENGTH


def parse(response: Response) -> Iterator[Posting | Reject]:
    return each(_found(response), _posting)


def _found(response: Response) -> list[Any]:
    body = decoded(response)
    result = body.get("SearchResult") if isinstance(body, dict) else None
    found = result.get("SearchResultItems") if isinstance(result, dict) else None
    if not isinstance(found, list):
        raise NotAListing(f"no search result from {response.url}")
    return found


def _posting(item: dict[str, Any]) -> Posting:
    job = item["MatchedObjectDescriptor"]
    details = (job.get("UserArea") or {}).get("Details") or {}
    duties = details.get("MajorDuties") or []
    schedules = job.get("PositionSchedule") or []
    return Posting(
        source="usajobs",
        board=FEED,
        native_id=item["MatchedObjectId"],
        title=job["PositionTitle"],
        company=job["OrganizationName"],
        text=texts(
            details.get("JobSummary"),
            *(duties if isinstance(duties, list) else [duties]),
            job.get("QualificationSummary"),
            details.get("Education"),
            details.get("Requirements"),
        ),
        url=job.get("PositionURI"),
        location=joined([job.get("PositionLocationDisplay")]),
        countries=("US",),
        workplace="remote" if details.get("RemoteIndicator") else None,
        employment_type=next((kind for part in schedules if (kind := employment(part.get("Name")))), None),
        department=job.get("DepartmentName"),
        requisition=job.get("PositionID"),
        pay=tuple(pay for stated in job.get("PositionRemuneration") or [] if (pay := _pay(stated))),
        posted_at=moment(job.get("PublicationStartDate")),
        posted_how="published" if job.get("PublicationStartDate") else None,
        expires_at=moment(job.get("ApplicationCloseDate")),
    )


def _pay(stated: dict[str, Any]) -> StatedPay | None:
    low, high = figure(stated.get("MinimumRange")), figure(stated.get("MaximumRange"))
    every = RATES.get(stated.get("RateIntervalCode") or "")
    if every is None or not (low or high):
        return None
    return StatedPay(min=low, max=high, currency="USD", period=every, kind="base")
