"""Currencies: how each is written, whose it is, and what a figure without a period means in it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

# What a shared sign means when no country says otherwise; "kr" alone means nothing.
USUAL = {"$": "USD", "$$": "USD", "dollars": "USD", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Currency:
    """How a currency is written, and from which figure its postings mean months or years when no one says."""

    countries: tuple[str, ...]
    signs: tuple[str, ...]
    shared: tuple[str, ...]
    month_to: float
    year_from: float


@cache
def currencies() -> dict[str, Currency]:
    """taxonomy/currencies.csv, by code."""
    with resources.files("analysis.taxonomy").joinpath("currencies.csv").open(encoding="utf-8") as lines:
        return {
            row["code"]: Currency(
                tuple(row["countries"].split()),
                tuple(row["signs"].split()),
                tuple(row["shared"].split()),
                float(row["month_to"]),
                float(row["year_from"]),
            )
            for row in csv.DictReader(lines)
        }


@cache
def of_country() -> dict[str, str]:
    """ISO country code to the currency a bare figure means there."""
    return {country: code for code, money in currencies().items() for country in money.countries}


@cache
def signs() -> dict[str, tuple[str, ...]]:
    """Every sign as written to the codes it may stand for."""
    table: dict[str, tuple[str, ...]] = {"$$": ("USD",)}
    for code, money in currencies().items():
        for sign in (*money.signs, *money.shared):
            table[sign] = (*table.get(sign, ()), code)
    return table


def currency(sign: str, countries: Sequence[str]) -> tuple[str | None, bool]:
    """The code a sign stands for in a job of these countries, and whether that had to be inferred."""
    codes = signs().get(sign, ())
    if len(codes) == 1 and sign in currencies()[codes[0]].signs:
        return codes[0], False
    local = list(dict.fromkeys(of_country()[c] for c in countries if c in of_country()))
    if sign == "":
        return ("USD" if "USD" in local else local[0] if len(local) == 1 else None), True
    meant = [code for code in local if code in codes]
    usual = USUAL.get(sign)
    if len(meant) == 1 or (meant and usual is None):
        return meant[0], True
    return usual, True
