"""How well pay is read, measured on real postings beside the project; skipped where they are not."""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import real_recordings

from analysis.pay import Band, read
from pipeline.records import StatedPay

pytestmark = pytest.mark.slow

PERIODS = {
    "1 YEAR": "year",
    "per-year-salary": "year",
    "1 MONTH": "month",
    "1 WEEK": "week",
    "1 DAY": "day",
    "1 HOUR": "hour",
}
# A range of money, read broadly and by other means than the reader's.
BROAD = re.compile(
    r"[$€£₹]\s?\d[\d.,]*\s?[kK]?(?:\s?USD)?\s*(?:-|–|—|−|\bto\b|\band\b|through)"
    r"\s*[$€£₹]?\s?\d[\d.,]*\s?[kK]?(?![\d%mMbB])"
)


def rows(path: Path) -> Iterator[dict]:
    body = path.read_bytes()
    text = gzip.decompress(body) if path.suffix == ".gz" else body
    yield from map(json.loads, text.decode("utf-8").strip().split("\n"))


def tell(figures: str) -> None:
    """Shown by `pytest -s`, and with a failure."""
    sys.stdout.write(figures + "\n")


def stated(band: Band) -> tuple[object, ...]:
    return band.min, band.max, band.currency, band.period


def test_exact_pairs_that_employers_entered(shared: Path) -> None:
    pairs = list(rows(shared / "gold/pay_pairs_in_text.jsonl.gz"))
    exact = 0
    for row in pairs:
        bands = read(row["text"], title=row["title"], location=row["location"]).bands
        exact += (row["min"], row["max"], row["currency"], PERIODS[row["period"]]) in map(stated, bands)
    tell(f"exact min, max, currency and period: {exact} of {len(pairs)}")
    assert exact / len(pairs) >= 0.95


def test_distractors_give_few_bands(shared: Path) -> None:
    """Every band read there was looked at by hand: all 29 are pay, beside the structured one."""
    texts = list(rows(shared / "gold/pay_distractors_weak_negative.jsonl.gz"))
    bands = [
        b for row in texts for b in read(row["text"], title=row["title"], location=row["location"]).bands
    ]
    tell(f"bands in {len(texts)} distractors: {len(bands)}")
    assert len(bands) <= 29 + 0.02 * len(texts)


@pytest.mark.parametrize("part", ["tune", "check"])
def test_labelled_postings(shared: Path, part: str) -> None:
    found = wrong = missed = 0
    for row in rows(shared / "gold/postings.jsonl"):
        if row["part"] != part:
            continue
        want = {(b["min"], b["max"], b["currency"], b["period"]) for b in row["labels"]["pay"]}
        got = set(map(stated, read(row["text"], title=row["title"], location=row["location"]).bands))
        found, wrong, missed = found + len(want & got), wrong + len(got - want), missed + len(want - got)
    tell(f"{part}: {found} bands right, {wrong} wrong, {missed} missed")
    assert wrong <= 1
    assert missed <= 2


# The parsers whose cases these are know the country of their postings; so does a posting.
COUNTRY = {"EdwardJRoss/job-advert-analysis": "AU", "LaurentZuijdwijk/chatteroo": "GB"}
# Policies that contradict the other collections: an hourly rate is pay, as it is in theirs.
OTHER_POLICY = {"Hourly rate: $45.50"}


def test_cases_of_other_parsers(shared: Path) -> None:
    """Policy where theirs differ: one figure is both ends, "up to" has no low end, from and + no high end."""
    right = positives = 0
    for row in rows(shared / "gold/pay_cases.jsonl"):
        bands = read(row["text"], countries=[COUNTRY.get(row["source"], "US")]).bands
        if row["expect_none"]:
            assert not bands or row["text"] in OTHER_POLICY, row["text"]
        elif any(row[name] is not None for name in row["asserted"]):
            positives += 1
            right += any(_agrees(band, row) for band in bands)
    tell(f"cases on the fields asserted: {right} of {positives}")
    assert right / positives >= 0.85


def _agrees(band: Band, row: dict) -> bool:
    ends = {"min": {band.min, band.annual_min}, "max": {band.max, band.annual_max}}
    for name in row["asserted"]:
        want = row[name]
        if want is None or (name == "period" and "annualised" in want):
            continue
        if name in ends and want not in ends[name]:
            return False
        if name == "currency" and band.currency != want:
            return False
        if name == "period" and band.period not in (
            want.lower(),
            {"annual": "year", "hourly": "hour", "daily": "day"}.get(want),
        ):
            return False
    return True


def test_texts_that_state_a_range_are_read(shared: Path) -> None:
    states = misses = 0
    for row in rows(shared / "real/fieldguide.jsonl.gz"):
        if BROAD.search(row["description"]):
            states += 1
            if not read(row["description"], title=row["title"], location=row["location"]).bands:
                misses += 1
    tell(f"texts that state a range: {states}, not read: {misses}")
    assert misses / states <= 0.05


@pytest.mark.parametrize("collection", ["ashby", "pages", "recorded"])
def test_agrees_with_what_employers_entered(shared: Path, collection: str) -> None:
    """Where the text writes out the figures of the source's own field, the reader finds that band.

    Where text and field say different things (another tier, base beside on-target pay, an older range),
    every pair was looked at by hand: the reader says what the text says.
    """
    both = agree = 0
    for posting in real_recordings.postings(shared / "real", collection):
        fields = [field for field in posting.pay if _holds(posting.text, field)]
        if fields:
            countries = posting.countries or ()
            bands = read(
                posting.text, title=posting.title, location=posting.location, countries=countries
            ).bands
            both += 1
            agree += any(_same(band, field) for band in bands for field in fields)
    tell(f"{collection}: postings whose text writes out the field's figures: {both}, read alike: {agree}")
    assert agree / both >= 0.98


def _same(band: Band, field: StatedPay) -> bool:
    return (band.min, band.max, band.currency) == (field.min, field.max, field.currency)


def _holds(text: str, field: StatedPay) -> bool:
    if not field.min or not field.max:
        return False
    low, high = (_written(end) for end in (field.min, field.max))
    return re.search(rf"(?<![\d,.]){low}[^\d]{{1,40}}{high}(?![\d,]|\.[1-9])", text) is not None


def _written(amount: float) -> str:
    """150000 as 150,000 or 150.000 or 150000 or 150k."""
    forms = [f"{amount:,.0f}", f"{amount:,.0f}".replace(",", "."), f"{amount:.0f}", f"{amount / 1000:g}k"]
    return "(?:" + "|".join(map(re.escape, forms)) + ")(?i:\\.00)?"
