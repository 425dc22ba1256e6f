"""A small invented market on real DuckDB: the published tables, filled by hand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

MIGRATIONS = Path(__file__).parents[2] / "pipeline" / "migrations"
NOW = datetime(2026, 9, 1, tzinfo=UTC)


class Market:
    """Adds invented rows, then `ready()` summarises them as a refresh would."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.count = 0

    def skill(self, skill: str, *, parents: Sequence[str] = (), area: str = "data") -> None:
        self.con.execute(
            "insert into skills values (?, ?, ?, ?, ?)", [skill, skill.title(), "tool", area, list(parents)]
        )

    def source(self, source: str, *, complete: bool = True, share_text: bool = True) -> None:
        self.con.execute(
            "insert into sources values (?, null, null, ?, ?, true, ?)",
            [source, f"Listed by {source}", share_text, complete],
        )

    def board(self, company: str, *, stage: str | None = None, ai_native: bool | None = None) -> None:
        self.con.execute(
            """
            insert into boards (board, source, token, company, stage, ai_native)
            values (?, 'ashby', ?, ?, ?, ?)
            """,
            [f"ashby:{company}", company, company, stage, ai_native],
        )

    def watched(self, company: str, *days: str, source: str = "ashby") -> None:
        for day in days:
            self.con.execute(
                "insert into boards_daily values (?, ?, 1, 0, 0, true)", [f"{source}:{company}", day]
            )

    def posting(
        self,
        company: str,
        skills: str = "",
        *,
        source: str = "ashby",
        title: str = "AI Engineer",
        role: str = "ai_engineer",
        level: str = "mid",
        country: str | None = "US",
        metro: str | None = None,
        workplace: str = "remote",
        degree: str = "not_mentioned",
        years: float | None = None,
        usd: float | None = None,
        kind: str = "base",
        posted: str | None = "2026-08-01",
        seen: datetime = NOW,
        closed: str | None = None,
        cluster: str | None = None,
    ) -> str:
        """`skills` as "python! rag? aws": required, preferred, mentioned. Returns the posting's id."""
        self.count += 1
        id = f"{source}:{company}:{self.count:05}"
        self.con.execute(
            """
            insert into postings (
                id, source, board, native_id, title, company, text, url,
                posted_at, first_seen, last_seen, closed_at
            ) values (?, ?, ?, ?, ?, ?, 'We use many tools.', 'https://jobs.example/1', ?, ?, ?, ?)
            """,
            [id, source, f"{source}:{company}", str(self.count), title, company, posted, seen, seen, closed],
        )
        self.con.execute("insert into clusters values (?, ?, 'alone')", [id, cluster or id])
        self.con.execute(
            """
            insert into facets (
                posting, role, roles, specialisation, level, years_min, degree, certificates, mathematics,
                workplace, countries, metro
            ) values (?, ?, [], [], ?, ?, ?, [], [], ?, ?, ?)
            """,
            [id, role, level, years, degree, workplace, [country] if country else [], metro],
        )
        for word in skills.split():
            need = {"!": "required", "?": "preferred"}.get(word[-1], "mentioned")
            row = [id, word.rstrip("!?"), need]
            self.con.execute("insert into posting_skills values (?, ?, ?, 1, null)", row)
        if usd is not None:
            self.con.execute(
                """
                insert into pay values (?, 0, ?, ?, 'USD', 'year', ?, null, 'field', null, null, [], ?, ?, ?)
                """,
                [id, usd * 0.9, usd * 1.1, kind, usd * 0.9, usd * 1.1, usd],
            )
        return id

    def ready(self) -> duckdb.DuckDBPyConnection:
        from analysis.market import summarise

        self.con.execute(
            """
            insert into captures (
                capture, run, source, board, url, status, fetched_at, archive, position, complete
            )
            values ('c', 'r', 'ashby', 'ashby:x', 'https://jobs.example', 200, ?, 'a', 0, true)
            """,
            [NOW],
        )
        summarise(self.con)
        return self.con


def migrated(path: str | Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(path)
    con.execute("set threads = 1")  # tables of forty rows gain nothing from a second core
    for each in sorted(MIGRATIONS.glob("*.sql")):
        con.execute(each.read_text(encoding="utf-8"))
    return con


@pytest.fixture
def market() -> Iterator[Market]:
    con = migrated(":memory:")
    yield Market(con)
    con.close()


@pytest.fixture
def published(tmp_path: Path) -> Callable[[Callable[[Market], None]], Path]:
    """A folder with a published market that `fill` filled."""

    def publish(fill: Callable[[Market], None]) -> Path:
        con = migrated(tmp_path / "market-1.duckdb")
        market = Market(con)
        fill(market)
        market.ready()
        con.close()
        (tmp_path / "current").write_text("market-1.duckdb\n", encoding="utf-8")
        return tmp_path

    return publish
