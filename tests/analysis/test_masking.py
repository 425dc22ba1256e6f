"""Addresses and numbers of people are covered; everything else of a text stays as it is."""

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.export import export
from analysis.market import ask
from analysis.masking import MASK, masked, teach

PERSONAL = [
    "jane.doe@example.com",
    "jane+jobs@mail.example.co.uk",
    "jane (at) example (dot) com",
    "jane [at] example.com",
    "jane [dot] doe [at] example [dot] com",
    "jane at example dot com",
    "jane@example[dot]io",
    "+1 415 555 0123",
    "+1 (415) 555-0123",
    "+44 20 7946 0958",
    "+49 (0)30 901820",
    "+33 1 23 45 67 89",
    "+491701234567",
    "(415) 555-0123",
    "415-555-0123",
    "415.555.0123",
    "1-415-555-0123",
]
HARMLESS = [
    "$120,000 - $150,000 a year",
    "$120 000 – 150 000",
    "150.000-180.000 EUR",
    "USD 200-250k",
    "120000 - 150000",
    "2026-03-15",
    "15.03.2026 - 16.04.2026",
    "2018-2024",
    "2026-03-15T09:00:00",
    "Python 3.11.4 and CUDA 12.4.1",
    "requisition 4567890123",
    "JR-2024-0012345",
    "192.168.100.200",
    "ISO 27001, SOC 2, 24/7",
    "+5 years, 10+ years, up to +20 %",
    "+150,000 customers",
    "a 401(k) plan of 2026",
    "look at example.com, we are at scale",
    "@handle on https://medium.com/@writer/post",
    "react@18.2.0",
    "1,000,000 to 2,000,000 requests",
    "call us by 2026-03-15",
    "we text 5000000 people",
    "EIN 12-3456789",
    "550e8400-e29b-41d4-a716-446655440000",
    "3-5 days, 9-5, 12.5-13.5 %",
]


@pytest.mark.parametrize("said", PERSONAL)
@pytest.mark.parametrize("around", ["{}", "Write to {}.", "Questions ({})?", "Reach us: {}, or apply."])
def test_what_is_personal_is_covered(said: str, around: str) -> None:
    before, after = around.split("{}")
    assert masked(around.format(said)) == before + MASK * len(said) + after


@pytest.mark.parametrize(
    "said", ["Phone: 020 7946 0958", "Tel. 030 901820", "call us at 555 0123 44", "WhatsApp 06 12 34 56 78"]
)
def test_a_number_beside_a_telephone_is_one(said: str) -> None:
    covered = masked(said)
    assert len(covered) == len(said)
    assert not any(letter.isdigit() for letter in covered)


@pytest.mark.parametrize("said", HARMLESS)
def test_other_figures_stay(said: str) -> None:
    assert masked(said) == said
    assert masked(f"We offer {said} here.") == f"We offer {said} here."


@given(st.text(alphabet=st.sampled_from("ab1 2.@+-()5dot[]\n")))
def test_the_length_stays_and_nothing_is_covered_twice(text: str) -> None:
    once = masked(text)
    assert len(once) == len(text)
    assert masked(once) == once


def test_questions_can_mask() -> None:
    with duckdb.connect() as con:
        teach(con)
        teach(con)
        rows = con.execute(
            "select masked(text) from (values ('a@example.com'), (null)) as said (text)"
        ).fetchall()
    assert rows == [(MASK * 13,), (None,)]


def test_what_leaves_a_market_is_masked(market: Any, tmp_path: Path) -> None:
    market.skill("python")
    market.source("ashby")
    id = market.posting("a")
    text = "Python? Ask jane@example.com today."
    market.con.execute("update postings set text = $text", {"text": text})
    market.con.execute("insert into mentions values (?, 'python', 0, 6, 'required', 'duties', null)", [id])
    con = market.ready()
    (words,) = ask(con, "posting", posting=id)["words"].drop_nulls()
    assert words == f"Python? Ask {MASK * 16} today."
    export(con, tmp_path)
    assert pl.read_parquet(tmp_path / "postings.parquet")["text"].to_list() == [words]
