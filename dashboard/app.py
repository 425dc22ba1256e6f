"""The dashboard: Streamlit runs this file, and every page is a file of `views/`."""

import os
from pathlib import Path

import streamlit as st

from analysis.published import NoMarketYet, OlderSchema
from dashboard import choices, page, reads

PAGES = {
    "skills": ("Skills", ":material/bar_chart:"),
    "pay": ("Pay", ":material/payments:"),
}

FIRST = "skills"

st.set_page_config(page_title="hiresignal", page_icon="📈", layout="wide")
chosen = st.navigation(
    [
        st.Page(f"views/{name}.py", title=title, icon=icon, url_path=name, default=name == FIRST)
        for name, (title, icon) in PAGES.items()
    ],
    position="top",
)
data = Path(os.environ.get("HIRESIGNAL_DATA", "data"))
try:
    market = reads.market(data)
except (NoMarketYet, OlderSchema) as wrong:
    page.no_market(data, str(wrong))
    st.stop()
if not market.about().postings:
    page.no_market(data, "A market is published, but it holds no posting yet.")
    st.stop()
st.session_state["market"] = market
choices.follow(chosen.url_path)
page.banner()
choices.filter_bar(market)
chosen.run()
