"""Charts are functions from a frame to a figure: what is drawn is what the frame says."""

from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.bands import BANDS
from analysis.filter import Filter
from dashboard import charts, paycharts, reads, timecharts

ON = date(2026, 9, 1)
PAY = {"n": 40, "companies": 12, "date": ON, "why": None}


def shares(**names: float | None) -> pl.DataFrame:
    """A frame of shares, each with an interval of five points either way; None is withheld."""
    rows = [
        {
            "name": name,
            "part": name,
            "share": share,
            "share_low": None if share is None else share - 0.05,
            "share_high": None if share is None else share + 0.05,
            "n": 100,
            "companies": 20,
            "date": ON,
        }
        for name, share in names.items()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def test_a_ranking_reads_from_the_top_and_says_n_companies_and_date() -> None:
    figure = charts.ranking(shares(Python=0.8, SQL=0.4))
    (bar,) = figure.data
    assert list(bar.y) == ["SQL", "Python"]  # drawn from the bottom
    assert list(bar.x) == [0.4, 0.8]
    assert list(bar.error_x.array) == pytest.approx([0.05, 0.05])
    for said in bar.customdata:
        assert "n = 100 postings, 20 companies" in said
        assert "1 Sep 2026" in said
    assert "80% (75% to 85%)" in bar.customdata[1]


def test_what_is_withheld_is_not_drawn() -> None:
    frame = pl.concat([shares(Python=0.8), shares(Rare=None)], how="vertical_relaxed")
    assert list(charts.ranking(frame).data[0].y) == ["Python"]
    assert list(charts.dots(frame).data[0].y) == ["Python"]


@given(st.text(min_size=1).map(lambda text: f"{text}<script>alert(1)</script>"))
def test_no_name_is_markup(name: str) -> None:
    for drawn in (charts.ranking(shares(**{name: 0.5})), charts.dots(shares(**{name: 0.5}), say=str)):
        assert "<" not in drawn.data[0].y[0].replace("<br>", "")


def test_pay_bands_show_median_middle_half_tenths_and_the_ends_of_a_range() -> None:
    row = dict.fromkeys(BANDS, 0.0) | PAY
    row |= {"part": "senior", "p10": 150e3, "p25": 170e3, "median": 200e3, "p75": 230e3, "p90": 260e3}
    row |= {"median_low": 190e3, "median_high": 215e3, "low_end": 160e3, "high_end": 240e3}
    tenths, half, low, high, median = paycharts.bands(pl.DataFrame([row])).data
    assert (low.x[0], high.x[0]) == (160e3, 240e3)
    assert "a usual range $160k to $240k" in median.customdata[0]
    assert (tenths.base[0], tenths.base[0] + tenths.x[0]) == (150e3, 260e3)
    assert (half.base[0], half.base[0] + half.x[0]) == (170e3, 230e3)
    assert median.x[0] == 200e3
    assert (median.error_x.arrayminus[0], median.error_x.array[0]) == (10e3, 15e3)
    assert "n = 40 postings, 12 companies" in median.customdata[0]


@pytest.mark.parametrize(("names", "traces"), [(2, 4), (5, 5)])
def test_lines_have_bands_while_they_can_be_told_apart(names: int, traces: int) -> None:
    one = shares(**{f"skill {number}": 0.3 for number in range(names)})
    frame = pl.concat([one.with_columns(period=date(2026, month, 1)) for month in (1, 2, 3)])
    figure = timecharts.lines(frame, by="name")
    assert len(figure.data) == traces
    dashes = {trace.line.dash for trace in figure.data if trace.line.dash}
    assert len(dashes) == names  # told apart without colour


def test_changes_point_up_and_down() -> None:
    frame = pl.DataFrame(
        [
            {
                "name": name,
                "before": 0.2,
                "share": 0.2 + change,
                "change": change,
                "change_low": change - 0.02,
                "change_high": change + 0.02,
                "before_n": 90,
                **PAY,
            }
            for name, change in (("Rising", 0.1), ("Falling", -0.1))
        ]
    )
    (marks,) = timecharts.changes(frame).data
    assert list(marks.y) == ["Falling", "Rising"]
    assert list(marks.marker.symbol) == ["triangle-down", "triangle-up"]
    assert "+10.0 points (+8.0 points to +12.0 points)" in marks.customdata[1]


@pytest.mark.slow
def test_every_chart_takes_what_a_market_answers(small_market: Path) -> None:
    market = reads.market(small_market)
    where = Filter(role="ai_engineer")
    claims = market.claims().frame.filter(pl.col("value").is_not_null())
    paid = market.ask("pay", where, by="level").frame
    said = pl.DataFrame({"level": ["senior"], "guide": ["one"], "low": [2e5], "high": [None]}).cast(
        {"high": float}
    )
    drawn = [
        charts.ranking(market.ask("demand", where).frame),
        charts.dots(market.ask("mix", where, by="level").frame),
        paycharts.bands(paid),
        timecharts.lines(market.ask("trend", where, period="quarter").frame, by="name"),
        timecharts.changes(market.ask("movers", where).frame),
        timecharts.flow(market.ask("life", where).frame),
        charts.claims(claims),
        paycharts.guide_bands(said, paid),
    ]
    assert all(isinstance(figure, go.Figure) and figure.data for figure in drawn)
