"""What pages share: the market they read, and how a number, a chart or a table says where it comes from."""

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from analysis.filter import LEVELS, Filter
from analysis.market import About
from analysis.show import as_csv
from dashboard import charts, choices, paycharts
from dashboard.labels import capital, day, dollars, label, percent
from dashboard.reads import Answer, Market
from dashboard.settings import Settings

LINK = re.compile(r"https?://[^\s\"'<>]+")  # what a browser opens without running anything
PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
SHARE = re.compile(
    r"(share|required|wanted|before|change|fit|everywhere|base|effect|factor|premium|states_pay|.*_known)(_low|_high)?"
)
HEADINGS = {
    "named_by": "Companies naming it",
    "share_low": "Share from",
    "share_high": "Share to",
    "required_low": "Required from",
    "required_high": "Required to",
    "opened_on": "Opened",
    "base_usd": "Base pay",
    "share_deff": "Design effect",
    "looked_at": "Last look",
    "other_name": "Beside it",
}
LADDER = {level: number for number, level in enumerate(LEVELS)}
MONEY = re.compile(r"(p10|p25|median|p75|p90)(_low|_high)?|(low|high)_end|base_usd|low|high")
EVIDENCE = {  # what was read -> its heading
    ("role", "level", "years", "degree", "workplace", "countries", "visa"): "Role and conditions",
    ("pay", "pay refused"): "Pay",
    ("skill",): "Skills",
    ("changed",): "Edits",
}
MARK = '<mark style="background: rgba(224, 138, 30, 0.3); color: inherit; border-radius: 3px">'
CARD = 150  # pixels: two beside each other on a telephone
ENDS = 24  # effects drawn: the largest and the smallest
LONGEST = 600  # characters shown of one field
BEFORE = 40  # characters of a posting that stand before the words they surround
STILL = {"displayModeBar": False, "scrollZoom": False}
SYNTHETIC = "Synthetic sample: everything here is invented."


def market() -> Market:
    """The published market this run of the page reads; app.py put it there."""
    found: Market = st.session_state["market"]
    return found


def settings() -> Settings:
    """What the operator decided; app.py put it there."""
    decided: Settings = st.session_state["settings"]
    return decided


def opening(title: str, says: str, chosen: Filter | None = None) -> None:
    """The page's title, what it answers, and the postings it is about."""
    st.title(title, anchor=False)
    st.markdown(says)
    chosen = chosen or choices.where()
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


def numbers(shown: Sequence[tuple[str, str, str, str]]) -> None:
    """Key figures side by side: title, value, its interval or unit, and what a hover says."""
    with st.container(horizontal=True):
        for title, value, says, hover in shown:
            st.metric(
                title,
                value,
                delta=says or None,
                delta_color="off",
                delta_arrow="off",
                help=escaped(hover) or None,
                border=True,
                width=CARD,
                height="stretch",
            )


def chart(
    figure: go.Figure,
    frame: pl.DataFrame,
    about: About,
    *,
    alt: str,
    key: str,
    order: Sequence[str] | None = None,
) -> None:
    """A chart, its definition and frame, and the same numbers as a table and CSV."""
    st.plotly_chart(figure, config=STILL, key=key, alt=alt)
    stands_on(about)
    with st.expander("Table"):
        table(frame, key=key, order=order)


def over_time(answer: Answer, *, by: str, what: str, key: str) -> None:
    """Lines by period, or why there are none."""
    if answer.frame["share"].drop_nulls().is_empty() or answer.frame["period"].n_unique() < 2:
        st.info("No two periods hold enough postings of this panel to draw a line.")
        stands_on(answer.about)
        return
    alt = f"Share of postings over time for {what}: {', '.join(answer.frame[by].unique().sort())}."
    chart(charts.lines(answer.frame, by=by), answer.frame, answer.about, alt=alt, key=key)


def effects(answer: Answer, *, name: str, origin: float, key: str, what: str) -> None:
    """What goes with more or less pay, or why it cannot be told."""
    told = answer.frame.filter(pl.col(name).is_not_null()).sort(name, descending=True)
    if told.is_empty():
        st.info(f"Too few postings say what they pay to compare by {what}.")
        stands_on(answer.about)
        return
    drawn = told if told.height <= ENDS else pl.concat([told.head(ENDS // 2), told.tail(ENDS // 2)])
    alt = f"Pay by {what}, all else equal: most {told['part'][0]}, least {told['part'][-1]}."
    chart(paycharts.effects(drawn, name=name, origin=origin), answer.frame, answer.about, alt=alt, key=key)


def part_of(answer: Answer, frame: pl.DataFrame) -> Answer:
    """Some rows of an answer, standing on the same postings."""
    return Answer(frame, answer.about)


def figure_of(title: str, row: Mapping[str, Any], name: str) -> tuple[str, str, str, str]:
    """A share as a key figure."""
    if row["why"]:
        return title, percent(None), "too few postings", row["why"]
    ends = f"{percent(row[f'{name}_low'])} to {percent(row[f'{name}_high'])}"
    return title, percent(row[name]), ends, f"95 % interval {ends}; {size(row)}"


def pay_of(title: str, row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """A median pay as a key figure."""
    if row["why"]:
        return title, dollars(None), "too few postings", row["why"]
    ends = f"{dollars(row['median_low'])} to {dollars(row['median_high'])}"
    return title, dollars(row["median"]), ends, f"95 % interval {ends}; {size(row)}"


def worth_of(found: pl.DataFrame) -> tuple[str, str, str, str]:
    """What naming a skill goes with in pay, as a key figure."""
    title = "Goes with pay"
    for row in found.filter(pl.col("effect").is_not_null()).iter_rows(named=True):
        ends = f"{row['effect_low']:+.0%} to {row['effect_high']:+.0%}"
        return title, f"{row['effect']:+.0%}", ends, f"All else equal; {size(row)}"
    return title, percent(None), "too few postings", "Too few postings that name it say what they pay."


def size(row: Mapping[str, Any]) -> str:
    """What a number stands on."""
    return f"n = {row['n']:,} postings, {row['companies']:,} companies; {day(row['date'])}"


def quote(mention: Mapping[str, Any], whose: str) -> None:
    """A posting's words around what was read in them, marked; all of it escaped."""
    words, at = mention["words"], min(mention["start"], BEFORE)
    until = at + mention["end"] - mention["start"]
    before, marked, after = (escape(visible(part)) for part in (words[:at], words[at:until], words[until:]))
    st.html(f"<p>… {before}{MARK}{marked}</mark>{after} …<br><small>{escape(visible(whose))}</small></p>")


def evidence(rows: pl.DataFrame) -> None:
    """What was read in a posting, from which words."""
    for row in rows.iter_rows(named=True):
        if row["words"] is not None:
            quote(row, f"{row['value']}: {row['how']}")
        else:
            when = f" ({row['seen_at']:%Y-%m-%d})" if row["seen_at"] else ""
            st.text(
                visible(
                    f"{capital(row['what'])}: {label(row['value'] or 'not stated')}{when}  {row['how'] or ''}"
                )
            )


def with_links(frame: pl.DataFrame) -> pl.DataFrame:
    """Column `link`: the address where it is one a browser may open without running anything."""
    return frame.with_columns(
        link=pl.when(pl.col("url").str.contains(f"^{LINK.pattern}$")).then(pl.col("url"))
    )


def stands_on(about: About) -> None:
    """Definition, period, panel and date; what was left out because it does not say."""
    left_out = ", ".join(f"{count:,} do not say {label(name)}" for name, count in about.unanswered.items())
    st.caption(escaped(f"{about.definition} {about.frame}.{f' Left out: {left_out}.' if left_out else ''}"))


def table(frame: pl.DataFrame, *, key: str, order: Sequence[str] | None = None) -> None:
    """Rows as cells, never as markup, and a CSV of them that no spreadsheet runs."""
    st.dataframe(frame, hide_index=True, column_config=columns(frame), column_order=order, key=f"{key}_table")
    download(frame, key)


def columns(frame: pl.DataFrame) -> dict[str, Any]:
    """How each column is headed and written: shares in percent, days as days, pay in whole dollars."""
    return {name: _column(name, kind) for name, kind in frame.schema.items()}


def _column(name: str, kind: pl.DataType) -> Any:
    words = HEADINGS.get(name, capital(name.replace("_", " ")))
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


def in_order(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    """Levels from first job up, years by number, the rest by size; what is unknown stays out."""
    known = frame.filter(pl.col("part") != "unknown")
    if by == "level":
        return known.sort(pl.col("part").replace_strict(LADDER, default=len(LADDER), return_dtype=pl.Int64))
    if by == "years":
        return known.sort(pl.col("part").cast(pl.Int64, strict=False))
    return known


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
    return PUNCTUATION.sub(r"\\\1", visible(text))


def visible(text: str) -> str:
    """Without control characters and marks that turn the direction of reading; at most a few lines long."""
    kept = "".join(c for c in text[:LONGEST] if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    return kept if len(text) <= LONGEST else f"{kept}…"
