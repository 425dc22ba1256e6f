"""Today: the market for AI engineers on one screen."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from analysis.ahead import FIRST_CLAIMS
from analysis.verdicts import ours
from dashboard import choices, figures, page, words
from dashboard.figures import Figure
from dashboard.labels import day, guides_named, label, percent, points

CLOUDS = {"AWS": "aws", "Google Cloud": "google-cloud", "Azure": "azure"}
HEADLINES = {"Python": "python", "RAG": "retrieval-augmented-generation"}
DIFFERENCES = 3  # shown here; the Guides page has all
SURE = 0.05  # false discovery rate under which a change is called one


def headline(title: str, row: Mapping[str, Any] | None, whole: Mapping[str, Any]) -> Figure:
    """A skill's share; `whole`: any answer about the same postings, for a skill that none of them names."""
    if row:
        return figures.share_of(title, row, "share")
    if whole["why"]:
        return figures.share_of(title, whole, "share")
    return Figure(title, percent(0.0), "in none of them", figures.size(whole))


chosen = choices.where()
market = page.market()
who = f"{label(chosen.role)} postings" if chosen.role else "postings"
page.opening("Today", f"What {who} ask for and pay, and how fresh this is.")
if page.nothing(market.about(chosen)):
    st.stop()

st.header("Named in postings", anchor=False)
demand = market.ask("demand", chosen)
(any_cloud,) = market.ask("naming", chosen, any_of=list(CLOUDS.values())).frame.to_dicts()
shown = demand.frame.filter(pl.col("skill").is_in([*HEADLINES.values(), *CLOUDS.values()]))
rows = {row["skill"]: row for row in shown.iter_rows(named=True)}
figures.numbers(
    [
        *(headline(title, rows.get(skill), any_cloud) for title, skill in HEADLINES.items()),
        figures.share_of("Any cloud", any_cloud, "share"),
        *(headline(title, rows.get(skill), any_cloud) for title, skill in CLOUDS.items()),
    ]
)
page.stands_on(demand.about)

st.header("The market", anchor=False)
paid = market.ask("pay", chosen, by="all").frame
hiring = market.ask("companies", chosen).frame
recent = market.ask("roles", choices.narrowed(chosen, since="7d"), by="all", period="year", panel="all").frame
today = market.about().market_date
on = day(today)
at = hiring.filter(pl.col("open") > 0).height
open_now, opened = hiring["open"].sum(), recent["n"].sum()
week = f"Opened in the seven days to {on}, on boards read before."
figures.numbers(
    [
        Figure("Open now", f"{open_now:,}", f"at {at:,} companies", f"Postings not closed on {on}."),
        Figure("New this week", f"{opened:,}", "postings", week),
        *(figures.pay_of("Median pay", row) for row in paid.to_dicts()),
        figures.market_of(today),
    ]
)

st.header("Finding of the month", anchor=False)
movers = market.ask("movers", choices.narrowed(chosen, since=None))
sure = movers.frame.filter(pl.col("q") < SURE).sort(pl.col("change").abs(), descending=True)
if sure.is_empty():
    st.markdown("No skill's share changed over the last year by more than chance explains.")
for row in sure.head(1).iter_rows(named=True):
    st.markdown(
        f"**{words.escaped(row['name'])}** stands in {percent(row['share'])} of the postings opened "
        f"in the last year, {percent(row['before'])} the year before: {points(row['change'])} "
        f"({points(row['change_low'])} to {points(row['change_high'])}; "
        f"n = {row['before_n']:,} and {row['n']:,}, {row['companies']:,} companies)."
    )
page.stands_on(movers.about)

st.header("Where our postings differ from the guides", anchor=False)
claims = market.claims(only=FIRST_CLAIMS)
everywhere = claims.frame.unique("claim", keep="first", maintain_order=True)
differ = everywhere.filter(pl.col("verdict") == "contradicted")
judged = everywhere.filter(pl.col("verdict").is_in(["supported", "contradicted", "undecided"])).height
st.markdown(
    f"On {differ.height} of {judged} statements about what is on top of this page, our postings differ."
)
for row in differ.head(DIFFERENCES).iter_rows(named=True):
    st.text(f"{row['says']} ({guides_named(row['guides'])})\nOurs: {ours(row)}; {figures.size(row)}")
st.page_link("views/guides.py", label="All statements and verdicts", icon=":material/arrow_forward:")
