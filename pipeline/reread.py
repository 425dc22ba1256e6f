"""Makes room for reading the archive again with today's parsers, as far back as the archive is whole."""

from collections.abc import Sequence

import duckdb
import polars as pl

from pipeline.archive import Archive
from pipeline.sql import staged, statement


class Pruned(RuntimeError):
    """The archive no longer holds all that the market was made from."""


def take_out(con: duckdb.DuckDBPyConnection, archive: Archive, sources: Sequence[str]) -> list[str]:
    """Removes what these sources said (all, if none is named) from a working copy; the sources it removed.

    Raises Pruned where the archive cannot tell it again: first sight, edits and closings would be lost.
    """
    made_of: list[tuple[str, str]] = con.execute(
        "select distinct source, run from runs order by all"
    ).fetchall()
    chosen = [
        name for name in dict.fromkeys(source for source, _ in made_of) if not sources or name in sources
    ]
    lost = sorted({run for source, run in made_of if source in chosen} - archive.runs())
    if lost:
        raise Pruned(
            f"The archive was pruned: {len(lost)} runs, {lost[0]} to {lost[-1]}, stand only in the market, "
            "and reading again would lose what they tell. New readers of texts need no reread: "
            "every refresh uses them."
        )
    staged(con, "again", pl.DataFrame({"source": chosen}, schema={"source": pl.String()}))
    con.execute(statement("unread_sources"))
    return chosen
