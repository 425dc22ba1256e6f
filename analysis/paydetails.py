"""What the words say about a figure that is pay: period, currency, kind, open ends, and for whom."""

import re
from collections.abc import Sequence

from analysis import annual, money, places
from analysis.paycontext import Surroundings, in_one_line, last
from analysis.paywords import (
    FOR_WHOM,
    FROM,
    INCLUSIVE,
    KIND,
    KIND_NEXT,
    OR_MORE,
    PERIOD_AFTER,
    PERIOD_BEFORE,
    PERIOD_LATER,
    TIER,
    UP_TO,
)
from analysis.ranges import Figure

HOURLY = (7, 250)  # what an hour is paid in the currencies below, when nobody says that it is an hour
HOURLY_MONEY = frozenset(("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "SGD"))
LEAST_OF_MONTHS = 0.06  # of the highest monthly figure of a currency: less is no month's pay
FOLLOWING = 40  # characters after a figure that may name its period
ANOTHER_FIGURE = re.compile(r"[^)\d]*\d")  # in the same brackets: "$125k (on target $180k)"
LABEL = 90  # characters of a heading that may name a place or a level
PLACES_APART = 14  # characters between two places of one list: ", or the "


def period_after(text: str, figure: Figure) -> str | None:
    """The period right after the figure: "/hr", "per annum"."""
    found = PERIOD_AFTER.match(in_one_line(text[figure.end : figure.end + FOLLOWING]))
    return found.lastgroup if found else None


def period_around(around: Surroundings) -> str | None:
    """The period as named further off: "hourly rate:", "annual base salary is"."""
    found = PERIOD_LATER.match(around.after) or last(PERIOD_BEFORE, around.clause)
    if found is None and len(around.clause) < 60:
        found = last(PERIOD_BEFORE, around.heading)
    return found.lastgroup if found else None


def period_by_size(high: float, currency: str) -> str | None:
    """What a figure of this size means in this currency's countries; None between the customs."""
    custom = money.currencies()[currency]
    if high >= custom.year_from:
        return "year"
    if custom.month_to * LEAST_OF_MONTHS <= high <= custom.month_to:
        return "month"
    return "hour" if currency in HOURLY_MONEY and HOURLY[0] <= high <= HOURLY[1] else None


def out_of_reach(high: float, currency: str, period: str, countries: Sequence[str]) -> bool:
    """ "3 days per week" stands near a salary and is not its period."""
    times, usd = annual.times_a_year(period), annual.packaged().usd(high, currency)
    return times is not None and usd is not None and not annual.plausible(usd * times, currency, countries)


_CODE_LATER = re.compile(rf"(?:[\s+)*]{{0,3}}|[^\d(]{{0,14}}\()(?P<code>{'|'.join(money.currencies())})\b")


def currency_of(figure: Figure, around: Surroundings, countries: Sequence[str]) -> tuple[str | None, bool]:
    """The currency, and whether the place had to tell it: its own clause first, then the job's countries."""
    if not figure.sign and figure.last.multiple in (1e5, 1e7):
        return "INR", False  # lakh and crore are counted in rupees only
    code, guessed = money.currency(figure.sign, ())
    if not guessed:
        return code, False
    if (said := _CODE_LATER.match(around.after_as_written)) and figure.sign in ("", "$"):
        return said["code"], False
    if named := places.countries(places.find(around.clause_as_written)):
        code, _ = money.currency(figure.sign, named)
        if code and (code != money.USUAL.get(figure.sign) or "US" in named):
            return code, True
    return money.currency(figure.sign, countries)


def open_ends(text: str, figure: Figure) -> tuple[float | None, float | None]:
    """One figure is both ends; "up to" has no low, "from" and "+" no high; a range from 0 has no low."""
    if not figure.single:
        return figure.low or None, figure.high
    before = text[max(0, figure.start - 60) : figure.start]
    if UP_TO.search(before):
        return None, figure.high
    if FROM.search(before) or OR_MORE.match(text, figure.end):
        return figure.low, None
    return figure.low, figure.high


def kind_of(around: Surroundings) -> str:
    """base, ote or total where the nearest word says so."""
    found = KIND_NEXT.match(around.after)
    if found and not (found["aside"] and ANOTHER_FIGURE.match(around.after, found.end())):
        return found.lastgroup or "unspecified"
    if INCLUSIVE.match(around.after):
        return "total"
    nearest = last(KIND, around.clause) or last(KIND, around.heading)
    return (nearest.lastgroup if nearest else None) or "unspecified"


def where_of(figure: Figure, around: Surroundings, previous: int) -> str:
    """The place or level a band is for, as the posting names it; the figure before ended at `previous`."""
    label = _flat(around.clause_as_written[-(figure.start - previous) :]) if figure.start > previous else ""
    if not label.strip(" -–—*•:(") and around.heading.endswith("\n") and len(around.heading) <= LABEL:
        label = _flat(around.heading_as_written)
    if tier := last(TIER, label):
        return _clean(tier[0])
    if found := [place for place in places.find(label) if place.kind != "area"]:
        first = found[-1]
        for place in reversed(found[:-1]):
            if first.start - place.end > PLACES_APART:
                break
            first = place
        return _clean(label[first.start : found[-1].end])
    after = FOR_WHOM.match(around.after_as_written)
    if after and (places.find(after["who"]) or TIER.search(after["who"] + ":")):
        return _clean(after["who"])
    return ""


def _flat(label: str) -> str:
    return re.sub(r"\s+", " ", label).replace("U.S.", "US").replace("U.K.", "UK")


def _clean(label: str) -> str:
    return _flat(label).strip(" -–—*•:(,")
