"""Draws: every function takes a frame and returns a figure, and reads nothing else."""

from collections.abc import Callable
from html import escape
from textwrap import wrap

import plotly.graph_objects as go
import polars as pl

from dashboard.drawing import BLUE, PALE, QUIET, named, said, whiskers, wide
from dashboard.labels import capital, guides_named

SENTENCE = 52  # characters of a line over a bar: fits a telephone


def ranking(frame: pl.DataFrame, *, title: str = "") -> go.Figure:
    """Shares by name (columns name, share, share_low, share_high, required, n, companies, postings, date)."""
    shown = frame.filter(pl.col("share").is_not_null()).reverse()
    figure = go.Figure()
    names = [named(name) for name in shown["name"]]
    figure.add_bar(
        y=names,
        x=shown["share"],
        orientation="h",
        name="named anywhere",
        marker_color=PALE,
        error_x=whiskers(shown, "share"),
        customdata=said(shown, "share"),
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
            customdata=said(shown, "required"),
            hovertemplate="<b>%{y}</b><br>required by %{customdata}<extra></extra>",
        )
    figure.update_layout(barmode="overlay", bargap=0.3, legend={"traceorder": "normal"})
    return wide(figure, rows=shown.height, percent_axis=True, title=title)


def dots(frame: pl.DataFrame, *, say: Callable[[str], str] = capital) -> go.Figure:
    """One share with its interval for each part (columns part, share, share_low, share_high, n, ...)."""
    shown = frame.filter(pl.col("share").is_not_null()).reverse()
    figure = go.Figure(
        go.Scatter(
            y=[named(say(part)) for part in shown["part"]],
            x=shown["share"],
            mode="markers",
            marker={"size": 10, "color": BLUE},
            error_x=whiskers(shown, "share"),
            customdata=said(shown, "share"),
            hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
            showlegend=False,
        )
    )
    return wide(figure, rows=shown.height, percent_axis=True)


def pillars(frame: pl.DataFrame) -> go.Figure:
    """Points of each pillar, from what is unknown counted as nothing to it counted in full."""
    shown = frame.reverse()
    figure = go.Figure()
    figure.add_bar(
        y=shown["name"],
        x=shown["high"] - shown["low"],
        base=shown["low"],
        orientation="h",
        width=0.4,
        name="depending on what could not be seen",
        marker_color=PALE,
        hoverinfo="skip",
    )
    figure.add_scatter(
        y=shown["name"],
        x=shown["score"],
        mode="markers",
        name="points",
        marker={"size": 12, "color": BLUE, "symbol": "diamond"},
        customdata=[
            f"{score if score is not None else '–'} of 100 ({low:.0f} to {high:.0f})<br>"
            f"{weight:.0%} of the score, {coverage:.0%} seen"
            for score, low, high, weight, coverage in shown.drop("name").iter_rows()
        ],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
    return wide(figure, rows=shown.height, percent_axis=False, row=40).update_xaxes(range=[0, 101])


def lifts(frame: pl.DataFrame) -> go.Figure:
    """How much more often one role names a skill than all do (columns name, share, everywhere, lift)."""
    shown = frame.reverse()
    names = [named(name) for name in shown["name"]]
    figure = go.Figure()
    figure.add_scatter(
        y=names,
        x=shown["everywhere"],
        mode="markers",
        name="all roles",
        marker={"size": 9, "color": QUIET, "symbol": "circle-open", "line": {"width": 2}},
        customdata=said(shown, "everywhere", of="everywhere_"),
        hovertemplate="<b>%{y}</b>, all roles<br>%{customdata}<extra></extra>",
    )
    figure.add_scatter(
        y=names,
        x=shown["share"],
        mode="markers",
        name="this role",
        marker={"size": 10, "color": BLUE},
        error_x=whiskers(shown, "share"),
        customdata=said(shown, "share"),
        text=[f"{lift:.1f} times" for lift in shown["lift"]],
        hovertemplate="<b>%{y}</b>, %{text} as often<br>%{customdata}<extra></extra>",
    )
    return wide(figure, rows=shown.height, percent_axis=True)


def claims(frame: pl.DataFrame) -> go.Figure:
    """What a guide says as a band, our share with its interval as a mark; the sentence above each."""
    shown = frame.reverse()
    rows = list(range(shown.height))
    figure = go.Figure()
    figure.add_bar(
        y=rows,
        x=shown["claimed_high"].fill_null(1.0) - shown["claimed_low"].fill_null(0.0),
        base=shown["claimed_low"].fill_null(0.0),
        orientation="h",
        width=0.2,
        name="the guide",
        marker_color=QUIET,
        hovertemplate="the guide: %{base:.0%} to %{x:.0%}<extra></extra>",
    )
    figure.add_scatter(
        y=rows,
        x=shown["value"],
        mode="markers",
        name="our postings, 95 % interval",
        cliponaxis=False,
        marker={"size": 11, "color": BLUE, "symbol": "diamond"},
        error_x=whiskers(shown, "value", colour=BLUE),
        customdata=said(shown, "value"),
        hovertemplate="ours: %{customdata}<extra></extra>",
    )
    for row, says, guides in zip(rows, shown["says"], shown["guides"], strict=True):
        lines = wrap(f"{says} ({guides_named(guides)})", SENTENCE)
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=row + 0.2,
            yanchor="bottom",
            text="<br>".join(escape(line) for line in lines),
            align="left",
            font={"size": 13},
            showarrow=False,
        )
    wide(figure, rows=shown.height, percent_axis=True, row=94)
    figure.update_xaxes(range=[-0.01, 1.02])
    return figure.update_yaxes(visible=False, range=[-0.5, shown.height - 0.2])
