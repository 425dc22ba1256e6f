"""An export holds every table, and only the descriptions that may leave."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from analysis.export import WORDS, export


def fill(market: Any) -> None:
    market.skill("python")
    market.source("ashby")
    market.source("jobicy", share_text=False, complete=False)
    market.posting("a", "python!", usd=100_000)
    market.posting("b", "python!", source="jobicy")
    market.posting("c", "python!", posted="2025-01-01", closed="2025-03-01")


def test_every_table_is_there_with_a_dictionary(market: Any, tmp_path: Path) -> None:
    fill(market)
    written = export(market.ready(), tmp_path)
    assert {path.stem for path in written} == {*WORDS, "columns", "market"}
    columns = pl.read_csv(tmp_path / "columns.csv")
    for path in tmp_path.glob("*.parquet"):
        listed = columns.filter(pl.col("table") == path.stem)["column"].to_list()
        assert listed == list(pl.read_parquet_schema(path))
    assert json.loads((tmp_path / "market.json").read_text())["descriptions_withheld_for"] == ["jobicy"]


def test_descriptions_leave_only_where_the_terms_allow(market: Any, tmp_path: Path) -> None:
    fill(market)
    export(market.ready(), tmp_path)
    texts = dict(pl.read_parquet(tmp_path / "postings.parquet").select("source", "text").rows())
    assert texts["jobicy"] is None
    assert texts["ashby"]
    assert "attribution" in pl.read_parquet_schema(tmp_path / "postings.parquet")


def test_since_leaves_out_what_had_gone_before(market: Any, tmp_path: Path) -> None:
    fill(market)
    export(market.ready(), tmp_path, date(2026, 1, 1))
    assert pl.read_parquet(tmp_path / "postings.parquet")["company"].to_list() == ["a", "b"]
    assert pl.read_parquet(tmp_path / "posting_skills.parquet").height == 2
