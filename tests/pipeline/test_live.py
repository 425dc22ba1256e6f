"""A night over the network, which is a server on loopback: asked, archived, and rebuilt from that."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from far_side import Answer, FarSide
from nights import board_url, contents, job, listing, rows

from pipeline.quality import GateFailed
from pipeline.records import Board
from pipeline.refresh import Outcome, Plan, refresh

FIRST = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
BOARDS = [Board("ashby", "acme", company="Acme"), Board("ashby", "borel"), Board("ashby", "gone")]


def run(far_side: FarSide, data: Path, number: int, boards: Sequence[Board] = BOARDS) -> Outcome:
    plan = Plan(data=data, boards=boards, pace_factor=0, far_side=far_side.address)
    return refresh(plan, FIRST + timedelta(days=number))


def test_two_nights(far_side: FarSide, tmp_path: Path) -> None:
    data = tmp_path / "data"
    far_side.answers = {
        board_url("acme"): Answer(listing([job(1), job(2)]), etag='"a1"'),
        board_url("borel"): Answer(listing([job(3)])),
        board_url("gone"): Answer(status=404),
    }
    first = run(far_side, data, 0)
    assert (first.boards, first.listed) == (3, 3)
    assert first.failed == [f"ashby:gone: {board_url('gone')} answered 404"]
    far_side.answers[board_url("borel")] = Answer(listing([job(3), job(4)]))
    run(far_side, data, 1)
    question = "select board, outcome, new, not_modified from runs order by run, board"
    assert rows(data, question) == [
        ("acme", "complete", 2, 0),
        ("borel", "complete", 1, 0),
        ("gone", "failed", 0, 0),
        ("acme", "unchanged", 0, 1),
        ("borel", "complete", 1, 0),
        ("gone", "failed", 0, 0),
    ]
    assert rows(data, "select distinct company from postings order by 1") == [("Acme",), ("borel",)]


def test_what_the_network_gave_is_rebuilt_from_its_archive(far_side: FarSide, tmp_path: Path) -> None:
    data = tmp_path / "data"
    far_side.answers = {
        board_url("acme"): Answer(listing([job(1), job(2)]), etag='"a1"'),
        board_url("borel"): Answer(listing([job(3)]), cut=40),
        board_url("gone"): Answer(status=404),
    }
    for number in range(3):
        run(far_side, data, number)
    refresh(Plan(data=tmp_path / "rebuilt", boards=BOARDS, origin=data / "archive"), FIRST)
    assert contents(tmp_path / "rebuilt") == contents(data)


def test_a_night_without_any_network_keeps_yesterday(far_side: FarSide, tmp_path: Path) -> None:
    data = tmp_path / "data"
    boards = [Board("ashby", f"board{n}") for n in range(10)]
    far_side.answers = {board_url(b.token): Answer(listing([job(1), job(2)])) for b in boards}
    run(far_side, data, 0, boards)
    plan = Plan(data=data, boards=boards, pace_factor=0, far_side="http://127.0.0.1:9")
    before = contents(data)
    with pytest.raises(GateFailed, match="did not answer is 1"):
        refresh(plan, FIRST + timedelta(days=1))
    assert contents(data) == before
    assert (data / "unpublished.duckdb").exists()
    run(far_side, data, 2, boards)
    assert rows(data, "select count(*), count(closed_at) from postings") == [(20, 0)]
    outcomes = (
        "select distinct outcome from runs where run like '20260402%' or run like '20260403%' order by 1"
    )
    assert rows(data, outcomes) == [("complete",), ("failed",)]
    run(far_side, data, 3, boards)
    assert rows(data, "select count(*) from runs where outcome = 'failed'") == [(10,)], "taken up once"
