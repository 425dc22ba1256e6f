"""Writes which postings are one job, looking only at companies where two could be."""

from collections import defaultdict
from collections.abc import Iterator

import duckdb
import polars as pl

from pipeline.duplicates import Job, Member, clusters, company_key
from pipeline.sql import statement

BATCH = 2_000  # postings whose texts are compared at a time; a company is never split


def count_once(con: duckdb.DuckDBPyConnection) -> int:
    """Fills `clusters` anew; how many postings are another one's job."""
    members: list[Member] = []
    alone: list[str] = []
    for ids, could_repeat in _batches(con):
        if could_repeat:
            members += clusters(_jobs(con, ids))
        else:
            alone += ids
    frame = pl.DataFrame(
        [(m.posting, m.cluster, m.why) for m in members] + [(one, one, "alone") for one in alone],
        schema={"posting": pl.String(), "cluster": pl.String(), "why": pl.String()},
        orient="row",
    )
    con.register("found", frame)
    con.execute(statement("store_clusters"))
    con.unregister("found")
    return frame.filter(pl.col("posting") != pl.col("cluster")).height


def _batches(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[list[str], bool]]:
    """Ids of whole companies, and whether two of theirs could be one job: ids on one own board never are."""
    ids: dict[str, list[str]] = defaultdict(list)
    boards: dict[str, set[str]] = defaultdict(set)
    for posting, company, board, own_board in con.execute(statement("employers")).fetchall():
        key = company_key(company)
        ids[key].append(posting)
        boards[key].add(board if own_board else posting)
    batch: list[str] = []
    for key in sorted(ids):
        if len(boards[key]) == 1:
            yield ids[key], False
            continue
        batch += ids[key]
        if len(batch) >= BATCH:
            yield batch, True
            batch = []
    if batch:
        yield batch, True


def _jobs(con: duckdb.DuckDBPyConnection, ids: list[str]) -> Iterator[Job]:
    con.register("wanted", pl.DataFrame({"id": ids}))
    rows = con.execute(statement("jobs")).fetchall()
    con.unregister("wanted")
    return (Job(*row) for row in rows)
