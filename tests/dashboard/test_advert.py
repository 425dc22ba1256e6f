"""One posting: its text with what was read marked, its edits word by word, and who may see them."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_market import CANARY, PAYLOADS, publish, withheld
from shown import figures
from test_pages import VIEWS, words

from dashboard import advert, edits

pytestmark = pytest.mark.slow

HN, ASHBY = "hn:Company 07:7", "ashby:Company 08:8"


@pytest.fixture(scope="module")
def mixed_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("mixed"), withheld)


def everything(app: Any) -> str:
    """All a browser is sent of the page: words, HTML, tables and downloads."""
    html = [block.proto.body for block in app.get("html")]
    tables = [frame.value.to_csv() for frame in app.dataframe]
    inputs = [str(box.options) for kind in (app.selectbox, app.multiselect) for box in kind]
    return " ".join([words(app), *html, *tables, *inputs])


@pytest.mark.parametrize(("view", "posting"), [("postings", HN), *((view, "") for view in VIEWS)])
def test_others_never_see_a_withheld_text(
    open_app: Any, mixed_market: Path, monkeypatch: pytest.MonkeyPatch, view: str, posting: str
) -> None:
    monkeypatch.setenv("HIRESIGNAL_FOR_OTHERS", "1")
    app = open_app(mixed_market, view, role="all", **({"posting": posting} if posting else {}))
    assert not app.exception
    assert CANARY not in everything(app)
    assert not posting or "do not allow showing its text" in words(app)


def test_whoever_runs_it_sees_every_text(open_app: Any, mixed_market: Path) -> None:
    app = open_app(mixed_market, "postings", role="all", posting=HN)
    assert f"We keep {CANARY}." in everything(app)
    assert "do not allow" not in words(app)


@pytest.mark.parametrize(("others", "found"), [("0", True), ("1", False)])
def test_words_are_looked_for_in_texts_that_may_be_shown(
    open_app: Any, mixed_market: Path, monkeypatch: pytest.MonkeyPatch, others: str, found: bool
) -> None:
    monkeypatch.setenv("HIRESIGNAL_FOR_OTHERS", others)
    app = open_app(mixed_market, "postings", role="all", words=CANARY)
    assert bool(app.dataframe) is found
    assert ("holds all of these words" in words(app)) is not found
    shared = open_app(mixed_market, "postings", role="all", words="build assistants")
    assert shared.dataframe


def test_a_posting_says_its_age_pay_source_and_edits(open_app: Any, mixed_market: Path) -> None:
    app = open_app(mixed_market, "postings", posting=ASHBY)
    assert figures(app)["Open for"].value.endswith(" days")
    assert figures(app)["Base pay"].value.startswith(("$", "–"))
    assert "By ashby" in words(app)
    html = " ".join(block.proto.body for block in app.get("html"))
    assert "<mark" in html
    assert "<del" in html
    assert "Once" in html


def test_a_posting_that_is_not_there_is_said(open_app: Any, mixed_market: Path) -> None:
    assert "does not hold that posting" in words(open_app(mixed_market, "postings", posting="ashby:gone:1"))


TEXT = st.text(alphabet=st.sampled_from("ab \n<&"), max_size=60)


@given(TEXT, TEXT)
def test_an_edit_tells_both_texts_whole(before: str, after: str) -> None:
    pieces = list(edits.changes(before, after))
    assert "".join(text for fate, text in pieces if fate != "come") == before
    assert "".join(text for fate, text in pieces if fate != "gone") == after


def test_one_changed_word_is_told_alone() -> None:
    pieces = list(edits.changes("- solid Python\n- SQL\n", "- solid Rust\n- SQL\n"))
    assert ("gone", "Python") in pieces
    assert ("come", "Rust") in pieces
    assert edits.as_html(iter(pieces)).count("SQL") == 1


@pytest.mark.timeout(20)
def test_an_edit_of_a_megabyte_is_told_in_a_moment() -> None:
    told = edits.as_html(edits.changes("a b\n" * 200_000, "b a\n" * 200_000))
    assert len(told) < 20_000


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6))
def test_marks_change_no_word(spans: list[tuple[int, int]]) -> None:
    text = "You know <b>Python</b> & SQL, or learn them: a year of either will do for this team."

    def marks() -> Iterator[advert.Span]:
        for start, length in spans:
            yield start, min(start + length, len(text)), "required", 'a "hint"'

    told = advert.marked(text, marks())
    body = told.partition(">")[2].removesuffix("</div>")
    bare = unescape("".join(part.partition(">")[2] for part in f">{body}".split("<")))
    assert bare == text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_is_markup_in_a_text_an_edit_or_a_quote(payload: str) -> None:
    told = [
        advert.marked(payload, [(0, 5, "required", payload)]),
        edits.as_html(edits.changes("", payload)),
        edits.as_html(edits.changes(payload, "")),
    ]
    for html in told:
        assert not any(run in html for run in ("<script", "<img", "\x1b", "\u202e"))
        assert len(html) < 30_000
