"""Which part of a posting a line belongs to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sections import Section, classify, outline


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What you'll do", Section.duties),
        ("Responsibilities:", Section.duties),
        ("What You’ll Need", Section.requirement),
        ("Minimum Qualifications", Section.requirement),
        ("Who you are", Section.requirement),
        ("Preferred Qualifications", Section.preferred),
        ("Nice-to-haves", Section.preferred),
        ("Bonus points if you have:", Section.preferred),
        ("Our tech stack", Section.stack),
        ("Who we are", Section.about),
        ("About Acme", Section.about),
        ("About the role", Section.duties),
        ("About you", Section.requirement),
        ("Benefits & Perks", Section.benefits),
        ("What we offer", Section.benefits),
        ("Compensation", Section.pay),
        ("Equal Opportunity Employer", Section.legal),
        ("Dein Profil", Section.requirement),
        ("Profil recherché", Section.requirement),
        ("Vos missions", Section.duties),
    ],
)
def test_headings(heading: str, section: Section) -> None:
    found = classify(heading)
    assert found is not None
    assert found[0] is section


POSTING = """Acme sells rockets to everyone.

What you'll do
- Launch rockets
Requirements
- Python
- Bonus: Rust
- SQL
Nice to have:

Experience with Kafka or Flink

Benefits
- Free rockets"""


def sections_of(text: str) -> dict[str, Section]:
    spans = outline(text)
    where = {}
    at = 0
    for line in text.split("\n"):
        where[line.strip()] = next(span.section for span in reversed(spans) if span.start <= at)
        at += len(line) + 1
    return where


def test_a_posting_falls_into_its_parts() -> None:
    where = sections_of(POSTING)
    assert where["Acme sells rockets to everyone."] is Section.other
    assert where["- Launch rockets"] is Section.duties
    assert where["- Python"] is Section.requirement
    assert where["- Bonus: Rust"] is Section.preferred
    assert where["- SQL"] is Section.requirement
    assert where["Experience with Kafka or Flink"] is Section.preferred
    assert where["- Free rockets"] is Section.benefits


def test_a_wrapped_sentence_is_no_heading() -> None:
    text = (
        "Our team builds the platform that everybody at Acme uses and\n"
        "Experience Teams work with it\nevery day of the year.\n"
    )
    assert {span.section for span in outline(text)} == {Section.other}


def test_a_soft_heading_is_a_requirement_where_nothing_else_is_asked() -> None:
    assert sections_of("Ideally you have:\n- Python")["- Python"] is Section.requirement
    assert sections_of("Requirements\n- Go\nIdeally you have:\n- Python")["- Python"] is Section.preferred


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_an_outline_covers_any_text_in_order(text: str) -> None:
    spans = outline(text)
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    assert all(left.end == right.start for left, right in pairwise(spans))
