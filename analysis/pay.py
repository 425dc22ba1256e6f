"""Reads what a posting pays: the source's own fields first, then what the text states, or why a figure is no pay."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from analysis import annual, money, places, ranges
from analysis.paywords import (
    FROM,
    KIND,
    NOT_PAY,
    OR_MORE,
    PAY,
    PAY_AFTER,
    PERIOD_AFTER,
    PERIOD_BEFORE,
    REASONS,
    UP_TO,
    WITH_MORE,
)

Kind = Literal["base", "ote", "total", "unspecified"]


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
) -> Pay:
    """Every band of pay the source's fields and the text state, each with what was inferred; and what was refused."""
    job = Job(text, title, location, tuple(countries))
    stated = [band for field in fields if (band := _from_field(field, job))]
    if not money.may_be_in(text):
        return Pay(stated, [])
    bands: list[Band] = []
    refusals: list[Refusal] = []
    before = 0
    for figure in ranges.figures(text, money.amounts(text)):
        match _reading(job, figure, before):
            case Band() as band:
                bands.append(band)
            case str() as reason:
                refusals.append(Refusal(figure.start, figure.end, text[figure.start : figure.end], reason))
        before = figure.end
    return Pay(_without_doubles(stated, bands), refusals)


@dataclass
class Job:
    """The posting around its figures; where it is worked out only when a sign needs it."""

    text: str
    title: str
    location: str | None
    stated_countries: tuple[str, ...]

    @cached_property
    def countries(self) -> tuple[str, ...]:
        if self.stated_countries:
            return self.stated_countries
        # Hacker News has no fields: the place stands in the first line.
        line = self.location or self.text.lstrip()[:250].split("\n", 1)[0]
        return tuple(places.countries(places.find(line)) or places.countries(places.find(self.title)))


class Surroundings(NamedTuple):
    """The words around a figure: its own clause before and after, and the unit before that (often a heading)."""

    clause: str
    heading: str
    after: str
    alone: bool  # the figure is a whole line, cell or bar-separated part


_BREAK = re.compile(
    r"\n\s*\n|[.!?;]['\")\]]?\s+(?=[A-Z“\"(💰])|[.!?;]\n|[|•·●▪\t]| {4,}|\n\s*[-*–—•·●▪]\s|;\s"
)
_LONE = re.compile(r"[\s\d$€£+]*(?:per \w+|/ ?\w+|USD|EUR|GBP|CAD|annually|\W)*")


def _surroundings(text: str, figure: ranges.Figure, previous: int) -> Surroundings:
    from_ = max(0, figure.start - 240)
    window = text[from_ : figure.start]
    breaks = [0, *(m.end() for m in _BREAK.finditer(window))]
    clause = window[breaks[-1] :]
    heading = ""
    if len(breaks) > 1:
        earlier = [b for b in breaks[:-1] if window[b : breaks[-1]].strip(" \n|•-*")]
        heading = window[earlier[-1] : breaks[-1]] if earlier else ""
    after = text[figure.end : figure.end + 90]
    cut = _BREAK.search(after)
    after = after[: cut.start()] if cut else after
    alone = not clause.strip(" \n-*•:(") and (not after.strip(" \n)") or _LONE.fullmatch(after) is not None)
    return Surroundings(clause, heading, after, alone)


def _reading(job: Job, figure: ranges.Figure, previous: int) -> Band | str | None:
    """The band this figure states, the reason it is refused, or nothing for a number that is no money."""
    text = job.text
    ahead = PERIOD_AFTER.match(text, figure.end, figure.end + 40)
    if not figure.money_like and not ahead:
        return None
    if figure.high <= 0 or text[figure.end : figure.end + 2].lstrip().startswith("%"):
        return None
    if not figure.sign and _is_no_money(text, figure):
        return None
    around = _surroundings(text, figure, previous)
    period = _period_named(ahead, around)
    currency, guessed = _currency(job, figure, around)
    evidence = _evidence(text, figure, around, period is not None)
    if figure.written_big and not (figure.high < annual.HIGHEST and evidence == "pay"):
        return _why_not(around) or "millions or more, and nothing says it is pay"
    if reason := _refused_by_words(figure, around, evidence):
        return reason if figure.sign or evidence == "pay" else None
    if not evidence:
        return "money without a word of pay near it" if figure.sign else None
    if currency is None:
        return "no currency stated, and the place does not tell it"
    inferred = ["currency"] if guessed else []
    if period is None:
        period = _period_by_size(figure.high, currency)
        inferred.append("period")
    if period is None:
        return "the period is not stated and the size does not tell it"
    low, high = _open_ends(text, figure)
    kind = _kind(text, figure, around)
    band = _annualised(
        Band(low, high, currency, period, kind, "", "text", figure.start, figure.end, tuple(inferred)),
        job,
    )
    if "implausible" in band.inferred or (figure.single and kind != "total" and _reaches_a_million(band)):
        return f"not a plausible pay per {period}"
    return replace(band, where=_where(text, figure, around, previous))


def _period_named(ahead: re.Match[str] | None, around: Surroundings) -> str | None:
    if ahead and ahead.lastgroup:
        return ahead.lastgroup.rstrip("_")
    if later := _PERIOD_LATER.match(around.after):
        return _PERIOD_WORD[later["period"].split()[-1].lower()]
    before = _last(PERIOD_BEFORE, around.clause) or (
        _last(PERIOD_BEFORE, around.heading) if len(around.clause) < 60 else None
    )
    return before.lastgroup if before else None


_PERIOD_WORD = {
    "year": "year",
    "annum": "year",
    "annually": "year",
    "hour": "hour",
    "month": "month",
    "monthly": "month",
}
_PERIOD_LATER = re.compile(
    r"[^\d.+]{0,60}?\b(?P<period>(?:per|a|an) (?:year|annum|hour|month)|annually)\b(?! (?:stipend|budget))",
    re.IGNORECASE,
)
_TOO_MUCH_FOR = {"hour": 1_500.0, "day": 10_000.0, "week": 40_000.0}
_HOURLY = frozenset("USD EUR GBP CAD AUD NZD CHF SGD".split())


def _period_by_size(high: float, currency: str) -> str | None:
    """What a figure of this size means in this currency's countries, or None between the customs."""
    custom = money.currencies()[currency]
    if high >= custom.year_from:
        return "year"
    if custom.month_to * 0.06 <= high <= custom.month_to:
        return "month"
    return "hour" if currency in _HOURLY and 7 <= high <= 250 else None


def _currency(job: Job, figure: ranges.Figure, around: Surroundings) -> tuple[str | None, bool]:
    if not figure.sign and figure.last.multiple in (1e5, 1e7):
        return "INR", False  # lakh and crore are counted in rupees only
    code, guessed = money.currency(figure.sign, ())
    if not guessed:
        return code, False
    if named := places.countries(places.find(around.clause or around.heading)):
        code, _ = money.currency(figure.sign, named)
        if code and (figure.sign not in money.USUAL or named != ["US"]):
            return code, True
    return money.currency(figure.sign, job.countries)


_NOUN_AFTER = re.compile(
    r"\+? ?(?!per\b|base\b|salary|gross|usd|eur|annually|a\b|an\b)[a-z]{3,}", re.IGNORECASE
)


def _is_no_money(text: str, figure: ranges.Figure) -> bool:
    """Signless figures that only look like pay: 401k, the years 2019-2024."""
    if figure.first.number == 401 or 1900 < figure.low < 2100:
        return True
    return figure.single and not figure.first.grouped and figure.first.multiple == 1e3 and figure.low < 20_000


_CUE_REACH = 80  # characters between a word of pay and a single figure


def _evidence(text: str, figure: ranges.Figure, around: Surroundings, has_period: bool) -> str:
    """What speaks for pay: "pay" a word of pay, "shape" only the figure's form, "" nothing."""
    said = _last(PAY, around.clause)
    if said and (not figure.single or len(around.clause) - said.start() <= _CUE_REACH):
        return "pay"
    if PAY.search(around.heading) and len(around.clause.strip()) < (70 if not figure.single else 25):
        return "pay"
    if PAY_AFTER.match(around.after):
        return "pay"
    big = figure.high >= 10_000
    if WITH_MORE.match(around.after) and (big or has_period):
        return "pay"
    if around.alone and (big or has_period) and (figure.sign or figure.last.multiple == 1e3 or has_period):
        return "shape"
    if not figure.single and figure.sign and (big or has_period):
        return "shape"
    return ""


_LIST_OF_GOODS = re.compile(
    r"[,;+&(•]|\b(?:and|plus|with|w/|as well as|in addition|excluding|before|not including|or more)\b|%",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"(?:\+|&|/|,|\band\b|\bplus\b|\bwith\b|\bor\b|\bincluding\b|\bexcluding\b|\(ex\w*\.?) *[^+&/,]{0,15}$",
    re.IGNORECASE,
)
_COMMISSION_ONLY = re.compile(r"commission[- ]only|commission[- ]based only|100% commission", re.IGNORECASE)
_SMALL_THINGS = frozenset(
    key for key, reason in REASONS.items() if reason.startswith(("a stipend", "insurance", "a minimum"))
)


def _refused_by_words(figure: ranges.Figure, around: Surroundings, evidence: str) -> str | None:
    """The reason, if the nearest word says that this money is something other than pay."""
    if _COMMISSION_ONLY.search(around.clause) or _COMMISSION_ONLY.search(around.heading):
        return "commission only: no pay is stated"
    wage_sized = not figure.single and figure.low >= 15_000
    said, other = _last(PAY, around.clause), _last(NOT_PAY, around.clause)
    if other and other.lastgroup and other.end() >= (said.end() if said else 0):
        distance = len(around.clause) - other.end()
        soft = other.lastgroup not in _HARD
        joined = (
            said is not None and _ADDED.search(around.clause[said.end() : other.start()] or " ") is not None
        )
        near = distance <= (25 if soft else 45 if wage_sized else 80)
        if near and not (soft and joined) and not (wage_sized and other.lastgroup in _SMALL_THINGS):
            return f"money, but {REASONS[other.lastgroup]}"
    if evidence != "pay" and not said and (reason := _heading_says(around, wage_sized)):
        return reason
    if not PAY_AFTER.match(around.after):
        other = NOT_PAY.search(around.after, 0, 48)
        if other and other.lastgroup:
            between = around.after[: other.start()]
            if not _LIST_OF_GOODS.search(between) and not PAY.search(between):
                return f"money, but {REASONS[other.lastgroup]}"
    return None


_HARD = frozenset(key for key in REASONS if key.startswith("h"))


def _heading_says(around: Surroundings, wage_sized: bool) -> str | None:
    """A short line above with nothing but another use of money: "Sign-on bonus:"."""
    heading = around.heading.strip()
    if wage_sized or len(heading) > 60 or len(around.clause.strip()) > 25:
        return None
    other = NOT_PAY.search(heading)
    return f"money, but {REASONS[other.lastgroup]}" if other and other.lastgroup else None


def _why_not(around: Surroundings) -> str | None:
    other = _last(NOT_PAY, around.clause[-80:]) or NOT_PAY.search(around.after, 0, 40)
    return f"money, but {REASONS[other.lastgroup]}" if other and other.lastgroup else None


def _open_ends(text: str, figure: ranges.Figure) -> tuple[float | None, float | None]:
    """GUIDELINES of the labels: one figure is both ends; "up to" has no low, "from" and "+" no high."""
    if not figure.single:
        return figure.low or None, figure.high
    before = text[max(0, figure.start - 30) : figure.start]
    if UP_TO.search(before):
        return None, figure.high
    if FROM.search(before) or OR_MORE.match(text, figure.end):
        return figure.low, None
    return figure.low, figure.high


_INCLUSIVE = re.compile(
    r"[^.\d]{0,40}\binclusive of|[^.\d]{0,20}\bincluding (?:bonus|commission|variable)|[^.\d]{0,20}total (?:target )?cash",
    re.IGNORECASE,
)
_KIND_NEXT = re.compile(
    rf"[\s)\]*,–—-]{{0,4}}(?:(?:USD|EUR|GBP|CAD|in|per year|/ ?yr|/ ?year|annually|annual)[\s)]*){{0,2}}\(?{KIND.pattern}",
    re.IGNORECASE,
)


def _kind(text: str, figure: ranges.Figure, around: Surroundings) -> str:
    if (following := _KIND_NEXT.match(around.after)) and following.lastgroup:
        return following.lastgroup
    if _INCLUSIVE.match(around.after):
        return "total"
    nearest = _last(KIND, around.clause) or _last(KIND, around.heading)
    return nearest.lastgroup if nearest and nearest.lastgroup else "unspecified"


_TIER = re.compile(
    r"\b(?:(?:US |geo(?:graphic)? |pay |location )*(?:tier|zone|region|band|grade|level|group)s? ?[A-Z0-9]\b|L\d\b|IC\d\b|"
    r"senior|staff|principal|junior|mid(?:-level)?|lead|entry|sr\.?|remote|all other|other locations?|rest of)"
    r"[^:\n|]{0,70}?(?=\s*[:\n|(–—-]|\s*$)",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\s*(?:USD|CAD|GBP|EUR|annually|per year)?\s*(?:for|in) (?P<who>[A-Z][^.;:\n|\d$£€]{2,60}?)(?=\s*(?:[.;|\n\d$£€]|$|and\b))"
)


def _where(text: str, figure: ranges.Figure, around: Surroundings, previous: int) -> str:
    """The place or level that this band is for, as the posting names it; empty where it names none."""
    room = text[max(previous, figure.start - 160) : figure.start]
    label = room[max(0, len(room) - len(around.clause)) :]
    if not label.strip(" -–—*•:\n("):
        label = around.heading if len(around.heading) <= 90 else ""
    found = places.find(label)
    if found:
        return _clean(label[found[0].start : found[-1].end])
    if tier := _last(_TIER, label):
        return _clean(tier[0])
    after = _FOR_WHOM.match(around.after)
    if after and (places.find(after["who"]) or _TIER.search(after["who"])):
        return _clean(after["who"])
    return ""


def _clean(label: str) -> str:
    return re.sub(r"\s+", " ", label).strip(" -–—*•:(,")


def _annualised(band: Band, job: Job) -> Band:
    """The band with a year's pay beside it; dollars only where the figures can be believed."""
    country = _country_of(band.currency, job.countries) if band.period != "year" else None
    times = annual.times_a_year(band.period or "", country)
    if times is None:
        return band
    low = None if band.min is None else round(band.min * times, 2)
    high = None if band.max is None else round(band.max * times, 2)
    rates = annual.packaged()
    ends = [rates.usd(end, band.currency) for end in (low, high) if end is not None]
    believable = all(usd is None or annual.plausible(usd, band.currency) for usd in ends)
    known = [usd for usd in ends if usd is not None]
    usd = round(sum(known) / 2, 2) if len(known) == 2 and believable else None
    inferred = band.inferred if believable else (*band.inferred, "implausible")
    return replace(band, annual_min=low, annual_max=high, annual_usd=usd, inferred=inferred)


def _reaches_a_million(band: Band) -> bool:
    """A lone million and more is a price or a goal; only ranges and stated totals may be pay."""
    figures = [band.annual_min or 0.0, band.annual_max or 0.0]
    return (annual.packaged().usd(max(figures), band.currency) or 0.0) >= 1_000_000


def _country_of(currency: str | None, countries: Sequence[str]) -> str | None:
    """The job's country that uses this currency: whose working hours count."""
    uses = money.currencies().get(currency or "")
    local = [country for country in countries if uses and country in uses.countries]
    return local[0] if local else (uses.countries[0] if uses and len(uses.countries) else None)


def _from_field(field: Mapping[str, object] | Band, job: Job) -> Band | None:
    """A source's own entry; 0 means that nobody filled it in."""
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
        period = _period_by_size(high or low or 0.0, code or "")
        inferred.append("period")
    kind, where = _word(field.get("kind")) or "unspecified", _word(field.get("where")) or ""
    return _annualised(Band(low, high, code, period, kind, where, "field", None, None, tuple(inferred)), job)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _without_doubles(stated: list[Band], read_bands: list[Band]) -> list[Band]:
    """What the text repeats of a field only adds its kind and place to it; a text that repeats itself says it once."""
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
    close = all(
        a is not None and b is not None and abs(a - b) <= 0.005 * max(a, b)
        if a is not None and b is not None
        else a is b
        for a, b in ((one.annual_min, other.annual_min), (one.annual_max, other.annual_max))
    )
    return close and one.currency == other.currency


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):
        pass
    return found
