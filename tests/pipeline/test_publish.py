"""Readers while the market is published under them: never an error, never something older."""

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from analysis.published import NoMarketYet, market_file, opened
from pipeline import store
from pipeline.migrate import migrate
from pipeline.publish import KEPT, publish, working_copy

pytestmark = pytest.mark.slow

NOW = datetime(2026, 4, 1, tzinfo=UTC)
# `READERS=20 PUBLISHES=50 pytest -m "" -s --timeout 0 tests/pipeline/test_publish.py` for more of them.
PUBLISHES, READERS = int(os.environ.get("PUBLISHES", "10")), int(os.environ.get("READERS", "5"))
POLL = """
import sys
from pathlib import Path
from analysis.published import opened

data, numbers = Path(sys.argv[1]), []
while not (data / "over").exists():
    with opened(data) as con:
        numbers += con.execute("select number from edition").fetchone()
    if len(numbers) == 1:
        print("reading", flush=True)
print(*numbers)
"""


def land(data: Path, number: int) -> None:
    """Publishes a market whose only fact is its number."""
    working = working_copy(data)
    con = store.connect(working)
    migrate(con, NOW)
    con.execute((files("analysis.sql") / "summarise.sql").read_text("utf-8"))
    con.execute("create or replace table edition as select $1::integer as number", [number])
    con.close()
    publish(data, working, f"run{number}")


def edition(data: Path) -> int:
    with opened(data) as con:
        row = con.execute("select number from edition").fetchone()
        assert row is not None
        number: int = row[0]
        return number


def test_every_read_is_the_newest_or_the_one_being_replaced(tmp_path: Path) -> None:
    land(tmp_path, 0)
    published = 0
    over = threading.Event()
    wrong: list[str] = []
    reads = [0] * READERS

    def keep_reading(reader: int) -> None:
        while not over.is_set():
            before = published
            number = edition(tmp_path)
            if not before <= number <= published + 1:
                wrong.append(f"read {number} when {before} to {published} was published")
            reads[reader] += 1

    threads = [threading.Thread(target=keep_reading, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    for number in range(1, PUBLISHES + 1):
        land(tmp_path, number)
        published = number
    over.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert min(reads) > 0
    assert edition(tmp_path) == PUBLISHES


def test_readers_in_processes_of_their_own_never_fail_or_go_back(tmp_path: Path) -> None:
    land(tmp_path, 0)
    readers = [
        subprocess.Popen([sys.executable, "-c", POLL, tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(READERS)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
    for number in range(1, PUBLISHES + 1):
        land(tmp_path, number)
    (tmp_path / "over").touch()
    reads = 0
    for reader in readers:
        numbers = [int(number) for number in reader.communicate(timeout=60)[0].split()]
        assert reader.returncode == 0
        assert numbers == sorted(numbers)
        assert numbers[0] == 0
        assert set(numbers) <= set(range(PUBLISHES + 1))
        reads += len(numbers)
    print(f"{reads:,} reads by {READERS} processes through {PUBLISHES} publishes")  # noqa: T201 - a measurement
    assert reads > 0


def test_two_files_are_kept_and_nothing_else(tmp_path: Path) -> None:
    for number in range(4):
        land(tmp_path, number)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["current", "market-run2.duckdb", "market-run3.duckdb"]
    assert len(kept) == KEPT + 1


def test_a_name_is_never_used_twice(tmp_path: Path) -> None:
    land(tmp_path, 0)
    first = market_file(tmp_path)
    land(tmp_path, 0)
    assert market_file(tmp_path) != first


def test_a_crash_before_the_pointer_moves_changes_nothing(tmp_path: Path) -> None:
    land(tmp_path, 0)
    working = working_copy(tmp_path)
    working.write_bytes(b"half a file")
    assert edition(tmp_path) == 0
    assert edition(tmp_path) == 0
    land(tmp_path, 1)
    assert edition(tmp_path) == 1


def test_no_market_yet_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoMarketYet, match="hiresignal refresh"):
        edition(tmp_path)
