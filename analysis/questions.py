"""What can be asked of a market: each question's choices, and the columns its answer promises."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import resources

import polars as pl
from polars._typing import PolarsDataType

from analysis.bands import BANDS, bands
from analysis.shares import with_shares

Choice = str | int | list[str] | None
Columns = dict[str, PolarsDataType]

SIZE: Columns = {"n": pl.Int64, "companies": pl.Int64}


def _interval(name: str) -> Columns:
    return {name: pl.Float64, f"{name}_low": pl.Float64, f"{name}_high": pl.Float64}


SHARE: Columns = {
    **SIZE,
    "postings": pl.Int64,
    "named_by": pl.Int64,  # companies among whose postings these are
    **_interval("share"),
    "share_deff": pl.Float64,
    "why": pl.String,  # why there is no share; null when there is one
}
SKILL: Columns = {"skill": pl.String, "name": pl.String, "kind": pl.String, "area": pl.String}


def _as_it_is(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


@dataclass(frozen=True, slots=True)
class Question:
    """One SQL file: what it promises, what may be chosen, and what is worked out after the query."""

    columns: Columns
    choices: Mapping[str, Choice] = field(default_factory=dict)
    finish: Callable[[pl.DataFrame], pl.DataFrame] = _as_it_is

    @property
    def schema(self) -> pl.Schema:
        """The promised columns; every answer ends with its date."""
        return pl.Schema({**self.columns, "date": pl.Date})


def _shares(*names: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return partial(with_shares, names=names)


QUESTIONS = {
    "demand": Question(
        {**SKILL, **SHARE, **_interval("required"), **_interval("wanted")},
        finish=_shares("share", "required", "wanted"),
    ),
    "naming": Question(
        {"part": pl.String, **SHARE},
        {"any_of": [], "among": [], "at_least": 1, "need": "mentioned", "by": "all"},
        _shares("share"),
    ),
    "mix": Question({"part": pl.String, **SHARE}, {"by": "role"}, _shares("share")),
    "pay": Question({"part": pl.String, **BANDS}, {"by": "level", "kind": "base"}, bands),
    "coverage": Question(
        {
            "source": pl.String,
            "home": pl.String,
            "attribution": pl.String,
            "complete": pl.Boolean,
            "boards": pl.Int64,
            "companies": pl.Int64,
            "postings": pl.Int64,
            "open": pl.Int64,
            "oldest": pl.Date,
            "newest": pl.Date,
            "looked_at": pl.Datetime("us", "UTC"),
            "boards_ever_failed": pl.Int64,
            "states_pay": pl.Float64,
            "role_known": pl.Float64,
            "level_known": pl.Float64,
            "workplace_known": pl.Float64,
            "country_known": pl.Float64,
        }
    ),
}


def sql(name: str) -> str:
    """The text of one file of `analysis/sql`."""
    return resources.files("analysis.sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def definition(question: str) -> str:
    """What the question counts, in the words its SQL file opens with."""
    opening = re.match(r"(?:--.*\n)+", sql(question))
    return " ".join(line.removeprefix("--").strip() for line in opening[0].splitlines()) if opening else ""
