"""Whatever the figures and however they are written: what goes in comes out, and no text is too much."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annual import HIGHEST, LOWEST
from analysis.pay import Pay, read

Style = Callable[[int, int], str]


def k(figure: int) -> str:
    return f"{figure / 1000:g}k"


STYLES: list[Style] = [
    lambda low, high: f"Salary: ${low:,} - ${high:,}",
    lambda low, high: f"Salary: ${low:,}-${high:,}",
    lambda low, high: f"Salary: ${low:,} – {high:,}",
    lambda low, high: f"The pay range is ${low:,}—${high:,} USD",
    lambda low, high: f"The pay range is ${low:,} to ${high:,} per year.",
    lambda low, high: f"between ${low:,} and ${high:,} in base pay",
    lambda low, high: f"from ${low:,} to ${high:,} annually",
    lambda low, high: f"Pay: {low:,} USD - {high:,} USD",
    lambda low, high: f"Pay: USD {low:,} - {high:,}",
    lambda low, high: f"Pay: USD {low:,}.00 - USD {high:,}.00 / year",
    lambda low, high: f"Pay: ${low} - ${high}",
    lambda low, high: f"Pay: US${low:,} − US${high:,}",
    lambda low, high: f"| Remote | ${k(low)}-${k(high)} | Full-time |",
    lambda low, high: f"| Remote | ${k(low)} - {k(high)} + equity |",
    lambda low, high: f"| Remote | ${k(low).upper()}–${k(high).upper()} |",
    lambda low, high: f"| ${low / 1000:g}-{k(high)} |",
    lambda low, high: f"| {k(low)}-{k(high)} USD |",
    lambda low, high: f"| {low / 1000:g}-{k(high)} USD + bonus |",
    lambda low, high: f"COMPENSATION RANGE\n\n${low:,} - ${high:,}\n\nBENEFITS",
    lambda low, high: f"Zone 1: ${low:,} - ${high:,}",
    lambda low, high: f"The salary range is ${low:,} -\n${high:,} annually.",
    lambda low, high: f"The salary range is ${low:,} -\n  ${high:,} annually.",
    lambda low, high: f"The salary range is ${low:,}\u00a0-\u00a0${high:,}.\u00a0 More follows.",
    lambda low, high: f"base salary of [${low:,} - ${high:,}]",
    lambda low, high: f"AI Engineer (${low:,} - ${high:,})",
    lambda low, high: f"Salary: ${low:,} &mdash; ${high:,} USD",
    lambda low, high: f"Salary: ${low:,}&nbsp;&ndash;&nbsp;${high:,}",
    lambda low, high: f"Salary: {low:,} bis {high:,} USD brutto pro Jahr".replace(",", "."),
    lambda low, high: f"Salaire : {low:,} à {high:,} USD par an".replace(",", "\u202f"),
    lambda low, high: f"Salary $ {low:,} ... $ {high:,} p.a.",
    lambda low, high: f"OTE ${low:,}/yr - ${high:,}/yr",
]


@given(st.sampled_from(STYLES), st.integers(30, 500), st.integers(1, 200))
@settings(max_examples=600, deadline=None)
def test_a_band_written_in_any_style_reads_back(style: Style, low: int, more: int) -> None:
    text = style(low * 1000, (low + more) * 1000)
    assert [(b.min, b.max, b.currency, b.period) for b in read(text, countries=("US",)).bands] == [
        (low * 1000, (low + more) * 1000, "USD", "year")
    ], text


PIECES = st.sampled_from(
    [
        *re.findall(
            r"\S+",
            """$ € £ USD EUR k K m million 401k 1 20 150 1,500 120,000 120.000 99.95 2024 - – to and / per
            hour year month salary pay bonus raised + ( ) | . , : ; ~ & &mdash; <b> LPA kr up from OTE""",
        ),
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join) | st.text())
@settings(max_examples=600, deadline=None)
def test_no_text_breaks_the_reader_and_no_band_is_published_unchecked(text: str) -> None:
    holds(read(text, countries=("US",)), text)


def holds(pay: Pay, text: str) -> None:
    for band in pay.bands:
        assert band.min is not None or band.max is not None
        assert band.min is None or band.max is None or band.min <= band.max
        assert band.currency
        assert band.period
        assert band.start is not None
        assert band.end is not None
        assert 0 <= band.start < band.end <= len(text)
        believed = band.annual_usd is None or LOWEST <= band.annual_usd <= HIGHEST
        assert believed or "implausible" in band.inferred


@given(
    st.floats(0, 1e12),
    st.floats(0, 1e12),
    st.sampled_from(["year", "month", "hour", "week", "day", None, "once"]),
)
def test_no_field_is_published_outside_a_plausible_year_without_a_flag(
    low: float, high: float, period: str
) -> None:
    pay = read("", fields=[{"min": low, "max": high, "currency": "USD", "period": period}])
    for band in pay.bands:
        assert band.annual_usd is None or LOWEST <= band.annual_usd <= HIGHEST
        assert band.min is None or band.max is None or band.min <= band.max


@pytest.mark.parametrize("piece", ["$1 ", "$100k - ", "1" * 50, "$", "9 999 ", "kkk 1k ", "a" * 99])
@pytest.mark.parametrize("other", ["", "\n- ", "salary ", "&mdash;"])
@pytest.mark.slow
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str, other: str) -> None:
    text = ((piece + other) * 500_000)[:1_000_000]
    began = time.process_time()
    read(text, countries=("US",))
    assert time.process_time() - began < 20  # one or two seconds on a machine at rest
