"""What every chart has in common: colours, intervals, what a hover says, and the room it takes."""

from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.labels import day, dollars, percent

# Okabe and Ito's colours, told apart by colour-blind readers and legible on white and on black.
BLUE, ORANGE, GREEN, PINK, SKY, RED = "#2b7bba", "#e08a1e", "#1a9e77", "#c9709f", "#56a9dd", "#d55e00"
QUIET = "rgba(128,138,150,0.55)"  # intervals and rules
PALE = "rgba(60,140,205,0.32)"
NAME = 20  # characters of a name in one line
ROW, EDGE = 32, 70  # pixels: one row, and what the axis needs


def wide(figure: go.Figure, *, rows: int, percent_axis: bool, title: str = "", row: int = ROW) -> go.Figure:
    """Rows one below another, as many pixels high as they need, legible on a narrow screen."""
    figure.update_layout(
        height=rows * row + EDGE,
        margin={"l": 0, "r": 12, "t": 34 if len(figure.data) > 1 else 8, "b": 28},
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


def whiskers(frame: pl.DataFrame, name: str, *, colour: str = QUIET) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": frame[f"{name}_high"] - frame[name],
        "arrayminus": frame[name] - frame[f"{name}_low"],
        "color": colour,
        "thickness": 1.5 if colour == QUIET else 2.5,
        "width": 3 if colour == QUIET else 5,
    }


def named(name: str) -> str:
    """A name beside its row, in two lines where one would take half a telephone."""
    return "<br>".join(escape(line) for line in wrap(name, NAME)[:2])


def said(frame: pl.DataFrame, name: str, *, of: str = "") -> list[str]:
    """What a hover says: the share, its interval, n, companies and date. `of`: how their columns begin."""
    return [
        f"{percent(row[name])} ({percent(row[f'{name}_low'])} to {percent(row[f'{name}_high'])})<br>"
        f"n = {row[f'{of}n']:,} postings, {row[f'{of}companies']:,} companies<br>{day(row['date'])}"
        for row in frame.iter_rows(named=True)
    ]


def band_said(row: Mapping[str, Any]) -> str:
    low, high = dollars(row["median_low"]), dollars(row["median_high"])
    return (
        f"median {dollars(row['median'])} ({low} to {high})<br>"
        f"middle half {dollars(row['p25'])} to {dollars(row['p75'])}<br>"
        f"a usual range {dollars(row['low_end'])} to {dollars(row['high_end'])}<br>"
        f"n = {row['n']:,} postings, {row['companies']:,} companies<br>{day(row['date'])}"
    )


def faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
