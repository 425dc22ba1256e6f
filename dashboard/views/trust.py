"""Trust: what is read, how fresh and how full it is, and how every number is made."""

import streamlit as st

from analysis.questions import QUESTIONS, definition
from dashboard import page
from dashboard.labels import capital

FILLED = {
    "role_known": "Role",
    "level_known": "Level",
    "country_known": "Country",
    "workplace_known": "Workplace",
    "states_pay": "Pay",
}

METHOD = """
- A posting is counted **once a job**: the same job on two boards, or posted again, is one.
  The filter can count every posting.
- A **share** stands only on 30 postings of 10 companies or more. Its 95 % interval treats the postings
  of one company as related, so that a company with many postings does not narrow it.
- **Pay** is what postings state, turned into dollars a year; postings without pay say nothing about pay.
  Base and total are never mixed. The interval of a median draws whole companies again.
- Our boards are **not the whole market**: they are the boards on our list and the threads we read.
  Every answer says how many.
- What a posting does not say is unknown, never a no.
"""

page.opening("Trust", "Sources, freshness, how much of each posting is known, and the method.")
answer = page.market().ask("coverage")
st.header("Sources", anchor=False)
page.table(
    answer.frame.select(
        "source",
        "boards",
        "companies",
        "postings",
        "open",
        "oldest",
        "newest",
        "looked_at",
        "boards_ever_failed",
        *FILLED,
    ),
    key="sources",
)
page.stands_on(answer.about)
for source, home, attribution in answer.frame.select("source", "home", "attribution").iter_rows():
    st.text(" · ".join(part for part in (source, attribution, home) if part))

st.header("How it is counted", anchor=False)
st.markdown(METHOD)
st.header("Definitions", anchor=False)
for question in sorted(QUESTIONS):
    st.markdown(f"**{capital(question)}** · {page.escaped(definition(question))}")
