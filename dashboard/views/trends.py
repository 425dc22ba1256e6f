"""Trends: shares over time, what rose and fell, and how long postings stay."""

import polars as pl
import streamlit as st

from dashboard import choices, page, tables, timecharts
from dashboard.labels import capital

PERIODS = ("quarter", "month", "year")
PANELS = {"fixed": "The same boards at both ends", "all": "Whatever was read at the time"}
HISTORY = "hn"  # the one source with threads of many years
SHOWN = 12  # movers each way

chosen, market = choices.narrowed(choices.where(), since=None), page.market()
page.opening(
    "Trends",
    "How what is asked for changes, by the day postings opened; the filter's period is left aside.",
    chosen,
)
if page.nothing(market.about(chosen)):
    st.stop()
left, right = st.columns(2)
with left:
    period = choices.pick("period", "By", PERIODS)
with right:
    panel = choices.pick("panel", "Panel", list(PANELS), say=PANELS.__getitem__)

st.header("Skills", anchor=False)
names = dict(market.ask("demand", chosen).frame.select("skill", "name").iter_rows())
skills = choices.pick_few(
    "skills", "Skills (none: the eight most named)", list(names)[:200], say=names.__getitem__
)
trend = market.ask("trend", chosen, skills=skills[:8], period=period, panel=panel)
page.over_time(trend, by="name", what="skills", key="trend")

st.header("Roles", anchor=False)
roles = market.ask("roles", choices.narrowed(chosen, role=None), period=period, panel=panel)
often = (
    roles.frame.group_by("part")
    .agg(pl.col("postings").sum())
    .sort("postings", descending=True)["part"]
    .head(6)
)
main = roles.frame.filter(pl.col("part").is_in(often.implode())).with_columns(
    part=pl.col("part").map_elements(capital, return_dtype=pl.String)
)
page.over_time(page.part_of(roles, main), by="part", what="roles", key="roles")

if HISTORY in market.parts("source"):
    st.header("On Hacker News, year by year", anchor=False)
    threads = choices.narrowed(chosen, source=HISTORY)
    history = market.ask("trend", threads, skills=skills[:8], period="year", panel="all")
    page.over_time(history, by="name", what="skills on Hacker News", key="history")

st.header("Movers", anchor=False)
movers = market.ask("movers", choices.narrowed(chosen, until=None), panel=panel)
told = movers.frame.filter(pl.col("change").is_not_null()).sort("change", descending=True)
if told.is_empty():
    st.info("Too few postings in both years to compare them.")
    page.stands_on(movers.about)
else:
    ends = pl.concat([told.head(SHOWN), told.tail(min(SHOWN, max(0, told.height - SHOWN)))])
    page.chart(
        timecharts.changes(ends),
        movers.frame,
        movers.about,
        alt=f"Change of share over a year; largest rise {told['name'][0]}, largest fall {told['name'][-1]}.",
        key="movers",
    )

st.header("Rising words", anchor=False)
st.caption(
    "Names in lists of skills that our vocabulary does not know yet. A thousand texts take some seconds."
)
if st.button("Look for them", icon=":material/search:"):
    with st.spinner("Reading the texts"):
        rising = market.ask("vocabulary", chosen, for_others=page.for_others())
    if rising.frame.is_empty():
        st.markdown("No unknown name of three companies or more is rising.")
    else:
        tables.table(rising.frame, key="rising")
    page.stands_on(rising.about)

st.header("Opened and closed", anchor=False)
life = market.ask("life", chosen)
if life.frame.is_empty():
    st.info("No board that lists all its postings is in this filter, so closings are not known.")
    page.stands_on(life.about)
else:
    page.chart(
        timecharts.flow(life.frame),
        life.frame,
        life.about,
        alt="Postings opened and closed by month, on boards read whole.",
        key="life",
    )
