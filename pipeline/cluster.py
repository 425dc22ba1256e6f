"""Reads a lake's postings on a Ray cluster: one task a Parquet file, the same readers, the same rows.

    LAKE/postings/day=D/source=S/part-0.parquet
    ->  OUT/{mentions,pay,refusals,facets}/day=D/source=S/part-0.parquet

Ray places the tasks, and gives those of a lost machine to another. A file lands whole under its last name or
not at all, and what is there is not read again: a run that was killed goes on with the same command.
"""

import io
import os
from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from pydantic import BaseModel

from pipeline.lake import MANIFEST, Manifest, Occupied, Part, Table, manifest
from pipeline.place import UNFINISHED, place

BEGUN = "begun.json"
READINGS = ("mentions", "pay", "refusals", "facets")  # facets land last: where they are, the rest is, too
TRIES = 20  # of one file, when machines are lost or storage fails; a reader's own error ends the run at once


class OtherReaders(RuntimeError):
    """Not every machine, or not every part of a run, reads with the same readers."""


class WithoutTexts(ValueError):
    """The lake was written for others: descriptions were left out or masked, and would be read otherwise."""


class Begun(BaseModel):
    """What a folder of readings is being made of: a run may only go on with the same."""

    readers: str
    lake: Manifest


def read_lake(
    lake: str,
    out: str,
    *,
    address: str | None = None,
    cpus: int | None = None,
    done: Callable[[int, int], None] = lambda done, all_of_them: None,
) -> Manifest:
    """Reads what is not read yet; `address` of a running cluster, else this machine becomes one."""
    import ray

    readers, unread = begin(lake, out)
    parts = len(manifest(lake).tables["postings"].parts)
    done(parts - len(unread), parts)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing about a run leaves the machine
    retries: dict[str, Any] = {"max_retries": TRIES, "retry_exceptions": [OSError]}
    with ray.init(address=address, num_cpus=cpus, include_dashboard=None if address else False):
        task = ray.remote(**retries)(read_part)
        waiting = [task.remote(lake, out, path, readers) for path in unread]
        while waiting:
            finished, waiting = ray.wait(waiting)
            ray.get(finished)
            done(parts - len(waiting), parts)
    return seal(lake, out)


def begin(lake: str, out: str) -> tuple[str, list[str]]:
    """The readers' version, and the files of postings left to read; a run goes on only with the same."""
    from analysis.read import version

    told, to = with_every_text(lake), place(out)
    begun, held = Begun(readers=version(), lake=told), to.sizes()
    if not held:
        to.land(BEGUN, begun.model_dump_json().encode())
    elif BEGUN not in held:
        raise Occupied(f"{out} is not empty, and no run of the cluster began there. Name another place.")
    elif Begun.model_validate_json(to.read(BEGUN)) != begun:
        raise OtherReaders(f"{out} was begun with other readers or from another lake. Name another place.")
    parts = [part.path for part in told.tables["postings"].parts]
    return begun.readers, [path for path in parts if _named("facets", path) not in held]


def with_every_text(lake: str) -> Manifest:
    """The manifest of a lake that nothing was left out of."""
    told = manifest(lake)
    if not told.private:
        raise WithoutTexts(
            f"{lake} was written for others, without every description. Write one with --private."
        )
    return told


def readers_of(out: str) -> str:
    """The version of the readers a folder of readings was made with."""
    return Begun.model_validate_json(place(out).read(BEGUN)).readers


def read_part(lake: str, out: str, path: str, readers: str) -> None:
    """What one task does: one file of postings in, its four files of readings out."""
    from analysis.read import POSTINGS, read, version

    if version() != readers:
        raise OtherReaders(
            f"This machine reads with {version()}, the run with {readers}. Install one version."
        )
    at, to = place(lake), place(out)
    with at.files.open_input_file(at.below(path)) as stream:
        postings = pl.from_arrow(pq.ParquetFile(stream).read(columns=POSTINGS.names()))
    assert isinstance(postings, pl.DataFrame)  # noqa: S101 - a table is never a series
    readings = read(postings)._asdict()
    for name in READINGS:
        content = io.BytesIO()
        readings[name].write_parquet(content)
        to.land(_named(name, path), content.getvalue())


def seal(lake: str, out: str) -> Manifest:
    """Removes what lost tasks left behind, and writes the manifest of the readings."""
    told, to = manifest(lake), place(out)
    held = to.sizes()
    for path in held:
        if path.endswith(UNFINISHED):
            to.files.delete_file(to.below(path))
    tables = {}
    for name in READINGS:
        paths = [_named(name, part.path) for part in told.tables["postings"].parts]
        footers = {path: pq.read_metadata(to.below(path), filesystem=to.files) for path in paths}
        parts = [Part(path=path, rows=each.num_rows, bytes=held[path]) for path, each in footers.items()]
        tables[name] = Table(columns=footers[paths[0]].schema.to_arrow_schema().names, parts=parts)
    sealed = told.model_copy(update={"tables": tables})
    to.land(MANIFEST, sealed.model_dump_json(indent=1).encode())
    return sealed


def _named(reading: str, path: str) -> str:
    return f"{reading}/{path.removeprefix('postings/')}"
