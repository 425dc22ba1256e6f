"""Draws: every function takes a frame and returns a figure, and reads nothing else."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.labels import capital, day, dollars, percent

# Okabe and Ito's colours, told apart by colour-blind readers and legible on white and on black.
BLUE, ORANGE, GREEN, PINK, SKY, RED = "#2b7bba", "#e08a1e", "#1a9e77", "#c9709f", "#56a9dd", "#d55e00"
LINES = (BLUE, ORANGE, GREEN, PINK, SKY, RED, "#8a8f98", "#b8a400")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
QUIET = "rgba(128,138,150,0.55)"  # intervals and rules
PALE = "rgba(43,123,186,0.30)"
ROW, EDGE = 30, 70  # pixels: one row, and what the axis needs


def ranking(frame: pl.DataFrame, *, title: str = "") -> go.Figure:
    """Shares by name (columns name, share, share_low, share_high, required, n, companies, postings, date)."""
    shown = frame.filter(pl.col("share").is_not_null()).reverse()
    figure = go.Figure()
    names = [escape(name) for name in shown["name"]]
    figure.add_bar(
        y=names,
        x=shown["share"],
        orientation="h",
        name="named anywhere",
        marker_color=PALE,
        error_x=_whiskers(shown, "share"),
        customdata=_said(shown, "share"),
        hovertemplate="<b>%{y}</b><br>named by %{customdata}<extra></extra>",
    )
    if "required" in shown.columns:
        figure.add_bar(
            y=names,
            x=shown["required"],
            orientation="h",
            name="required",
            marker_color=BLUE,
            width=0.34,
            customdata=_said(shown, "required"),
            hovertemplate="<b>%{y}</b><br>required by %{customdata}<extra></extra>",
        )
    figure.update_layout(barmode="overlay", bargap=0.3, legend={"traceorder": "normal"})
    return _wide(figure, rows=shown.height, percent_axis=True, title=title)


def dots(frame: pl.DataFrame, *, say: Callable[[str], str] = capital) -> go.Figure:
    """One share with its interval for each part (columns part, share, share_low, share_high, n, ...)."""
    shown = frame.filter(pl.col("share").is_not_null()).reverse()
    figure = go.Figure(
        go.Scatter(
            y=[escape(say(part)) for part in shown["part"]],
            x=shown["share"],
            mode="markers",
            marker={"size": 10, "color": BLUE},
            error_x=_whiskers(shown, "share"),
            customdata=_said(shown, "share"),
            hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
            showlegend=False,
        )
    )
    return _wide(figure, rows=shown.height, percent_axis=True)


def bands(frame: pl.DataFrame, *, say: Callable[[str], str] = capital) -> go.Figure:
    """Pay by part: the middle half as a bar, tenths as a line, the median with its interval."""
    shown = frame.filter(pl.col("median").is_not_null()).reverse()
    names = [escape(say(part)) for part in shown["part"]]
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
    figure.add_bar(
        y=names,
        x=shown["p75"] - shown["p25"],
        base=shown["p25"],
        orientation="h",
        name="middle half",
        marker_color=PALE,
        width=0.5,
        hoverinfo="skip",
    )
    figure.add_scatter(
        y=names,
        x=shown["median"],
        mode="markers",
        name="median, 95 % interval",
        marker={"size": 11, "color": BLUE, "symbol": "diamond"},
        error_x=_whiskers(shown, "median", colour=BLUE),
        customdata=[_band_said(row) for row in shown.iter_rows(named=True)],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
    figure.update_layout(barmode="overlay", xaxis={"tickprefix": "$", "tickformat": "~s"})
    return _wide(figure, rows=shown.height, percent_axis=False, row=44)


def _whiskers(frame: pl.DataFrame, name: str, *, colour: str = QUIET) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": frame[f"{name}_high"] - frame[name],
        "arrayminus": frame[name] - frame[f"{name}_low"],
        "color": colour,
        "thickness": 1.5,
        "width": 3,
    }


def _said(frame: pl.DataFrame, name: str) -> list[str]:
    """What a hover says: the share, its interval, n, companies and date."""
    return [
        f"{percent(row[name])} ({percent(row[f'{name}_low'])} to {percent(row[f'{name}_high'])})<br>"
        f"n = {row['n']:,} postings, {row['companies']:,} companies<br>{day(row['date'])}"
        for row in frame.iter_rows(named=True)
    ]


def _band_said(row: Mapping[str, Any]) -> str:
    low, high = dollars(row["median_low"]), dollars(row["median_high"])
    return (
        f"median {dollars(row['median'])} ({low} to {high})<br>"
        f"middle half {dollars(row['p25'])} to {dollars(row['p75'])}<br>"
        f"n = {row['n']:,} postings, {row['companies']:,} companies<br>{day(row['date'])}"
    )


def _wide(figure: go.Figure, *, rows: int, percent_axis: bool, title: str = "", row: int = ROW) -> go.Figure:
    """Rows one below another, as many pixels high as they need, legible on a narrow screen."""
    figure.update_layout(
        height=rows * row + EDGE,
        margin={"l": 0, "r": 12, "t": 34, "b": 28},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        title=title or None,
        hoverlabel={"align": "left"},
        dragmode=False,
    )
    figure.update_xaxes(showgrid=True, zeroline=False, fixedrange=True, rangemode="tozero")
    figure.update_yaxes(automargin=True, fixedrange=True, showgrid=False, ticksuffix="  ")
    if percent_axis:
        figure.update_xaxes(tickformat=".0%")
    return figure
