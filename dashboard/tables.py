"""Tables and downloads: rows as cells, never as markup, headed in words."""

import re
from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from analysis.order import in_order
from analysis.show import as_csv
from dashboard.labels import capital
from dashboard.words import LINK

SHARE = re.compile(
    r"(share|required|wanted|before|change|fit|everywhere|base|effect|factor|premium|states_pay|text_known"
    r"|place_known|date_known|.*_known)(_low|_high)?"
)
MONEY = re.compile(r"(p10|p25|median|p75|p90)(_low|_high)?|(low|high)_end|base_usd|low|high")
HEADINGS = {
    "named_by": "Companies naming it",
    "share_low": "Share from",
    "share_high": "Share to",
    "required_low": "Required from",
    "required_high": "Required to",
    "opened_on": "Opened",
    "base_usd": "Base pay",
    "share_deff": "Design effect",
    "other_name": "Beside it",
    "low_end": "Low ends",
    "high_end": "High ends",
    "p10": "10 % below",
    "p25": "A quarter below",
    "p75": "A quarter above",
    "p90": "10 % above",
    "answered_at": "Last answered",
    "last_error_at": "Error on",
    "open_postings": "Open postings",
}
# Pixels: on a telephone the company still shows beside the title, and "unspecified" is not cut.
WIDTHS = {"title": 260, "level": 96, "workplace": 96}


def table(frame: pl.DataFrame, *, key: str, order: Sequence[str] | None = None) -> None:
    """Rows as cells, and a CSV of them that no spreadsheet runs."""
    st.dataframe(frame, hide_index=True, column_config=columns(frame), column_order=order, key=f"{key}_table")
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


def columns(frame: pl.DataFrame) -> dict[str, Any]:
    """How each column is headed and written: shares in percent, days as days, pay in whole dollars."""
    return {name: _column(name, kind) for name, kind in frame.schema.items()}


def _column(name: str, kind: pl.DataType) -> Any:
    words = HEADINGS.get(name, capital(name.replace("_", " ")))
    if name in WIDTHS:
        return st.column_config.TextColumn(words, width=WIDTHS[name])
    if name == "link":
        return st.column_config.LinkColumn(words, display_text="open")
    if kind == pl.Date or isinstance(kind, pl.Datetime):
        return st.column_config.DateColumn(words, format="YYYY-MM-DD")
    if kind == pl.Float64 and SHARE.fullmatch(name):
        return st.column_config.NumberColumn(words, format="percent")
    if kind == pl.Float64 and MONEY.fullmatch(name):
        return st.column_config.NumberColumn(f"{words}, USD", format="localized", step=1)
    if kind == pl.Float64:
        return st.column_config.NumberColumn(words, format="%.2f")
    return st.column_config.Column(words)


def with_links(frame: pl.DataFrame) -> pl.DataFrame:
    """Column `link`: the address where it is one a browser may open without running anything."""
    return frame.with_columns(
        link=pl.when(pl.col("url").str.contains(f"^{LINK.pattern}$")).then(pl.col("url"))
    )


def known(frame: pl.DataFrame) -> pl.DataFrame:
    """Levels from first job up, years by number, others as they came; what is unknown stays out."""
    return in_order(frame.filter(pl.col("part") != "unknown"))
