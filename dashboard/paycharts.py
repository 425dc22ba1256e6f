"""Draws pay: bands, what goes with more of it, and the guides' bands under ours."""

from collections.abc import Callable
from html import escape
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.drawing import BLUE, ORANGE, PALE, QUIET, band_said, named, whiskers, wide
from dashboard.labels import capital, day, dollars

OPEN_END = 1.5  # a band without an upper end is drawn so much longer than it begins


def bands(frame: pl.DataFrame, *, say: Callable[[str], str] = capital) -> go.Figure:
    """Pay by part: the middle half as a bar, tenths as a line, the median with its interval."""
    shown = frame.filter(pl.col("median").is_not_null()).reverse()
    names = [named(say(part)) for part in shown["part"]]
    figure = go.Figure()
    figure.add_bar(
        y=names,
        x=shown["p90"] - shown["p10"],
        base=shown["p10"],
        orientation="h",
        name="10 % to 90 %",
        marker_color=QUIET,
        width=0.06,
        hoverinfo="skip",
    )
    _half(figure, names, shown, "middle half")
    for end in ("low_end", "high_end"):
        figure.add_scatter(
            y=names,
            x=shown[end],
            mode="markers",
            name="low and high end of a usual range",
            legendgroup="ends",
            showlegend=end == "low_end",
            marker={"size": 20, "symbol": "line-ns", "line": {"width": 2.5, "color": ORANGE}},
            customdata=[band_said(row) for row in shown.iter_rows(named=True)],
            hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
        )
    _median(figure, names, shown, "median, 95 % interval")
    figure.update_layout(barmode="overlay", xaxis={"tickprefix": "$", "tickformat": "~s"})
    return wide(figure, rows=shown.height, percent_axis=False, row=44)


def effects(frame: pl.DataFrame, *, name: str, origin: float) -> go.Figure:
    """What goes with more or less pay, with its interval (columns part, `name`, its low and high, n, ...)."""
    shown = frame.filter(pl.col(name).is_not_null()).sort(name)
    sure = (shown[f"{name}_low"] > origin) | (shown[f"{name}_high"] < origin)
    figure = go.Figure(
        go.Scatter(
            y=[named(part) for part in shown["part"]],
            x=shown[name] - origin,
            mode="markers",
            marker={
                "size": 10,
                "color": [BLUE if one else "#8a8f98" for one in sure],
                "symbol": ["circle" if one else "circle-open" for one in sure],
            },
            error_x=whiskers(shown, name),
            customdata=[
                f"{row[name] - origin:+.0%} ({row[f'{name}_low'] - origin:+.0%} to "
                f"{row[f'{name}_high'] - origin:+.0%})<br>"
                f"n = {row['n']:,} postings, {row['companies']:,} companies<br>{day(row['date'])}"
                for row in shown.iter_rows(named=True)
            ],
            hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
        )
    )
    figure.add_vline(x=0, line_color=QUIET)
    wide(figure, rows=shown.height, percent_axis=True)
    return figure.update_xaxes(tickformat="+.0%", rangemode="normal")


def guide_bands(said: pl.DataFrame, paid: pl.DataFrame) -> go.Figure:
    """Pay by level: the guides' bands (columns level, guide, low, high) under ours (a frame of pay bands)."""
    figure = go.Figure()
    figure.add_bar(
        y=[[capital(level) for level in said["level"]], [escape(name) for name in said["guide"]]],
        x=said["high"].fill_null(said["low"] * OPEN_END) - said["low"],
        base=said["low"],
        orientation="h",
        width=0.4,
        name="a guide's band",
        marker_color=QUIET,
        customdata=[
            f"{dollars(low)} to {dollars(high) if high else 'more'}"
            for low, high in said.select("low", "high").iter_rows()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    shown = paid.filter(pl.col("median").is_not_null() & pl.col("part").is_in(said["level"].implode()))
    names = [[capital(level) for level in shown["part"]], ["our postings"] * shown.height]
    _half(figure, names, shown, "our middle half")
    _median(figure, names, shown, "our median, 95 % interval")
    figure.update_layout(barmode="overlay", xaxis={"tickprefix": "$", "tickformat": "~s"})
    return wide(figure, rows=said.height + shown.height, percent_axis=False)


def _half(figure: go.Figure, names: list[Any], shown: pl.DataFrame, title: str) -> None:
    figure.add_bar(
        y=names,
        x=shown["p75"] - shown["p25"],
        base=shown["p25"],
        orientation="h",
        width=0.55,
        name=title,
        marker_color=PALE,
        hoverinfo="skip",
    )


def _median(figure: go.Figure, names: list[Any], shown: pl.DataFrame, title: str) -> None:
    figure.add_scatter(
        y=names,
        x=shown["median"],
        mode="markers",
        name=title,
        marker={"size": 11, "color": BLUE, "symbol": "diamond"},
        error_x=whiskers(shown, "median", colour=BLUE),
        customdata=[band_said(row) for row in shown.iter_rows(named=True)],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
