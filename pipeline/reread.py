"""Makes room for reading the archive again with today's parsers, as far back as the archive is whole."""

from collections.abc import Sequence

import duckdb
import polars as pl

from pipeline.archive import Archive, part
from pipeline.sql import staged, statement

SHOWN = 3  # damaged files named one by one


class Pruned(RuntimeError):
    """The archive no longer holds all that the market was made from."""


def take_out(
    con: duckdb.DuckDBPyConnection, archive: Archive, sources: Sequence[str], *, damaged: Sequence[str]
) -> list[str]:
    """Removes what these sources said (all, if none is named) from a working copy; the sources it removed.

    Raises Pruned where the archive cannot tell it again: first sight, edits and closings would be lost.
    """
    if damaged:
        raise Pruned(
            f"{len(damaged)} files of the archive are damaged, and reading again would lose what they tell: "
            f"{'; '.join(damaged[:SHOWN])}. Restore them from a copy first."
        )
    made_of: list[tuple[str, str]] = con.execute(statement("made_of")).fetchall()
    chosen = [
        name for name in dict.fromkeys(source for source, _ in made_of) if not sources or name in sources
    ]
    kept = archive.parts()
    if lost := [(name, run) for name, run in made_of if name in chosen and part(name, run) not in kept]:
        runs = sorted({run for _, run in lost})
        raise Pruned(
            f"The archive was pruned: {len(runs)} runs, {runs[0]} to {runs[-1]}, stand only in the market "
            f"({', '.join(sorted({name for name, _ in lost}))}), and reading again would lose what they "
            "tell. New readers of texts need no reread: every refresh uses them. A source whose files are "
            "all there can be read again by itself with --source."
        )
    staged(con, "again", pl.DataFrame({"source": chosen}, schema={"source": pl.String()}))
    con.execute(statement("unread_sources"))
    con.execute(statement("take_away"))
    return chosen
