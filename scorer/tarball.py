"""Opens a repository's tarball without trusting it: nothing is written, followed or unbounded."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

UNPACKED = 100_000_000  # bytes in all
ENTRIES = 100_000
FILE = 1_000_000  # bytes of one file that are read; the rest of it only counts


class Unsafe(Exception):
    """The archive is larger than anybody needs to read, or is not one."""


def files(packed: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Path inside the repository, size and first bytes of every plain file; raises Unsafe.

    Links, devices and paths that lead outside are passed over: a portfolio does not need them.
    """
    bounded = _Bounded(gzip.GzipFile(fileobj=io.BytesIO(packed)))
    try:
        with tarfile.open(fileobj=bounded, mode="r|", errors="replace") as archive:
            for number, member in enumerate(archive):
                if number >= ENTRIES:
                    raise Unsafe(f"more than {ENTRIES:,} entries")
                if member.size > UNPACKED:
                    raise Unsafe(f"more than {UNPACKED // 1_000_000} MB unpacked")
                path = _inside(member.name)
                if path is None or not member.isreg() or member.issparse():
                    continue
                handle = archive.extractfile(member)
                yield path, member.size, handle.read(FILE) if handle else b""
    except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError) as error:
        raise Unsafe(f"the archive is damaged ({type(error).__name__})") from error


def _inside(name: str) -> str | None:
    """The path below the folder GitHub wraps around everything; None when it points elsewhere."""
    parts = PurePosixPath(name).parts
    if len(parts) < 2 or parts[0] == "/" or ".." in parts:
        return None
    return "/".join(parts[1:])


class _Bounded(io.RawIOBase):
    """Stops a stream that unpacks past the limit, whatever the headers promise."""

    def __init__(self, inner: gzip.GzipFile) -> None:
        self._inner = inner
        self._left = UNPACKED + 2 * ENTRIES * 512

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self._left:
            raise Unsafe(f"more than {UNPACKED // 1_000_000} MB unpacked")
        data = self._inner.read(size)
        self._left -= len(data)
        return data
