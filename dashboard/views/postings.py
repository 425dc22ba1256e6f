"""Postings: look through the open ones, and read the evidence in one."""

import polars as pl
import streamlit as st

from dashboard import choices, page
from dashboard.labels import day, dollars

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

chosen, market = choices.where(), page.market()
page.opening("Postings", "The open postings behind the numbers, and what was read in each.")
if page.nothing(market.about(chosen)):
    st.stop()
names = dict(market.ask("demand", chosen).frame.select("skill", "name").iter_rows())
left, right = st.columns(2)
with left:
    words = choices.write("words", "Words in title, company or place", placeholder="search")
with right:
    skills = choices.pick_few(
        "skills", "Ranked by how well these skills fit", list(names)[:300], say=names.__getitem__
    )
answer = market.ask("postings", chosen, skills=skills, limit=LISTED)
found = page.with_links(answer.frame)
for word in words.lower().split():
    line = pl.concat_str(
        "title", "company", pl.col("location").fill_null(""), separator=" "
    ).str.to_lowercase()
    found = found.filter(line.str.contains(word, literal=True))
if found.is_empty():
    st.info("No open posting of this filter holds these words.")
    st.stop()
st.caption(f"{found.height:,} of at most {LISTED:,} open postings. Choose a row to read its evidence.")
picked = st.dataframe(
    found,
    hide_index=True,
    column_order=[name for name in COLUMNS if skills or name not in ("fit", "missing")],
    column_config=page.columns(found),
    on_select="rerun",
    selection_mode="single-row",
    key="postings_rows",
)
page.download(found.drop("link"), "postings")
page.stands_on(answer.about)

rows = picked.selection.rows
asked = str(found["posting"][rows[0]]) if rows else st.query_params.get("posting", "")
for row in found.filter(pl.col("posting") == asked).iter_rows(named=True):
    st.query_params["posting"] = asked
    st.divider()
    st.header("Evidence", anchor=False)
    place = row["location"] or "no place stated"
    st.text(page.visible(f"{row['title']}\n{row['company']} · {place} · opened {day(row['opened_on'])}"))
    if row["base_usd"]:
        st.text(f"Base pay {dollars(row['base_usd'])} a year, the middle of what it states")
    if row["link"]:
        st.link_button("Open at its source", row["link"], icon=":material/open_in_new:")
    if row["attribution"]:
        st.text(row["attribution"])
    evidence = market.ask("posting", posting=asked).frame
    for what, title in page.EVIDENCE.items():
        part = evidence.filter(pl.col("what").is_in(what))
        if not part.is_empty():
            st.markdown(f"**{title}**")
            page.evidence(part)
