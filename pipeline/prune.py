"""Frees what old runs take in the archive, without what a later run still refers to."""

import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastwarc import ArchiveIterator

from pipeline.alone import alone
from pipeline.archive import Archive
from pipeline.moved import Place, generation, run_of
from pipeline.replay import RUN_NAME


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a pruning did."""

    files: int  # of old runs
    bodies: int  # that later runs refer to, and stay
    freed: int  # bytes


def prune(data: Path, before: datetime) -> Pruned:
    """Removes the archive files of runs before a moment; the market keeps all it learned from them."""
    with alone(data):
        archive = Archive(data / "archive")
        finish(archive)
        old = {name for name in archive.names() if _began(name) < before}
        needed = _needed(archive, old)
        freed = sum(_left(archive, name, needed[name]) for name in sorted(old))
        return Pruned(len(old), sum(map(len, needed.values())), freed)


def finish(archive: Archive) -> None:
    """Clears up after a pruning that was interrupted."""
    for path in archive.folder.glob("*.warc.gz*"):
        if path.suffix == ".part" or not archive.moved.counts(path.name):
            path.unlink()


def rewrite(archive: Archive, name: str, change: Mapping[int, bytes | None], *, bodies: bool) -> int:
    """Writes a file anew: records left out (None) or replaced by position; how many bytes smaller it is."""
    path = archive.folder / name
    new = _next_name(name, bodies=bodies)
    part = archive.folder / f"{new}.part"
    whole = path.read_bytes()
    starts = [record.stream_pos for record in ArchiveIterator(str(path), parse_http=False)]
    went: dict[int, int] = {}
    with part.open("wb") as stream:
        for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
            record = change.get(start, whole[start:end])
            if record is not None:
                went[start] = stream.tell()
                stream.write(record)
        stream.flush()
        os.fsync(stream.fileno())
    part.rename(archive.folder / new)
    archive.moved.files[name] = new
    archive.moved.positions |= {Place(name, start): after for start, after in went.items()}
    archive.moved.keep(archive.folder)  # from here on the new file counts, and the old one does not
    path.unlink()
    return len(whole) - (archive.folder / new).stat().st_size


def _left(archive: Archive, name: str, needed: Collection[int]) -> int:
    path = archive.folder / name
    size = path.stat().st_size
    if not needed:
        path.unlink()
        return size
    starts = {record.stream_pos for record in ArchiveIterator(str(path), parse_http=False)}
    if starts - {0} <= set(needed):
        return 0  # a second pruning finds nothing more to leave out
    return rewrite(archive, name, dict.fromkeys(starts - {0} - set(needed)), bodies=True)


def _needed(archive: Archive, old: Collection[str]) -> Mapping[str, set[int]]:
    """The bodies in old files that a later run refers to."""
    needed: dict[str, set[int]] = defaultdict(set)
    for name in archive.names():
        if name in old:
            continue
        for entry in archive.entries_of(name):
            body_at = archive.body_of(entry.refers_to) if entry.refers_to else None
            if body_at and body_at.file in old:
                needed[body_at.file].add(body_at.position)
    return needed


def _began(name: str) -> datetime:
    try:
        return datetime.strptime(run_of(name)[:16], RUN_NAME).replace(tzinfo=UTC)
    except ValueError:  # a file of somebody else's, laid beside ours
        return datetime.max.replace(tzinfo=UTC)


def _next_name(name: str, *, bodies: bool) -> str:
    source, _, rest = name.rpartition("-")
    marks = [rest.split(".")[0], *(["bodies"] if bodies or ".bodies." in rest else [])]
    return f"{source}-{'.'.join(marks)}.{generation(name) + 1}.warc.gz"
