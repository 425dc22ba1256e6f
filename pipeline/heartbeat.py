"""Notes when a refresh begins and how it ends, beside the market: a failed one publishes nothing."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from analysis.heartbeat import FILE, Heartbeat


@contextmanager
def beating(data: Path, now: datetime) -> Iterator[None]:
    """Notes that a refresh began, and how it ended."""
    begun = time.monotonic()
    beat = Heartbeat(now.astimezone(UTC).isoformat(timespec="seconds"))
    _write(data, beat)
    error: BaseException | None = None
    try:
        yield
    except BaseException as problem:
        error = problem
        raise
    finally:
        told = None if error is None else f"{type(error).__name__}: {error}".removesuffix(": ")
        _write(data, Heartbeat(beat.began, round(time.monotonic() - begun, 1), told))


def _write(data: Path, beat: Heartbeat) -> None:
    part = data / f"{FILE}.part"
    try:
        part.write_text(json.dumps(asdict(beat)) + "\n", "utf-8")
        part.replace(data / FILE)
    except OSError:
        part.unlink(missing_ok=True)  # a full disk: the refresh itself says so, and that is what counts
