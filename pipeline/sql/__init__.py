"""The statements of the night, one file a step, and how a frame is laid out for them."""

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import polars as pl


def statement(name: str) -> str:
    """The text of one of them, by its file's name."""
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8")


def staged(con: "duckdb.DuckDBPyConnection", name: str, frame: "pl.DataFrame") -> None:
    """Makes a frame a temp table of the name a statement expects."""
    con.register("staged", frame)
    con.execute(f"create or replace temp table {name} as from staged")  # the caller's constant
    con.unregister("staged")
