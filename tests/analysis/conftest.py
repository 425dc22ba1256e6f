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
        self._con = con
        self._waiting: dict[tuple[str, str], list[object]] = {}
        self.count = 0

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection, with all rows in the tables."""
        for (into, row), values in self._waiting.items():
            rows = ", ".join([row] * (len(values) // row.count("?")))
            self._con.execute(f"insert into {into} values {rows}", values)  # noqa: S608 - constants of this file
        self._waiting.clear()
        return self._con

    def _add(self, into: str, row: str, *values: object) -> None:
        """Rows of a table go in together: one by one each takes DuckDB two milliseconds."""
        self._waiting.setdefault((into, row), []).extend(values)

    def skill(self, skill: str, *, parents: Sequence[str] = (), area: str = "data") -> None:
        self._add("skills", "(?, ?, ?, ?, ?)", skill, skill.title(), "tool", area, list(parents))

    def source(self, source: str, *, complete: bool = True, share_text: bool = True) -> None:
        listed = f"Listed by {source}"
        self._add("sources", "(?, null, null, ?, ?, true, ?)", source, listed, share_text, complete)

    def board(self, company: str, *, stage: str | None = None, ai_native: bool | None = None) -> None:
        into = "boards (board, source, token, company, stage, ai_native)"
        self._add(into, "(?, 'ashby', ?, ?, ?, ?)", f"ashby:{company}", company, company, stage, ai_native)

    def watched(self, company: str, *days: str, source: str = "ashby") -> None:
        for day in days:
            self._add("boards_daily", "(?, ?, 1, 0, 0, true)", f"{source}:{company}", day)

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
        self._add(
            """
            postings (
                id, source, board, native_id, title, company, text, url,
                posted_at, first_seen, last_seen, closed_at
            )
            """,
            "(?, ?, ?, ?, ?, ?, 'We use many tools.', 'https://jobs.example/1', ?, ?, ?, ?)",
            *(id, source, f"{source}:{company}", str(self.count), title, company, posted, seen, seen, closed),
        )
        self._add("clusters", "(?, ?, 'alone')", id, cluster or id)
        self._add(
            """
            facets (
                posting, role, roles, specialisation, level, years_min, degree, certificates, mathematics,
                workplace, countries, metro
            )
            """,
            "(?, ?, [], [], ?, ?, ?, [], [], ?, ?, ?)",
            *(id, role, level, years, degree, workplace, [country] if country else [], metro),
        )
        for word in skills.split():
            need = {"!": "required", "?": "preferred"}.get(word[-1], "mentioned")
            self._add("posting_skills", "(?, ?, ?, 1, null)", id, word.rstrip("!?"), need)
        if usd is not None:
            self._add(
                "pay",
                "(?, 0, ?, ?, 'USD', 'year', ?, null, 'field', null, null, [], ?, ?, ?)",
                *(id, usd * 0.9, usd * 1.1, kind, usd * 0.9, usd * 1.1, usd),
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


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[Market], None]], Path]:
    """Makes a folder with a published market that `fill` filled."""

    def publish(fill: Callable[[Market], None]) -> Path:
        folder = tmp_path_factory.mktemp("published")
        con = migrated(folder / "market-1.duckdb")
        market = Market(con)
        fill(market)
        market.ready()
        con.close()
        (folder / "current").write_text("market-1.duckdb\n", encoding="utf-8")
        return folder

    return publish
