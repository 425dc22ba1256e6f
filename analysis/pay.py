"""Reads what a posting pays: the source's own fields, then what the text states, or why it is no pay.

Our policy, where readers of pay differ: one figure is both ends; "up to" has no low end, "from" and "+" no
high one, and neither has a midpoint; a range from 0 has no low end; base, total and on-target pay stay apart;
hourly pay is pay; a bare figure needs a word of pay near it and a place that tells its currency; the size of
a figure tells its period only where custom leaves no doubt; an implausible year is not read at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isclose
from typing import Literal

from analysis import annual, money, payevidence, places, ranges
from analysis.amounts import amounts
from analysis.paycontext import look_around
from analysis.paydetails import (
    currency_of,
    kind_of,
    open_ends,
    out_of_reach,
    period_after,
    period_around,
    period_by_size,
    where_of,
)

LIST_GAP = 100  # characters from the figures of one line of a list to those of the next
ROUNDED = 0.005  # a field and a text that differ by less say the same


@dataclass(frozen=True, slots=True)
class Band:
    """One pay band as stated; `inferred` names what the words left open and we concluded."""

    min: float | None
    max: float | None
    currency: str | None
    period: str | None
    kind: str = "unspecified"
    where: str = ""
    basis: Literal["field", "text"] = "text"
    start: int | None = None
    end: int | None = None
    inferred: tuple[str, ...] = ()
    annual_min: float | None = None
    annual_max: float | None = None
    annual_usd: float | None = None  # midpoint; None for "from" and "up to", which have none


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that is money and not this job's pay, or pay we could not read for sure."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pay:
    bands: list[Band]
    refusals: list[Refusal]


def read(
    text: str,
    *,
    title: str = "",
    location: str | None = None,
    countries: Sequence[str] = (),
    fields: Sequence[Mapping[str, object] | Band] = (),
    rates: annual.Rates | None = None,
) -> Pay:
    """Every band the source's fields and the text state, with what was inferred; and what was refused."""
    job = Job(text, title, location, tuple(countries), rates or annual.packaged())
    entries = [_from_field(field, job) for field in fields]
    stated = [entry for entry in entries if isinstance(entry, Band)]
    refusals = [Refusal(0, 0, "", entry) for entry in entries if isinstance(entry, str)]
    bands: list[Band] = []
    before = 0
    for figure in ranges.figures(text, amounts(text)):
        reading = _reading(job, figure, before)
        if isinstance(reading, Band):
            bands.append(_in_the_list(reading, after=bands[-1] if bands else None))
        elif reading:
            refusals.append(Refusal(figure.start, figure.end, text[figure.start : figure.end], reading))
        before = figure.end if reading else before
    return Pay(_without_doubles(stated, bands), refusals)


@dataclass
class Job:
    """The posting around its figures; where it is worked out only when a sign needs it."""

    text: str
    title: str
    location: str | None
    stated_countries: tuple[str, ...]
    rates: annual.Rates

    @cached_property
    def countries(self) -> tuple[str, ...]:
        if self.stated_countries:
            return self.stated_countries
        # Hacker News has no fields: the place stands in the first line.
        line = self.location or self.text.lstrip()[:250].split("\n", 1)[0]
        return tuple(places.countries(places.find(line)) or places.countries(places.find(self.title)))


def _reading(job: Job, figure: ranges.Figure, previous: int) -> Band | str | None:
    """The band this figure states, the reason it is refused, or nothing for a number that is no money."""
    named = period_after(job.text, figure)
    if figure.high <= 0 or not (figure.money_like or named) or job.text.startswith("%", figure.end):
        return None
    if not figure.sign and named is None and payevidence.counts_things(job.text, figure):
        return None
    around = look_around(job.text, figure)
    period = named or period_around(around)
    proof = payevidence.speaks_for(job.text, figure, around, period)
    if figure.written_big and not (figure.sign and figure.high < annual.HIGHEST and proof == "words"):
        return payevidence.why_millions(around)
    if reason := payevidence.speaks_against(figure, around, proof):
        return reason if figure.surely_money or proof == "words" else None
    if proof == "none":
        return "money without a word of pay near it" if figure.surely_money else None
    currency, guessed = currency_of(figure, around, job.countries)
    if currency is None:
        return "no currency stated, and the place does not tell it"
    inferred = ["currency"] if guessed else []
    if period is None or (named is None and out_of_reach(figure.high, currency, period, job.countries)):
        period = period_by_size(figure.high, currency)
        inferred.append("period")
    if period is None:
        return "the period is not stated and the size does not tell it"
    low, high = open_ends(job.text, figure)
    where = where_of(figure, around, previous)
    stated = Band(
        low, high, currency, period, kind_of(around), where, "text", figure.start, figure.end, tuple(inferred)
    )
    band = _annualised(stated, job)
    if "implausible" in band.inferred or _is_too_much(band, job.rates):
        return f"not a plausible pay per {period}"
    return band


def _in_the_list(band: Band, *, after: Band | None) -> Band:
    """Where a posting lists its places or levels, only the first line says of what kind the pay is."""
    if after is None or band.kind != "unspecified" or not band.where:
        return band
    near = (band.start or 0) - (after.end or 0) <= LIST_GAP
    same = (after.currency, after.period) == (band.currency, band.period)
    return replace(band, kind=after.kind) if near and same else band


def _annualised(band: Band, job: Job) -> Band:
    """The band with a year's pay beside it; dollars only where the figures can be believed."""
    times = annual.times_a_year(band.period or "", _country_of(band.currency, job.countries))
    if times is None:
        return band
    low = None if band.min is None else round(band.min * times, 2)
    high = None if band.max is None else round(band.max * times, 2)
    ends = [job.rates.usd(end, band.currency) for end in (low, high) if end is not None]
    believable = all(usd is None or annual.plausible(usd, band.currency, job.countries) for usd in ends)
    known = [usd for usd in ends if usd is not None]
    usd = round(sum(known) / 2, 2) if len(known) == 2 and believable else None
    inferred = band.inferred if believable else (*band.inferred, "implausible")
    return replace(band, annual_min=low, annual_max=high, annual_usd=usd, inferred=inferred)


def _is_too_much(band: Band, rates: annual.Rates) -> bool:
    """Millions are a price or a goal unless the text says that they are a total."""
    if band.kind == "total":
        return False
    one_figure = band.min is None or band.max is None or band.min == band.max
    usd = rates.usd(max(band.annual_min or 0.0, band.annual_max or 0.0), band.currency)
    return usd is not None and usd >= (1_000_000 if one_figure else 2_000_000)


def _country_of(currency: str | None, countries: Sequence[str]) -> str | None:
    """The job's country that uses this currency, or the first that does: whose working hours count."""
    uses = money.currencies().get(currency or "")
    if uses is None:
        return None
    return next((country for country in countries if country in uses.countries), uses.countries[0])


def _from_field(field: Mapping[str, object] | Band, job: Job) -> Band | str | None:
    """A source's own entry, or why it is no use; 0 means that nobody filled it in."""
    if isinstance(field, Band):
        return _annualised(replace(field, basis="field"), job)
    low, high = (_number(field.get(end)) for end in ("min", "max"))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    inferred: list[str] = []
    code, period = _word(field.get("currency")), _word(field.get("period"))
    if code is None:
        code, _ = money.currency("", job.countries)
        inferred.append("currency")
    if period is None and code in money.currencies():
        period = period_by_size(high or low or 0.0, code)
        inferred.append("period")
    if code is None or period is None:
        return "the source's field states no currency or no period, and nothing else tells it"
    kind, where = _word(field.get("kind")) or "unspecified", _word(field.get("where")) or ""
    return _annualised(Band(low, high, code, period, kind, where, "field", None, None, tuple(inferred)), job)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _without_doubles(stated: list[Band], read_bands: list[Band]) -> list[Band]:
    """What the text repeats of a field only adds kind and place to it; repeated text counts once."""
    kept = list(stated)
    for band in read_bands:
        same = next((i for i, other in enumerate(kept) if _agree(other, band)), None)
        if same is None:
            kept.append(band)
        elif kept[same].kind == "unspecified" or not kept[same].where:
            other = kept[same]
            kept[same] = replace(
                other,
                kind=band.kind if other.kind == "unspecified" else other.kind,
                where=other.where or band.where,
            )
    return kept


def _agree(one: Band, other: Band) -> bool:
    if one.basis == other.basis == "text" and one.where and other.where and one.where != other.where:
        return False
    ends = ((one.annual_min, other.annual_min), (one.annual_max, other.annual_max))
    return one.currency == other.currency and all(_close(a, b) for a, b in ends)


def _close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else isclose(a, b, rel_tol=ROUNDED)
