"""Which postings must not come back: a list of hashes in the archive's folder, so that it names nobody."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

FILE = "forgotten.txt"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Hashes of postings and of their boards; a line of the file is one posting's."""

    postings: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()

    @classmethod
    def of(cls, folder: Path) -> "Forgotten":
        path = folder / FILE
        lines = path.read_text("utf-8").split("\n") if path.exists() else []
        pairs = [line.split() for line in lines if line]
        return cls(frozenset(one for _, one in pairs), frozenset(board for board, _ in pairs))

    def on(self, board: str) -> bool:
        """May one of them be on this board (source:token)?"""
        return bool(self.boards) and _hash(board) in self.boards

    def has(self, posting: str) -> bool:
        return _hash(posting) in self.postings


def note(folder: Path, board: str, posting: str) -> None:
    """Adds a posting to the list, if it does not stand there already."""
    if Forgotten.of(folder).has(posting):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a", encoding="utf-8") as lines:
        lines.write(f"{_hash(board)} {_hash(posting)}\n")


def _hash(name: str) -> str:
    return hashlib.sha256(f"hiresignal {name}".encode()).hexdigest()
