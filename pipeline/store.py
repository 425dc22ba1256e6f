"""The DuckDB file: loads visits with history, so that no edit of a posting is lost."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl

from pipeline.incoming import capture_rows, incoming_frame, reject_rows, visit_frame
from pipeline.records import Board, Known, Source
from pipeline.sql import staged, statement
from pipeline.visits import Visit


class MixedData(Exception):
    """Synthetic and real postings may not share a file."""


def connect(path: Path, *, memory: str = "2GB") -> duckdb.DuckDBPyConnection:
    """A connection that writes; every time it gives back is UTC."""
    con = duckdb.connect(str(path), config={"memory_limit": memory})
    con.execute("set timezone = 'UTC'")
    con.execute("set preserve_insertion_order = false")
    return con


def describe(con: duckdb.DuckDBPyConnection, sources: Mapping[str, Source], boards: Iterable[Board]) -> None:
    """Writes what the sources say of themselves, the board list of companies, and the taxonomy of skills."""
    from analysis.skillbook import book  # takes a moment to load

    _put(
        con,
        "sources",
        [
            (name, s.HOME, s.TERMS, s.ATTRIBUTION, s.SHARE_TEXT, s.DEFAULT, s.COMPLETE)
            for name, s in sources.items()
        ],
    )
    _put(con, "boards", [_board_row(board) for board in boards])
    con.execute("delete from skills")
    _put(
        con,
        "skills",
        [(s.id, s.name, s.kind, s.area, list(s.parents)) for s in book().skills],
    )


def _board_row(board: Board) -> tuple[object, ...]:
    said = {field.name: getattr(board, field.name) for field in fields(board)}
    said["checked"] = date.fromisoformat(board.checked) if board.checked else None
    return (f"{board.source}:{board.token}", *said.values())


def _put(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Inserts or replaces rows, whole tables at once: one by one takes DuckDB a millisecond each."""
    if not rows:
        return
    con.register("staged", _columns(con, table, rows))
    con.execute(f"insert or replace into {table} by name from staged")
    con.unregister("staged")


def _columns(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = con.table(table).limit(0).pl().schema
    return pl.DataFrame(rows, schema=schema, orient="row")


def known(con: duckdb.DuckDBPyConnection, board: str) -> Known:
    """Native id -> revision of a board's stored postings."""
    rows = con.execute("select native_id, revision from postings where board = $1", [board]).fetchall()
    return dict(rows)


def refuse_mixing(con: duckdb.DuckDBPyConnection, *, synthetic: bool) -> None:
    """Synthetic and real rows never share a file."""
    held = [kind for (kind,) in con.execute("select distinct synthetic from runs").fetchall()]
    if held and held != [synthetic]:
        kinds = ("real", "synthetic")
        raise MixedData(
            f"This folder holds {kinds[held[0]]} postings, and these are {kinds[synthetic]}. "
            "Give them a folder of their own with --data DIR."
        )


def load(con: duckdb.DuckDBPyConnection, visits: Sequence[Visit]) -> None:
    """Loads visits, at most one a board, in one transaction; what a board said before is left alone."""
    visits = _newer(con, visits)
    if not visits:
        return
    refuse_mixing(con, synthetic=visits[0].synthetic)
    con.begin()
    try:
        staged(con, "visit", visit_frame(visits))
        staged(con, "incoming", incoming_frame(visits))
        con.execute(statement("load"))
        _put(con, "captures", [row for visit in visits for row in capture_rows(visit)])
        _put(con, "rejects", list(reject_rows(visits)))
    except duckdb.Error:
        con.rollback()
        raise
    con.commit()


def spent(con: duckdb.DuckDBPyConnection, now: datetime) -> Counter[str]:
    """Requests by source on the day of `now`."""
    rows = con.execute("select source, requests from budgets where day = $1", [now.date()]).fetchall()
    return Counter(dict(rows))


def latest_visits(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Board (source:token) -> when it was last seen."""
    return dict(con.execute(statement("latest_visits")).fetchall())


def _newer(con: duckdb.DuckDBPyConnection, visits: Sequence[Visit]) -> list[Visit]:
    """Without the visits that are not newer than what the board already said: replaying changes nothing."""
    latest = latest_visits(con) if visits else {}
    return [v for v in visits if v.board not in latest or v.seen_at > latest[v.board]]
