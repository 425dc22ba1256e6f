"""Pay: yearly bands by level, role, country, metro and kind of company."""

import polars as pl
import streamlit as st

from dashboard import charts, choices, page
from dashboard.labels import capital, dollars, label

BY = ("level", "role", "country", "metro", "stage", "workplace", "source")
KINDS = {"base": "Base pay", "total": "Total pay"}

page.opening("Pay", "What postings say they pay a year, in US dollars.")
if page.nothing(page.market().about(choices.where())):
    st.stop()
left, right = st.columns(2)
with left:
    by = choices.pick("by", "By", BY)
with right:
    kind = choices.pick("kind", "Kind", list(KINDS), say=KINDS.__getitem__)

answer = page.market().ask("pay", choices.where(), by=by, kind=kind)
whole = page.market().ask("pay", choices.where(), by="all", kind=kind)
for row in whole.frame.iter_rows(named=True):
    page.numbers(
        [
            page.pay_of("Median", row),
            ("A quarter below", dollars(row["p25"]), "", page.size(row)),
            ("A quarter above", dollars(row["p75"]), "", page.size(row)),
            ("State their pay", f"{row['n']:,}", f"of {whole.about.postings:,} postings", page.size(row)),
        ]
    )
told = answer.frame.filter(pl.col("median").is_not_null()).sort("median", descending=True)
if told.is_empty():
    st.info("Too few postings of this filter say what they pay: 30 postings of 10 companies are needed.")
    page.stands_on(answer.about)
    page.table(answer.frame.select("part", "n", "companies", "why", "date"), key="pay_few")
    st.stop()
first = [
    f"{capital(part)} {dollars(median)}" for part, median in told.head(5).select("part", "median").iter_rows()
]
page.chart(
    charts.bands(told),
    answer.frame,
    answer.about,
    alt=f"{KINDS[kind]} by {label(by)}, median: {', '.join(first)}.",
    key="pay",
)
if few := answer.frame.filter(pl.col("median").is_null()).height:
    st.caption(
        f"{few} rows stand only in the table: fewer than 30 postings or 10 companies say what they pay."
    )
