"""Trust: held boards, last errors, freshness against the schedule, accuracy with its date, terms."""

import json
from pathlib import Path
from typing import Any

import pytest
from invented_market import publish, several, small
from shown import figures
from test_pages import words

from analysis.accuracy import accuracy
from dashboard.labels import day

pytestmark = pytest.mark.slow


def tables(app: Any) -> str:
    return " ".join(frame.value.to_csv() for frame in app.dataframe)


def held(con: Any) -> None:
    small(con)
    con.execute(
        "update runs set outcome = 'held', held = 7, listed = 2, started_at = '2026-09-02' "
        "where source = 'hn'"
    )


def real(con: Any) -> None:
    several(con, companies=30, each=20, synthetic=False)


def test_it_names_sources_errors_accuracy_and_terms(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "trust")
    assert "503 from the board" in tables(app)
    assert "on time" in tables(app)
    assert f"Measured on {day(accuracy().date)}" in words(app)
    (reading,) = app.table
    assert list(reading.value.iloc[:, 0]) == list(accuracy().measured)
    html = " ".join(block.proto.body for block in app.get("html"))
    assert "texts may be shown to others" in html
    assert "texts are not shown to others" in html
    assert 'href="https://jobs.example"' in html


def test_a_held_board_is_told(open_app: Any, tmp_path: Path) -> None:
    app = open_app(publish(tmp_path, held), "trust")
    assert figures(app)["Held boards"].value == "1"
    assert "hn:hn:Company 00" in tables(app)


def test_an_old_market_says_so_on_every_page(open_app: Any, tmp_path: Path) -> None:
    data = publish(tmp_path, real)
    app = open_app(data, "trust")
    assert "days old, of 1 Sep 2026" in words(app)
    assert "days ago" in tables(app)
    assert "days old, of 1 Sep 2026" in words(open_app(data))


@pytest.mark.parametrize(("others", "told"), [("0", True), ("1", False)])
def test_how_the_last_refresh_ended(
    open_app: Any, small_market: Path, monkeypatch: pytest.MonkeyPatch, others: str, told: bool
) -> None:
    beat = small_market / "heartbeat.json"
    why = "No room to write in /home/ada/data"
    beat.write_text(json.dumps({"began": "2026-09-01T03:30:00+00:00", "seconds": 61.0, "error": why}))
    monkeypatch.setenv("HIRESIGNAL_FOR_OTHERS", others)
    app = open_app(small_market, "trust")
    refresh = figures(app)["Last refresh"]
    assert refresh.value == "Failed"
    assert ("/home/ada" in refresh.hover) is told
    beat.unlink()
