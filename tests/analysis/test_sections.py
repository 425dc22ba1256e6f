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
        ("🎯 What we’re looking for", Section.requirement),
        ("2. Your responsibilities", Section.duties),
        ("What you will be doing", Section.duties),
        ("About your responsibilities", Section.duties),
        ("Strong candidates may also have", Section.preferred),
        ("You might not be a fit if", Section.about),
        ("Let’s talk about life @ Acme", Section.benefits),
        ("Also valuable", Section.preferred),
        ("Important traits", Section.requirement),
        ("Ce que nous recherchons", Section.requirement),
        ("Was dich erwartet", Section.duties),
        ("Roles and responsibilities", Section.duties),
        ("What you’ll learn", Section.duties),
        ("A plus if you have", Section.preferred),
    ],
)
def test_headings(heading: str, section: Section) -> None:
    found = classify(heading)
    assert found is not None
    assert found[0] is section


@pytest.mark.parametrize(
    "item",
    [
        "Vendor and asset management",
        "Contribute to diversity and belonging efforts",
        "Data privacy and regulation",
        "Mentor and grow your team",
        "Team leadership and development",
        "A strong desire to help our customers succeed",
        "Observability tools like Datadog",
        "Role-based access control",
        "A strong sense of ownership and responsibility",
        "Gather requirements from scientists",
        "Someone who enjoys working at startups",
        "Argo CD for our application deployments",
        "Responsible AI",
    ],
)
def test_items_that_are_no_headings(item: str) -> None:
    assert classify(item) is None


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


def test_a_sentence_may_lead_into_a_list() -> None:
    about = "Acme has built bridges between islands for forty years, and now we want to build them faster. "
    where = outline(f"{about}To do well here you should have:\n- Python")
    assert [(span.section, span.start) for span in where] == [
        (Section.other, 0),
        (Section.requirement, len(about)),
    ]
    assert {span.section for span in outline(f"{about}It is simple:\n- Python")} == {Section.other}


def test_a_heading_may_follow_an_item_without_a_full_stop() -> None:
    text = (
        "Qualifications\n\nSolid understanding of relational databases\nPreferred qualifications\n\nKafka\n\n"
        "Teamwork - you share what you know\n\nThe team has been together for years, in many places, and "
        "nobody has ever asked anybody to wrap a line at seventy columns."
    )
    where = sections_of(text)
    assert where["Solid understanding of relational databases"] is Section.requirement
    assert where["Kafka"] is where["Teamwork - you share what you know"] is Section.preferred


@pytest.mark.parametrize(
    "item",
    [
        "GitHub Actions knowledge",
        "Experience managing vendors and integrators",
        "Excellent communication skills",
        "Master’s degree (Computer Science preferred)",
        "React Native is a plus",
        "Testing experience is highly desirable",
    ],
)
def test_what_one_knows_opens_no_section(item: str) -> None:
    where = sections_of(f"Nice to have:\n\nRust\n\n{item}\n\nKafka\n\nAbout the job\n\nYou write Go.")
    assert where["Rust"] is where[item] is where["Kafka"] is Section.preferred


def test_a_group_of_tools_stays_with_what_is_asked() -> None:
    text = "What you bring\n- 5 years of work\n- Technologies:\n  - Kafka\n  - Redis\n"
    assert [span.section for span in outline(text)] == [Section.requirement]


def test_a_stack_among_the_perks_is_still_the_stack() -> None:
    text = "Benefits\n- Free fruit\n- Tech stack: Go, Kafka\n- A message away on Slack\n"
    assert [span.section for span in outline(text)] == [Section.benefits, Section.stack, Section.benefits]


def test_a_soft_heading_is_a_requirement_where_nothing_else_is_asked() -> None:
    assert sections_of("Ideally you have:\n- Python")["- Python"] is Section.requirement
    assert sections_of("Requirements\n- Go\nIdeally you have:\n- Python")["- Python"] is Section.preferred


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_an_outline_covers_any_text_in_order(text: str) -> None:
    spans = outline(text)
    assert spans[0].start == 0
    assert spans[-1].end == len(text)
    assert all(left.end == right.start for left, right in pairwise(spans))
