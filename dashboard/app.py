"""The dashboard: Streamlit runs this file, and every page is a file of `views/`."""

import os
from datetime import UTC, datetime

import streamlit as st

from analysis.published import NoMarketYet, OlderSchema
from dashboard import choices, page, reads
from dashboard.settings import settings

PAGES = {
    "today": ("Today", ":material/wb_sunny:"),
    "skills": ("Skills", ":material/bar_chart:"),
    "trends": ("Trends", ":material/trending_up:"),
    "pay": ("Pay", ":material/payments:"),
    "roles": ("Roles", ":material/badge:"),
    "guides": ("Guides", ":material/menu_book:"),
    "postings": ("Postings", ":material/list_alt:"),
    "you": ("You", ":material/person:"),
    "trust": ("Trust", ":material/verified:"),
    "skill": ("One skill", ":material/search:"),
}
FIRST, ASIDE = "today", ("skill",)  # what opens first; what is reached from another page

st.set_page_config(page_title="hiresignal", page_icon="📈", layout="wide")
chosen = st.navigation(
    [
        st.Page(
            f"views/{name}.py",
            title=title,
            icon=icon,
            url_path=name,
            default=name == FIRST,
            visibility="hidden" if name in ASIDE else "visible",
        )
        for name, (title, icon) in PAGES.items()
    ],
    position="top",
)
decided = settings(os.environ)
try:
    market = reads.market(decided.data)
except (NoMarketYet, OlderSchema) as wrong:
    page.no_market(decided.data, str(wrong))
    st.stop()
if not market.about().postings:
    page.no_market(decided.data, "A market is published, but it holds no posting yet.")
    st.stop()
st.session_state["market"] = market
st.session_state["settings"] = decided
st.session_state["now"] = datetime.now(UTC)
choices.follow(chosen.url_path)
page.banner()
choices.filter_bar(market)
chosen.run()
