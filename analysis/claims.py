"""Sets what five guides tell job seekers beside what the postings say."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from math import inf, isfinite
from typing import Any

import duckdb
import polars as pl
from polars._typing import PolarsDataType

from analysis.filter import START, Filter
from analysis.kept import digest, kept, store
from analysis.market import EVERYTHING, ask, market_date
from analysis.measures import Asked, Measured, Result, measured
from analysis.questions import QUESTIONS, Choice, sql

ROLE, SINCE = START.role, START.since  # whom, and of which time, the guides of 2026 speak
CLAIMS: dict[str, PolarsDataType] = {
    "claim": pl.String,
    "guides": pl.List(pl.String),
    "says": pl.String,
    "against": pl.List(pl.String),  # claims of other guides that say otherwise
    "where": pl.String,
    "unit": pl.String,  # share, difference, effect, factor, years, usd
    "claimed_low": pl.Float64,
    "claimed_high": pl.Float64,  # null when the guide sets no upper end
    "value": pl.Float64,
    "value_low": pl.Float64,
    "value_high": pl.Float64,
    "inside": pl.Float64,
    "n": pl.Int64,
    "companies": pl.Int64,
    "verdict": pl.String,
    "why": pl.String,
    "date": pl.Date,
}
UNITS = {
    "pay": "usd",
    "years": "years",
    "growth": "factor",
    "place": "factor",
    "worth": "effect",
    "premium": "effect",
    "lead": "difference",
    "difference": "difference",
}


@dataclass(frozen=True, slots=True)
class Guide:
    """A published guide and its date."""

    name: str
    date: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with the bounds its own vagueness allows."""

    id: str
    guides: tuple[str, ...]
    says: str
    measure: Mapping[str, Any]
    low: float = -inf
    high: float = inf
    where: Mapping[str, Any] = field(default_factory=dict)
    against: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        return UNITS.get(self.measure["kind"], "share")


@cache
def stated() -> tuple[Claim, ...]:
    """Every claim, in the order of the file."""
    return tuple(
        Claim(**row | {"guides": tuple(row["guides"]), "against": tuple(row.get("against", ()))})
        for row in _file()["claim"]
    )


@cache
def guides() -> dict[str, Guide]:
    """The guides by the short name that claims use."""
    return {short: Guide(**guide) for short, guide in _file()["guides"].items()}


@cache
def outside() -> Mapping[str, Any]:
    """What others counted: name, date, definition, shares."""
    series: Mapping[str, Any] = _file()["outside"]
    return series


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files("analysis.taxonomy") / "claims.toml").read_text(encoding="utf-8"))


def judged(
    con: duckdb.DuckDBPyConnection, where: Filter = EVERYTHING, claims: Sequence[Claim] | None = None
) -> pl.DataFrame:
    """Every claim (or those given) with our value and a verdict; schema CLAIMS.

    Unless `where` says otherwise: AI engineers, open in the last year, everywhere and in the United States.
    """
    base = replace(where, role=where.role or ROLE, since=where.since or SINCE)
    ready = kept(con, "claims", _digest(con, base))
    if ready is None:
        return _worked_out(con, base, stated() if claims is None else claims)
    return ready if claims is None else ready.filter(pl.col("claim").is_in([one.id for one in claims]))


def keep_judged(con: duckdb.DuckDBPyConnection, where: Filter) -> None:
    """Stores the whole table in the file."""
    store(con, "claims", _digest(con, where), _worked_out(con, where, stated()))


def _digest(con: duckdb.DuckDBPyConnection, base: Filter) -> str:
    files = sorted({sql(asked.file or question) for question, asked in QUESTIONS.items()})
    return digest([sql("summarise"), sql("scope"), *files, _file(), base.for_sql(market_date(con))])


def _worked_out(con: duckdb.DuckDBPyConnection, base: Filter, claims: Sequence[Claim]) -> pl.DataFrame:
    asked = _remembering(con)
    judged_by = [(claim, scope) for claim in claims for scope in _scopes(claim, base)]
    # Those of the same postings one after the other: the postings are then selected once.
    results = {
        (claim.id, scope): measured(asked, claim.measure, scope, (claim.low, claim.high))
        for claim, scope in sorted(judged_by, key=lambda pair: repr(pair[1]))
    }
    rows = [_row(claim, scope, results[claim.id, scope]) for claim, scope in judged_by]
    return pl.DataFrame(rows, schema=CLAIMS).with_columns(date=pl.lit(market_date(con)))


def _remembering(con: duckdb.DuckDBPyConnection) -> Asked:
    """`ask` that works an answer out once: five guides make the same claims."""
    answers: dict[str, pl.DataFrame] = {}

    def asked(question: str, where: Filter, **choices: Choice) -> pl.DataFrame:
        key = repr((question, where, sorted(choices.items())))
        if key not in answers:
            answers[key] = ask(con, question, where, **choices)
        return answers[key]

    return asked


def _scopes(claim: Claim, base: Filter) -> list[Filter]:
    where = replace(base, **claim.where)
    if where.country or where.source or claim.measure["kind"] == "untestable":
        return [where]
    return [where, replace(where, country="US")]


def _row(claim: Claim, where: Filter, result: Result) -> dict[str, object]:
    common: dict[str, object] = {
        "claim": claim.id,
        "guides": list(claim.guides),
        "says": claim.says,
        "against": opposed(claim),
        "where": where.words,
        "unit": claim.unit,
        "claimed_low": claim.low if isfinite(claim.low) else None,
        "claimed_high": claim.high if isfinite(claim.high) else None,
        "n": result.n,
        "companies": result.companies,
        "verdict": verdict(claim, result),
    }
    if not isinstance(result, Measured):
        return common | {"why": result.why}
    return common | {
        "value": result.value,
        "value_low": result.low,
        "value_high": result.high,
        "inside": result.inside,
    }


def opposed(claim: Claim) -> list[str]:
    """Claims of other guides that cannot be true together with this one; either may say so."""
    return [other.id for other in stated() if other.id in claim.against or claim.id in other.against]


def verdict(claim: Claim, result: Result) -> str:
    """Supported when our whole interval lies within the claim's bounds, contradicted when wholly outside."""
    if claim.measure["kind"] == "untestable":
        return "not testable"
    if not isinstance(result, Measured):
        return "too few"
    if claim.measure["kind"] == "shown":
        return "no verdict"
    if result.low >= claim.low and result.high <= claim.high:
        return "supported"
    if result.high < claim.low or result.low > claim.high:
        return "contradicted"
    return "undecided"
