"""Turns any pay into a year's pay, and into US dollars by dated rates.

Hours, days, weeks and months become years by the constants below; currencies become dollars by the table
`taxonomy/fx.csv`, which carries its date. Native figures are never replaced: these stand beside them.
"""

import csv
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from defusedxml import ElementTree
from defusedxml.common import EntitiesForbidden

Period = Literal["year", "month", "week", "day", "hour"]

# Hours of a customary full-time week, by statute or the usual collective agreement; elsewhere 40.
WEEKLY_HOURS = {"FR": 35, "DK": 37, "GB": 37.5, "NO": 37.5, "FI": 37.5, "CA": 37.5, "AU": 38, "BE": 38}
FULL_WEEK = 40
WEEKS, MONTHS, WORKING_DAYS = 52, 12, 260  # in a year; 52 weeks of five days

# A year's pay beyond these is never published without a flag (USD a year).
LOWEST, HIGHEST = 1_000, 2_500_000
LOWEST_IN_RICH_COUNTRIES = 10_000
RICH_COUNTRIES = frozenset(
    {"US", "CA", "GB", "IE", "AU", "NZ", "SG", "HK", "JP", "KR", "TW", "IL", "AE", "QA", "CH", "LI"}
    | {"DE", "AT", "FR", "BE", "NL", "LU", "DK", "SE", "NO", "FI", "IS", "IT", "ES", "MT", "CY"}
)
RICH_MONEY = frozenset(
    {"USD", "CAD", "GBP", "EUR", "AUD", "NZD", "SGD", "HKD", "CHF", "DKK", "SEK", "NOK", "ISK", "JPY", "KRW"}
    | {"TWD", "ILS", "AED", "QAR"}
)


ECB = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}"


class BrokenFeed(ValueError):
    """A table of exchange rates that cannot be read."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What one euro bought on a day, in each currency."""

    date: dt.date
    per_eur: Mapping[str, float]

    def usd(self, amount: float, currency: str | None) -> float | None:
        """The amount in US dollars, or None where the table has no such currency."""
        rate = self.per_eur.get(currency or "")
        return None if rate is None else amount / rate * self.per_eur["USD"]


@cache
def packaged() -> Rates:
    """The table in the package: as good as its date."""
    lines = resources.files("analysis.taxonomy").joinpath("fx.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    table = {row["currency"]: float(row["per_eur"]) for row in rows}
    return Rates(dt.date.fromisoformat(max(row["date"] for row in rows)), {"EUR": 1.0, **table})


def from_ecb(feed: bytes) -> Rates:
    """The newest day of the ECB's feed; currencies it does not quote keep the packaged rate.

    Reads eurofxref-daily.xml and its 90-day and historical sisters. Raises BrokenFeed.
    """
    try:
        days = ElementTree.fromstring(feed).findall(f"{ECB}Cube/{ECB}Cube[@time]")
        newest = max(days, key=lambda day: day.attrib["time"])
        quoted = {rate.attrib["currency"]: float(rate.attrib["rate"]) for rate in newest}
        date = dt.date.fromisoformat(newest.attrib["time"])
    except (ElementTree.ParseError, EntitiesForbidden, KeyError, ValueError) as error:
        raise BrokenFeed(
            f"the ECB's rates do not read as eurofxref XML: {error}. Keep the rates you have."
        ) from error
    if "USD" not in quoted or min(quoted.values()) <= 0:
        raise BrokenFeed(
            f"the ECB's rates of {date} lack the dollar or hold a rate of zero. Keep the rates you have."
        )
    return Rates(date, {**packaged().per_eur, **quoted})


def times_a_year(period: str, country: str | None = None) -> float | None:
    """How many such periods a full-time year has, in that country."""
    hours = WEEKLY_HOURS.get(country or "", FULL_WEEK) * WEEKS
    return {"year": 1.0, "month": MONTHS, "week": WEEKS, "day": WORKING_DAYS, "hour": hours}.get(period)


def plausible(usd_a_year: float, currency: str | None, countries: Collection[str] = ()) -> bool:
    """Could someone be paid this for a year's work, in this currency and one of these countries?"""
    rich = not RICH_COUNTRIES.isdisjoint(countries) if countries else currency in RICH_MONEY
    return (LOWEST_IN_RICH_COUNTRIES if rich else LOWEST) <= usd_a_year <= HIGHEST
