"""Spans, years, titles; and no text that breaks the reader."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.folding import fold, lower
from analysis.sections import outline
from analysis.skillbook import book
from analysis.skills import Mention, find


def mentions(text: str, **facts: str) -> list[Mention]:
    return find(text, outline(text), **facts)


def named(text: str, **facts: str) -> set[str]:
    return {mention.skill for mention in mentions(text, **facts)}


def test_spans_index_the_text() -> None:
    text = "Requirements\n- “Kubernetes” (k8s), C++ and\nLarge\nLanguage Models"
    assert [text[m.start : m.end] for m in mentions(text)] == [
        "Kubernetes",
        "k8s",
        "C++",
        "Large\nLanguage Models",
    ]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("- Building retrieval-augmented generation systems", "retrieval-augmented-generation"),
        ("We build with large\nlanguage models for you", "large-language-models"),
        ("- Tools (e.g., Weights & Biases)", "weights-and-biases"),
        ("- Kubernetes‑based, agent‑to‑agent", "kubernetes"),
        ("PyTorch…TensorFlow", "tensorflow"),
    ],
)
def test_lines_and_punctuation_do_not_hide_a_skill(text: str, skill: str) -> None:
    assert skill in named(text)


def test_a_name_that_must_stand_as_written_is_no_words() -> None:
    assert named("Requirements\n- AWS: Lambda and Step Functions") == {
        "aws",
        "aws-lambda",
        "aws-step-functions",
    }
    assert named("Requirements\n- you take it step functions come later") == set()


def test_a_field_in_the_title_is_the_trade() -> None:
    assert named("You keep calm.", title="Senior Site Reliability Engineer") == set()
    assert named("You keep calm.", title="Machine Learning Engineer, Python") == {"python"}


def test_years_go_to_the_skills_they_are_asked_of() -> None:
    years = {
        m.skill: m.years
        for m in mentions("Requirements\n- 5+ years of Python and SQL\n- 2-4 years with Kubernetes\n- Go")
    }
    assert years == {"python": 5, "sql": 5, "kubernetes": 2, "go": None}


def test_the_strongest_need_stands_among_the_mentions() -> None:
    text = "What you'll do\n- Write Rust\n\nRequirements\n- Rust"
    assert [str(m.need) for m in mentions(text)] == ["mentioned", "required"]


def test_a_list_inherits_its_heading() -> None:
    text = "Bonus points if you have:\n- Kafka\n- Experience with Flink"
    assert {str(m.need) for m in mentions(text)} == {"preferred"}


def test_a_blurb_among_the_duties_is_none_of_them() -> None:
    role = (
        "About the role\nAcme is building the leading platform for Kubernetes.\nYou will write Go in GitLab."
    )
    assert named(role) == {"go", "gitlab"}
    assert named("About the role\nBuild our platform on Kafka.") == {"kafka"}


def test_a_line_of_a_list_may_be_one_word() -> None:
    assert named("Our stack\n\nRxJS\n\nReact\n\nGo\n\nWebpack") == {"rxjs", "react", "go", "webpack"}
    assert named("Our stack\n\nReact quickly.") == set()


def test_a_title_adds_what_the_text_leaves_out() -> None:
    found = {m.skill: m for m in mentions("We use Go.", title="Go and Kubernetes Engineer")}
    assert found["go"].start == 7
    assert found["kubernetes"].start is None


def test_their_own_product_is_no_skill_unless_asked_for() -> None:
    assert named("You will improve Databricks with Scala.", company="Databricks") == {"scala"}
    assert named("Requirements\n- Experience with Databricks", company="Databricks") == {"databricks"}


def test_blurbs_benefits_and_small_print_do_not_count() -> None:
    about = "About us\nWe are a leading provider of Kubernetes hosting.\n\n"
    text = about + "Requirements\n- Go\n\nBenefits\n- GitHub Copilot for all"
    assert named(text) == {"go"}


@given(st.text())
@settings(max_examples=200)
def test_any_text_is_read(text: str) -> None:
    for mention in mentions(text, title=text[:40], company=text[:10]):
        assert mention.start is None or 0 <= mention.start < mention.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Python",
                "Go",
                "R",
                "C++",
                "and",
                ",",
                "/",
                "\n- ",
                "\n\n",
                " ",
                "é",
                "字",
                "plus",
                "no",
                "Requirements:\n",
            ]
        )
    )
)
@settings(max_examples=200)
def test_spans_hold_the_spelling_whatever_stands_around(pieces: list[str]) -> None:
    text = "".join(pieces)
    for mention in mentions(text):
        written = text[mention.start : mention.end].lower()
        assert written.strip() == written
        assert mention.skill in {"python", "go", "r", "c-plus-plus", "c"}


@given(st.text(max_size=300))
def test_folding_keeps_count_of_characters(text: str) -> None:
    assert len(fold(text)) == len(text) + 2
    assert len(lower(text)) == len(text)


def test_in_lower_case_an_apostrophe_is_one_and_latin_letters_stay() -> None:
    assert lower("Master’s, ÉCOLE × Łódź").decode("latin-1") == "master's, école × ?ód?"


def _seconds(text: str) -> float:
    started = time.process_time()
    mentions(text)
    return time.process_time() - started


@pytest.mark.slow
def test_a_megabyte_is_read_in_linear_time() -> None:
    line = (
        "- 3+ years of Python, Go or Kubernetes; Rust is a plus but not required. Experts in C and R excel.\n"
    )
    mentions(line)  # loads everything
    small, large = _seconds(line * 1_000), _seconds(line * 10_000)
    assert len(line * 10_000) > 900_000
    assert large < 40 * max(small, 0.01)


def test_ten_thousand_skills_in_one_sentence() -> None:
    names = [skill.name for skill in book().skills][:2_500] * 4
    started = time.process_time()
    found = mentions("Requirements: " + ", ".join(names))
    assert len(found) > 5_000
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "text", ["", " ", "\n" * 1_000, "x" * 1_000_000, "(" * 100_000, "C" * 50_000, "- " * 50_000, "\ud800 Go"]
)
def test_odd_texts_are_survived(text: str) -> None:
    mentions(text)
