"""What pages share: the market they read, and how a chart or an empty answer says where it comes from."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from analysis.filter import Filter
from analysis.market import About
from analysis.published import STALE
from dashboard import choices, figures, paycharts, timecharts
from dashboard.labels import capital, day, label
from dashboard.reads import Answer, Market
from dashboard.settings import Settings
from dashboard.tables import table
from dashboard.words import escaped

ENDS = 24  # effects drawn: the largest and the smallest
STILL = {"displayModeBar": False, "scrollZoom": False}
SYNTHETIC = "Synthetic sample: everything here is invented."
# Streamlit draws the axes of a light page in a grey too pale to read, and leaves a screen of nothing below.
STYLE = """<style>
.js-plotly-plot :is(.xtick, .ytick, .ytick2, .annotation, .legend) text { fill: currentColor !important }
[data-testid="stMainBlockContainer"] { padding-bottom: 4rem }
</style>"""


def market() -> Market:
    """The published market this run of the page reads; app.py put it there."""
    found: Market = st.session_state["market"]
    return found


def settings() -> Settings:
    """What the operator decided; app.py put it there."""
    decided: Settings = st.session_state["settings"]
    return decided


def now() -> datetime:
    """When this run of the page began; app.py asked the clock."""
    begun: datetime = st.session_state["now"]
    return begun


def for_others() -> int:
    """1 where other machines can open this: then only texts are shown whose source's terms allow it."""
    return int(settings().for_others)


def opening(title: str, says: str, chosen: Filter | None = None) -> None:
    """The page's title, what it answers, and the postings it is about."""
    st.title(title, anchor=False)
    st.markdown(says)
    chosen = chosen or choices.where()
    about = market().about(chosen)
    counted = f"{about.postings:,} postings of {about.companies:,} companies"
    st.caption(escaped(f"{choices.summary(chosen)}: {counted}, market of {day(about.market_date)}"))


def banner() -> None:
    """Invented data and an old market are said first, on every page."""
    st.html(STYLE + figures.STYLE)
    about = market().about()
    if about.synthetic:
        st.badge(SYNTHETIC, icon=":material/science:", color="orange")
    elif about.market_date and now() - datetime.combine(about.market_date, time.max, UTC) > STALE:
        age = (now().date() - about.market_date).days
        st.warning(
            f"This market is {age} days old, of {day(about.market_date)}. `hiresignal refresh` makes a new "
            "one, `hiresignal schedule install` makes one every night.",
            icon=":material/history:",
        )


def no_market(data: Path, why: str) -> None:
    """There is no market, an empty one, or one of another version: what to do, instead of a page."""
    st.title("No market to show", anchor=False)
    st.text(why)
    st.code(f"hiresignal refresh --data {data}", language=None)
    st.markdown("Or look around on the invented sample first:")
    st.code("hiresignal demo", language=None)
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
    told = answer.frame.filter(pl.col("share").is_not_null())
    drawn, periods = told["period"].n_unique(), answer.frame["period"].n_unique()
    if drawn < 2:
        st.info("No two periods hold enough postings of this panel to draw a line.")
        stands_on(answer.about)
        return
    alt = f"Share of postings over time for {what}: {', '.join(told[by].unique().sort())}."
    chart(timecharts.lines(answer.frame, by=by), answer.frame, answer.about, alt=alt, key=key)
    if drawn < periods:
        st.caption(f"{periods - drawn} of {periods} periods are not drawn: too few postings or companies.")


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
    return Answer(frame, answer.behind)


def stands_on(about: About) -> None:
    """Definition and size; in a hover the boards, sources, period and date, and who does not say."""
    size = f"{about.postings:,} postings, {about.companies:,} companies."
    left_out = ", ".join(f"{count:,} do not say {label(name)}" for name, count in about.unanswered.items())
    period = f"opened {day(about.first)} to {day(about.last)}" if about.first else "no postings"
    panel = f"{about.panel} of {', '.join(map(capital, about.sources)) or 'no source'}"
    st.caption(
        escaped(f"{about.definition} {size}{f' Left out: {left_out}.' if left_out else ''}"),
        help=escaped(f"From {panel}; {period}; market of {day(about.market_date)}."),
    )
