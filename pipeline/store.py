"""The DuckDB file: migrations, and loading visits with history, so that no edit of a posting is lost."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

import duckdb
import polars as pl

from analysis.read import BAND
from pipeline.records import Board, Known, Posting, Source
from pipeline.visits import Visit

TIME = pl.Datetime("us", "UTC")
INCOMING = pl.Schema(
    {
        "id": pl.String(),
        "source": pl.String(),
        "board": pl.String(),
        "native_id": pl.String(),
        "title": pl.String(),
        "company": pl.String(),
        "location": pl.String(),
        "countries": pl.List(pl.String),
        "workplace": pl.String(),
        "employment_type": pl.String(),
        "department": pl.String(),
        "requisition": pl.String(),
        "pay": pl.List(BAND),
        "text": pl.String(),
        "url": pl.String(),
        "attribution": pl.String(),
        "revision": pl.String(),
        "posted_at": TIME,
        "posted_how": pl.String(),
        "expires_at": TIME,
        "seen_at": TIME,
    }
)
VISITS = pl.Schema(
    {
        "run": pl.String(),
        "source": pl.String(),
        "token": pl.String(),
        "board": pl.String(),
        "started_at": TIME,
        "seen_at": TIME,
        "whole": pl.Boolean(),
        "unchanged": pl.Boolean(),
        "complete_source": pl.Boolean(),
        "error": pl.String(),
        "fetched": pl.Int32(),
        "listed": pl.Int32(),
        "rejected": pl.Int32(),
        "bytes": pl.Int64(),
        "not_modified": pl.Int32(),
        "seconds": pl.Float64(),
        "synthetic": pl.Boolean(),
    }
)


class ChangedMigration(Exception):
    """A migration that was applied reads differently now."""


class MixedData(Exception):
    """Synthetic and real postings may not share a file."""


def migrations() -> list[tuple[str, str]]:
    """Name and text of every migration, in order."""
    folder = files("pipeline.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(name, (folder / name).read_text("utf-8")) for name in names]


def migrate(con: duckdb.DuckDBPyConnection, now: datetime) -> list[str]:
    """Applies what is missing, each in one transaction; the names applied."""
    con.execute(_sql("migrations"))
    applied = dict(con.execute("select name, sha256 from migrations").fetchall())
    done = []
    for name, text in migrations():
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if name in applied:
            if applied[name] != sha256:
                raise ChangedMigration(
                    f"{name} was applied to this file with other content. "
                    "Restore the file's old text and put the change into a new migration."
                )
            continue
        con.begin()
        try:
            con.execute(text)
            con.execute("insert into migrations values ($1, $2, $3)", [name, sha256, now])
        except duckdb.Error:
            con.rollback()
            raise
        con.commit()
        done.append(name)
    return done


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
        [(s.id, s.name, s.kind, s.area, s.parents[0] if s.parents else None) for s in book().skills],
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
        _stage(con, "visit", _visit_frame(visits))
        _stage(con, "incoming", _incoming_frame(visits))
        con.execute(_sql("load"))
        _put(con, "captures", [row for visit in visits for row in _capture_rows(visit)])
        _put(con, "rejects", list(_reject_rows(visits)))
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
    return dict(con.execute(_sql("latest_visits")).fetchall())


def _newer(con: duckdb.DuckDBPyConnection, visits: Sequence[Visit]) -> list[Visit]:
    """Without the visits that are not newer than what the board already said: replaying changes nothing."""
    latest = latest_visits(con) if visits else {}
    return [v for v in visits if v.board not in latest or v.seen_at > latest[v.board]]


def _stage(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    con.register("staged", frame)
    con.execute(f"create or replace temp table {name} as from staged")  # name is one of two constants
    con.unregister("staged")


def _visit_frame(visits: Sequence[Visit]) -> pl.DataFrame:
    rows = [
        {
            "run": v.run,
            "source": v.source,
            "token": v.token,
            "board": v.board,
            "started_at": v.started_at,
            "seen_at": v.seen_at,
            "whole": v.whole,
            "unchanged": v.unchanged,
            "complete_source": v.site.COMPLETE,
            "error": v.error,
            "fetched": len(v.captures),
            "listed": len(v.postings),
            "rejected": len(v.rejects),
            "bytes": sum(c.size for c in v.captures if not c.repeated),
            "not_modified": sum(c.response.status == 304 for c in v.captures),
            "seconds": v.seconds,
            "synthetic": v.synthetic,
        }
        for v in visits
    ]
    return pl.DataFrame(rows, schema=VISITS)


def _incoming_frame(visits: Sequence[Visit]) -> pl.DataFrame:
    rows = [_row(posting, visit) for visit in visits for posting in visit.postings]
    return pl.DataFrame(rows, schema=INCOMING)


def _row(posting: Posting, visit: Visit) -> dict[str, object]:
    row = posting.model_dump()
    row["pay"] = [band.model_dump() for band in posting.pay]
    row["id"] = posting.key
    row["board"] = visit.board
    row["countries"] = None if posting.countries is None else list(posting.countries)
    row["attribution"] = visit.site.ATTRIBUTION
    row["seen_at"] = visit.seen_at
    return row


def _reject_rows(visits: Sequence[Visit]) -> Iterator[tuple[object, ...]]:
    """One row an item; of two items with one name, the second is told apart by its number."""
    seen: Counter[tuple[str, str]] = Counter()
    for capture, reject in ((c, r) for visit in visits for c, r in visit.rejects):
        seen[capture, reject.item] += 1
        number = seen[capture, reject.item]
        yield capture, reject.item if number == 1 else f"{reject.item}#{number}", reject.reason, reject.raw


def _capture_rows(visit: Visit) -> list[tuple[object, ...]]:
    return [
        (
            c.id, visit.run, visit.source, visit.token, c.response.url, c.response.status,
            c.response.fetched_at, c.response.headers.get("etag"), c.response.headers.get("last-modified"),
            c.body_hash, c.place.file, c.place.position, c.response.complete,
        )
        for c in visit.captures
    ]  # fmt: skip


def _sql(name: str) -> str:
    """One of the statements of the night, from pipeline/sql."""
    return (files("pipeline.sql") / f"{name}.sql").read_text("utf-8")
