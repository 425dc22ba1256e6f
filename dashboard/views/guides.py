"""Guides against the market: what five guides say, and what our postings say to it."""

import polars as pl
import streamlit as st

from analysis import claims
from analysis.filter import START
from analysis.verdicts import bounds, ours
from dashboard import charts, choices, figures, page, paycharts, tables
from dashboard.labels import capital, guides_named, label

COLUMNS = ("says", "guide", "claimed", "ours", "where", "n", "companies", "against", "why", "claim", "date")
VERDICTS = {
    "contradicted": "our whole interval lies outside what is said",
    "supported": "our whole interval lies inside",
    "undecided": "our interval crosses a bound",
    "no verdict": "shown beside another statement",
    "too few": "under 30 postings or 10 companies",
    "not testable": "postings cannot tell",
}
SCOPES = {"all": "Everywhere", "us": "United States"}
DRAWN = 12  # statements beside each other that can still be read
KINDS = {"base": "Base pay", "total": "Total pay"}
NAMES = {short: f"{guide.name} ({guide.date})" for short, guide in claims.guides().items()}


def said_of_pay(kind: str) -> pl.DataFrame:
    """The guides' bands by level, of base or of total pay."""
    rows = [
        (
            one.where["level"],
            f"{guides_named(one.guides[:1])} {label(one.where.get('stage', ''))}".strip(),
            one.low,
            one.high,
        )
        for one in claims.stated()
        if one.measure["kind"] == "pay" and one.measure.get("pay", "base") == kind and "level" in one.where
    ]
    bands = pl.DataFrame(rows, schema=["level", "guide", "low", "high"], orient="row")
    return bands.with_columns(high=pl.when(pl.col("high").is_finite()).then(pl.col("high")))


market = page.market()
FRAMES = {"all": "AI engineers, open in the last year", "filter": "The filter at the left"}
page.opening(
    "Guides", "What five guides tell people who want to become AI engineers, beside what postings say."
)
asked = choices.pick("judged", "Judged by", list(FRAMES), say=FRAMES.__getitem__)
chosen = choices.where() if asked == "filter" else START
if page.nothing(market.about(chosen)):
    st.stop()
with st.spinner("Setting the guides beside the postings"):
    judged = market.claims(chosen)
tally = dict(judged.frame["verdict"].value_counts().iter_rows())
figures.numbers(
    [
        figures.Figure(capital(one), f"{tally.get(one, 0)}", "", f"Statements of which {means}.")
        for one, means in VERDICTS.items()
    ]
)
page.stands_on(judged.about)

st.header("Statements", anchor=False)
columns = st.columns(3)
with columns[0]:
    verdict = choices.pick("verdict", "Verdict", list(VERDICTS))
with columns[1]:
    guide = choices.pick("guide", "Guide", ["all", *NAMES], say=lambda one: NAMES.get(one, "All guides"))
with columns[2]:
    scope = choices.pick("scope", "Where", list(SCOPES), say=SCOPES.__getitem__)
# A claim about one country has one row; the others one for everywhere and, after it, one for the US.
listed = judged.frame.unique("claim", keep="last" if scope == "us" else "first", maintain_order=True).filter(
    (pl.col("verdict") == verdict) & ((pl.lit(guide) == "all") | pl.col("guides").list.contains(guide))
)
drawn = listed.filter((pl.col("unit") == "share") & pl.col("value").is_not_null())
if not drawn.is_empty():
    st.plotly_chart(
        charts.claims(drawn.head(DRAWN)),
        config=page.STILL,
        key="claims",
        alt=f"{drawn.height} statements on shares: the band a guide gives, and our share with its interval.",
    )
    st.caption(f"{min(DRAWN, drawn.height)} of {listed.height} statements are drawn; the table has all.")
told = listed.with_columns(
    pl.Series(
        "guide", ["; ".join(NAMES[short] for short in row) for row in listed["guides"]], dtype=pl.String
    ),
    pl.Series("claimed", [bounds(row) for row in listed.iter_rows(named=True)], dtype=pl.String),
    pl.Series("ours", [ours(row) for row in listed.iter_rows(named=True)], dtype=pl.String),
)
tables.table(told.select(COLUMNS), key="guides")

st.header("Pay by level in the United States", anchor=False)
kind = choices.pick("kind", "Kind", list(KINDS), say=KINDS.__getitem__)
paid = market.ask(
    "pay",
    choices.narrowed(chosen, role=chosen.role or claims.ROLE, country="US", level=None),
    by="level",
    kind=kind,
)
page.chart(
    paycharts.guide_bands(said_of_pay(kind), tables.known(paid.frame)),
    paid.frame,
    paid.about,
    alt=f"{KINDS[kind]} by level in the United States: the bands of the guides and ours.",
    key="guide_pay",
)
