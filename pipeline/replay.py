"""Visits made from an archive instead of the network: any WARC, whoever wrote it, by its dates."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.archive import Archive
from pipeline.cutting import without
from pipeline.memory import Capture, Memory
from pipeline.moved import Place, holds_bodies_only
from pipeline.records import Source
from pipeline.visits import Visit, conclude
from pipeline.warc import Entry

RUN_NAME = "%Y%m%dT%H%M%SZ"
Address = tuple[str, str]  # source, board token


@dataclass(slots=True)
class Recorded:
    """One run as an archive holds it: its boards in the order of their first answer."""

    run: str
    synthetic: bool
    boards: dict[Address, list[Entry]] = field(default_factory=dict)

    @property
    def started_at(self) -> datetime:
        return datetime.strptime(self.run[:16], RUN_NAME).replace(tzinfo=UTC)


@dataclass(slots=True)
class Inventory:
    """What an archive holds: its runs in time order, and what no source recognises or nobody can read."""

    runs: list[Recorded] = field(default_factory=list)
    unrecognised: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    bodies: dict[Place, Place] = field(default_factory=dict)  # where the body of a revisit stands


def inventory(archive: Archive, recognise: Callable[[str], Address | None]) -> Inventory:
    """Sorts records into runs: by the run they name, else a new one begins when a board would repeat."""
    held = Inventory()
    named: dict[str, Recorded] = {}
    answered: set[str] = set()
    stranger: Recorded | None = None
    bodies: dict[str, Place] = {}
    for entry in sorted(archive.entries(), key=lambda e: (e.fetched_at, e.place.file, e.place.position)):
        address = recognise(entry.url) if entry.url else None
        if not entry.url:
            held.unreadable.append(f"{entry.place.file}: {entry.failure}")
        elif address is None:
            held.unrecognised.append(entry.url)
        else:
            _find_body(entry, bodies, held)
            if holds_bodies_only(entry.place.file):
                continue  # what is left of a pruned run says nothing about its boards
            if entry.run is not None:
                run = named.setdefault(entry.run, Recorded(entry.run, entry.synthetic))
            else:
                if stranger is None or entry.url in answered:
                    stranger = Recorded(entry.fetched_at.strftime(RUN_NAME), entry.synthetic)
                    held.runs.append(stranger)
                    answered.clear()
                if entry.status in (200, 304):  # an error is asked again in the same run
                    answered.add(entry.url)
                run = stranger
            run.boards.setdefault(address, []).append(entry)
    held.runs = sorted([*held.runs, *named.values()], key=lambda run: run.run)
    return held


def replayed(
    recorded: Recorded,
    held: Inventory,
    origin: Archive,
    source_named: Callable[[str], Source],
    memory: Memory,
    archive: Archive,
) -> Iterator[Visit]:
    """The visits of one recorded run; records of another archive are kept in ours as if just fetched."""
    for (source, token), entries in recorded.boards.items():
        begun = time.monotonic()
        visit = Visit(
            recorded.run, source, token, source_named(source),
            recorded.started_at, entries[-1].fetched_at, recorded.synthetic,
        )  # fmt: skip
        for entry in entries:
            if entry.failure is not None:
                visit.failures.append(entry.failure)
                if origin is not archive:
                    archive.keep_failure(
                        entry.url, entry.failure, entry.fetched_at,
                        source=source, run=recorded.run, synthetic=recorded.synthetic,
                    )  # fmt: skip
                continue
            response = origin.response(entry.place, body_at=held.bodies.get(entry.place))
            kept: Capture | None
            if origin is archive:
                left = without(response, visit.site, archive.forgotten)
                kept = memory.note(left, entry.place) if left else None
            else:
                kept = memory.keep(
                    response, archive, source=source, run=recorded.run, synthetic=recorded.synthetic
                )
            if kept is not None:
                visit.captures.append(kept)
        yield conclude(visit, memory, seconds=round(time.monotonic() - begun, 3))


def _find_body(entry: Entry, bodies: dict[str, Place], held: Inventory) -> None:
    """A revisit's body is the one with its digest, else the last one of its URL."""
    if entry.revisit:
        place = bodies.get(entry.digest or "") or bodies.get(entry.url)
        if place:
            held.bodies[entry.place] = place
    elif entry.failure is None:
        bodies[entry.url] = entry.place
        if entry.digest:
            bodies[entry.digest] = entry.place
