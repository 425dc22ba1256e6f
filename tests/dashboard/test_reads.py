"""What pages read is at hand: kept answers on the first page, one connection between questions."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest
from invented_market import nobody, publish, small
from shown import figures

from analysis.ahead import keep_answers
from analysis.filter import Filter
from dashboard import reads


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("counted"), small)


@pytest.fixture(scope="module")
def kept(counted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same market with its answers kept, and nothing left to count them from."""
    data = tmp_path_factory.mktemp("kept")
    shutil.copytree(counted, data, dirs_exist_ok=True)
    con = duckdb.connect(data / "market-1.duckdb")
    keep_answers(con)
    for table in ("counted", "counted_skills", "counted_holders"):
        con.execute(f"delete from {table}")  # noqa: S608
    con.close()
    return data


@pytest.mark.slow
@pytest.mark.parametrize(
    "params",
    [{}, {"role": "all"}, {"since": "90d"}, {"since": "all"}, {"level": "senior"}, {"country": "GB"}],
)
def test_the_first_page_counts_nothing_that_is_kept(
    open_app: Any, counted: Path, kept: Path, params: dict[str, str]
) -> None:
    shown, again = (open_app(data, **params) for data in (counted, kept))
    assert not again.exception
    assert figures(again) == figures(shown) != {}
    assert [str(one.value) for one in again.caption] == [str(one.value) for one in shown.caption]
    listed = [box.options for box in again.selectbox if box.key == "where_country"]
    assert listed == [box.options for box in shown.selectbox if box.key == "where_country"]


@pytest.mark.slow
@pytest.mark.parametrize("view", ["skills", "pay", "roles", "guides"])
def test_a_page_that_opens_counts_nothing_that_is_kept(
    open_app: Any, counted: Path, kept: Path, view: str
) -> None:
    shown, again = (open_app(data, view) for data in (counted, kept))
    assert not again.exception
    assert [str(one.value) for one in again.caption] == [str(one.value) for one in shown.caption]
    assert [table.value.to_csv() for table in again.dataframe] == [
        table.value.to_csv() for table in shown.dataframe
    ]


def test_an_open_connection_gives_way_to_the_next_market(tmp_path: Path) -> None:
    publish(tmp_path, small)
    before = reads.market(tmp_path)
    assert before.about().postings
    publish(tmp_path, nobody, name="market-2")
    after = reads.market(tmp_path)
    assert after.name == "market-2.duckdb"
    assert after.about().postings == 0
    assert after.ask("demand").frame.is_empty()


def test_visitors_at_once_read_the_same(tmp_path: Path) -> None:
    publish(tmp_path, small)
    market = reads.market(tmp_path)
    filters = [Filter(role=role) for role in ("ai_engineer", None, "ml_engineer")] * 4
    with ThreadPoolExecutor(6) as visitors:
        asked = list(visitors.map(lambda where: market.ask("mix", where, by="level").frame, filters))
    for where, frame in zip(filters, asked, strict=True):
        assert frame["n"].unique().to_list() == [market.about(where).postings]
