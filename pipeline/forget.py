"""Removes one posting from the market and the archive, and sees to it that it does not come back."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.published import opened
from analysis.questions import sql
from pipeline import forgotten, publish, store
from pipeline.alone import alone
from pipeline.archive import Archive
from pipeline.cutting import without
from pipeline.forgotten import Forgotten
from pipeline.once import count_once
from pipeline.origins import recognise, source_named
from pipeline.prune import finish, rewrite
from pipeline.sql import statement
from pipeline.warc import Entry, member

if TYPE_CHECKING:
    import duckdb

FRESH = "forgetting.duckdb"


class NoSuchPosting(LookupError):
    """The market holds no posting of that id or address."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a forgetting did."""

    posting: str
    records: int  # of the archive that were written anew
    blanked: int  # of them, those the posting could not be cut out of: other postings went with it
    same_job: list[str]  # other postings of that job, which stay


@dataclass(frozen=True, slots=True)
class Found:
    """The posting as the market has it."""

    posting: str
    source: str
    board: str  # source:token
    native_id: str


def forget(data: Path, what: str) -> Done:
    """Forgets the posting of an id or a page's address; raises NoSuchPosting."""
    with alone(data):
        with opened(data) as con:
            found = _find(con, what)
            same_job = [
                one for (one,) in con.execute(statement("same_job"), {"posting": found.posting}).fetchall()
            ]
        archive = Archive(data / "archive")
        forgotten.note(archive.folder, found.board, found.posting)  # first: what follows may be interrupted
        records, blanked = _from_archive(archive, found)
        _from_market(data, found)
    return Done(found.posting, records, blanked, same_job)


def _find(con: "duckdb.DuckDBPyConnection", what: str) -> Found:
    rows = con.execute(
        "select id, source, board, native_id from postings where id = $what or url = $what order by id",
        {"what": what},
    ).fetchall()
    if not rows:
        raise NoSuchPosting(
            f"No posting has the id or the address {what!r}. `hiresignal postings` shows ids."
        )
    if len(rows) > 1:
        raise NoSuchPosting(
            f"{what} is the address of several: {', '.join(row[0] for row in rows)}. Name one."
        )
    return Found(*rows[0])


def _from_archive(archive: Archive, found: Found) -> tuple[int, int]:
    finish(archive)
    records = blanked = 0
    gone = Forgotten.of(archive.folder)
    site = source_named(found.source)
    for name in archive.names():
        change: dict[int, bytes | None] = {}
        for entry in archive.entries_of(name):
            if not _is_of_board(entry, found.board):
                continue
            response = archive.response(entry.place)
            cut = without(response, site, gone)
            if cut is not response:
                change[entry.place.position] = member(cut) if cut else None
                blanked += cut is not None and not cut.complete and response.complete
        if change:
            rewrite(archive, name, change, bodies=False)
            records += len(change)
    return records, blanked


def _is_of_board(entry: Entry, board: str) -> bool:
    holds_body = bool(entry.url) and entry.failure is None and not entry.revisit and entry.status == 200
    return holds_body and ":".join(recognise(entry.url) or ()) == board


def _from_market(data: Path, found: Found) -> None:
    """Publishes a file that never held the posting: a deleted row's words stay in the old file's blocks."""
    working, fresh = publish.working_copy(data), data / FRESH
    fresh.unlink(missing_ok=True)
    with publish.discarded_on_error(working), publish.discarded_on_error(fresh):
        with store.connect(working) as con:
            con.execute(
                "create temp table gone as select $id as posting, $native as native_id, $source as source",
                {"id": found.posting, "native": found.native_id, "source": found.source},
            )
            con.execute(statement("forget"))
            con.execute(statement("take_away"))
            count_once(con)
            con.execute(sql("summarise"))
            runs = con.execute("select max(run) from runs").fetchall()
            con.execute("checkpoint")
            place = str(fresh).replace("'", "''")  # ATTACH takes no parameters
            con.execute(f"attach '{place}' as fresh")
            con.execute(f'copy from database "{working.stem}" to fresh')
            con.execute("detach fresh")
        working.unlink()
        landed = publish.publish(data, fresh, runs[0][0])
    for older in (*data.glob("market-*.duckdb"), data / publish.SET_ASIDE):
        if older != landed:
            older.unlink(missing_ok=True)
