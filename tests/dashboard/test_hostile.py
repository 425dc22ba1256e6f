"""Words of strangers are shown as words: no markup, no formula, no link that runs."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_market import PAYLOADS, hostile, publish
from test_pages import VIEWS

from analysis.show import as_csv
from dashboard import tables, words

pytestmark = pytest.mark.slow

TAGS = ("<script", "<img", "\x1b", "\u202e")
RUNS = (*TAGS, "](javascript:")


@pytest.fixture(scope="module")
def hostile_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("hostile"), hostile)


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_renders_what_a_posting_says(open_app: Any, hostile_market: Path, view: str) -> None:
    app = open_app(hostile_market, view)
    assert not app.exception
    rendered = [str(each.value) for kind in (app.markdown, app.caption, app.title, app.info) for each in kind]
    rendered = [re.sub(r"\\[!-/:-@\[-`{-~]", "", text) for text in rendered]  # what Markdown shows as it is
    assert not any(run in text for run in RUNS for text in rendered)
    for block in app.get("html"):
        assert not any(run in block.proto.body for run in TAGS)


def test_one_posting_shows_its_evidence_as_words(open_app: Any, hostile_market: Path) -> None:
    app = open_app(hostile_market, "postings", posting="ashby:Company 01:1")
    assert not app.exception
    if "Evidence" in [heading.value for heading in app.header]:
        assert not app.get("link_button")  # a javascript: address is no link


@pytest.mark.parametrize("payload", PAYLOADS)
def test_csv_runs_in_no_spreadsheet(payload: str) -> None:
    (_, row) = csv.reader(io.StringIO(as_csv(pl.DataFrame({"company": [payload]}))))
    assert row[0][0] not in "=+-@\t\r"


@given(st.text())
def test_only_web_addresses_become_links(rest: str) -> None:
    for scheme in ("javascript:", "data:", "file:", "vbscript:", " https:", ""):
        url = f"{scheme}{rest}"
        (link,) = tables.with_links(pl.DataFrame({"url": [url]}))["link"]
        assert link is None or link.startswith(("http://", "https://"))


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_escaped_words_keep_every_letter_and_no_mark(text: str) -> None:
    shown = words.escaped(text)
    assert shown.replace("\\", "") == words.visible(text).replace("\\", "")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_word_of_a_megabyte_is_cut() -> None:
    assert len(words.visible("x" * 1_000_000)) <= words.LONGEST + 1
