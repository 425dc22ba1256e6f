"""Writes the month's findings as one HTML page that needs nothing else: words, tables and Plotly charts."""

from collections.abc import Callable, Sequence
from html import escape

import duckdb
import plotly.graph_objects as go
import plotly.io
import polars as pl

from analysis.claims import judged
from analysis.filter import Filter
from analysis.market import About, about, ask
from analysis.show import percent
from analysis.verdicts import CAVEAT, bounds, counted, ours

INK, RANGE = "#1f4e79", "#9db8d2"  # one hue, told apart in grey as well
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.2 } table { border-collapse: collapse; width: 100%; font-size: 0.9rem }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid #ddd; vertical-align: top }
.frame { color: #555; font-size: 0.85rem }
.synthetic { background: #fff3cd; padding: 0.6rem; font-weight: bold }
"""


def page(con: duckdb.DuckDBPyConnection, where: Filter) -> str:
    """Demand, movers, pay and the guides' claims over the postings `where` keeps."""
    behind = about(con, "demand", where)
    verdicts = judged(con, where)
    sections = [
        _section("What postings ask for", behind, _chart(_dots, ask(con, "demand", where).head(25))),
        _section("What changed", about(con, "movers", where), _movers(ask(con, "movers", where))),
        _section("What they pay", about(con, "pay", where), _chart(_bands, ask(con, "pay", where))),
        _section("What guides say, and what these postings say", behind, _verdicts(verdicts)),
    ]
    title = f"The AI-engineering job market, {behind.market_date}"
    sample = (
        '<p class="synthetic">Synthetic sample: invented companies and postings.</p>'
        if behind.synthetic
        else ""
    )
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    library = f"<script>{plotly.offline.get_plotlyjs()}</script>"
    opening = escape(finding(ask(con, "demand", where)))
    body = f"<h1>{escape(title)}</h1>{sample}<p>{opening}</p>{''.join(sections)}"
    return f'<!doctype html><html lang="en"><head>{head}{library}</head><body>{body}</body></html>\n'


def finding(demand: pl.DataFrame) -> str:
    """The month in one sentence: the three most named skills with their intervals."""
    top = demand.drop_nulls("share").head(3).to_dicts()
    if not top:
        return "Too few postings for a finding: widen the filter, or refresh more sources."
    named = [
        f"{row['name']} {percent(row['share'])} ({percent(row['share_low'])} to {percent(row['share_high'])})"
        for row in top
    ]
    return f"Named most: {', '.join(named)} of {top[0]['n']:,} postings by {top[0]['companies']:,} companies."


def _section(title: str, behind: About, body: str) -> str:
    words = f"{behind.definition} {behind.frame}."
    return f'<h2>{escape(title)}</h2>{body}<p class="frame">{escape(words)}</p>'


def _chart(draw: Callable[[pl.DataFrame], go.Figure], frame: pl.DataFrame) -> str:
    shown = frame.filter(pl.col("why").is_null())
    if shown.is_empty():
        reasons = frame["why"].drop_nulls().unique().sort().to_list() or ["no postings"]
        return f"<p>Nothing to show: {escape('; '.join(reasons))}.</p>"
    figure: str = draw(shown).to_html(full_html=False, include_plotlyjs=False)
    return figure


def _dots(demand: pl.DataFrame) -> go.Figure:
    """A dot a skill with its interval, the most named on top."""
    rows = demand.reverse()
    figure = go.Figure(
        go.Scatter(
            x=rows["share"].to_list(),
            y=rows["name"].to_list(),
            mode="markers",
            marker={"color": INK, "size": 9},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": (rows["share_high"] - rows["share"]).to_list(),
                "arrayminus": (rows["share"] - rows["share_low"]).to_list(),
                "color": RANGE,
            },
            customdata=rows.select("postings", "named_by", "required").rows(),
            hovertemplate="%{y}: %{x:.1%}<br>%{customdata[0]} postings, %{customdata[1]} companies"
            "<br>required by %{customdata[2]:.1%}<extra></extra>",
        )
    )
    figure.update_layout(
        template="plotly_white", height=24 * rows.height + 120, margin={"l": 10, "r": 10, "t": 10}
    )
    figure.update_xaxes(tickformat=".0%", rangemode="tozero", title="share of postings, 95 % interval")
    return figure


def _bands(pay: pl.DataFrame) -> go.Figure:
    """The middle half of pay a level, its median and the median's interval; the first level on top."""
    pay = pay.reverse()
    figure = go.Figure(
        go.Bar(
            x=(pay["p75"] - pay["p25"]).to_list(),
            base=pay["p25"].to_list(),
            y=pay["part"].to_list(),
            orientation="h",
            marker={"color": RANGE},
            hoverinfo="skip",
            name="middle half",
        )
    )
    figure.add_scatter(
        x=pay["median"].to_list(),
        y=pay["part"].to_list(),
        mode="markers",
        marker={"color": INK, "size": 10},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (pay["median_high"] - pay["median"]).to_list(),
            "arrayminus": (pay["median"] - pay["median_low"]).to_list(),
            "color": INK,
        },
        customdata=pay.select("n", "companies").rows(),
        hovertemplate="%{y}: median %{x:$,.0f}<br>%{customdata[0]} postings, %{customdata[1]} companies"
        "<extra></extra>",
        name="median, 95 % interval",
    )
    figure.update_layout(
        template="plotly_white", height=60 * pay.height + 140, margin={"l": 10, "r": 10, "t": 10}
    )
    figure.update_xaxes(tickformat="$,.0f", title="US dollars a year")
    return figure


def _movers(movers: pl.DataFrame) -> str:
    sure = movers.filter(pl.col("q") < 0.05).head(10)
    if sure.is_empty():
        return "<p>No skill's share changed measurably between the two periods on the same boards.</p>"
    rows = [
        (
            row["name"],
            f"{percent(row['before'])} of {row['before_n']:,}",
            f"{percent(row['share'])} of {row['n']:,}",
            f"{row['change'] * 100:+.0f} ({row['change_low'] * 100:+.0f} to {row['change_high'] * 100:+.0f})",
            f"{row['q']:.3f}" if row["q"] >= 0.001 else "below 0.001",
        )
        for row in sure.to_dicts()
    ]
    return _table(("skill", "before, of postings", "now", "change in points, 95 %", "q"), rows)


def _verdicts(claims: pl.DataFrame) -> str:
    rows = [
        (
            row["says"],
            ", ".join(row["guides"]),
            bounds(row),
            f"{ours(row)}; n {row['n']:,}, {row['companies']:,} companies",
            row["where"],
            row["verdict"],
        )
        for row in claims.filter(
            pl.col("verdict").is_in(["supported", "contradicted", "undecided"])
        ).to_dicts()
    ]
    table = _table(("says", "guide", "as", "these postings", "of", "verdict"), rows)
    return f"<p>{escape(counted(claims))}. {escape(CAVEAT)}</p>{table}"


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
