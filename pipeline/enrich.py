"""Has the readers read what they have not read yet, and writes what they say."""

from collections.abc import Callable
from datetime import datetime
from importlib.resources import files

import duckdb
import polars as pl

BATCH = 2_000  # postings; bounds memory


def enrich(
    con: duckdb.DuckDBPyConnection, now: datetime, *, done: Callable[[int], None] = lambda count: None
) -> int:
    """Reads every posting that is new, edited, or was read by older readers; how many were read."""
    from analysis.read import read, version  # spaCy and the taxonomy take seconds to load

    current = version()
    total = 0
    while True:
        postings = con.sql(_sql("unread"), params={"version": current, "batch": BATCH}).pl()
        if postings.is_empty():
            break
        readings = read(postings)
        con.begin()
        try:
            _stage(con, "batch", postings.select("id", pl.lit(current).alias("version")))
            _stage(con, "read_mentions", readings.mentions)
            _stage(con, "read_pay", readings.pay)
            _stage(con, "read_refusals", readings.refusals)
            _stage(con, "read_facets", readings.facets)
            con.execute(_sql("store_readings"))
        except duckdb.Error:
            con.rollback()
            raise
        con.commit()
        total += postings.height
        done(total)
    con.execute(_sql("note_reader"), {"version": current, "now": now})
    return total


def _stage(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    con.register("staged", frame)
    con.execute(f"create or replace temp table {name} as from staged")  # name is one of five constants
    con.unregister("staged")


def _sql(name: str) -> str:
    return (files("pipeline.sql") / f"{name}.sql").read_text("utf-8")
