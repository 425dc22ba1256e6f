"""Publishing: a refresh works on a copy, which lands under a new name before the pointer moves to it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.published import POINTER, NoMarketYet, market_file

KEPT = 2  # published files that stay: the newest, and the one readers may still have open
WORKING = "working.duckdb"
SET_ASIDE = "unpublished.duckdb"  # the last working copy that failed a gate


def working_copy(data: Path) -> Path:
    """A copy of the published file to work on, or the place for a first one; leftovers of a crash go."""
    data.mkdir(parents=True, exist_ok=True)
    working = data / WORKING
    for leftover in (working, working.with_name(f"{WORKING}.wal"), *data.glob("market-*.duckdb.part")):
        leftover.unlink(missing_ok=True)
    try:
        published = market_file(data)
    except NoMarketYet:
        return working
    shutil.copyfile(published, working)
    return working


def publish(data: Path, working: Path, run: str) -> Path:
    """Lands the closed working copy as market-<run>.duckdb and points to it; returns that file."""
    landed = _free_name(data, run)
    _sync(working)
    working.rename(landed)
    _sync(data)
    pointer = data / f"{POINTER}.part"
    pointer.write_text(landed.name + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(data / POINTER)
    _sync(data)
    for older in sorted(data.glob("market-*.duckdb"), key=lambda path: path.stat().st_mtime_ns)[:-KEPT]:
        older.unlink(missing_ok=True)
    return landed


@contextmanager
def discarded_on_error(working: Path) -> Iterator[None]:
    """Whatever ends a refresh early, its working copy goes: it may be what filled the disk."""
    try:
        yield
    except BaseException:  # Ctrl-C and SIGTERM too; nothing is swallowed
        for leftover in (working, working.with_name(f"{WORKING}.wal")):
            leftover.unlink(missing_ok=True)
        raise


def set_aside(data: Path, working: Path) -> Path:
    """Keeps a working copy that may not be published, for a look at what is wrong with it."""
    return working.replace(data / SET_ASIDE)


def _free_name(data: Path, run: str) -> Path:
    """Readers cache by name: a name is never used twice, even when one run is published again."""
    landed = data / f"market-{run}.duckdb"
    number = 1
    while landed.exists():
        number += 1
        landed = data / f"market-{run}-{number}.duckdb"
    return landed


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
