"""Hard-wrapped texts read as their authors wrote them, and every span leads back into the text as stored."""

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.layout import lay_out
from analysis.read import Posting, read_one

ABOUT = "Acme builds the platform that everybody in the trade uses, and has done so for more than ten years."
POSTING = [
    ABOUT,
    "About the role",
    "You will build with large language models and own what you ship, from the first draft to the pager.",
    "Requirements",
    "- 5+ years of Python, and production experience with retrieval-augmented generation or Step Functions",
    "- A degree in computer science, mathematics or a related field, or equivalent practical experience",
    "Nice to have",
    "- Weights & Biases, or any other tool that keeps count of experiments; Kubernetes is a plus",
    "The base salary range is $150,000 to $190,000 a year, wherever in the United States you are hired.",
]
WORDS = ("we", "ship", "well-made", "agents", "(RAG)", "daily")
WIDTHS = st.integers(45, 75)


def wrapped(paragraphs: list[str], width: int, *, indent: bool = True) -> str:
    """The paragraphs as a mail program sets them; the further lines of an item stand below its words."""
    return "\n\n".join(
        fill(one, width, subsequent_indent="  " * (indent and one.startswith("- "))) for one in paragraphs
    )


@pytest.mark.parametrize("indent", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
@given(width=WIDTHS)
def test_a_wrapped_text_reads_as_it_was_written(end: str, indent: bool, width: int) -> None:
    page = lay_out(wrapped(POSTING, width, indent=indent).replace("\n", end))
    assert page.text == (end * 2).join(POSTING)


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=60), min_size=4, max_size=6),
    WIDTHS,
)
def test_any_words_come_back(paragraphs: list[list[str]], width: int) -> None:
    written = [" ".join(words) for words in paragraphs]
    assert lay_out(wrapped(written, width)).text == "\n\n".join(written)


@given(st.text("ab- \n.:é", max_size=400) | st.text(max_size=300))
def test_every_character_leads_back_to_itself(text: str) -> None:
    page = lay_out(text)
    for at, character in enumerate(page.text):
        assert text[page.origin(at)] == character or (character == " " and text[page.origin(at)].isspace())


@given(WIDTHS)
def test_a_posting_says_the_same_wrapped_and_not(width: int) -> None:
    text, as_set = "\n\n".join(POSTING), wrapped(POSTING, width)
    plain, read = (
        read_one(Posting(id="1", title="AI Engineer", text=one, company="Acme")) for one in (text, as_set)
    )
    assert [(m.skill, m.need, m.section, m.years) for m in read.mentions] == [
        (m.skill, m.need, m.section, m.years) for m in plain.mentions
    ]
    assert {"step-functions", "aws-step-functions", "weights-and-biases"} & {m.skill for m in read.mentions}
    for one, other in zip(read.mentions, plain.mentions, strict=True):
        assert "".join(as_set[one.start : one.end].split()) == text[other.start : other.end].replace(" ", "")
    assert (read.role, read.conditions) == (plain.role, plain.conditions)
    (band,), (same,) = read.pay.bands, plain.pay.bands
    assert (
        (band.min, band.max, band.currency)
        == (same.min, same.max, same.currency)
        == (150_000, 190_000, "USD")
    )
    assert band.start is not None
    assert as_set[band.start : band.end].split() == ["$150,000", "to", "$190,000"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "Acme | Engineer | Oslo\nWe build.\nApply at acme.example\nPython\nGo\nRust",
        "Requirements\nPython and Go\nFive years of work\nA degree of any kind\nNice to have\nKafka",
        "\n".join(
            ["A line that is as wide as any could ever be, and ends where its author ended it, not at a"]
        ),
        "\n".join([ABOUT, "Python", ABOUT + ABOUT, "Go"]),
    ],
)
def test_what_is_not_wrapped_stays(text: str) -> None:
    assert lay_out(text).text is text


def test_lists_headings_and_labels_keep_their_lines() -> None:
    lists = "Stack:\n  Python\n- Go\n- Rust\n\nApply:\nus@acme.example"
    assert lay_out(f"{wrapped(POSTING, 60)}\n\n{lists}").text.endswith(lists)


def test_a_heading_right_below_an_item_is_its_own_line() -> None:
    item = "- Lead what the team builds, and see that it is well made"
    text = wrapped(POSTING, 60) + f"\n\n{item}\nTechnical/Specialised Knowledge:\n- Python"
    assert f"{item}\nTechnical/Specialised Knowledge:\n- Python" in lay_out(text).text


def test_a_word_parted_at_its_hyphen_is_one_again() -> None:
    lines = (
        wrapped(POSTING, 60) + "\n\n- Build the pipelines that our retrieval-\n  augmented generation needs"
    )
    assert lay_out(lines).text.endswith("that our retrieval-augmented generation needs")


def test_a_list_within_a_line_gets_its_lines() -> None:
    text = (
        "Acme | Oslo\n\nRequirements: - Strong Go - 3+ years of SQL - Bonus: Kafka\n\nApply: now - or later"
    )
    page = lay_out(text)
    assert page.text == text.replace(" - S", "\n- S").replace(" - 3", "\n- 3").replace(" - B", "\n- B")
    says = read_one(Posting(id="1", title="Ask HN: Who is hiring?", text=text))
    assert [(m.skill, str(m.need)) for m in says.mentions] == [
        ("go", "required"),
        ("sql", "required"),
        ("kafka", "preferred"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The role: - Python - and nothing else",
        "Hours: 9 - 17, Monday - Friday, Oslo - Bergen - Trondheim",
        "Acme - Engineer - Oslo - Full time",
        "We pay: $100,000 - $120,000",
    ],
)
def test_a_dash_is_no_list(line: str) -> None:
    assert lay_out(line).text == line
