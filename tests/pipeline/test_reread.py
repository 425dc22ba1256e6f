"""Reading the archive again: the same market from the same parsers, a better one from better parsers."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from far_side import Answer, FarSide, serving
from nights import board_url, contents, job, listing, rows

from pipeline.cli import hiresignal
from pipeline.http import Response
from pipeline.prune import prune
from pipeline.records import Board, Posting, Reject
from pipeline.refresh import Plan, refresh
from pipeline.reread import Pruned
from pipeline.sources import ashby

pytestmark = pytest.mark.slow

FIRST = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
BOARDS = [Board("ashby", "acme", company="Acme"), Board("remotive", "all")]
REMOTIVE = "https://remotive.com/api/remote-jobs"


@pytest.fixture(scope="module")
def four_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nights of a board that changes, and of one that fails once."""
    data = tmp_path_factory.mktemp("four") / "data"
    with serving() as side:
        side.answers[REMOTIVE] = Answer(status=404)
        for number in range(4):
            jobs = [job(n, f"Engineer {n}") for n in range(number, number + 5)]
            side.answers[board_url("acme")] = Answer(listing(jobs if number != 2 else []))
            plan = Plan(data=data, boards=BOARDS, pace_factor=0, far_side=side.address)
            refresh(plan, FIRST + timedelta(days=number))
    return data


@pytest.fixture
def data(four_nights: Path, tmp_path: Path) -> Path:
    return shutil.copytree(four_nights, tmp_path / "data")


def test_the_same_parsers_make_the_same_market(data: Path, far_side: FarSide) -> None:
    before, asked = contents(data), len(far_side.asked)
    refresh(Plan(data=data, boards=BOARDS, reread=[]), FIRST)
    assert contents(data) == before
    assert len(far_side.asked) == asked, "nobody was asked"
    found = CliRunner().invoke(hiresignal, ["reread", "--source", "ashby", "--data", str(data)])
    assert found.exit_code == 0, found.output
    assert contents(data) == before
    refresh(Plan(data=data.with_name("rebuilt"), boards=BOARDS, origin=data / "archive"), FIRST)
    assert contents(data.with_name("rebuilt")) == before


def test_a_better_parser_is_used(far_side: FarSide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    todays = ashby.parse

    def parse_without_places(response: Response) -> Iterator[Posting | Reject]:
        for item in todays(response):
            yield item.model_copy(update={"location": None}) if isinstance(item, Posting) else item

    far_side.answers[board_url("acme")] = Answer(listing([job(1)]))
    with monkeypatch.context() as yesterday:
        yesterday.setattr(ashby, "parse", parse_without_places)
        refresh(Plan(data=data, boards=BOARDS[:1], pace_factor=0, far_side=far_side.address), FIRST)
    assert rows(data, "select location from postings") == [(None,)]
    refresh(Plan(data=data, reread=["ashby"]), FIRST)
    assert rows(data, "select location, first_seen = last_seen from postings") == [("Berlin", True)]
    assert rows(data, "select count(*) from versions") == [(0,)]


def test_a_pruned_archive_is_not_read_again(data: Path) -> None:
    prune(data, FIRST + timedelta(days=2))
    before = contents(data)
    with pytest.raises(Pruned, match="2 runs, 20260401T030000Z to 20260402T030000Z"):
        refresh(Plan(data=data, reread=[]), FIRST)
    assert contents(data) == before


def test_a_lost_file_of_one_source_stops_that_source_only(data: Path) -> None:
    before = contents(data)
    (lost,) = (data / "archive").glob("remotive-20260402*")
    kept = lost.read_bytes()
    lost.unlink()
    with pytest.raises(Pruned, match=r"1 runs, 20260402T030000Z to 20260402T030000Z.*\(remotive\)"):
        refresh(Plan(data=data, reread=[]), FIRST)
    refresh(Plan(data=data, boards=BOARDS, reread=["ashby"]), FIRST)
    assert contents(data) == before
    lost.write_bytes(kept[:-20])
    with pytest.raises(Pruned, match="1 files of the archive are damaged"):
        refresh(Plan(data=data, reread=[]), FIRST)
    assert contents(data) == before


def test_without_a_market_there_is_nothing_to_read(tmp_path: Path) -> None:
    found = CliRunner().invoke(hiresignal, ["reread", "--data", str(tmp_path)])
    assert found.exit_code == 1
    assert "No market is published" in found.output
    found = CliRunner().invoke(hiresignal, ["reread", "--source", "ashbee", "--data", str(tmp_path)])
    assert found.exit_code == 2
