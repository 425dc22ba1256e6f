"""Exports the market as open files: Parquet of every public table, and a dictionary of their columns."""

import json
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from analysis.masking import teach
from analysis.published import SCHEMA
from analysis.questions import sql

# Rows that belong to a posting leave with it; --since leaves out those of postings long gone.
OF_A_POSTING = ("clusters", "mentions", "posting_skills", "pay", "facets")
DESCRIPTIVE = ("postings", "versions", "pay_refusals")  # these hold text as well
WORDS = {
    "postings": "One row a posting, with its current values; show `attribution` wherever the row is shown.",
    "versions": "What a posting said before an edit; a column is null when that part did not change.",
    "clusters": "Which postings are one job, and why.",
    "mentions": "Where a posting names a skill; `start` and `end` count characters of the posting's text.",
    "posting_skills": "The strongest need with which a posting names a skill: what questions count.",
    "pay": "What a posting pays, with currency, period, kind and the words it was read from.",
    "pay_refusals": "Amounts of money that were not read as pay, and why.",
    "facets": "Role, level, place and conditions of a posting, each with its basis.",
    "sources": "Where postings come from, their terms and attribution.",
    "boards": "Each board that is read, the company behind it, and how it came into the list.",
    "boards_daily": "How many postings a board had open on a day: the panel behind every trend.",
    "skills": "The taxonomy as read.",
    "runs": "What each refresh fetched, board by board.",
    "readers": "Versions of the readers that wrote mentions, pay and facets.",
    "gates": "The checks a run had to pass before it was published.",
}


def export(con: duckdb.DuckDBPyConnection, folder: Path, since: date | None = None) -> list[Path]:
    """Writes every public table, `columns.csv` and `market.json` to `folder`; returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    con.execute(sql("exported"), {"since": since})
    written = [_table(con, name, folder) for name in WORDS]
    return [*written, _dictionary(con, folder), _about(con, folder, since)]


def leaving(con: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyRelation:
    """The rows of a table that may leave, once the temp table `exported` says which postings do."""
    if name in DESCRIPTIVE:
        teach(con)
        return con.sql(sql(f"export_{name}"))
    if name in OF_A_POSTING:
        return con.table(name).join(con.table("exported"), "posting", how="semi")
    return con.table(name)


def _table(con: duckdb.DuckDBPyConnection, name: str, folder: Path) -> Path:
    path = folder / f"{name}.parquet"
    leaving(con, name).write_parquet(str(path))
    return path


def _dictionary(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    columns = con.sql(sql("columns")).pl()
    told = columns.with_columns(about=pl.col("table").replace_strict(WORDS, default=None))
    path = folder / "columns.csv"
    told.drop_nulls("about").write_csv(path)
    return path


def _about(con: duckdb.DuckDBPyConnection, folder: Path, since: date | None) -> Path:
    ((market_date, synthetic),) = con.execute("select market_date, synthetic from counted_market").fetchall()
    withheld = con.execute("select source from sources where not share_text order by source").fetchall()
    told = {
        "schema": SCHEMA,
        "market_date": str(market_date),
        "since": str(since) if since else None,
        "synthetic": synthetic,
        "descriptions_withheld_for": [source for (source,) in withheld],
    }
    path = folder / "market.json"
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return path
