"""Measures what a claim is about: a value with its interval, from one or two questions to the market."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import exp, hypot, log
from typing import Any, NamedTuple

import polars as pl

from analysis.filter import Filter
from analysis.shares import Z
from analysis.worth import worth_of

Measure = Mapping[str, Any]  # one `measure` table of claims.toml
Row = Mapping[str, Any]
Asked = Callable[..., pl.DataFrame]  # market.ask on some connection: question, where, choices


class Measured(NamedTuple):
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float
    n: int
    companies: int
    inside: float | None = None  # of a pay band: how much of our middle half lies in the claimed one


class Unmeasured(NamedTuple):
    """Why there is no value."""

    why: str
    n: int = 0
    companies: int = 0


Result = Measured | Unmeasured


def measured(asked: Asked, measure: Measure, where: Filter, band: tuple[float, float]) -> Result:
    """What the market says to one claim, whose bounds are `band`."""
    match measure["kind"]:
        case "share" | "part" | "shown":
            return _share(asked, measure, where)
        case "difference":
            more, less = replace(where, **measure["more"]), replace(where, **measure["less"])
            return _apart(_share(asked, measure, more), _share(asked, measure, less))
        case "lead":
            return _lead(asked, measure, where)
        case "growth":
            return _growth(asked, measure, where)
        case "skill_years":
            answer = asked("tenure", where, areas=measure["areas"], years=measure["years"])
            return _result(answer.row(0, named=True), "share")
        case "years":
            return _middle(asked, "experience", where, {}, band)
        case "pay":
            return _middle(asked, "pay", where, {"kind": measure.get("pay", "base")}, band)
        case "worth":
            effects = worth_of(asked("offers", where), measure["any_of"])
            row = effects.rename({"low": "effect_low", "high": "effect_high"}).row(0, named=True)
            return _result(row, "effect")
        case "premium":
            return _premium(asked, measure["level"], where)
        case "place":
            places = asked("places", replace(where, role=None)).filter(part=measure["metro"]).to_dicts()
            return _result(places[0], "factor") if places else Unmeasured("no posting there states its pay")
        case "untestable":
            return Unmeasured(measure["reason"])
        case strange:
            raise ValueError(f'claims.toml asks for a measure "{strange}" that nobody takes.')


def _share(asked: Asked, measure: Measure, where: Filter) -> Result:
    if "part" in measure:
        return _part(asked("mix", where, by=measure["by"]).to_dicts(), measure["part"])
    choices = {name: measure[name] for name in ("any_of", "among", "at_least", "need") if name in measure}
    rows = asked("naming", where, **choices).to_dicts()
    return _result(rows[0], "share") if rows else Unmeasured("no such postings")


def _result(row: Row, name: str) -> Result:
    if row[name] is None:
        return Unmeasured(row["why"], row["n"], row["companies"])
    return Measured(row[name], row[f"{name}_low"], row[f"{name}_high"], row["n"], row["companies"])


def _part(rows: list[dict[str, Any]], part: str) -> Result:
    for row in rows:
        if row["part"] == part or row["why"]:
            return _result(row, "share")
    if not rows:
        return Unmeasured("no such postings")
    n, companies = rows[0]["n"], rows[0]["companies"]
    # None of them: as for every share of zero, each company counts as one observation (Wilson).
    return Measured(0.0, 0.0, Z**2 / (companies + Z**2), n, companies)


def _lead(asked: Asked, measure: Measure, where: Filter) -> Result:
    """How far a share stands above the strongest of its rivals, in the same postings."""
    leads = [
        asked("lead", where, skill=measure["skill"], rival=rival).row(0, named=True)
        for rival in measure["rivals"]
    ]
    return _result(max(leads, key=lambda lead: lead["rival_postings"]), "lead")


def _apart(one: Result, other: Result) -> Result:
    """One share less that of other postings (Newcombe's interval)."""
    if isinstance(one, Unmeasured):
        return one
    if isinstance(other, Unmeasured):
        return other
    change = one.value - other.value
    below = hypot(one.value - one.low, other.high - other.value)
    above = hypot(one.high - one.value, other.value - other.low)
    n, companies = min(one.n, other.n), min(one.companies, other.companies)
    return Measured(change, change - below, change + above, n, companies)


def _growth(asked: Asked, measure: Measure, where: Filter) -> Result:
    """The factor by which a share grew between two years, over another share's factor if there is one."""
    grown = _factor(asked, measure, where, "any_of", "part")
    if isinstance(grown, Unmeasured) or not measure.keys() & {"than", "than_part"}:
        return grown
    other = _factor(asked, measure, where, "than", "than_part")
    if isinstance(other, Unmeasured):
        return other
    return _ratio(grown, other)


def _factor(asked: Asked, measure: Measure, where: Filter, skills: str, part: str) -> Result:
    first, last = (
        _in_year(asked, measure, where, year, skills, part) for year in (measure["first"], measure["last"])
    )
    if isinstance(first, Unmeasured):
        return first._replace(why=f"{measure['first']}: {first.why}")
    if isinstance(last, Unmeasured):
        return last._replace(why=f"{measure['last']}: {last.why}")
    if first.value == 0 or last.value == 0:
        return Unmeasured("too few postings name it to speak of growth", first.n, first.companies)
    return _ratio(last, first)


def _in_year(asked: Asked, measure: Measure, where: Filter, year: str, skills: str, part: str) -> Result:
    if part in measure:
        whole = asked("roles", replace(where, role=None, since=None), period="year", panel="all").to_dicts()
        rows = [row for row in whole if (row["part"], str(row["period"].year)) == (measure[part], year)]
    else:
        whole = asked("naming", replace(where, since=None), any_of=measure[skills], by="year").to_dicts()
        rows = [row for row in whole if row["part"] == year]
    return _result(rows[0], "share") if rows else Unmeasured("no such postings")


def _ratio(over: Measured, under: Measured) -> Measured:
    """One over the other, with the interval of their logarithms."""
    value = log(over.value / under.value)
    error = hypot(_log_error(over), _log_error(under))
    n, companies = min(over.n, under.n), min(over.companies, under.companies)
    return Measured(exp(value), exp(value - Z * error), exp(value + Z * error), n, companies)


def _log_error(one: Measured) -> float:
    return (log(one.high) - log(max(one.low, 1e-9))) / (2 * Z)


def _premium(asked: Asked, level: str, where: Filter) -> Result:
    """AI engineers over software engineers: the filter keeps both."""
    rows = asked("premium", replace(where, role=None)).filter(level=level).to_dicts()
    return _result(rows[0], "premium") if rows else Unmeasured("no matched postings state their pay")


def _middle(
    asked: Asked,
    question: str,
    where: Filter,
    choices: dict[str, str],
    band: tuple[float, float],
) -> Result:
    """A median, and how much of the middle half lies in the claimed band."""
    rows = asked(question, where, by="all", **choices).to_dicts()
    if not rows:
        return Unmeasured("no posting states it")
    result, row = _result(rows[0], "median"), rows[0]
    if isinstance(result, Unmeasured):
        return result
    overlap = max(0.0, min(row["p75"], band[1]) - max(row["p25"], band[0]))
    half = row["p75"] - row["p25"]
    return result._replace(inside=overlap / half if half else float(band[0] <= row["median"] <= band[1]))
