"""Pay: yearly bands by level, role, country, metro and kind of company."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, choices, figures, page, paycharts, tables
from dashboard.labels import capital, dollars, label

BY = ("level", "role", "country", "metro", "stage", "workplace", "source")
KINDS = {"base": "Base pay", "total": "Total pay"}


def _spread(title: str, row: Mapping[str, Any], low: str, high: str, means: str) -> figures.Figure:
    """Two ends of pay as a key figure."""
    if row["why"]:
        return figures.Figure(title, dollars(None), figures.TOO_FEW, row["why"])
    return figures.Figure(
        title, dollars(row[low]), f"to {dollars(row[high])}", f"{means}; {figures.size(row)}"
    )


chosen, market = choices.where(), page.market()
page.opening("Pay", "What postings say they pay a year, in US dollars.")
if page.nothing(market.about(chosen)):
    st.stop()
left, right = st.columns(2)
with left:
    by = choices.pick("by", "By", BY)
with right:
    kind = choices.pick("kind", "Kind", list(KINDS), say=KINDS.__getitem__)

answer = market.ask("pay", chosen, by=by, kind=kind)
whole = market.ask("pay", chosen, by="all", kind=kind)
for row in whole.frame.iter_rows(named=True):
    figures.numbers(
        [
            figures.pay_of("Median", row),
            _spread("Middle half", row, "p25", "p75", "A quarter of the postings pays less, a quarter more"),
            _spread(
                "Stated range",
                row,
                "low_end",
                "high_end",
                "The medians of the low ends and of the high ends",
            ),
            figures.Figure(
                "State their pay", f"{row['n']:,}", f"of {whole.about.postings:,} postings", figures.size(row)
            ),
        ]
    )
told = answer.frame.filter(pl.col("median").is_not_null()).sort("median", descending=True)
if told.is_empty():
    st.info("Too few postings of any one part say what they pay: 30 postings of 10 companies are needed.")
    page.stands_on(answer.about)
    tables.table(answer.frame.select("part", "n", "companies", "why", "date"), key="pay_few")
else:
    first = [
        f"{capital(part)} {dollars(pay)}" for part, pay in told.head(5).select("part", "median").iter_rows()
    ]
    page.chart(
        paycharts.bands(tables.known(told)),
        answer.frame,
        answer.about,
        alt=f"{KINDS[kind]} by {label(by)}, median: {', '.join(first)}.",
        key="pay",
    )
if few := answer.frame["why"].drop_nulls().len():
    st.caption(f"{few} parts are not drawn: fewer than 30 postings or 10 companies say what they pay.")

st.header("What goes with more pay", anchor=False)
worth = market.ask("worth", chosen, kind=kind)
named = worth.frame.with_columns(part="name")
page.effects(page.part_of(worth, named), name="effect", origin=0.0, key="worth", what="skill")

st.header("Places, against San Francisco and New York", anchor=False)
places = market.ask("places", chosen, kind=kind)
told = places.frame.with_columns(part=pl.col("part").map_elements(capital, pl.String))
page.effects(page.part_of(places, told), name="factor", origin=1.0, key="places", what="place")

st.header("Who says what it pays", anchor=False)
stated = market.ask("stated", choices.narrowed(chosen, country=None))
page.chart(
    charts.dots(tables.known(stated.frame).head(20)),
    stated.frame,
    stated.about,
    alt="Share of postings that state their pay, by country.",
    key="stated",
)
