"""Reads one segment of the user's own published market: who asks for what, and what it pays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from analysis.published import NoMarketYet, OlderSchema, opened

ENOUGH = 50  # postings; fewer and the segment widens
WINDOW, WIDER = 90, 365  # days
LEAST_PAID = 30  # postings naming a skill, and as many not, before its pay is compared
SURE = 1.96
MOST_PREMIUM = 0.30


class NoMarket(Exception):
    """There is no market to compare with; the words say how to get one."""


@dataclass(frozen=True, slots=True)
class Posting:
    id: str
    title: str
    company: str
    company_no: int
    url: str
    open: bool
    opened: date
    level: str
    pay: float | None
    required: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pay:
    """What postings that name a skill pay more or less than others of the same level, in USD a year."""

    difference: float
    low: float
    high: float
    n: int
    share: float  # of the median

    @property
    def premium(self) -> float:
        """0..0.3, and only where the interval excludes zero."""
        return min(MOST_PREMIUM, max(0.0, self.share)) if self.low > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings one person competes for, in words and as values."""

    words: str
    role: str
    level: str | None
    country: str | None
    days: int
    widened: bool
    market_date: date
    postings: tuple[Posting, ...]
    companies: int
    shares: Mapping[str, float] = field(default_factory=dict)  # skill -> share of postings that name it
    counts: Mapping[str, int] = field(default_factory=dict)


def read(data: Path, *, role: str, level: str | None, country: str | None) -> Segment:
    """The segment, widened step by step until it holds fifty postings; raises NoMarket."""
    import duckdb

    try:
        with opened(data) as con:
            row = con.execute("select market_date, synthetic from counted_market").fetchone()
            if row is None or row[0] is None:
                raise NoMarket(f"The market in {data} holds no postings. Run `hiresignal refresh`.")
            if row[1]:
                raise NoMarket(
                    f"The market in {data} is the synthetic sample: nobody is measured against invented "
                    f"postings. "
                    "Run `hiresignal refresh` for real ones."
                )
            return _widened(con, row[0], role, level, country)
    except (NoMarketYet, OlderSchema, duckdb.IOException) as error:
        raise NoMarket(str(error).splitlines()[0]) from error


def _widened(con: object, market_date: date, role: str, level: str | None, country: str | None) -> Segment:
    tries = [(level, country, WINDOW), (None, country, WINDOW), (None, country, WIDER), (None, None, WIDER)]
    segment = None
    for number, (one_level, one_country, days) in enumerate(dict.fromkeys(tries)):
        postings = _postings(con, role, one_level, one_country, market_date, days)
        segment = _segment(postings, role, one_level, one_country, days, market_date, widened=number > 0)
        if len(postings) >= ENOUGH:
            break
    if segment is None or not segment.postings:
        raise NoMarket(f"The market holds no postings for {role_title(role)}.")
    return segment


def _postings(
    con: object, role: str, level: str | None, country: str | None, market_date: date, days: int
) -> tuple[Posting, ...]:
    text = Path(__file__).with_name("segment.sql").read_text(encoding="utf-8")
    given = {
        "role": role,
        "level": level,
        "country": country,
        "since": market_date - timedelta(days=days),
        "until": market_date,
    }
    found: dict[int, Posting] = {}
    for row in con.execute(text, given).fetchall():  # type: ignore[attr-defined]
        (
            number,
            posting,
            company_no,
            company,
            opened_on,
            _,
            is_open,
            its_level,
            pay,
            title,
            url,
            skill,
            need,
        ) = row
        one = found.get(number) or Posting(
            posting,
            title,
            company,
            company_no,
            url or "",
            is_open,
            opened_on,
            its_level,
            pay,
            frozenset(),
            frozenset(),
        )
        if skill:
            required = one.required | {skill} if need == "required" else one.required
            one = replace(one, named=one.named | {skill}, required=required)
        found[number] = one
    return tuple(found[number] for number in sorted(found))


def role_title(role: str) -> str:
    """The name people read: AI engineer."""
    return " ".join(word.upper() if word in ("ai", "ml", "nlp") else word for word in role.split("_"))


def _segment(
    postings: tuple[Posting, ...],
    role: str,
    level: str | None,
    country: str | None,
    days: int,
    market_date: date,
    *,
    widened: bool,
) -> Segment:
    companies = len({p.company_no for p in postings})
    counts: dict[str, int] = {}
    for posting in postings:
        for skill in posting.named:
            counts[skill] = counts.get(skill, 0) + 1
    where = {None: "all countries", "remote": "remote"}.get(country, country)
    words = (
        f"{role_title(role)}, {level or 'all levels'}, {where}, last {days} days to {market_date}: "
        f"{len(postings)} postings of {companies} companies"
        + (" (widened: too few in the narrower segment)" if widened else "")
    )
    return Segment(
        words=words,
        role=role,
        level=level,
        country=country,
        days=days,
        widened=widened,
        market_date=market_date,
        postings=postings,
        companies=companies,
        shares={s: n / len(postings) for s, n in sorted(counts.items())} if postings else {},
        counts=dict(sorted(counts.items())),
    )


def pay_of(segment: Segment, skill: str) -> Pay | None:
    """The pay difference of a skill at equal level, clustered by company; None when n is small."""
    paid = [p for p in segment.postings if p.pay]
    levels: dict[str, list[float]] = {}
    for posting in paid:
        levels.setdefault(posting.level, []).append(math.log(posting.pay or 1.0))
    means = {level: sum(values) / len(values) for level, values in levels.items()}
    with_it = [p for p in paid if skill in p.named]
    without = [p for p in paid if skill not in p.named]
    if min(len(with_it), len(without)) < LEAST_PAID:
        return None
    mean_with, error_with = _clustered(with_it, means)
    mean_without, error_without = _clustered(without, means)
    gap, error = mean_with - mean_without, math.hypot(error_with, error_without)
    middle = median(p.pay or 0.0 for p in paid)
    low, high = gap - SURE * error, gap + SURE * error
    return Pay(
        round(middle * math.expm1(gap), -2),
        round(middle * math.expm1(low), -2),
        round(middle * math.expm1(high), -2),
        len(with_it),
        round(math.expm1(gap), 4),
    )


def _clustered(postings: Sequence[Posting], means: Mapping[str, float]) -> tuple[float, float]:
    """Mean and standard error of log pay above the level's mean; postings of one company go together."""
    values = [(p.company_no, math.log(p.pay or 1.0) - means[p.level]) for p in postings]
    mean = sum(v for _, v in values) / len(values)
    sums: dict[int, float] = {}
    for company, value in values:
        sums[company] = sums.get(company, 0.0) + value - mean
    groups = len(sums)
    correction = groups / (groups - 1) if groups > 1 else float("inf")
    return mean, math.sqrt(correction * sum(s * s for s in sums.values())) / len(values)


def rising(segment: Segment, skills: Iterable[str]) -> tuple[str, ...] | None:
    """Skills whose share is higher among newer postings, beyond chance; None without history."""
    days = sorted(p.opened for p in segment.postings)
    middle = days[len(days) // 2] if days else segment.market_date
    new = [p for p in segment.postings if p.opened > middle]
    old = [p for p in segment.postings if p.opened <= middle]
    if min(len(new), len(old)) < ENOUGH:
        return None
    found = []
    for skill in skills:
        a, b = sum(skill in p.named for p in new), sum(skill in p.named for p in old)
        pooled = (a + b) / (len(new) + len(old))
        error = math.sqrt(pooled * (1 - pooled) * (1 / len(new) + 1 / len(old)))
        if (
            error and (a / len(new) - b / len(old)) / error > 2.58
        ):  # one in a hundred: many skills are looked at
            found.append(skill)
    return tuple(found)
