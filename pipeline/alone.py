"""One writer at a time in a folder of data."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class AlreadyRunning(RuntimeError):
    """Another refresh holds this data folder."""


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Nobody else writes in this folder meanwhile; raises AlreadyRunning."""
    data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data / "refresh.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise AlreadyRunning(
            f"Another refresh is at work in {data}. Wait for it, or stop it first."
        ) from None
