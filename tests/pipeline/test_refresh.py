"""The night: what it loads, holds, closes, repeats, survives."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from nights import Nights, board_url, contents, job, listing, night, rows

from pipeline.archive import Archive
from pipeline.http import Response
from pipeline.migrate import ChangedMigration, migrate
from pipeline.refresh import AlreadyRunning, Plan, refresh
from pipeline.store import MixedData

pytestmark = pytest.mark.slow

NOW = datetime(2026, 4, 1, tzinfo=UTC)
BOARD = "select outcome, new, changed, closed, reopened, held from runs where board = 'acme' order by run"


def replay(nights: Nights, data: Path) -> None:
    refresh(Plan(data=data, origin=nights.folder), NOW)


def test_first_seen_edited_closed_reopened(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(n) for n in range(4)]))
    edited = [job(0), job(1, "Senior AI Engineer"), job(2), job(3)]
    nights.answer(1, "acme", listing(edited))
    nights.answer(2, "acme", listing(edited[:3]))
    nights.answer(3, "acme", listing(edited))
    replay(nights, tmp_path / "data")
    assert rows(tmp_path / "data", BOARD) == [
        ("complete", 4, 0, 0, 0, 0),
        ("complete", 0, 1, 0, 0, 0),
        ("complete", 0, 0, 1, 0, 0),
        ("complete", 0, 0, 0, 1, 0),
    ]
    history = rows(
        tmp_path / "data", "select posting, seen_at, changed, title, closed_at from versions order by seen_at"
    )
    assert history == [
        ("ashby:acme:job-1", night(1), ["title"], "AI Engineer", None),
        ("ashby:acme:job-3", night(3), ["reopened"], None, night(2)),
    ]
    state = "select first_seen, last_seen, closed_at, reopened_at from postings where native_id = 'job-3'"
    assert rows(tmp_path / "data", state) == [(night(0), night(3), None, night(3))]


@pytest.mark.parametrize(
    ("body", "status", "length", "outcome", "held"),
    [
        (listing([]), 200, None, "held", 10),
        (listing([job(0)]), 200, None, "held", 9),
        (listing([job(n) for n in range(10)])[:900], 200, 9000, "failed", 0),
        (listing([job(n) for n in range(10)])[:900], 200, None, "failed", 0),
        (b"<html><form>Sign in</form></html>", 200, None, "failed", 0),
        (b"", 200, None, "failed", 0),
        (b"slow down", 429, None, "failed", 0),
        (b"oops", 503, None, "failed", 0),
        (b"forbidden", 403, None, "failed", 0),
        (b"gone", 404, None, "failed", 0),
    ],
)
def test_a_bad_night_closes_nothing(
    nights: Nights, tmp_path: Path, body: bytes, status: int, length: int | None, outcome: str, held: int
) -> None:
    nights.answer(0, "acme", listing([job(n) for n in range(10)]))
    nights.answer(0, "other", listing([job(n) for n in range(2)]))
    nights.answer(1, "acme", body, status=status, length=length)
    nights.answer(1, "other", listing([job(n) for n in range(3)]))
    replay(nights, tmp_path / "data")
    assert rows(tmp_path / "data", BOARD)[-1] == (outcome, 0, 0, 0, 0, held)
    assert rows(tmp_path / "data", "select count(*) from postings where closed_at is not null") == [(0,)]
    assert rows(tmp_path / "data", "select count(*) from postings where board = 'ashby:other'") == [(3,)]


def test_what_the_board_says_for_four_days_is_believed(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(n) for n in range(10)]))
    for number in range(1, 5):
        nights.answer(number, "acme", listing([job(0), job(number, f"Engineer {number}")]))
    replay(nights, tmp_path / "data")
    assert [row[0] for row in rows(tmp_path / "data", BOARD)] == [
        "complete",
        "held",
        "held",
        "held",
        "complete",
    ]


def test_replaying_again_changes_nothing(nights: Nights, tmp_path: Path) -> None:
    _three_nights(nights)
    replay(nights, tmp_path / "data")
    before = contents(tmp_path / "data")
    replay(nights, tmp_path / "data")
    assert contents(tmp_path / "data") == before


def test_the_archive_alone_rebuilds_the_market(nights: Nights, tmp_path: Path) -> None:
    """Night by night from three archives, or at once from what these nights archived themselves."""
    for number in range(3):
        one = Nights(tmp_path / f"recorded{number}")
        _night(one, number)
        replay(one, tmp_path / "data")
    refresh(Plan(data=tmp_path / "rebuilt", origin=tmp_path / "data" / "archive"), NOW)
    assert contents(tmp_path / "rebuilt") == contents(tmp_path / "data")


def test_an_unchanged_board_is_not_parsed_again(nights: Nights, tmp_path: Path) -> None:
    for number in range(2):
        nights.answer(number, "acme", listing([job(1)]))
    replay(nights, tmp_path / "data")
    assert [row[0] for row in rows(tmp_path / "data", BOARD)] == ["complete", "unchanged"]
    assert rows(tmp_path / "data", "select last_seen from postings") == [(night(1),)]


def test_a_retry_is_no_new_night(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", b"", status=500)
    nights.answer(0, "later", listing([job(1)]))
    nights.answer(0, "acme", listing([job(1)]))
    replay(nights, tmp_path / "data")
    assert len(rows(tmp_path / "data", "select distinct run from runs")) == 1


def test_two_refreshes_at_once_are_refused(nights: Nights, tmp_path: Path) -> None:
    from filelock import FileLock

    _three_nights(nights)
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / "refresh.lock"), pytest.raises(AlreadyRunning, match="Another refresh"):
        replay(nights, tmp_path / "data")


def test_synthetic_and_real_never_share_a_file(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(1)]))
    replay(nights, tmp_path / "data")
    answer = Response(board_url("acme"), 200, {}, listing([job(1)]), night(1))
    invented = Archive(tmp_path / "invented")
    invented.keep(answer, source="ashby", run="20260302T030000Z", synthetic=True)
    with pytest.raises(MixedData, match="folder of their own"):
        refresh(Plan(data=tmp_path / "data", origin=invented.folder), NOW)
    assert rows(tmp_path / "data", "select distinct synthetic from runs") == [(False,)]


def test_a_changed_migration_is_refused() -> None:
    with duckdb.connect() as con:
        migrate(con, NOW)
        assert migrate(con, NOW) == []
        con.execute("update migrations set sha256 = 'other'")
        with pytest.raises(ChangedMigration, match="new migration"):
            migrate(con, NOW)


def test_unknown_addresses_are_counted(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(1)]))
    nights.keep("https://unknown.example/jobs", b"{}", night(0))
    outcome = refresh(Plan(data=tmp_path / "data", origin=nights.folder), NOW)
    assert outcome.unrecognised == ["https://unknown.example/jobs"]


def _night(nights: Nights, number: int, boards: int = 3) -> None:
    for board in range(boards):
        jobs = [job(n, f"Engineer {n}") for n in range(number, number + 6)]
        nights.answer(number, f"board{board}", listing(jobs))
    nights.answer(
        number, "broken", b"" if number % 2 else listing([job(1)]), status=500 if number % 2 else 200
    )


def _three_nights(nights: Nights) -> None:
    for number in range(3):
        _night(nights, number)
