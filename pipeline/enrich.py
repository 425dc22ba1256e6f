"""Has the readers read what they have not read yet, and writes what they say."""

from collections.abc import Callable
from datetime import datetime

import duckdb
import polars as pl

from pipeline.sql import staged, statement

BATCH = 2_000  # postings; bounds memory


def enrich(
    con: duckdb.DuckDBPyConnection, now: datetime, *, done: Callable[[int], None] = lambda count: None
) -> int:
    """Reads every posting that is new, edited, or was read by older readers; how many were read."""
    from analysis.read import read, version  # spaCy and the taxonomy take seconds to load

    current = version()
    total = 0
    while True:
        postings = con.sql(statement("unread"), params={"version": current, "batch": BATCH}).pl()
        if postings.is_empty():
            break
        readings = read(postings)
        con.begin()
        try:
            staged(con, "batch", postings.select("id", pl.lit(current).alias("version")))
            staged(con, "read_mentions", readings.mentions)
            staged(con, "read_pay", readings.pay)
            staged(con, "read_refusals", readings.refusals)
            staged(con, "read_facets", readings.facets)
            con.execute(statement("store_readings"))
        except duckdb.Error:
            con.rollback()
            raise
        con.commit()
        total += postings.height
        done(total)
    con.execute(statement("note_reader"), {"reader": "postings", "version": current, "now": now})
    return total
