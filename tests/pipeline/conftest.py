"""Invented boards and archives for the tests of the night."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis.published import market_file
from pipeline.archive import Archive
from pipeline.http import Response

START = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)


def board_url(token: str) -> str:
    return f"https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"


def job(number: int, title: str = "AI Engineer", text: str = "", **fields: Any) -> dict[str, Any]:
    """One posting in Ashby's shape."""
    words = text or f"Requirements\n- Python and RAG, case {number}\n- 3+ years of experience"
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
        "descriptionHtml": "".join(f"<p>{line}</p>" for line in words.splitlines()),
        "descriptionPlain": words,
        "compensation": {"compensationTiers": [], "summaryComponents": []},
        **fields,
    }


def listing(jobs: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps({"jobs": list(jobs), "apiVersion": "1"}).encode()


def night(number: int) -> datetime:
    return START + timedelta(days=number)


class Nights:
    """Writes nights of invented answers into a folder of WARC files, as a stranger would: no run is named."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._archive = Archive(folder)

    def answer(
        self, number: int, token: str, body: bytes, *, status: int = 200, complete: bool = True
    ) -> None:
        response = Response(board_url(token), status, {}, body, night(number), complete)
        self._archive.keep(
            response, source=f"night{number}", run=f"{night(number):%Y%m%dT%H%M%SZ}", synthetic=False
        )


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path / "recorded")


def rows(data: Path, question: str) -> list[tuple[Any, ...]]:
    """What the published market answers to a query."""
    with duckdb.connect(str(market_file(data)), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        return con.execute(question).fetchall()


DERIVED_OF_THE_MACHINE = {
    "runs": ["seconds"],
    "captures": ["position"],
    "readers": ["since"],
    "migrations": ["applied_at"],
}


def contents(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows in order, without what the clock and the machine put there."""
    with duckdb.connect(str(market_file(data)), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        tables = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        found = {}
        for table in sorted(tables):
            left_out = ", ".join(DERIVED_OF_THE_MACHINE.get(table, []))
            columns = f"* exclude ({left_out})" if left_out else "*"
            found[table] = sorted(con.execute(f"select {columns} from {table}").fetchall(), key=repr)  # noqa: S608
        return found
