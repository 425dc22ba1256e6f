"""Roles: how postings divide, and what tells one role from the others."""

import polars as pl
import streamlit as st

from analysis.filter import ROLES
from dashboard import charts, choices, page, tables
from dashboard.labels import label

FACES = {
    "level": "Levels",
    "degree": "Degrees",
    "years": "Years asked for",
    "workplace": "Workplace",
    "visa": "Visa",
}
COLUMNS = ("name", "share", "share_low", "share_high", "everywhere", "lift", "n", "companies", "date")
EVERYWHERE = {  # the same figures for all roles
    "everywhere": "share",
    "everywhere_low": "share_low",
    "everywhere_high": "share_high",
    "everywhere_n": "n",
    "everywhere_companies": "companies",
}
FEWEST = 0.05  # a skill rarer than this in the role tells little, however large its lift

chosen, market = choices.where(), page.market()
everybody = choices.narrowed(chosen, role=None)
page.opening("Roles", "How postings divide into roles, and what tells them apart.", everybody)
if page.nothing(market.about(everybody)):
    st.stop()
mix = market.ask("mix", everybody, by="any_role")
page.chart(
    charts.dots(mix.frame.filter(pl.col("part") != "unknown")),
    mix.frame,
    mix.about,
    alt="Share of postings by role.",
    key="mix",
)

st.header("What tells a role apart", anchor=False)
listed = [role for role in ROLES if role in set(mix.frame["part"])]
start = chosen.role if chosen.role in listed else listed[0]
role = choices.pick("as", "Role", [start, *(one for one in listed if one != start)])
theirs, all_roles = (market.ask("demand", choices.narrowed(chosen, role=one)) for one in (role, None))
apart = (
    theirs.frame.join(all_roles.frame.select("skill", **EVERYWHERE), on="skill")
    .with_columns(lift=pl.col("share") / pl.col("everywhere"))
    .filter((pl.col("share") >= FEWEST) & (pl.col("share_low") > pl.col("everywhere")))
    .sort("lift", descending=True)
)
if apart.is_empty():
    st.info(f"No skill is surely named more often for {label(role)} than for all roles together.")
    page.stands_on(theirs.about)
else:
    page.chart(
        charts.lifts(apart.head(15)),
        apart.select(COLUMNS),
        theirs.about,
        alt=f"Named more often for {label(role)} than for all: {', '.join(apart['name'].head(5))}.",
        key="lift",
    )

st.header("What is asked of them", anchor=False)
face = choices.pick("face", "Property", list(FACES), say=FACES.__getitem__)
narrow = {face: None} if face in choices.FILTERS else {}
asked = market.ask("mix", choices.narrowed(chosen, role=role, **narrow), by=face)
page.chart(
    charts.dots(tables.known(asked.frame)),
    asked.frame,
    asked.about,
    alt=f"{FACES[face]} of {label(role)} postings.",
    key="face",
)
