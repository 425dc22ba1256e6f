"""Keeping a market going: doctor, canary, schedule, backfill, as a person or a monitor would run them."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from far_side import Answer, FarSide
from nights import Nights, board_url, job, listing, night, rows

from pipeline import canary, health
from pipeline.backfill import backfill
from pipeline.cli import hiresignal
from pipeline.http import Client
from pipeline.quality import GateFailed
from pipeline.records import Board
from pipeline.refresh import Plan, refresh

NOW = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
BUDGET = 5 * 10**9


def hire(*words: object) -> Result:
    return CliRunner().invoke(hiresignal, [str(word) for word in words])


def examine(data: Path, tmp_path: Path, at: datetime = NOW, budget: int = BUDGET) -> health.Health:
    return health.examine(data, at, budget=budget, units=tmp_path / "units")


def scheduled(tmp_path: Path) -> None:
    for kind in ("service", "timer"):
        path = tmp_path / "units" / f"hiresignal.{kind}"
        path.parent.mkdir(exist_ok=True)
        path.write_text("here")


def test_doctor_needs_no_market(tmp_path: Path) -> None:
    found = hire("doctor", "--data", tmp_path / "none", "--unit-dir", tmp_path, "--format", "json")
    told = json.loads(found.stdout)
    assert found.exit_code == 1
    assert told["market"] is None
    assert told["heartbeat"] is None
    assert [warning.split(":")[0].split(" in ")[0] for warning in told["warnings"]] == [
        "No market is published",
        "no timer is installed",
        "no refresh has been made here yet",
    ]
    assert len(set(told["packages"].values())) == 1


def test_a_folder_without_recordings_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = hire("refresh", "--replay", tmp_path, "--data", tmp_path / "data")
    assert refused.exit_code == 2
    assert "holds no WARC file" in refused.output
    away = hire("demo")
    assert away.exit_code == 1
    assert "run this in a clone of the project" in away.output
    assert not list(tmp_path.iterdir())


def test_doctor_of_a_market_that_is_well(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(1), job(2)]))
    refresh(Plan(data=tmp_path / "data", origin=nights.folder), night(0))
    scheduled(tmp_path)
    found = examine(tmp_path / "data", tmp_path, night(1))
    assert found.warnings == []
    (source,) = found.sources
    assert (source["source"], source["boards"], source["open_postings"], source["text"]) == (
        "ashby",
        1,
        2,
        1.0,
    )
    assert {gate["verdict"] for gate in found.gates} == {"passed", "not measured"}
    assert found.disk["archive"] > 0
    assert found.disk["market"] > 100_000


def test_doctor_names_what_is_wrong(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(n) for n in range(10)]))
    nights.answer(1, "acme", listing([job(1)]))
    nights.keep("https://remotive.com/api/remote-jobs", b"oops", night(1), status=500)
    refresh(Plan(data=tmp_path / "data", origin=nights.folder), night(1))
    found = examine(tmp_path / "data", tmp_path, night(4), budget=1000)
    told = "\n".join(found.warnings)
    assert "ashby last answered 3 days ago" in told
    assert "remotive has never answered: https://remotive.com/api/remote-jobs answered 500" in told
    assert "ashby:acme is held: it listed 1, 10 are usual; 9 postings are kept open" in told
    assert "over the budget of 1.0 kB" in told
    assert "the last refresh is 3 days old" in told


def test_doctor_knows_of_a_refresh_that_published_nothing(far_side: FarSide, tmp_path: Path) -> None:
    data = tmp_path / "data"
    boards = [Board("ashby", f"board{n}") for n in range(10)]
    plan = Plan(data=data, boards=boards, pace_factor=0, far_side="http://127.0.0.1:9")
    with pytest.raises(GateFailed):
        refresh(plan, NOW)
    assert any("published nothing: GateFailed" in warning for warning in examine(data, tmp_path).warnings)


def test_the_table_shows_everything(nights: Nights, tmp_path: Path) -> None:
    nights.answer(0, "acme", listing([job(1)]))
    refresh(Plan(data=tmp_path / "data", origin=nights.folder), night(0))
    found = hire("doctor", "--data", tmp_path / "data", "--unit-dir", tmp_path)
    for word in ("ashby", "odd_pay", "disk: archive", "last refresh: 2026-03-01", "schedule: not installed"):
        assert word in found.stdout
    tables = found.stdout.split("disk: ")[0]
    assert max(map(len, tables.splitlines())) <= 80
    assert hire("doctor", "--disk-budget", "much").exit_code == 2


async def looked(far_side: FarSide, boards: list[Board]) -> list[canary.Finding]:
    async with Client(far_side=far_side.address, pace_factor=0) as client:
        return await canary.look(boards, client)


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        (Answer(listing([job(n) for n in range(5)])), "fine", "3 items as expected"),
        (Answer(status=503), "outage", "answered 503"),
        (Answer(status=429), "outage", "answered 429"),
        (Answer(listing([job(1)]), cut=30), "outage", "cut off"),
        (Answer(b"<html>Sign in</html>"), "drift", "no JSON"),
        (Answer(b'{"jobs": []}'), "drift", "the listing is empty"),
        (Answer(listing([{"id": "1", "name": "title is called name now"}] * 3)), "drift", "are no postings"),
        (Answer(listing([job(1, descriptionHtml="", descriptionPlain="")])), "drift", "no item has a text"),
        (Answer(listing([job(1, jobUrl=None)])), "drift", "no url in job-1"),
    ],
)
def test_a_canary_tells_outage_from_drift(far_side: FarSide, answer: Answer, state: str, why: str) -> None:
    import asyncio

    far_side.answers = {board_url("acme"): answer}
    (finding,) = asyncio.run(looked(far_side, [Board("ashby", "acme")]))
    assert finding.state == state
    assert why in finding.why


def test_one_closed_board_is_no_outage(far_side: FarSide) -> None:
    import asyncio

    far_side.answers = {board_url("acme"): Answer(status=404), board_url("borel"): Answer(listing([job(1)]))}
    found = asyncio.run(looked(far_side, [Board("ashby", "acme"), Board("ashby", "borel")]))
    assert [(finding.board, finding.state) for finding in found] == [("ashby:borel", "fine")]


def test_canary_says_by_its_code_whose_trouble_it_is(far_side: FarSide, tmp_path: Path) -> None:
    address = "https://remotive.com/api/remote-jobs"
    words = ("canary", "--source", "remotive", "--far-side", far_side.address, "--data", tmp_path)
    far_side.answers = {address: Answer(status=500)}
    assert hire(*words).exit_code == 4
    far_side.answers = {address: Answer(b'{"jobs": "none"}')}
    found = hire(*words, "--format", "json")
    assert found.exit_code == 1
    assert [(told["source"], told["state"]) for told in json.loads(found.stdout)] == [("remotive", "drift")]


def test_schedule_is_written_shown_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no systemctl: what to run is printed
    units, data = tmp_path / "units", tmp_path / "100% data"
    found = hire("schedule", "install", "--unit-dir", units, "--data", data, "--contact", "me@example.com")
    assert found.exit_code == 0
    assert "systemctl --user daemon-reload && systemctl --user enable --now hiresignal.timer" in found.stderr
    timer, service = (units / f"hiresignal.{kind}" for kind in ("timer", "service"))
    assert "Persistent=true" in timer.read_text()
    assert 'Environment="HIRESIGNAL_CONTACT=me@example.com"' in service.read_text()
    assert f"-m pipeline refresh --data '{tmp_path}/100%% data'" in service.read_text()
    shown = hire("schedule", "show", "--unit-dir", units, "--data", data)
    assert "The timer is installed." in shown.stdout
    line = hire("schedule", "show", "--form", "crontab", "--data", data).stdout
    assert line.startswith("30 3 * * * HIRESIGNAL_CONTACT='not set' ")
    assert r"100\% data" in line
    assert line.count("\n") == 1
    assert "hiresignal refresh" in hire("schedule", "show", "--form", "github").stdout
    assert hire("schedule", "remove", "--unit-dir", units).exit_code == 0
    assert not list(units.iterdir())
    assert "No timer" in hire("schedule", "remove", "--unit-dir", units).stdout


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    import shutil

    from pipeline.schedule import Schedule, install

    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")
    written = install(Schedule(tmp_path / "data with spaces", "somebody at example.com", tmp_path / "units"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, written)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not [line for line in done.stderr.splitlines() if "hiresignal" in line], done.stderr


SEARCH = "https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=100&page={}"
THREAD = "https://hn.algolia.com/api/v1/items/{}"
MONTHS = {300: "February 2026", 200: "January 2026", 100: "December 2025", 50: "November 2017"}


def story(thread: int) -> dict[str, Any]:
    when = datetime.strptime(f"1 {MONTHS[thread]}", "%d %B %Y").replace(hour=16)  # noqa: DTZ007
    return {
        "objectID": str(thread),
        "title": f"Ask HN: Who is hiring? ({MONTHS[thread]})",
        "created_at": f"{when:%Y-%m-%dT%H:%M:%SZ}",
    }


def thread(number: int) -> bytes:
    said = "Acme | AI Engineer | Berlin | ONSITE<p>We look for an engineer who knows Python and RAG well."
    comments = [
        {
            "id": number + n,
            "text": said,
            "author": "a",
            "created_at": story(number)["created_at"],
            "children": [],
        }
        for n in (1, 2)
    ]
    return json.dumps({"id": number, "title": story(number)["title"], "children": comments}).encode()


def other() -> dict[str, Any]:
    return {"objectID": "1", "title": "Ask HN: Who wants to be hired?", "created_at": "2026-02-01T16:00:00Z"}


@pytest.fixture
def threads(far_side: FarSide) -> Callable[[], list[str]]:
    pages = [[story(300), other(), story(200)], [story(100), story(50)]]
    for number, hits in enumerate(pages):
        far_side.answers[SEARCH.format(number)] = Answer(json.dumps({"hits": hits}).encode())
    for number in (300, 200, 100):
        far_side.answers[THREAD.format(number)] = Answer(thread(number))

    def asked() -> list[str]:
        found = [url.rpartition("/")[2] for url in far_side.urls() if "/items/" in url]
        far_side.asked.clear()
        return sorted(found)

    return asked


def test_backfill_asks_for_a_settled_thread_once(
    far_side: FarSide, tmp_path: Path, threads: Callable[[], list[str]]
) -> None:
    plan = Plan(data=tmp_path / "data", pace_factor=0, far_side=far_side.address)
    since = datetime(2018, 1, 1, tzinfo=UTC).date()
    far_side.answers[THREAD.format(100)] = Answer(status=500)
    far_side.answers[THREAD.format(300)] = Answer(thread(300), headers={"x-young": "1"})
    backfill(plan, since, datetime.now(UTC))
    assert threads() == ["100", "100", "100", "200", "300"]  # a 500 is asked three times
    far_side.answers[THREAD.format(100)] = Answer(thread(100))
    backfill(plan, since, datetime.now(UTC) + timedelta(seconds=2))
    assert threads() == ["100"]
    assert backfill(plan, since, datetime.now(UTC) + timedelta(seconds=4)) is None
    assert rows(tmp_path / "data", "select board, count(*) from postings group by 1 order by 1") == [
        ("hn:100", 2),
        ("hn:200", 2),
        ("hn:300", 2),
    ]
