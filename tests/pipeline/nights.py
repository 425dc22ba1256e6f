"""Invented boards, and nights of their answers in archives such as a stranger would write."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from fastwarc import GzipWriter, WarcRecord, WarcRecordType

from analysis.published import market_file

START = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
# What the clock and the machine put into a market; everything else follows from archive, boards and code.
OF_THE_MOMENT = {
    "runs": "seconds",
    "captures": "position",
    "readers": "since",
    "migrations": "applied_at",
}


def board_url(token: str) -> str:
    return f"https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"


def job(number: int, title: str = "AI Engineer", **fields: Any) -> dict[str, Any]:
    """One posting in Ashby's shape."""
    lines = ("Requirements", f"- Python and RAG, case {number}", "- 3+ years of experience")
    return {
        "id": f"job-{number}",
        "title": title,
        "location": "Berlin",
        "isListed": True,
        "isRemote": None,
        "employmentType": "FullTime",
        "publishedAt": "2026-02-01T09:00:00.000+00:00",
        "address": {"postalAddress": {"addressCountry": "Germany"}},
        "jobUrl": f"https://jobs.ashbyhq.com/x/job-{number}",
        "descriptionHtml": "".join(f"<p>{line}</p>" for line in lines),
        "descriptionPlain": "\n\n".join(lines),
        "compensation": {"compensationTiers": [], "summaryComponents": []},
        **fields,
    }


def listing(jobs: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps({"jobs": list(jobs), "apiVersion": "1"}).encode()


def night(number: int) -> datetime:
    return START + timedelta(days=number)


class Nights:
    """A folder with one WARC file of answers, naming no run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def answer(
        self, number: int, token: str, body: bytes, *, status: int = 200, length: int | None = None
    ) -> None:
        """One board's answer in a night; `length` is the length it states, if it states another."""
        self.keep(board_url(token), body, night(number), status=status, length=length)

    def keep(
        self, url: str, body: bytes, at: datetime, *, status: int = 200, length: int | None = None
    ) -> None:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["WARC-Date"] = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        record.headers["Content-Type"] = "application/http; msgtype=response"
        stated = len(body) if length is None else length
        record.set_bytes_content(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n" % (status, stated) + body)
        with (self.folder / "nights.warc.gz").open("ab") as stream:
            writer = GzipWriter(stream)
            record.write(writer, checksum_data=True)
            writer.finish()


def rows(data: Path, question: str) -> list[tuple[Any, ...]]:
    """What the published market answers to a query."""
    with duckdb.connect(str(market_file(data)), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        return con.execute(question).fetchall()


def contents(data: Path) -> dict[str, list[str]]:
    """Every table's rows in order, without what belongs to the moment; gates belong to one publishing."""
    with duckdb.connect(str(market_file(data)), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        found = {}
        for (table,) in con.execute("select table_name from duckdb_tables() order by all").fetchall():
            if table == "gates":
                continue
            left_out = f" exclude ({OF_THE_MOMENT[table]})" if table in OF_THE_MOMENT else ""
            answer = con.execute(f'select *{left_out} from "{table}"').fetchall()  # noqa: S608 - names of tables
            found[table] = sorted(map(repr, answer))
        return found
