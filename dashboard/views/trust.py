"""Trust: what is read, how fresh and how full it is, how well it is read, and how every number is made."""

from html import escape

import polars as pl
import streamlit as st

from analysis import heartbeat
from analysis.accuracy import accuracy
from analysis.filter import Filter
from analysis.published import STALE
from analysis.questions import definition
from dashboard import figures, page, tables, words
from dashboard.figures import Figure
from dashboard.labels import capital, day
from dashboard.method import METHOD, SAID

MINUTE = 60  # seconds
LATE = f"{STALE.total_seconds() / 3600:.0f} hours"
KNOWN = {"text": "text_known", "place": "place_known", "dated": "date_known"}
FILLED = (*KNOWN.values(), "role_known", "level_known", "country_known", "workplace_known", "states_pay")
VISITS = ("boards", "failed", "partial", "held", "open_postings", "last_error", "last_error_at")


def last_refresh() -> Figure:
    """How the last refresh of this folder ended; a failed one leaves the market of before."""
    beat = heartbeat.last(page.settings().data)
    if beat is None:
        return Figure("Last refresh", "–", "not noted", "This folder has no note of a refresh.")
    began = f"Begun {day(beat.began_at)}"
    if beat.error:
        # The words may hold a path of this machine.
        why = "it published nothing" if page.for_others() else beat.error
        return Figure("Last refresh", "Failed", "market of before", f"{began}: {why}")
    if beat.seconds is None:
        return Figure("Last refresh", "At work", "or ended", f"{began}; not finished, or killed.")
    took = f"{beat.seconds:.0f} s" if beat.seconds < MINUTE else f"{beat.seconds / MINUTE:,.0f} min"
    return Figure("Last refresh", took, "published", f"{began}; all gates passed.")


def punctual(now: pl.Expr) -> pl.Expr:
    """Has a source answered as often as a nightly schedule asks?"""
    answered = pl.col("answered_at")
    days = (now - answered).dt.total_days().cast(pl.String)
    return (
        pl.when(pl.col("source").str.starts_with("file:"))
        .then(pl.lit("loaded by hand"))
        .when(answered.is_null())
        .then(pl.lit("never answered"))
        .when(now - answered > STALE)
        .then(days + pl.lit(" days ago"))
        .otherwise(pl.lit("on time"))
    )


market = page.market()
page.opening("Trust", "Sources, freshness, how much of each posting is known, and the method.", Filter())

st.header("Freshness", anchor=False)
fresh = market.ask("freshness")
held, gates = market.ask("held").frame, market.ask("gates").frame
boards = fresh.frame["boards"].sum()
passed, failed = (gates.filter(pl.col("verdict") == verdict).height for verdict in ("passed", "failed"))
figures.numbers(
    [
        figures.market_of(fresh.about.market_date),
        last_refresh(),
        Figure("Schedule", "Nightly", f"late after {LATE}", "What hiresignal schedule install sets up."),
        Figure("Held boards", f"{held.height}", f"of {boards}", "Their last listing is not believed yet."),
        Figure(
            "Gates",
            f"{passed}" if passed + failed else "–",
            f"passed, {failed} failed" if passed + failed else "not measured",
            "What must hold before a market is published.",
        ),
    ]
)
# An invented market is as old as the day it was made up for: its sources are judged by that day.
now = pl.col("visited_at").max() if fresh.about.synthetic else pl.lit(page.now())
shown = fresh.frame.with_columns(
    schedule=punctual(now), last_error=pl.col("last_error").map_elements(words.visible, pl.String)
)
tables.table(shown.select("source", "schedule", "answered_at", *VISITS), key="freshness")
page.stands_on(fresh.about)

st.subheader("Held boards", anchor=False)
st.markdown(
    "A listing much shorter than usual is not believed at once: what is missing from it stays open until "
    "four days say the same."
)
if held.is_empty():
    st.markdown("No board is held.")
else:
    tables.table(held.drop("date"), key="held")
if not gates.is_empty():
    with st.expander("Gates of the last measured run"):
        tables.table(gates.drop("date"), key="gates")

st.header("How much is known", anchor=False)
coverage = market.ask("coverage")
fill = market.ask("fill").frame.select("source", *KNOWN).rename(KNOWN)
known = coverage.frame.join(fill, on="source", how="left").with_columns(pl.col(FILLED).round(2))
tables.table(
    known.select("source", "postings", "open", "companies", "oldest", "newest", *FILLED), key="known"
)
page.stands_on(coverage.about)

st.header("How well it is read", anchor=False)
measured = accuracy()
st.markdown(f"Measured on {day(measured.date)}. {words.escaped(measured.says)}")
each = zip(*measured.measured.values(), strict=True)
st.table({"": list(measured.measured)} | dict(zip(measured.columns, each, strict=True)))
st.markdown(words.escaped(measured.expect))

st.header("Sources and their terms", anchor=False)
for row in market.ask("terms").frame.iter_rows(named=True):
    told = "may be shown to others" if row["share_text"] else "are not shown to others"
    links = " · ".join(words.linked(row[part]) for part in ("home", "terms") if row[part])
    credit = f"{escape(words.visible(row['attribution']))}<br>" if row["attribution"] else ""
    name = escape(words.visible(capital(row["source"])))
    st.html(f"<p><strong>{name}</strong>: {row['postings']:,} postings; texts {told}.<br>{credit}{links}</p>")

st.header("How it is counted", anchor=False)
st.markdown(METHOD)
st.header("Definitions", anchor=False)
for question, title in SAID.items():
    st.markdown(f"**{title}** · {words.escaped(definition(question))}")
