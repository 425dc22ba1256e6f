"""The lake: the market as Parquet by day and source, on a disk or in an S3 bucket, sealed by a manifest.

    DIR/postings/day=2026-11-04/source=ashby/part-0.parquet   rows of postings first seen on that day
    DIR/boards/part-0.parquet                                 tables that belong to no posting, undivided
    DIR/manifest.json                                         every file with its size; written last

A lake is never changed: the next one is written beside it. Without its manifest, or with a file missing or
cut, it is not read. DuckDB reads it by itself, too: `from read_parquet('DIR/postings/**/*.parquet')`.
"""

import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pydantic import BaseModel, ValidationError

from analysis.export import DESCRIPTIVE, OF_A_POSTING, WORDS, leaving
from analysis.published import MEMORY, SCHEMA
from analysis.questions import sql
from pipeline.place import Place, place
from pipeline.sql import statement

MANIFEST = "manifest.json"
TABLES = tuple(dict.fromkeys((*WORDS, "captures", "rates")))  # how fresh a market is, what a euro was worth
POSTINGS_A_PART = 5_000  # about 10 MB of Parquet, half a minute of reading: what a lost worker costs
ROWS_A_PART = 200_000  # of tables without text
PARTITIONS = 1_000_000  # days times sources: a hundred years of more sources than we have
OPEN_FILES = 250  # a process may mostly open 1,024
BY_DAY_AND_SOURCE = ds.partitioning(pa.schema([("day", pa.date32()), ("source", pa.string())]), flavor="hive")


class NoLake(FileNotFoundError):
    """No manifest stands there: nothing was written, or the writing was cut short."""


class NotWhole(RuntimeError):
    """Files that the manifest names are missing or cut."""


class OtherVersion(NotWhole):
    """A lake whose tables another version of hiresignal shaped."""


class Occupied(FileExistsError):
    """Something stands where the lake should be written."""


class Part(BaseModel):
    """One Parquet file; `path` is relative to the lake."""

    path: str
    rows: int
    bytes: int


class Table(BaseModel):
    """One table: its columns in order, and the files that hold them."""

    columns: list[str]
    parts: list[Part]


class Manifest(BaseModel):
    """What a whole lake holds."""

    schema_version: int
    since: date | None
    synthetic: bool
    private: bool
    descriptions_withheld_for: list[str]
    tables: dict[str, Table]


def write(
    con: duckdb.DuckDBPyConnection,
    uri: str,
    *,
    since: date | None = None,
    private: bool = False,
    postings_a_part: int = POSTINGS_A_PART,
) -> Manifest:
    """Writes the published market to an empty place; `private` keeps texts that may not be passed on."""
    to = place(uri)
    if to.sizes():
        raise Occupied(
            f"{uri} is not empty. A lake is written once: name a new place, or remove what is there."
        )
    con.execute(sql("exported"), {"since": since})
    withheld = con.sql(statement("lake_withheld")).fetchall()
    homes = con.sql(statement("lake_homes"))
    ((synthetic,),) = con.execute("select synthetic from counted_market").fetchall()
    manifest = Manifest(
        schema_version=SCHEMA,
        since=since,
        synthetic=synthetic,
        private=private,
        descriptions_withheld_for=[] if private else [source for (source,) in withheld],
        tables={
            name: _table(
                name, _kept(con, name) if private else leaving(con, name), homes, to, postings_a_part
            )
            for name in TABLES
        },
    )
    to.land(MANIFEST, manifest.model_dump_json(indent=1).encode())
    return manifest


def manifest(uri: str) -> Manifest:
    """What the lake holds, once every file of it is known to be there at its full size."""
    at = place(uri)
    try:
        told = Manifest.model_validate_json(at.read(MANIFEST))
    except FileNotFoundError:
        raise NoLake(f"{uri} holds no whole lake: no {MANIFEST}. Write it again to an empty place.") from None
    except ValidationError as wrong:
        raise NotWhole(
            f"{uri}/{MANIFEST} is not the manifest of a lake: {wrong.error_count()} errors."
        ) from None
    if told.schema_version != SCHEMA:
        raise OtherVersion(
            f"{uri} has schema {told.schema_version}; this version reads {SCHEMA}. "
            "Write it again from a market that this version refreshed."
        )
    held = at.sizes()
    named = [part for table in told.tables.values() for part in table.parts]
    if amiss := [part.path for part in named if held.get(part.path) != part.bytes]:
        raise NotWhole(
            f"{len(amiss)} of {len(named)} files of {uri} are missing or cut, as {amiss[0]}. Write it again."
        )
    return told


@contextmanager
def opened(uri: str, readings: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake's tables as views that `ask` can ask; `readings` by a cluster stand for those of the lake."""
    told, at = manifest(uri), place(uri)
    with tempfile.TemporaryDirectory() as spill, duckdb.connect() as con:
        con.execute("set TimeZone = 'UTC'")
        con.execute("set memory_limit = $limit", {"limit": MEMORY})
        con.execute("set temp_directory = $spill", {"spill": spill})
        for name, table in told.tables.items():
            _show(con, name, table, at.below(name), at)
        if readings:
            for name, table in manifest(readings).tables.items():
                _show(con, f"read_{name}", table, place(readings).below(name), place(readings))
            con.execute(statement("lake_readings"))
        yield con


def _show(con: duckdb.DuckDBPyConnection, name: str, table: Table, base: str, at: Place) -> None:
    """Shows the files of a table under a name, with the source their folders state where it is a column."""
    found = ds.dataset(
        [at.below(part.path) for part in table.parts],
        format="parquet",
        filesystem=at.files,
        partitioning=BY_DAY_AND_SOURCE,
        partition_base_dir=base,
    )
    con.register(f"{name}_files", found)
    columns = ", ".join(f'"{column}"' for column in table.columns)
    con.table(f"{name}_files").project(columns).create_view(name)


def _kept(con: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyRelation:
    """The rows of a table for storage of one's own: word for word."""
    if name not in (*OF_A_POSTING, *DESCRIPTIVE):
        return con.table(name)
    exported = con.table("exported").project(f"posting as {_home(name)}")
    return con.table(name).join(exported, _home(name), how="semi")


def _home(name: str) -> str:
    """The column that says whose row it is."""
    return "id" if name == "postings" else "posting"


def _table(
    name: str,
    rows: duckdb.DuckDBPyRelation,
    homes: duckdb.DuckDBPyRelation,
    to: Place,
    postings_a_part: int,
) -> Table:
    columns, size = rows.columns, postings_a_part if name in DESCRIPTIVE else ROWS_A_PART
    if divided := name in (*OF_A_POSTING, *DESCRIPTIVE):
        home = _home(name)
        named = ", ".join(f'"{column}"' for column in columns if column != "source")
        rows = rows.join(homes.project(f"posting as {home}, day, source as home"), home)
        rows = rows.project(f"{named}, day, home as source")
    parts: list[Part] = []

    def note(written: ds.WrittenFile) -> None:
        path = posixpath.relpath(written.path, to.path)
        parts.append(Part(path=path, rows=written.metadata.num_rows, bytes=written.size))

    # In the order they are stored, mostly that of the days: to sort a large market's texts takes all memory.
    reader = rows.to_arrow_reader(size)
    ds.write_dataset(
        reader,
        to.below(name),
        filesystem=to.files,
        format="parquet",
        file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
        partitioning=BY_DAY_AND_SOURCE if divided else None,
        max_rows_per_file=size,
        max_rows_per_group=size,
        max_partitions=PARTITIONS,
        max_open_files=OPEN_FILES,
        use_threads=False,
        file_visitor=note,
    )
    if not parts:  # an empty table keeps its columns
        empty = pa.BufferOutputStream()
        pq.write_table(reader.schema.empty_table(), empty)
        content = empty.getvalue()
        to.land(f"{name}/part-0.parquet", content)
        parts.append(Part(path=f"{name}/part-0.parquet", rows=0, bytes=len(content)))
    return Table(columns=columns, parts=sorted(parts, key=lambda part: part.path))
