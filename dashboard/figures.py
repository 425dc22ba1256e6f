"""Key figures: a value with its interval, and in a hover what it stands on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl
import streamlit as st

from dashboard.labels import day, dollars, percent
from dashboard.words import escaped

CARD = 150  # pixels: two beside each other on a telephone
TOO_FEW = "too few postings"
# Each a card: its title, the value, its interval, and the help at the upper right.
STYLE = """<style>
[class*="st-key-figures"] { align-items: stretch }
[class*="st-key-figures"] [data-testid="stElementContainer"] {
    border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 6px;
    padding: .8rem .8rem 1.2rem; position: relative
}
[class*="st-key-figures"] p { font-size: .875rem; margin-bottom: .2rem }
[class*="st-key-figures"] strong { font-size: 1.7rem; font-weight: 400 }
[class*="st-key-figures"] p > span:has([data-testid="stTooltipIcon"]) {
    position: absolute; right: .6rem; top: .8rem; transform: none
}
</style>"""


class Figure(NamedTuple):
    """`says` is its interval or unit; `hover` is n, companies and date."""

    title: str
    value: str
    says: str
    hover: str


def numbers(shown: Sequence[Figure]) -> None:
    """Key figures side by side, in Markdown: a browser draws it long before Streamlit's metrics."""
    with st.container(horizontal=True, key=f"figures {shown[0].title}"):
        for title, value, says, hover in shown:
            lines = (escaped(title), f"**{escaped(value)}**", escaped(says))
            st.markdown("\n\n".join(filter(None, lines)), help=escaped(hover) or None, width=CARD)


def share_of(title: str, row: Mapping[str, Any], name: str) -> Figure:
    """A share."""
    if row["why"]:
        return Figure(title, percent(None), TOO_FEW, row["why"])
    ends = f"{percent(row[f'{name}_low'])} to {percent(row[f'{name}_high'])}"
    return Figure(title, percent(row[name]), ends, f"95 % interval {ends}; {size(row)}")


def pay_of(title: str, row: Mapping[str, Any]) -> Figure:
    """A median pay."""
    if row["why"]:
        return Figure(title, dollars(None), TOO_FEW, row["why"])
    ends = f"{dollars(row['median_low'])} to {dollars(row['median_high'])}"
    return Figure(title, dollars(row["median"]), ends, f"Median, 95 % interval {ends}; {size(row)}")


def worth_of(found: pl.DataFrame) -> Figure:
    """What naming a skill goes with in pay."""
    title = "Goes with pay"
    for row in found.filter(pl.col("effect").is_not_null()).iter_rows(named=True):
        ends = f"{row['effect_low']:+.0%} to {row['effect_high']:+.0%}"
        return Figure(
            title, f"{row['effect']:+.0%}", ends, f"All else equal; 95 % interval {ends}; {size(row)}"
        )
    return Figure(title, percent(None), TOO_FEW, "Too few postings that name it say what they pay.")


def market_of(on: date | None) -> Figure:
    """The day the market is of."""
    month, _, year = day(on).rpartition(" ")
    return Figure("Market of", month, year, "The newest response of any source.")


def size(row: Mapping[str, Any]) -> str:
    """What a number stands on."""
    return f"n = {row['n']:,} postings, {row['companies']:,} companies; {day(row['date'])}"
