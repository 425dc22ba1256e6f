"""What one refresh is to do, what it did, and what it tells meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.records import Board

SHOWN = 5  # problems told one by one; the rest is counted


@dataclass(frozen=True, slots=True)
class Plan:
    """What one refresh is to do: `boards` over the network, or `origin`, an archive, instead of it."""

    data: Path
    boards: Sequence[Board] = ()
    origin: Path | None = None
    contact: str = "not set"
    pace_factor: float = 1.0
    far_side: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    file_map: Mapping[str, str] = field(default_factory=dict)
    file_date: date | None = None
    reread: Sequence[str] | None = None  # sources to parse again from our own archive; all, if empty


@dataclass(slots=True)
class Outcome:
    """What a refresh did; the counts are of its own runs."""

    published: Path | None = None
    runs: list[str] = field(default_factory=list)
    boards: int = 0
    listed: int = 0
    rejected: int = 0
    failed: list[str] = field(default_factory=list)
    waiting: int = 0  # detail pages left for the next night
    read: int = 0
    postings: int = 0
    unrecognised: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def problems(self) -> Iterator[str]:
        """What went wrong, in lines: how many of a kind, and the first of them."""
        kinds = {
            "boards did not answer as they should": self.failed,
            "responses come from addresses no source recognises": self.unrecognised,
            "archive files are damaged": self.unreadable,
        }
        for what, lines in kinds.items():
            if lines:
                yield f"{len(lines)} {what}:"
                yield from (f"  {line}" for line in lines[:SHOWN])
            if len(lines) > SHOWN:
                yield f"  and {len(lines) - SHOWN} more"


class Story:
    """What a refresh tells while it goes on; the CLI prints it on stderr."""

    def say(self, line: str) -> None:
        """One line of the story."""

    def count(self, what: str, done: int, total: int | None) -> None:
        """How far a long step has come."""
