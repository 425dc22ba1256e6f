"""Postings: look through the open ones, and read the evidence in one."""

import streamlit as st

from dashboard import advert, choices, page, tables

LISTED = 500
COLUMNS = [
    "title",
    "company",
    "location",
    "opened_on",
    "level",
    "workplace",
    "base_usd",
    "fit",
    "missing",
    "link",
]


def keep(listed: list[str]) -> None:
    """The chosen row's posting in the URL: a link shows the same one."""
    st.query_params.pop("posting", None)
    for row in st.session_state["postings_rows"].selection.rows:
        st.query_params["posting"] = listed[row]


chosen, market = choices.where(), page.market()
page.opening("Postings", "The open postings behind the numbers, and what was read in each.")
if page.nothing(market.about(chosen)):
    st.stop()
names = dict(market.ask("demand", chosen).frame.select("skill", "name").iter_rows())
left, right = st.columns(2)
with left:
    words = choices.write("words", "Words in title, company, place or text", placeholder="search")
with right:
    skills = choices.pick_few(
        "skills", "Ranked by how well these skills fit", list(names)[:300], say=names.__getitem__
    )
others = page.for_others()
answer = market.ask("postings", chosen, skills=skills, words=words.split(), for_others=others, limit=LISTED)
found = tables.with_links(answer.frame)
if found.is_empty():
    st.info("No open posting of this filter holds all of these words." if words else "No posting is open.")
else:
    most = "The first " if found.height == LISTED else ""
    st.caption(f"{most}{found.height:,} open postings. Choose a row to read its evidence.")
    listed = found["posting"].to_list()
    st.dataframe(
        found,
        hide_index=True,
        column_order=[name for name in COLUMNS if skills or name not in ("fit", "missing")],
        column_config=tables.columns(found),
        on_select=lambda: keep(listed),
        selection_mode="single-row",
        key="postings_rows",
    )
    tables.download(found.drop("link"), "postings")
page.stands_on(answer.about)
if asked := st.query_params.get("posting"):
    st.divider()
    advert.shown(market, asked, others)
