"""Draws what an advert pays and how it says so."""

from dataclasses import dataclass, replace
from random import Random

from lists import LEVELS, PLACES, ROLES, SAY, Company, Place, weighted

STAGE_PAY = {"startup": 0.95, "big_tech": 1.14, "consultancy": 0.9}
FRONTIER_PAY = 1.3
RUPEES_A_DOLLAR = 19  # an Indian salary for a dollar of an American one, not the exchange rate
PAY_STATED = {"USD": 0.86, "CAD": 0.6, "GBP": 0.45, "EUR": 0.4, "INR": 0.4}
MONTHLY = ("SEK", "PLN")
STEPS = {"USD": 5_000, "CAD": 5_000, "CHF": 5_000, "INR": 100_000, "SEK": 100, "PLN": 100}
HOURS_A_YEAR = 2_080
TIERS = {
    "San Francisco and New York": "sf",
    "Seattle and Boston": "boston",
    "Elsewhere in the US": "remote_us",
}


@dataclass(frozen=True, slots=True)
class Pay:
    """Full figures a period; `where` is set when pay depends on the place."""

    low: int
    high: int
    currency: str
    period: str
    kind: str = "base"
    where: str = ""


def wages(
    rng: Random, company: Company, role: str, level: str, place: Place, employment: str
) -> tuple[tuple[Pay, ...], str, str]:
    """The bands, the sentence that says them ("" when only fields do) and the look of its figures."""
    if rng.random() > PAY_STATED.get(place.currency, 0.35):
        return (), "", "full"
    factor = ROLES[role]["pay"] * STAGE_PAY.get(company.stage, 1.0) * rng.gauss(1.0, 0.05)
    factor *= FRONTIER_PAY if company.frontier_lab else 1.0
    look = weighted(rng, {"full": 55, "thousands": 30, "code": 15})
    said = rng.choice(SAY["pay"]) if rng.random() < 0.85 else ""
    band = _band(level, factor, place)
    if role == "non_technical" and rng.random() < 0.35:
        return (replace(band, kind="ote"),), rng.choice(SAY["ote"]), look
    if employment != "full" and place.currency == "USD":
        hourly = replace(band, low=band.low // HOURS_A_YEAR, high=band.high // HOURS_A_YEAR, period="hour")
        return (hourly,), said or SAY["pay"][3], "full"
    if place.key == "remote_us" and rng.random() < 0.3:
        bands = (replace(_band(level, factor, PLACES[key]), where=name) for name, key in TIERS.items())
        return tuple(bands), SAY["tiers"][0], "full"
    return (band,), SAY["up_to"][0] if rng.random() < 0.03 else said, look


def _band(level: str, factor: float, place: Place) -> Pay:
    """A range a year, or a month where that is the custom, rounded as people round."""
    currency = place.currency
    share = RUPEES_A_DOLLAR if currency == "INR" else place.factor / (12 if currency in MONTHLY else 1)
    step = STEPS.get(currency, 1_000)
    low, high = (round(1_000 * figure * factor * share / step) * step for figure in LEVELS[level][2])
    return Pay(low, high, currency, "month" if currency in MONTHLY else "year")
