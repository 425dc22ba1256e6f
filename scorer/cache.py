"""Keeps what GitHub answered, on this machine, for thirty days: so that a run can go on after a limit.

Names on disk are hashes: neither the token nor the account can be read from a file name. Nothing of a resume
is
ever put here.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

KEEP = timedelta(days=30)
HEADERS = ("etag", "link", "content-type")


@dataclass(frozen=True, slots=True)
class Kept:
    status: int
    body: bytes
    headers: dict[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Cache:
    """One folder for each account asked about, so that forgetting one is removing one folder."""

    root: Path
    account: str
    token: str
    now: datetime

    def get(self, key: str) -> Kept | None:
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            kept = json.loads(head)
            at = datetime.fromisoformat(kept["at"])
            value = Kept(kept["status"], zlib.decompress(body), kept["headers"], at)
        except (OSError, ValueError, KeyError, zlib.error):
            return None  # absent, or cut by a kill: ask again
        if self.now - at > KEEP:
            path.unlink(missing_ok=True)
            return None
        return value

    def put(self, key: str, kept: Kept) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        headers = {name: value for name, value in kept.headers.items() if name in HEADERS}
        head = json.dumps({"status": kept.status, "headers": headers, "at": kept.at.isoformat()})
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(head.encode() + b"\n" + zlib.compress(kept.body, 1))
        Path(name).replace(path)

    def sweep(self) -> None:
        """Remove what is past its thirty days, whoever it was about."""
        oldest = (self.now - KEEP).timestamp()
        for path in self.root.glob("*/*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def forget(self) -> bool:
        """Remove everything kept about this account; says whether there was anything."""
        folder = self._folder()
        there = folder.exists()
        shutil.rmtree(folder, ignore_errors=True)
        return there

    def _folder(self) -> Path:
        return self.root / _hash(self.account.lower())

    def _path(self, key: str) -> Path:
        # ETags differ from token to token, and so does what may be seen.
        return self._folder() / _hash(f"{_hash(self.token)} {key}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]
