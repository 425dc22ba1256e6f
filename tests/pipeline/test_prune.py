"""Old archive files go, what later runs refer to stays, and a rebuild closes nothing."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from far_side import Answer, FarSide, serving
from nights import board_url, contents, job, listing, rows

from pipeline.archive import Archive
from pipeline.cli import hiresignal
from pipeline.prune import prune
from pipeline.records import Board
from pipeline.refresh import Plan, refresh

pytestmark = pytest.mark.slow

STEADY, LIVELY = Board("ashby", "steady"), Board("ashby", "lively")
FIRST = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
STATES = "select id, closed_at is null from postings order by id"


@pytest.fixture(scope="module")
def six_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One board never changes, of the other one job a night is new and one is gone."""
    data = tmp_path_factory.mktemp("six") / "data"
    with serving() as side:
        for number in range(6):
            boards_of(side, number)
            another_night(side, data, number)
    return data


@pytest.fixture
def data(six_nights: Path, far_side: FarSide, tmp_path: Path) -> Path:
    """Those six nights, and what the boards said last."""
    boards_of(far_side, 5)
    return shutil.copytree(six_nights, tmp_path / "data")


def boards_of(side: FarSide, number: int) -> None:
    side.answers[board_url("steady")] = Answer(listing([job(n) for n in range(3)]))
    side.answers[board_url("lively")] = Answer(listing([job(n) for n in range(number, number + 4)]))


def another_night(far_side: FarSide, data: Path, number: int) -> None:
    plan = Plan(data=data, boards=[STEADY, LIVELY], pace_factor=0, far_side=far_side.address)
    refresh(plan, FIRST + timedelta(days=number))


def rebuilt(data: Path, into: Path) -> Path:
    refresh(Plan(data=into, origin=data / "archive"), FIRST)
    return into


def test_pruning_frees_old_runs_and_a_rebuild_closes_nothing_wrongly(
    far_side: FarSide, data: Path, tmp_path: Path
) -> None:
    before, open_before = contents(data), rows(data, STATES)
    done = prune(data, FIRST + timedelta(days=4))
    assert (done.files, done.bodies) == (4, 1)
    assert done.freed > 0
    assert len(Archive(data / "archive").names()) == 3
    assert contents(data) == before, "the market keeps what it learned"
    found = rebuilt(data, tmp_path / "rebuilt")
    assert rows(found, "select distinct run from runs order by 1") == [
        ("20260405T030000Z",),
        ("20260406T030000Z",),
    ]
    assert set(rows(found, STATES)) <= set(open_before)
    assert rows(found, "select count(*) from postings where board = 'ashby:steady'") == [(3,)]
    another_night(far_side, data, 6)
    assert rows(data, "select outcome from runs where run like '20260407%' order by board") == [
        ("unchanged",),
        ("unchanged",),
    ]


def test_pruning_twice_follows_what_moved(far_side: FarSide, data: Path, tmp_path: Path) -> None:
    prune(data, FIRST + timedelta(days=2))
    assert prune(data, FIRST + timedelta(days=2)).freed == 0
    another_night(far_side, data, 6)
    assert prune(data, FIRST + timedelta(days=5)).bodies == 1
    found = rebuilt(data, tmp_path / "rebuilt")
    assert rows(found, "select count(*) from postings where board = 'ashby:steady'") == [(3,)]


def test_pruning_all_asks_anew(far_side: FarSide, data: Path, tmp_path: Path) -> None:
    open_before = rows(data, STATES)
    assert prune(data, FIRST + timedelta(days=100)).bodies == 0
    assert not Archive(data / "archive").names()
    another_night(far_side, data, 101)
    assert rows(data, STATES) == open_before
    found = rebuilt(data, tmp_path / "rebuilt")
    assert rows(found, "select count(*) from postings") == [(7,)]


def test_an_interrupted_pruning_is_cleared_up(data: Path) -> None:
    archive = Archive(data / "archive")
    name = archive.names()[0]
    half = archive.folder / name.replace(".warc", ".bodies.1.warc")
    half.write_bytes((archive.folder / name).read_bytes()[:200])
    assert half.name not in Archive(data / "archive").names()
    prune(data, FIRST)
    assert not half.exists()
    assert (archive.folder / name).exists()


def test_the_command_says_what_it_freed(data: Path) -> None:
    found = CliRunner().invoke(hiresignal, ["prune", "--keep", "0d", "--data", str(data)])
    assert found.exit_code == 0, found.output
    assert "freed from 6 files of runs older than 0 days" in found.stdout
    assert CliRunner().invoke(hiresignal, ["prune", "--keep", "soon", "--data", str(data)]).exit_code == 2
