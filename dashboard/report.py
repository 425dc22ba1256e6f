"""Draws a readiness report: what counts for and against with its evidence, what to do next, and what if."""

from html import escape

import polars as pl
import streamlit as st

from dashboard import charts, figures, page, tables, words
from dashboard.figures import Figure
from dashboard.labels import capital, dollars, percent
from dashboard.readiness import Action, Evidence, Pay, Report, Signal, Skill
from scorer.review import LONGEST, MODEL, OUT, price_of
from scorer.telling import TITLES

FIT = "market fit"  # as the score names what it could not compare with
LARGEST = 10  # MB of a resume
HALF = 0.5  # a signal from here on counts for the person
DOCUMENTS, CHARACTERS = 11, 3  # texts a review sends at most; characters a token has at least
WHO_RECEIVES_WHAT = (
    "GitHub is asked for the public work under the name you give. The resume is read on this machine, in a "
    "process of its own, and deleted when it is read. Links in it and in your READMEs are tried once. "
    "The report lives in this browser session only."
)


def most() -> str:
    """What a review costs at most, from the dated price list."""
    prices = price_of(MODEL)
    if prices is None:
        return "its cost is not known"
    read = DOCUMENTS * LONGEST / CHARACTERS
    dollars = (read * prices.into + OUT * prices.out) / 1_000_000
    return f"it costs at most ${dollars:.2f} by the prices of {prices.checked}"


def shown(report: Report, text: str) -> None:
    """The whole report."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    why_not = " ".join(one.why for one in report.unknown if one.what == FIT)
    compared = f"{report.segment.words}." if report.segment else f"no postings. {why_not}"
    with left:
        st.text(words.visible(f"As of {report.as_of}. Compared with {compared}"))
    with right:
        st.button("Forget this report", on_click=_forget, type="tertiary", icon=":material/delete:")
    _headline(report)
    _actions(report)
    st.header("What counts", anchor=False)
    for pillar in report.pillars:
        with st.expander(f"{TITLES[pillar.id]}: {_points(pillar.score)} ({percent(pillar.coverage)} seen)"):
            _signals([signal for signal in report.signals if signal.pillar == pillar.id])
    _skills(report.skills)
    _postings(report)
    for part in report.advice:
        with st.expander(words.escaped(part.title)):
            st.text(words.visible("\n".join(part.lines)))
    _unseen(report)
    _review(report)
    st.download_button(
        "Report as JSON", text, file_name="readiness.json", mime="application/json", on_click="ignore"
    )


def _forget() -> None:
    st.session_state.pop("report", None)


def _headline(report: Report) -> None:
    low, high = report.interval
    least, largest = report.weight_range
    figures.numbers(
        [
            Figure(
                "Score",
                _points(report.score),
                f"{low:.0f} to {high:.0f}",
                "Between, depending on what could not be seen.",
            ),
            Figure(
                "Seen",
                percent(report.coverage),
                "of what counts",
                "Under 40 % there is no total, only the pillars.",
            ),
            Figure(
                "Other weights",
                f"{least:.0f} to {largest:.0f}",
                "",
                "Were every weight half as large or half as large again.",
            ),
        ]
    )
    rows = [(TITLES[one.id], one.score, *one.interval, one.weight, one.coverage) for one in report.pillars]
    frame = pl.DataFrame(rows, schema=["name", "score", "low", "high", "weight", "coverage"], orient="row")
    st.plotly_chart(
        charts.pillars(frame),
        config=page.STILL,
        key="pillars",
        alt="Points of each pillar, with what is unknown.",
    )
    if len(report.pillars) < len(TITLES):
        st.caption("A pillar without input is left out: not comparable with a score from all three.")
    for flag in report.red_flags:
        st.warning(words.escaped(flag.words), icon=":material/flag:")
        for one in flag.evidence:
            _evidence(one)


def _actions(report: Report) -> None:
    if not report.actions:
        return
    st.header("What to do next", anchor=False)
    st.caption("Points gained, and what you would do for them. Switch steps on to see about where they lead.")
    gained = 0.0
    for action in report.actions:
        if st.toggle(f"**+{action.points:.1f}** {words.escaped(_worth(action))}", key=f"do_{action.id}"):
            gained += action.points
    if gained and report.score is not None:
        reached = f"{min(100.0, report.score + gained):.0f}"
        figures.numbers([Figure("Then about", reached, f"{gained:+.1f}", "")])


def _worth(action: Action) -> str:
    worth = [action.do]
    if action.postings_unlocked is not None:
        worth.append(f"{action.postings_unlocked} more postings within reach")
    if action.pay:
        worth.append(f"pay {_pay(action.pay)} a year")
    return " · ".join([*worth, f"about {action.effort}"])


def _signals(signals: list[Signal]) -> None:
    known = [one for one in signals if one.value is not None]
    groups = {
        "Counts for you": [one for one in known if (one.value or 0) >= HALF],
        "Counts against you": [one for one in known if (one.value or 0) < HALF],
        "Could not be seen": [one for one in signals if one.value is None],
    }
    for title, group in groups.items():
        if group:
            st.markdown(f"**{title}**")
        for one in group:
            got = "unknown" if one.value is None else f"{one.value:.0%} of {one.weight:g}"
            st.text(words.visible(f"{one.question} {got}" + (f"; {one.reason}" if one.reason else "")))
            for evidence in one.evidence:
                _evidence(evidence)


def _evidence(evidence: Evidence) -> None:
    """Words and where they stand; only an http(s) address becomes a link."""
    where, text = words.linked(evidence.where), escape(words.visible(evidence.text))
    st.html(f'<p style="margin: 0 0 0.4rem 1rem; overflow-wrap: anywhere"><small>{text} {where}</small></p>')


def _skills(skills: list[Skill]) -> None:
    if not skills:
        return
    st.header("Claimed, evidenced, demanded", anchor=False)
    rows = [
        {
            "skill": one.name,
            "claimed": one.claimed.where if one.claimed else None,
            "evidenced": one.evidenced,
            "postings": one.demanded.n if one.demanded else None,
            "of": one.demanded.of if one.demanded else None,
            "share": one.demanded.share if one.demanded else None,
            "pay difference": _pay(one.demanded.pay) if one.demanded and one.demanded.pay else None,
        }
        for one in skills
    ]
    tables.table(pl.DataFrame(rows, infer_schema_length=None), key="triangle")


def _postings(report: Report) -> None:
    if not report.postings:
        return
    st.header("Open postings that fit best", anchor=False)
    rows = [
        {
            "title": one.title,
            "company": one.company,
            "fit": one.covered,
            "missing": one.missing,
            "url": one.url,
        }
        for one in report.postings
    ]
    tables.table(tables.with_links(pl.DataFrame(rows)).drop("url"), key="best")


def _unseen(report: Report) -> None:
    if report.hidden_text:
        st.header("Text nobody can see", anchor=False)
        st.caption("Left out of the score.")
        for one in report.hidden_text:
            st.text(words.visible(f"Page {one.page}, {one.how}: {one.text}"))
    if report.unknown:
        with st.expander("What could not be seen, never counted as zero"):
            for unknown in report.unknown:
                st.text(words.visible(f"{capital(unknown.what)}: {unknown.why}"))


def _review(report: Report) -> None:
    if report.review is None:
        return
    st.header("Remarks of a model", anchor=False)
    st.caption("They change no point. Every quote stands in what was sent.")
    if report.review.why_not:
        st.text(words.visible(report.review.why_not))
    for one in report.review.remarks:
        st.text(words.visible(f"“{one.quote}” ({one.document})\n{one.remark}\n{one.suggestion}"))


def _points(score: float | None) -> str:
    return "no total" if score is None else f"{score:.0f} of 100"


def _pay(pay: Pay) -> str:
    return f"{dollars(pay.difference)} ({dollars(pay.low)} to {dollars(pay.high)})"
