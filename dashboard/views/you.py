"""You: how your skills, your GitHub and your resume stand against what postings ask for."""

import streamlit as st

from analysis.skillbook import book
from dashboard import choices, learning, page, readiness, report, words
from scorer.review import MODEL
from scorer.telling import NOTICE


def told(line: str) -> None:
    """A line of the run's story."""
    st.text(words.visible(line))


chosen, market = choices.where(), page.market()
page.opening(
    "You", "Three doors: the skills you know, your GitHub name, your resume. Any one of them is enough."
)
st.caption(words.escaped(NOTICE))
ticked, scored = st.tabs(["Skills you know", "GitHub and resume"])

with ticked:
    names = dict(market.ask("demand", chosen).frame.select("skill", "name").iter_rows())
    offered = [skill for skill in names if skill in book().by_id]
    # Turning the page forgets a widget; what was ticked stays for this session, and never in the URL.
    kept = [skill for skill in st.session_state.get("ticked", []) if skill in offered]
    st.session_state.setdefault("known", kept)
    known = st.multiselect(
        "Tick what you could show or talk about",
        offered,
        format_func=names.__getitem__,
        placeholder="None ticked",
        key="known",
    )
    st.session_state["ticked"] = known
    if known:
        learning.drawn(market.learn(known, chosen))
        learning.fitting(market.ask("postings", chosen, skills=known, limit=learning.FITTING))
    else:
        st.markdown("Tick some skills to see which postings they reach, and what to learn next.")

with scored:
    if not page.settings().scores:
        st.info(
            "This dashboard is open to others, and its operator does not offer the score. Run it yourself:"
        )
        st.code("score --github YOUR_NAME --resume YOUR_RESUME.pdf", language=None)
        st.stop()
    st.markdown(report.WHO_RECEIVES_WHAT)
    with st.form("person", border=True):
        login = st.text_input("GitHub name", max_chars=39, autocomplete="off", placeholder="octocat")
        resume = st.file_uploader("Resume", type=list(readiness.KINDS), max_upload_size=report.LARGEST)
        token = st.text_input(
            "GitHub token, if you have one: six repositories are read without it, ten with",
            type="password",
            autocomplete="off",
        )
        review = page.settings().offer_review and st.checkbox(
            f"Also send the READMEs and the resume, personal data masked, to {MODEL} for remarks: "
            f"{words.escaped(report.most())}. It changes no point."
        )
        asked = st.form_submit_button("Score", type="primary")
    if asked and not (login or resume):
        st.info("Give a GitHub name, a resume, or both.")
    if asked and (login or resume):
        person = readiness.Person(
            login=login.strip(),
            resume=resume.getvalue() if resume else None,
            kind=resume.name.rpartition(".")[2].lower() if resume else "",
            token=token.strip(),
            review=bool(review),
        )
        st.session_state.pop("report", None)
        with st.status("Reading; without a token this takes about half a minute") as status:
            try:
                st.session_state["report"] = readiness.scored(
                    person, market.data, keep=not page.settings().for_others, tell=told
                )
                status.update(label="Read", state="complete")
            except readiness.NotScored as why:
                status.update(label="Not scored", state="error")
                st.session_state["not_scored"] = str(why)
        if why_not := st.session_state.pop("not_scored", ""):
            st.text(why_not)
    if found := st.session_state.get("report"):
        report.shown(*found)
