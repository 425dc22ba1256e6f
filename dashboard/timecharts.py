"""Draws change: shares over time, what rose and fell, postings opened and closed."""

from html import escape

import plotly.graph_objects as go
import polars as pl

from dashboard.drawing import BLUE, GREEN, ORANGE, PINK, QUIET, RED, SKY, faint, named, said, whiskers, wide
from dashboard.labels import day, percent, points

LINES = (BLUE, ORANGE, GREEN, PINK, SKY, RED, "#8a8f98", "#b8a400")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
TICKS = 8  # periods each with a label of its own
BANDED = 3  # lines whose intervals can be told apart when they overlap


def lines(frame: pl.DataFrame, *, by: str) -> go.Figure:
    """Shares over time, one line a name (columns `by`, period, share, ...); intervals while few."""
    shown = frame.filter(pl.col("share").is_not_null())
    figure = go.Figure()
    written = _written(shown["period"])
    banded = shown[by].n_unique() <= BANDED
    for number, ((name,), one) in enumerate(shown.group_by(by, maintain_order=True)):
        colour, title = LINES[number % len(LINES)], escape(str(name))
        if banded:
            figure.add_scatter(
                x=[*one["period"], *one["period"].reverse()],
                y=[*one["share_high"], *one["share_low"].reverse()],
                mode="lines",
                fill="toself",
                fillcolor=faint(colour),
                line={"width": 0},
                hoverinfo="skip",
                showlegend=False,
                legendgroup=title,
            )
        figure.add_scatter(
            x=one["period"],
            y=one["share"],
            mode="lines+markers",
            name=title,
            legendgroup=title,
            line={"color": colour, "width": 2.5, "dash": DASHES[number % len(DASHES)]},
            marker={"size": 6},
            customdata=said(one, "share"),
            hovertemplate=f"<b>{title}</b>, %{{x|{written}}}<br>%{{customdata}}<extra></extra>",
        )
    figure.update_layout(
        height=400,
        margin={"l": 0, "r": 12, "t": 12, "b": 28},
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0},
        hoverlabel={"align": "left"},
        dragmode=False,
        showlegend=shown[by].n_unique() > 1,
    )
    figure.update_yaxes(tickformat=".0%", rangemode="tozero", fixedrange=True, automargin=True)
    periods = shown["period"].unique().sort()
    ticks = {"tickvals": periods} if len(periods) <= TICKS else {}
    return figure.update_xaxes(fixedrange=True, showgrid=False, tickformat=written, **ticks)


def changes(frame: pl.DataFrame) -> go.Figure:
    """Change of share between two periods with its interval; what rose at the top, what fell below."""
    shown = frame.filter(pl.col("change").is_not_null()).sort("change")
    colours = [GREEN if change > 0 else RED for change in shown["change"]]
    said = [
        f"{percent(row['before'])} before, {percent(row['share'])} now<br>"
        f"{points(row['change'])} ({points(row['change_low'])} to {points(row['change_high'])})<br>"
        f"n = {row['before_n']:,} and {row['n']:,} postings, {row['companies']:,} companies<br>"
        f"{day(row['date'])}"
        for row in shown.iter_rows(named=True)
    ]
    figure = go.Figure(
        go.Scatter(
            y=[named(name) for name in shown["name"]],
            x=shown["change"],
            mode="markers",
            marker={
                "size": 10,
                "color": colours,
                "symbol": ["triangle-up" if change > 0 else "triangle-down" for change in shown["change"]],
            },
            error_x=whiskers(shown, "change"),
            customdata=said,
            hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
        )
    )
    figure.add_vline(x=0, line_color=QUIET)
    return wide(figure, rows=shown.height, percent_axis=True).update_xaxes(
        tickformat="+.0%", rangemode="normal"
    )


def flow(frame: pl.DataFrame) -> go.Figure:
    """Postings opened and closed by month (columns month, opened, closed, days_open)."""
    said = [
        f"{row['opened']:,} opened, {row['reposted']:,} of them posted again<br>"
        f"{row['closed']:,} closed{_after(row['days_open'])}<br>market of {day(row['date'])}"
        for row in frame.iter_rows(named=True)
    ]
    figure = go.Figure()
    for name, colour in (("opened", BLUE), ("closed", ORANGE)):
        figure.add_bar(
            x=frame["month"].dt.strftime("%b %Y"),
            y=frame[name],
            name=name,
            marker_color=colour,
            customdata=said,
            hovertemplate="<b>%{x}</b><br>%{customdata}<extra></extra>",
        )
    figure.update_layout(
        height=320,
        margin={"l": 0, "r": 12, "t": 34, "b": 28},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, type="category")
    figure.update_yaxes(fixedrange=True, automargin=True)
    return figure


def _written(periods: pl.Series) -> str:
    """How a chart writes its periods: years, quarters or months, by where they begin."""
    months = set(periods.dt.month())
    if months <= {1}:
        return "%Y"
    return "Q%q %Y" if months <= {1, 4, 7, 10} else "%b %Y"


def _after(days: float | None) -> str:
    return "" if days is None else f", half of them within {days:.0f} days"
