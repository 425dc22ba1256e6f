"""Every page, on a small market, an empty one, a missing one and one of an older shape."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from invented_market import nobody, numerous, publish
from streamlit.testing.v1 import AppTest
from test_choices import CHANGES

from dashboard.choices import START

pytestmark = pytest.mark.slow

DEFAULT = {"once": "true", "weight": "posting"}  # filters that are never empty
VIEWS = ("today", "skills", "skill", "trends", "pay", "roles", "guides", "postings", "you", "trust")


def words(app: AppTest) -> str:
    """Everything the page says, in one string."""
    kinds = (app.title, app.header, app.markdown, app.caption, app.text, app.info, app.warning)
    said = [str(element.value) for kind in kinds for element in kind]
    return " ".join(said).replace("\\", "")


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_shows_the_market(open_app: Any, small_market: Path, view: str) -> None:
    app = open_app(small_market, view)
    assert not app.exception
    assert "Synthetic sample" in words(app)
    assert "market of 1 Sep 2026" in words(app)


@pytest.mark.parametrize("view", sorted({*VIEWS} - {"trust", "you"}))
def test_a_filter_that_keeps_nothing_says_so(open_app: Any, small_market: Path, view: str) -> None:
    app = open_app(small_market, view, metro="Tokyo", judged="filter")
    assert not app.exception
    assert "No posting passes this filter" in words(app)


def test_an_empty_market_says_what_to_do(open_app: Any, tmp_path: Path) -> None:
    app = open_app(publish(tmp_path, nobody))
    assert not app.exception
    assert "holds no posting yet" in words(app)
    assert any("hiresignal refresh" in block.value for block in app.code)


def test_a_missing_market_says_what_to_do(open_app: Any, tmp_path: Path) -> None:
    app = open_app(tmp_path / "nowhere")
    assert not app.exception
    assert "No market is published" in words(app)
    assert any("hiresignal refresh" in block.value for block in app.code)


def test_a_market_of_an_older_shape_says_what_to_do(open_app: Any, tmp_path: Path) -> None:
    publish(tmp_path, nobody)
    con = duckdb.connect(tmp_path / "market-1.duckdb")
    con.execute("drop table counted_market")
    con.close()
    app = open_app(tmp_path)
    assert not app.exception
    assert "schema 0" in words(app)


@pytest.fixture(scope="module")
def large_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("large"), numerous)


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_shows_a_large_market(open_app: Any, large_market: Path, view: str) -> None:
    app = open_app(large_market, view)
    assert not app.exception
    assert re.search(r"[2-5]\d\d companies" if view != "you" else "Three doors", words(app))


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_stands_each_filter_changed_once(open_app: Any, small_market: Path, view: str) -> None:
    app = open_app(small_market, view)
    before = ""
    for name, value in CHANGES.items():
        if before:
            app.selectbox(key=f"where_{before}").set_value(START.get(before, DEFAULT.get(before, "")))
        app.selectbox(key=f"where_{name}").set_value(value).run()
        assert not app.exception, name
        assert app.query_params == {name: value}
        assert [title.value for title in app.title], name
        before = name
