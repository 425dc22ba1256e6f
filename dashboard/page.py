"""What pages share: the market they read, and how a number, a chart or a table says where it comes from."""

import re
import string
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from analysis.market import About
from analysis.show import as_csv
from dashboard import choices
from dashboard.labels import day, label
from dashboard.reads import Answer, Market

PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
PERCENT = st.column_config.NumberColumn(format="percent")
DOLLARS = st.column_config.NumberColumn(format="dollar")
SHARES = dict.fromkeys(
    (f"{kind}{end}" for kind in ("share", "required", "wanted") for end in ("", "_low", "_high")), PERCENT
)
BANDS = dict.fromkeys(
    ("p10", "p25", "median", "median_low", "median_high", "p75", "p90", "low_end", "high_end"), DOLLARS
)
STILL = {"displayModeBar": False, "scrollZoom": False}
SYNTHETIC = "Synthetic sample: every company and posting here is invented."


def market() -> Market:
    """The published market this run of the page reads; app.py put it there."""
    found: Market = st.session_state["market"]
    return found


def opening(title: str, says: str) -> None:
    """The page's title, what it answers, and the postings it is about."""
    st.title(title, anchor=False)
    st.markdown(says)
    chosen = choices.where()
    about = market().about(chosen)
    counted = f"{about.postings:,} postings of {about.companies:,} companies"
    st.caption(escaped(f"{choices.summary(chosen)}: {counted}, market of {day(about.market_date)}"))


def banner() -> None:
    """On invented data, every page says so first."""
    if market().about().synthetic:
        st.badge(SYNTHETIC, icon=":material/science:", color="orange")


def no_market(data: Path, why: str) -> None:
    """There is no market, an empty one, or one of another version: what to do, instead of a page."""
    st.title("No market to show", anchor=False)
    st.text(why)
    st.code(f"hiresignal refresh --data {data}", language="sh")
    st.markdown("Or look around on the invented sample first:")
    st.code("hiresignal demo", language="sh")
    st.button("Look again", icon=":material/refresh:")


def nothing(about: About) -> bool:
    """Says why there is nothing to show, when there is nothing."""
    if about.postings:
        return False
    st.info("No posting passes this filter. Widen it in the panel at the left, or start over.")
    for name, count in about.unanswered.items():
        st.text(f"{count:,} postings were left out because they do not say {label(name)}.")
    return True


def withheld(answer: Answer) -> bool:
    """Says why shares are withheld, when the whole filter holds too few postings or companies."""
    if answer.frame.is_empty() or answer.frame["why"].null_count():
        return False
    st.info(f"No shares are shown: {answer.frame['why'][0]}. Widen the filter.")
    stands_on(answer.about)
    return True


def numbers(shown: Sequence[tuple[str, str, str]]) -> None:
    """Key figures side by side: title, value, and what the value stands on."""
    with st.container(horizontal=True):
        for title, value, says in shown:
            st.metric(title, value, delta=says, delta_color="off", delta_arrow="off", border=True)


def chart(
    figure: go.Figure,
    frame: pl.DataFrame,
    about: About,
    *,
    alt: str,
    key: str,
    columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
) -> None:
    """A chart, its definition and frame, and the same numbers as a table and CSV."""
    st.plotly_chart(figure, config=STILL, key=key, alt=alt)
    stands_on(about)
    with st.expander("Table"):
        table(frame, key=key, columns=columns, order=order)


def stands_on(about: About) -> None:
    """Definition, period, panel and date; what was left out because it does not say."""
    left_out = ", ".join(f"{count:,} do not say {label(name)}" for name, count in about.unanswered.items())
    st.caption(escaped(f"{about.definition} {about.frame}.{f' Left out: {left_out}.' if left_out else ''}"))


def table(
    frame: pl.DataFrame,
    *,
    key: str,
    columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
) -> None:
    """Rows as cells, never as markup, and a CSV of them that no spreadsheet runs."""
    st.dataframe(
        frame, hide_index=True, column_config=dict(columns or {}), column_order=order, key=f"{key}_table"
    )
    download(frame, key)


def download(frame: pl.DataFrame, name: str) -> None:
    st.download_button(
        "CSV",
        as_csv(frame),
        file_name=f"hiresignal-{name}.csv",
        mime="text/csv",
        key=f"{name}_csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def escaped(text: str) -> str:
    """Words from outside as Markdown that shows them as they are."""
    return PUNCTUATION.sub(r"\\\1", text)
