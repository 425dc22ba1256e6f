"""Opening the published market: the pointer, and what is said when there is nothing to open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis.market import ask
from analysis.published import NoMarketYet, OlderSchema, market_file, opened


def fill(market: Any) -> None:
    market.skill("python")
    market.posting("a", "python")


def test_the_pointer_names_the_file(published: Callable[..., Path]) -> None:
    data = published(fill)
    assert market_file(data).name == "market-1.duckdb"
    with opened(data) as con, opened(data) as other:
        assert ask(con, "demand").equals(ask(other, "demand"))
        with pytest.raises(duckdb.InvalidInputException):
            con.execute("delete from postings")


def test_a_folder_without_a_market_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoMarketYet, match="hiresignal refresh"), opened(tmp_path):
        pass


def test_a_pointer_to_nothing_is_no_market(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("market-7.duckdb\n", encoding="utf-8")
    with pytest.raises(NoMarketYet, match=r"market-7\.duckdb"), opened(tmp_path):
        pass


def test_a_market_of_another_shape_says_what_to_run(published: Callable[..., Path]) -> None:
    data = published(fill)
    with duckdb.connect(data / "market-1.duckdb") as con:
        con.execute("update counted_market set schema = 0")
    with pytest.raises(OlderSchema, match="schema 0"), opened(data):
        pass
    with duckdb.connect(data / "market-1.duckdb") as con:
        con.execute("drop table counted_market")
    with pytest.raises(OlderSchema, match="hiresignal refresh"), opened(data):
        pass
