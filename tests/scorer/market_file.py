"""A small published market of invented postings: the real schema, the real summary, a real file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl

from analysis.market import summarise
from analysis.skillbook import book

NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
# What every posting requires, and what every second, third and fifth one adds.
ALL, SECOND, THIRD, FIFTH = (
    ("python",),
    ("retrieval-augmented-generation", "pgvector"),
    ("langgraph",),
    ("kubernetes",),
)


def publish(folder: Path, *, postings: int = 240, synthetic: bool = False, role: str = "ai_engineer") -> Path:
    """Writes a market and the pointer to it; kubernetes postings pay 20 % more."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "market-20261118T030000Z.duckdb"
    con = duckdb.connect(str(path))
    for migration in sorted((ROOT / "pipeline" / "migrations").glob("*.sql")):
        con.execute(migration.read_text(encoding="utf-8"))
    con.execute(
        "insert into sources values ('invented', 'https://invented.example', null, null, true, true, true)"
    )
    shelf = pl.DataFrame(  # noqa: F841 - DuckDB reads it by name
        [(x.id, x.name, x.kind, x.area, list(x.parents)) for x in book().skills],
        schema=["skill", "name", "kind", "area", "parents"],
        orient="row",
    )
    con.execute("insert into skills select * from shelf")
    con.execute("begin")
    for n in range(postings):
        _posting(con, n, role)
    con.execute(
        "insert into runs values ('r', 'invented', 'invented:a', ?, 'complete', null, 1, 1, 1, 0, 0, 0, 0, "
        "0, 1, 0, 1, ?)",
        [NOW, synthetic],
    )
    con.execute("commit")
    summarise(con)
    con.execute("checkpoint")
    con.close()
    (folder / "current").write_text(path.name + "\n", encoding="utf-8")
    return folder


def _posting(con: duckdb.DuckDBPyConnection, n: int, role: str) -> None:
    posting, opened = f"invented:a:{n}", NOW - timedelta(days=n % 80)
    level = ("junior", "mid", "senior")[n % 3]
    skills = [
        *ALL,
        *(SECOND if n % 2 else ()),
        *(THIRD if n % 3 == 0 else ()),
        *(FIFTH if n % 5 == 0 else ()),
    ]
    con.execute(
        "insert into postings (id, source, board, native_id, title, company, text, url, posted_at, "
        "first_seen, last_seen) "
        "values (?, 'invented', 'invented:a', ?, ?, ?, 'x', ?, ?, ?, ?)",
        [
            posting,
            str(n),
            f"AI Engineer {n}",
            f"Company {n % 40}",
            f"https://invented.example/{n}",
            opened,
            opened,
            NOW,
        ],
    )
    con.execute(
        "insert into facets (posting, role, roles, specialisation, level, degree, certificates, mathematics, "
        "workplace, "
        "countries) values (?, ?, [], [], ?, 'not_mentioned', [], [], 'remote', ['US'])",
        [posting, role, level],
    )
    for skill in skills:
        con.execute("insert into posting_skills values (?, ?, 'required', 1, null)", [posting, skill])
    pay = 150_000 * (1.2 if n % 5 == 0 else 1.0) + 1_000 * (n % 7)
    con.execute(
        "insert into pay values (?, 0, ?, ?, 'USD', 'year', 'base', null, 'field', null, null, [], ?, ?, ?)",
        [posting, pay, pay, pay, pay, pay],
    )
