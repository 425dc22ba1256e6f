"""A night over the network, which is a server on loopback: asked, archived, and rebuilt from that."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from far_side import Answer, FarSide
from nights import board_url, contents, job, listing, rows

from pipeline.origins import source_named
from pipeline.quality import GateFailed
from pipeline.records import Board
from pipeline.refresh import Outcome, Plan, refresh
from pipeline.sources import greenhouse

pytestmark = pytest.mark.slow

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


def test_a_market_of_which_most_sources_went_silent_is_not_published(
    far_side: FarSide, tmp_path: Path
) -> None:
    data, lasting = tmp_path / "data", Board("ashby", "acme")
    silent = [Board(name, "acme") for name in ("greenhouse", "lever", "workable")]
    empty = {"greenhouse": b'{"jobs": []}', "lever": b"[]", "workable": b'{"name": "A", "jobs": []}'}
    addresses = {board.source: next(source_named(board.source).requests(board, {})).url for board in silent}
    far_side.answers = {address: Answer(empty[name]) for name, address in addresses.items()}
    far_side.answers[board_url("acme")] = Answer(listing([job(1), job(2)]))
    run(far_side, data, 0, [lasting, *silent])
    far_side.answers |= dict.fromkeys(addresses.values(), Answer(status=500))
    run(far_side, data, 3, [lasting, *silent])
    with pytest.raises(GateFailed, match=r"Gate stale_sources: .* is 0\.75, the limit is at most 0\.5"):
        run(far_side, data, 4, [lasting, *silent])


LIST = "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true"
DETAIL = "https://boards-api.greenhouse.io/v1/boards/acme/jobs/{}?pay_transparency=true"
PAY = [{"min_cents": 100_000_00, "max_cents": 120_000_00, "currency_type": "USD", "title": "Yearly"}]


def opening(number: int, edited: str = "2026-03-01") -> dict[str, object]:
    return {"id": number, "title": f"AI Engineer {number}", "updated_at": edited, "content": "<p>Python</p>"}


def answer_greenhouse(far_side: FarSide, jobs: list[dict[str, object]]) -> None:
    far_side.answers[LIST] = Answer(json.dumps({"jobs": jobs}).encode())
    for one in jobs:
        body = json.dumps(one | {"pay_input_ranges": PAY}).encode()
        far_side.answers[DETAIL.format(one["id"])] = Answer(body)


def test_pay_that_waits_is_asked_for_on_the_next_night_and_then_stays(
    far_side: FarSide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(greenhouse, "MOST_DETAILS", 2)
    data, boards = tmp_path / "data", [Board("greenhouse", "acme")]
    answer_greenhouse(far_side, [opening(number) for number in range(5)])
    paid = "select count(*) from postings where len(pay) = 1"
    told = []
    for number in range(4):
        waiting = run(far_side, data, number, boards).waiting
        told.append((waiting, rows(data, paid)[0][0]))
    assert told == [(3, 2), (1, 4), (0, 5), (0, 5)]
    asked = [url for url in far_side.urls() if "pay_transparency" in url]
    assert len(asked) == len(set(asked)) == 5
    assert rows(data, "select count(*) from versions") == [(0,)], "nobody edited anything"
    assert rows(data, "select count(distinct posting) from pay where basis = 'field'") == [(5,)]
    refresh(Plan(data=tmp_path / "rebuilt", boards=boards, origin=data / "archive"), FIRST)
    assert contents(tmp_path / "rebuilt") == contents(data)


def test_a_detail_page_that_is_gone_spoils_no_listing_and_an_overloaded_site_is_left_alone(
    far_side: FarSide, tmp_path: Path
) -> None:
    data, boards = tmp_path / "data", [Board("greenhouse", "acme")]
    answer_greenhouse(far_side, [opening(number) for number in range(5)])
    far_side.answers[DETAIL.format(4)] = Answer(status=404)
    run(far_side, data, 0, boards)
    assert rows(data, "select outcome, error from runs") == [("complete", f"{DETAIL.format(4)} answered 404")]
    answer_greenhouse(far_side, [opening(number, "2026-04-01") for number in range(5)])
    for number in range(5):
        far_side.answers[DETAIL.format(number)] = Answer(status=429, headers={"retry-after": "600"})
    before = len(far_side.asked)
    run(far_side, data, 1, boards)
    assert [url for url in far_side.urls()[before:] if "pay_transparency" in url] == [DETAIL.format(0)]
    assert rows(data, "select outcome from runs order by run") == [("complete",), ("partial",)]
    assert rows(data, "select count(*) from postings where len(pay) = 1") == [(4,)], (
        "pay stays till it is read anew"
    )
