"""What may befall a night: it is interrupted, or the disk is full; nothing published is lost by it."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from far_side import Answer, FarSide
from nights import Nights, board_url, contents, job, listing, rows

from analysis.published import market_file
from pipeline.archive import Archive
from pipeline.publish import KEPT
from pipeline.records import Board
from pipeline.refresh import Plan, refresh

FIRST = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
QUICK = [f"quick{n}" for n in range(3)]
KIB = 2**10
KILLS = int(os.environ.get("KILLS", "8"))


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
def test_the_second_of_two_refreshes_is_refused_and_the_first_goes_on(
    far_side: FarSide, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    far_side.answers = {board_url(name): Answer(listing([job(n) for n in range(3)])) for name in QUICK}
    far_side.answers[board_url("slow")] = Answer(listing([job(9)]), wait=60)
    words = command(data, far_side, [*QUICK, "slow"])
    first = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until(lambda: board_url("slow") in far_side.urls())
    asked = len(far_side.asked)
    second = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith("Error: Another refresh is at work in")
    assert len(far_side.asked) == asked, "nobody was asked twice"
    far_side.ended.set()
    assert first.communicate(timeout=60)[1] == ""
    assert first.returncode == 0
    assert rows(data, "select count(*), count(distinct board) from postings") == [(10, 4)]


class GrowingNights:
    """Nights of which each brings every board one posting more; how many there are after each."""

    BOARDS, OPEN = 12, 6

    def __init__(self, nights: Nights) -> None:
        self.nights, self.count = nights, 0

    def another(self) -> None:
        for board in range(self.BOARDS):
            jobs = [job(n, f"Engineer {n}") for n in range(self.count, self.count + self.OPEN)]
            self.nights.answer(self.count, f"board{board}", listing(jobs))
        self.count += 1

    @property
    def postings(self) -> int:
        return self.BOARDS * (self.count + self.OPEN - 1)


@pytest.mark.slow
def test_killed_at_any_moment_the_published_file_is_whole(nights: Nights, tmp_path: Path) -> None:
    """SIGKILL at random moments: what is published is the state of before or after, and nothing is lost.

    `KILLS=100 pytest -m "" -s --timeout 0 tests/pipeline/test_faults.py -k killed` for more of them.
    """
    data, growing, chance = tmp_path / "data", GrowingNights(nights), random.Random(20)
    growing.another()
    words = [sys.executable, "-m", "pipeline", "refresh", "--replay", str(nights.folder), "--data", str(data)]
    begun = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)
    whole = time.monotonic() - begun
    killed = published = 0
    before = growing.postings
    growing.another()
    for _ in range(KILLS):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, 1.1) * whole)
        process.send_signal(signal.SIGKILL)
        late = process.wait() != -signal.SIGKILL
        killed += not late
        ((count,),) = rows(data, "select count(*) from postings")
        assert count in (before, growing.postings)
        assert len(list(data.glob("market-*.duckdb"))) <= KEPT + 1
        # Whatever else the machine does, moments spread: the first refresh may have been slow.
        whole *= 0.6 if late else 0.9 if count == growing.postings else 1.05
        if count == growing.postings:
            published += 1
            before = growing.postings
            growing.another()
    print(f"{killed} of {KILLS} killed, {published} after publishing")  # noqa: T201 - what this test measures
    assert killed >= KILLS / 4
    subprocess.run(words, check=True, capture_output=True)
    refresh(Plan(data=tmp_path / "fresh", origin=nights.folder), FIRST)
    assert contents(data)["postings"] == contents(tmp_path / "fresh")["postings"]
    assert not list(data.glob("working*"))
    assert len(list(data.glob("market-*.duckdb"))) <= KEPT


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
