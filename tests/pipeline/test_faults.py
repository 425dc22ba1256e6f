"""What may befall a night: it is interrupted, or the disk is full; nothing published is lost by it."""

import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from far_side import Answer, FarSide
from nights import board_url, contents, job, listing, rows

from analysis.published import market_file
from pipeline.archive import Archive
from pipeline.records import Board
from pipeline.refresh import Plan, refresh

FIRST = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
QUICK = [f"quick{n}" for n in range(3)]
KIB = 2**10


def command(data: Path, far_side: FarSide, boards: list[str]) -> list[str]:
    asked = [word for board in boards for word in ("--board", f"ashby:{board}")]
    words = ["refresh", *asked, "--data", str(data), "--far-side", far_side.address]
    return [sys.executable, "-m", "pipeline", *words]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_night_ends_cleanly_and_loses_nothing(
    far_side: FarSide, tmp_path: Path, number: int, code: int
) -> None:
    data = tmp_path / "data"
    far_side.answers = {board_url(name): Answer(listing([job(n) for n in range(3)])) for name in QUICK}
    far_side.answers[board_url("slow")] = Answer(listing([job(9)]), wait=60)
    night = subprocess.Popen(
        command(data, far_side, [*QUICK, "slow"]), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    until(lambda: _archived(data) >= len(QUICK) and board_url("slow") in far_side.urls())
    night.send_signal(number)
    told, story = night.communicate(timeout=30)
    assert (night.returncode, told) == (code, "")
    assert story == "Interrupted. What was fetched is kept, and the next refresh takes it up.\n"
    assert not list(data.glob("*.duckdb*"))
    asked = len(far_side.asked)
    outcome = refresh(Plan(data=data), FIRST)
    assert rows(data, "select count(*) from postings") == [(9,)]
    assert len(far_side.asked) == asked, "what was fetched is not asked for again"
    assert len(outcome.runs) == 2


def _archived(data: Path) -> int:
    return sum(1 for entry in Archive(data / "archive").entries() if entry.status == 200)


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("written", ["archive", "database"])
def test_a_full_disk_is_said_and_leaves_what_was_published(
    far_side: FarSide, tmp_path: Path, written: str
) -> None:
    """The system refuses to let any file grow much over what the market takes now."""
    data = tmp_path / "data"
    far_side.answers = {board_url("acme"): Answer(listing([job(n) for n in range(10)]))}
    plan = Plan(data=data, boards=[Board("ashby", "acme")], pace_factor=0, far_side=far_side.address)
    refresh(plan, FIRST)
    before = contents(data)
    room = market_file(data).stat().st_size + 64 * KIB
    # Chance fills the archive; one word over and over packs well there, but not in the database.
    text = random.Random(1).randbytes(room // 20).hex() if written == "archive" else "Python. " * (room // 50)
    far_side.answers[board_url("acme")] = Answer(
        listing([job(n, descriptionPlain=f"{text[n:]} {n}") for n in range(20)])
    )
    night = subprocess.run(
        command(data, far_side, ["acme"]),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert night.returncode == 1
    assert night.stderr.startswith("Error: No room to write in"), night.stderr
    assert "Traceback" not in night.stderr
    assert contents(data) == before
    assert not list(data.glob("working*"))
    kept = list(Archive(data / "archive").entries())
    assert all(entry.failure is None for entry in kept)
    assert sum(board_url("acme") == entry.url for entry in kept) == (1 if written == "archive" else 2)
