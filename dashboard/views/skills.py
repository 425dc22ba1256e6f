"""Skills: what postings ask for, ranked."""

import polars as pl
import streamlit as st

from dashboard import charts, choices, page
from dashboard.labels import capital, percent

ORDERS = {"share": "Named anywhere", "required": "Required"}
ROWS = ("20", "40", "80")

page.opening("Skills", "How many postings name each skill, and how many require it.")
answer = page.market().ask("demand", choices.where())
if page.nothing(answer.about) or page.withheld(answer):
    st.stop()

areas = answer.frame["area"].drop_nulls().unique().sort().to_list()
columns = st.columns(3)
with columns[0]:
    area = choices.pick(
        "area", "Area", ["all", *areas], say=lambda word: "All areas" if word == "all" else capital(word)
    )
with columns[1]:
    order = choices.pick("order", "Ranked by", list(ORDERS), say=ORDERS.__getitem__)
with columns[2]:
    rows = int(choices.pick("rows", "Rows", ROWS))

ranked = answer.frame.filter((pl.lit(area) == "all") | (pl.col("area") == area)).sort(
    order, descending=True, nulls_last=True, maintain_order=True
)
first = [f"{name} {percent(share)}" for name, share in ranked.head(5).select("name", order).iter_rows()]
page.chart(
    charts.ranking(ranked.head(rows)),
    ranked,
    answer.about,
    alt=f"Skills by share of postings, {ORDERS[order].lower()}: {', '.join(first)}.",
    key="skills",
    order=[
        "name",
        "area",
        "share",
        "share_low",
        "share_high",
        "required",
        "wanted",
        "postings",
        "named_by",
        "n",
        "companies",
        "date",
    ],
)

names = dict(ranked.select("skill", "name").iter_rows())
one = st.selectbox(
    "Open one skill", list(names), index=None, format_func=names.__getitem__, placeholder="Choose a skill"
)
if one:
    st.switch_page("views/skill.py", query_params=st.query_params.to_dict() | {"skill": one})
