"""Draws what ticked skills lead to: what to learn next, and open postings that fit."""

import streamlit as st

from dashboard import page, tables
from dashboard.reads import Answer

FITTING = 10  # postings shown
LEARN = (
    "next",
    "name",
    "unlocks",
    "within_reach",
    "share",
    "share_low",
    "share_high",
    "required",
    "product",
    "foundations",
    "weeks",
    "n",
    "companies",
    "date",
)


def drawn(answer: Answer) -> None:
    """What to learn next: the postings it unlocks, and what it stands after."""
    st.header("What to learn next", anchor=False)
    if answer.frame.is_empty():
        st.markdown("Nothing that enough postings of this filter name is missing, or too few postings say.")
        return
    tables.table(answer.frame.head(15).select(LEARN), key="learn")
    page.stands_on(answer.about)


def fitting(answer: Answer) -> None:
    """Open postings that ask for what one knows."""
    st.header("Open postings that fit", anchor=False)
    found = tables.with_links(answer.frame)
    tables.table(
        found.select("title", "company", "location", "level", "fit", "held", "missing", "base_usd", "link"),
        key="fitting",
    )
    page.stands_on(answer.about)
