"""Where records of the archive went when a file was pruned, or written anew without a forgotten posting."""

import json
from dataclasses import dataclass
from pathlib import Path

MOVED = "moved.json"  # beside the archive's files


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: a file below the archive folder and the byte it begins at."""

    file: str
    position: int


@dataclass(slots=True)
class Moved:
    """Files that were written anew, each with the file that took its place and where its records went."""

    files: dict[str, str]
    positions: dict[Place, int]

    @classmethod
    def of(cls, folder: Path) -> "Moved":
        path = folder / MOVED
        told = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return cls(
            {old: new["file"] for old, new in told.items()},
            {
                Place(old, int(before)): after
                for old, new in told.items()
                for before, after in new["positions"].items()
            },
        )

    def now_at(self, place: Place) -> Place | None:
        """Where a record stands now; None when it was left out."""
        while place.file in self.files:
            if place not in self.positions:
                return None
            place = Place(self.files[place.file], self.positions[place])
        return place

    def counts(self, name: str) -> bool:
        return name not in self.files and (generation(name) == 0 or name in self.files.values())

    def keep(self, folder: Path) -> None:
        """Writes what moved, at once or not at all."""
        told: dict[str, dict[str, object]] = {
            old: {"file": new, "positions": {}} for old, new in self.files.items()
        }
        for place, after in self.positions.items():
            positions = told[place.file]["positions"]
            assert isinstance(positions, dict)  # noqa: S101 - made so above
            positions[str(place.position)] = after
        part = folder / f"{MOVED}.part"
        part.write_text(json.dumps(told), "utf-8")
        part.replace(folder / MOVED)


def run_of(name: str) -> str:
    """The run that a file of ours names: SOURCE-RUN.warc.gz, written anew SOURCE-RUN[.bodies].N.warc.gz."""
    return name.rpartition("-")[2].split(".")[0]


def generation(name: str) -> int:
    """How often a file was written anew."""
    marks = name.rpartition("-")[2].split(".")
    return next((int(mark) for mark in marks if mark.isdigit()), 0)


def holds_bodies_only(name: str) -> bool:
    """Is this what pruning left of a run: bodies that later runs refer to?"""
    return ".bodies." in name
