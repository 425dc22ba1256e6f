"""The real recordings beside the project: which source must read each file, and from what address it came."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.http import Response
from pipeline.records import Posting
from pipeline.sources import all_sources

NOW = datetime(2026, 11, 1, tzinfo=UTC)

WHERE = {  # a file of the collection -> the source that must read it, and the address it came from
    r"ashby/(.+)\.json\.gz": ("ashby", "https://api.ashbyhq.com/posting-api/job-board/{}"),
    r"timeseries/greenhouse/(.+)/.+": ("greenhouse", "https://boards-api.greenhouse.io/v1/boards/{}/jobs"),
    r"timeseries/lever/(.+)/.+": ("lever", "https://api.lever.co/v0/postings/{}?mode=json"),
    r"hn/(\d+)\.json\.gz": ("hn", "https://hn.algolia.com/api/v1/items/{}"),
    r"pages/(.+)\.html\.gz": ("careers", "https://builtin.example/job/{}#JobPosting"),
    r"recorded/.+/jsonld_(.+)\.html\.gz": ("careers", "https://careers.example/{}#JobPosting"),
    r"recorded/.+/(.+)_talentclue.*\.html\.gz": ("careers", "https://careers.example/{}#JobPosting"),
    r"recorded/.+/ashby.*\.json\.gz": ("ashby", "https://api.ashbyhq.com/posting-api/job-board/x"),
    r"recorded/.+/greenhouse.*\.json\.gz": ("greenhouse", "https://boards-api.greenhouse.io/v1/boards/x/jobs"),
    r"recorded/.+/lever.*\.json\.gz": ("lever", "https://api.lever.co/v0/postings/x?mode=json"),
    r"recorded/.+/workable.*\.json\.gz": ("workable", "https://www.workable.com/api/accounts/x?details=true"),
    r"recorded/.+/recruitee\.json\.gz": ("recruitee", "https://x.recruitee.com/api/offers/"),
    r"recorded/.+/remotive.*\.json\.gz": ("remotive", "https://remotive.com/api/remote-jobs"),
    r"recorded/.+/remoteok\.json\.gz": ("remoteok", "https://remoteok.com/api"),
    r"recorded/.+/himalayas.*\.json\.gz": ("himalayas", "https://himalayas.app/jobs/api?limit=20&offset=0"),
    r"recorded/.+/jobicy\.json\.gz": ("jobicy", "https://jobicy.com/api/v2/remote-jobs?count=100"),
    r"recorded/.+/usajobs.*\.json\.gz": ("usajobs", "https://data.usajobs.gov/api/Search?Page=1"),
    r"recorded/.+/adzuna.*\.json\.gz": ("adzuna", "https://api.adzuna.com/v1/api/jobs/us/search/1"),
    r"recorded/.+/hn_item\.json\.gz": ("hn", "https://hn.algolia.com/api/v1/items/1"),
    r"recorded/.+/smartrecruiters_detail\.json\.gz": (
        "smartrecruiters", "https://api.smartrecruiters.com/v1/companies/x/postings/1",
    ),
    r"recorded/.+/smartrecruiters.*\.json\.gz": (
        "smartrecruiters", "https://api.smartrecruiters.com/v1/companies/x/postings?limit=100&offset=0",
    ),
    r"recorded/.+/workday_job_detail\.json\.gz": (
        "workday", "https://x.wd5.myworkdayjobs.com/wday/cxs/x/jobs/job/Town/Title_R1",
    ),
    r"recorded/.+/workday.*\.json\.gz": ("workday", "https://x.wd5.myworkdayjobs.com/wday/cxs/x/site/jobs"),
}  # fmt: skip
NOT_FROM_THE_SITE = re.compile(
    r"manwithaplandy|michaeldinhmai.+smartrecruiters_detail|lever_board\.json|lever_netflix|workable_sample|talentclue"
)
"""Hand-made or cut down, broken in the collection, an error page, another API of the same name."""


def origin(path: str) -> tuple[str, str] | None:
    for pattern, (source, address) in WHERE.items():
        if found := re.fullmatch(pattern, path):
            return source, address.format(found[1] if found.lastindex else "")
    return None


def files(real: Path, under: str = "") -> Iterator[tuple[str, str, Path]]:
    """Source, address and path of every recording that its source must be able to read."""
    for path in sorted((real / under).glob("**/*.gz")):
        name = path.relative_to(real).as_posix()
        if (known := origin(name)) and not NOT_FROM_THE_SITE.search(name):
            yield (*known, path)


def postings(real: Path, under: str) -> Iterator[Posting]:
    """Every posting of one collection, as its source reads it."""
    for source, url, path in files(real, under):
        response = Response(url, 200, {}, gzip.decompress(path.read_bytes()), NOW)
        yield from (item for item in all_sources()[source].parse(response) if isinstance(item, Posting))
