"""One skill: over time, beside what, where, and in whose words."""

import polars as pl
import streamlit as st

from dashboard import advert, charts, choices, figures, page, tables, words
from dashboard.labels import label

KNOWN = 6  # skills most required: what somebody is taken to know who ticked nothing
SEGMENTS = ("role", "level", "workplace", "country", "stage", "ai_native")

chosen, market = choices.where(), page.market()
demand = market.ask("demand", chosen)
names = dict(demand.frame.select("skill", "name").iter_rows())
if page.nothing(demand.about) or not names:
    st.stop()
skill = choices.pick("skill", "Skill", list(names), say=names.__getitem__)
page.opening(words.escaped(names[skill]), "Who asks for it, since when, and together with what.")

(row,) = demand.frame.filter(pl.col("skill") == skill).to_dicts()
figures.numbers(
    [
        figures.share_of("Named", row, "share"),
        figures.share_of("Required", row, "required"),
        figures.worth_of(market.ask("worth", chosen).frame.filter(part=skill)),
        figures.Figure(
            "Postings", f"{row['postings']:,}", f"of {row['named_by']:,} companies", figures.size(row)
        ),
    ]
)
page.stands_on(demand.about)

st.header("Over time", anchor=False)
period = choices.pick("period", "By", ("quarter", "month", "year"))
trend = market.ask("trend", choices.narrowed(chosen, since=None), skills=[skill], period=period)
page.over_time(trend, by="name", what=names[skill], key="skill_trend")

st.header("By part of the market", anchor=False)
by = choices.pick("by", "Part", SEGMENTS)
parts = market.ask("naming", choices.narrowed(chosen, **{by: None}), any_of=[skill], by=by)
page.chart(
    charts.dots(tables.known(parts.frame.sort("share", descending=True, nulls_last=True))),
    parts.frame,
    parts.about,
    alt=f"Share of postings that name {names[skill]}, by {label(by)}.",
    key="skill_parts",
)

st.header("Hired together with", anchor=False)
pairs = market.ask("pairs", chosen, skill=skill)
beside = pairs.frame.with_columns(part=pl.col("other_name")).head(15)
if beside["share"].drop_nulls().is_empty():
    st.info("Too few postings name it to say what stands beside it.")
else:
    page.chart(
        charts.dots(beside, say=str),
        pairs.frame.select(
            "other_name", "share", "share_low", "share_high", "base", "lift", "n", "companies", "date"
        ),
        pairs.about,
        alt=f"Of the postings that name {names[skill]}, the share that also names each other skill.",
        key="skill_pairs",
    )

st.header("What it unlocks", anchor=False)
most_required = demand.frame.sort("required", descending=True, nulls_last=True)["skill"]
known = [one for one in st.session_state.get("ticked") or most_required.head(KNOWN) if one != skill]
who = "you, by what you ticked" if st.session_state.get("ticked") else "someone"
unlocks = market.ask("unlocks", chosen, known=known)
known_names = ", ".join(words.escaped(names.get(one, one)) for one in known)
for row in unlocks.frame.filter(pl.col("skill") == skill).iter_rows(named=True):
    st.markdown(
        f"To {who} with {known_names}, it brings **{row['unlocks']:,} postings** of "
        f"{row['unlocked_companies']:,} companies within reach; {row['within_reach']:,} are without it."
    )
page.stands_on(unlocks.about)

st.header("In their words", anchor=False)
said = market.ask("examples", chosen, skill=skill, for_others=page.for_others())
if said.frame.is_empty():
    st.markdown("No open posting of this filter names it in a text that may be shown.")
for mention in said.frame.iter_rows(named=True):
    advert.quote(mention)
page.stands_on(said.about)
