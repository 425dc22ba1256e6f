"""Where the published market is, and how to open it: one line in `current` names the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

POINTER = "current"
SCHEMA = 3  # what `counted_market.schema` must say; raised when a question or a public table changes shape
MEMORY = "600MB"  # for DuckDB: a market of a million postings answers in a process of under 1 GB
STALE = timedelta(hours=36)  # a nightly refresh, late by half a day


class NoMarketYet(FileNotFoundError):
    """Nothing was published in that folder."""


class OlderSchema(RuntimeError):
    """The published file has another shape than this program reads."""


def market_file(data: Path) -> Path:
    """The file the pointer names now; its name changes with every publish, so it can key a cache."""
    try:
        name = (data / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoMarketYet(
            f"No market is published in {data}. Run `hiresignal refresh`, or point --data at one."
        ) from None
    return data / name


@contextmanager
def opened(data: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """The newest published market, read-only, closed afterwards."""
    con = connected(data)
    try:
        yield con
    finally:
        con.close()


def connected(data: Path) -> "duckdb.DuckDBPyConnection":
    """The newest published market, read-only; whoever asks for it closes it."""
    con = _newest(data)
    try:
        _check(con, data)
    except OlderSchema:
        con.close()
        raise
    return con


def _newest(data: Path) -> "duckdb.DuckDBPyConnection":
    import duckdb

    tried: Path | None = None
    while (path := market_file(data)) != tried:
        tried = path
        try:
            # The same settings for everybody: DuckDB refuses two kinds of handle on one file.
            con = duckdb.connect(path, read_only=True, config={"memory_limit": MEMORY})
        except duckdb.IOException:
            if path.exists():
                raise
            continue  # removed since the pointer was read: the pointer has moved on
        con.execute("set TimeZone = 'UTC'")
        return con
    raise NoMarketYet(f"{data / POINTER} names {path.name}, which is not there. Run `hiresignal refresh`.")


def _check(con: "duckdb.DuckDBPyConnection", data: Path) -> None:
    import duckdb

    try:
        ((schema,),) = con.execute("select schema from counted_market").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        schema = 0
    if schema != SCHEMA:
        raise OlderSchema(
            f"The market in {data} has schema {schema}; this version reads {SCHEMA}. "
            "Run `hiresignal refresh` to write it anew."
        )
