"""Adzuna: a search over many job boards, fifty a page; needs a key. A board is a country: `us`, `gb`, `de`.

Off unless the user turns it on, and never in a chart: Adzuna wants to be asked before its data is
published in aggregate. Most of its pay is predicted by a model (`salary_is_predicted`) and dropped.
Texts are cut short.
`{ADZUNA_ID}` and `{ADZUNA_KEY}` stand for the operator's settings, filled in as the client sends.
Recordings: one response, and one hand-made.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import quote

from analysis.text import from_html
from pipeline.fields import employment, figure, items, joined, listed, moment
from pipeline.http import Request, Response
from pipeline.records import Board, Known, Posting, Reject, StatedPay, each

HOME, TERMS = "https://www.adzuna.com", "https://developer.adzuna.com/docs/terms_of_service"
ATTRIBUTION = "Jobs by Adzuna, https://www.adzuna.com"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = False, 0.4, False, False  # 25 calls a minute
A_DAY = 250
KEYS = ("ADZUNA_ID", "ADZUNA_KEY")
IN_CHARTS = False

ADDRESS = (
    "https://api.adzuna.com/v1/api/jobs/{}/search/{}"
    "?app_id={{ADZUNA_ID}}&app_key={{ADZUNA_KEY}}&results_per_page=50&what_phrase={}&sort_by=date"
)
OURS = re.compile(r"https?://api\.adzuna\.com/v1/api/jobs/([a-z]{2})/search/\d+/?(?:[?#]|$)")
PHRASES = ("AI engineer", "machine learning engineer", "data engineer")
PAGE_LENGTH, MOST_PAGES = 50, 5  # a phrase and visit
CURRENCIES = {
    "gb": "GBP", "us": "USD", "ca": "CAD", "au": "AUD", "nz": "NZD", "in": "INR", "sg": "SGD", "za": "ZAR",
    "br": "BRL", "mx": "MXN", "pl": "PLN", "ch": "CHF",
}  # fmt: skip


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    for phrase in PHRASES:
        for page in range(1, MOST_PAGES + 1):
            answer = yield Request(ADDRESS.format(board.token, page, quote(phrase)))
            found = [str(job.get("id")) for job in listed(answer, "results") if isinstance(job, dict)]
            if len(found) < PAGE_LENGTH or all(number in known for number in found):
                break


def board_of(url: str) -> str | None:
    found = OURS.match(url)
    return found[1] if found else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    nation = board_of(response.url) or ""

    def posting(job: dict[str, Any]) -> Posting:
        low, high = figure(job.get("salary_min")), figure(job.get("salary_max"))
        stated = str(job.get("salary_is_predicted")) == "0" and (low or high)
        pay = StatedPay(min=low, max=high, currency=CURRENCIES.get(nation, "EUR"), period="year")
        return Posting(
            source="adzuna",
            board=nation,
            native_id=str(job["id"]),
            title=from_html(job["title"]),  # the words that were searched for stand in <strong>
            company=job["company"]["display_name"],
            text=from_html(job.get("description") or ""),
            url=job.get("redirect_url"),
            location=joined([(job.get("location") or {}).get("display_name")]),
            countries=(nation.upper(),),
            employment_type=employment(job.get("contract_time")) or employment(job.get("contract_type")),
            department=(job.get("category") or {}).get("label"),
            pay=(pay,) if stated else (),
            posted_at=moment(job.get("created")),
            posted_how="created" if job.get("created") else None,
        )

    return each(items(response, "results"), posting)
