"""What can be asked of a market: each question's choices, and the columns its answer promises.

As long as there are questions: one entry each, read top down like a table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, partial
from importlib import resources

import polars as pl
from polars._typing import PolarsDataType

from analysis.bands import BANDS, bands
from analysis.changes import with_changes, with_lead
from analysis.order import in_order
from analysis.premiums import premium
from analysis.shares import with_shares
from analysis.worth import MOST, OFFERS, place_factors, worth

Choice = str | int | list[str] | None
Columns = dict[str, PolarsDataType]

MOMENT = pl.Datetime("us", "UTC")
RISING = 30  # names shown
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
    by_opening: bool = False  # --since is about when a posting opened, not about when it was open
    names_of: str | None = None  # the column of skills whose names are added as `name`
    first: str | None = None  # the SQL file that prepares what this one reads
    file: str | None = None  # the SQL file, where it is not the question's name
    says: str | None = None  # the definition, where it is not the file's

    @property
    def schema(self) -> pl.Schema:
        """The promised columns; every answer ends with its date."""
        return pl.Schema({**self.columns, "date": pl.Date})


def _shares(*names: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return partial(with_shares, names=names)


def _named(
    name: str, work_out: Callable[[pl.DataFrame], pl.DataFrame]
) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """The interval named as everywhere else: after its value."""
    return lambda frame: work_out(frame).rename({"low": f"{name}_low", "high": f"{name}_high"})


def _years(stated: pl.DataFrame) -> pl.DataFrame:
    return bands(stated).rename({"part": "skill"})


def _rising(texts: pl.DataFrame) -> pl.DataFrame:
    """The vocabulary radar over the texts, which reads them: it is imported when it is asked."""
    from analysis.radar import Rising, Told, rising

    found = rising((Told(*row) for row in texts.iter_rows()), top=RISING)
    rows = [(one.name, one.before, one.after, one.postings, one.companies, one.example) for one in found]
    names = [each.name for each in fields(Rising)]
    return pl.DataFrame(rows, schema=names, orient="row").with_columns(n=pl.lit(texts.height))


EFFECT: Columns = {
    "part": pl.String,
    "name": pl.String,
    **_interval("effect"),
    **SIZE,
    "verdict": pl.String,
    "why": pl.String,
}
PREMIUM: Columns = {
    "level": pl.String,
    **_interval("premium"),
    **SIZE,
    "matched": pl.Int64,
    "why": pl.String,
}

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
    "pay": Question({"part": pl.String, **BANDS}, {"by": "level", "kind": "base", "skill": None}, bands),
    "experience": Question({"part": pl.String, **BANDS}, {"by": "level"}, bands),
    "offers": Question(OFFERS, {"kind": "base", "named": 1, "most": MOST}),
    "worth": Question(
        EFFECT,
        {"kind": "base", "named": 1, "most": MOST},
        _named("effect", worth),
        names_of="part",
        file="offers",
        says="How much more postings pay that name a skill, all else equal: role, level, place, kind of "
        "company, other skills. What goes together, not what causes what; the intervals hold together.",
    ),
    "places": Question(
        {"part": pl.String, **_interval("factor"), **SIZE, "why": pl.String},
        {"kind": "base", "named": 0, "most": None},
        _named("factor", lambda offers: place_factors(offers).rename({"effect": "factor"})),
        file="offers",
        says="Pay of US metros as a factor of San Francisco and New York, at equal role, level and kind of "
        "company; remote is remote work outside every large metro.",
    ),
    "premium": Question(
        PREMIUM,
        {"kind": "base", "named": 0, "most": None},
        _named("premium", premium),
        file="offers",
        says="How much more AI engineers are paid than software engineers of the same level, country, "
        "metro and workplace.",
    ),
    "stated": Question({"part": pl.String, **SHARE}, {"by": "country"}, _shares("share")),
    "segments": Question(
        {"part": pl.String, "skill": pl.String, "name": pl.String, **SHARE},
        {"by": "level", "skills": []},
        lambda sums: in_order(with_shares(sums, ["share"]), "skill"),
    ),
    "trend": Question(
        {"skill": pl.String, "name": pl.String, "period": pl.Date, **SHARE},
        {"skills": [], "period": "month", "panel": "fixed"},
        _shares("share"),
        by_opening=True,
        first="flow",
    ),
    "roles": Question(
        {"part": pl.String, "period": pl.Date, **SHARE},
        {"by": "any_role", "period": "month", "panel": "fixed"},
        _shares("share"),
        by_opening=True,
        first="flow",
    ),
    "movers": Question(
        {
            **SKILL,
            **SIZE,
            "postings": pl.Int64,
            "named_by": pl.Int64,
            "before_n": pl.Int64,
            "before_companies": pl.Int64,
            "before": pl.Float64,
            "share": pl.Float64,
            **_interval("change"),
            "q": pl.Float64,
            "why": pl.String,
        },
        {"panel": "fixed"},
        with_changes,
        by_opening=True,
    ),
    "vocabulary": Question(
        {
            "name": pl.String,
            "before": pl.Float64,
            "after": pl.Float64,
            "postings": pl.Int64,
            **SIZE,
            "example": pl.String,
        },
        {"limit": 1_000, "for_others": 0},
        _rising,
    ),
    "lead": Question(
        {
            **SIZE,
            "postings": pl.Int64,
            "rival_postings": pl.Int64,
            **_interval("lead"),
            "why": pl.String,
        },
        {"skill": "", "rival": ""},
        with_lead,
    ),
    "pairs": Question(
        {
            "skill": pl.String,
            "name": pl.String,
            "other": pl.String,
            "other_name": pl.String,
            **SHARE,
            "base": pl.Float64,
            "lift": pl.Float64,
        },
        {"skill": None},
        _shares("share"),
    ),
    "bundles": Question(
        {"skills": pl.List(pl.String), "names": pl.List(pl.String), **SHARE, "lift": pl.Float64},
        {"skill": None, "size": 3},
        _shares("share"),
    ),
    "years": Question(
        {"skill": pl.String, "name": pl.String, **BANDS}, {"limit": 30}, _years, names_of="skill"
    ),
    "unlocks": Question(
        {
            "skill": pl.String,
            "closer": pl.Float64,
            "unlocks": pl.Int64,
            "unlocked_companies": pl.Int64,
            "within_reach": pl.Int64,
        },
        {"known": []},
    ),
    "tenure": Question(SHARE, {"areas": [], "years": 10}, _shares("share")),
    "companies": Question(
        {
            "company": pl.String,
            "stage": pl.String,
            "ai_native": pl.Boolean,
            "industry": pl.String,
            "postings": pl.Int64,
            "open": pl.Int64,
            "opened_lately": pl.Int64,
            "states_pay": pl.Float64,
            "base_usd": pl.Float64,
            "newest": pl.Date,
            "roles": pl.List(pl.String),
        }
    ),
    "life": Question(
        {
            "month": pl.Date,
            "opened": pl.Int64,
            "closed": pl.Int64,
            "days_open": pl.Float64,
            "reopened": pl.Int64,
            "reposted": pl.Int64,
            "ghosts": pl.Int64,
        }
    ),
    "postings": Question(
        {
            "posting": pl.String,
            "title": pl.String,
            "company": pl.String,
            "location": pl.String,
            "url": pl.String,
            "attribution": pl.String,
            "opened_on": pl.Date,
            "role": pl.String,
            "level": pl.String,
            "workplace": pl.String,
            "base_usd": pl.Float64,
            "asked": pl.Int64,
            "fit": pl.Float64,
            "held": pl.List(pl.String),
            "missing": pl.List(pl.String),
        },
        {"skills": [], "words": [], "for_others": 0, "limit": 100},
    ),
    "examples": Question(
        {
            "posting": pl.String,
            "title": pl.String,
            "company": pl.String,
            "opened_on": pl.Date,
            "need": pl.String,
            "before": pl.String,
            "named": pl.String,
            "after": pl.String,
        },
        {"skill": "", "for_others": 0, "limit": 6},
    ),
    "advert": Question(
        {
            "posting": pl.String,
            "title": pl.String,
            "company": pl.String,
            "location": pl.String,
            "url": pl.String,
            "attribution": pl.String,
            "source": pl.String,
            "opened_on": pl.Date,
            "closed_on": pl.Date,
            "is_open": pl.Boolean,
            "days_open": pl.Int64,
            "posted_also": pl.List(pl.Date),
            "elsewhere": pl.Int64,
            "base_low_usd": pl.Float64,
            "base_usd": pl.Float64,
            "base_high_usd": pl.Float64,
            "text": pl.String,
        },
        {"posting": "", "for_others": 0},
    ),
    "edits": Question(
        {"seen_at": MOMENT, "part": pl.String, "before": pl.String, "after": pl.String},
        {"posting": "", "for_others": 0},
    ),
    "posting": Question(
        {
            "what": pl.String,
            "value": pl.String,
            "how": pl.String,
            "start": pl.Int64,
            "end": pl.Int64,
            "words": pl.String,
            "seen_at": MOMENT,
        },
        {"posting": ""},
    ),
    "terms": Question(
        {
            "source": pl.String,
            "postings": pl.Int64,
            "home": pl.String,
            "terms": pl.String,
            "attribution": pl.String,
            "share_text": pl.Boolean,
        }
    ),
    "freshness": Question(
        {
            "source": pl.String,
            "boards": pl.Int64,
            "visited_at": MOMENT,
            "answered_at": MOMENT,
            "failed": pl.Int64,
            "partial": pl.Int64,
            "held": pl.Int64,
            "open_postings": pl.Int64,
            "last_error": pl.String,
            "last_error_at": MOMENT,
        }
    ),
    "fill": Question(
        {
            "source": pl.String,
            "text": pl.Float64,
            "place": pl.Float64,
            "dated": pl.Float64,
            "pay": pl.Float64,
        }
    ),
    "held": Question(
        {
            "board": pl.String,
            "since": MOMENT,
            "listed": pl.Int64,
            "usual": pl.Float64,
            "held": pl.Int64,
        }
    ),
    "gates": Question(
        {
            "run": pl.String,
            "gate": pl.String,
            "value": pl.Float64,
            "limit": pl.Float64,
            "verdict": pl.String,
        }
    ),
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
            "looked_at": MOMENT,
            "boards_ever_failed": pl.Int64,
            "states_pay": pl.Float64,
            "role_known": pl.Float64,
            "level_known": pl.Float64,
            "workplace_known": pl.Float64,
            "country_known": pl.Float64,
        }
    ),
}


@cache
def sql(name: str) -> str:
    """The text of one file of `analysis/sql`."""
    return resources.files("analysis.sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def parts() -> tuple[str, ...]:
    """By what an answer can be divided: the names that `scope.sql` knows."""
    return ("all", *re.findall(r"when '(\w+)' then", sql("scope")))


def definition(question: str) -> str:
    """What the question counts, in the words its SQL file opens with."""
    if says := QUESTIONS[question].says:
        return says
    opening = re.match(r"(?:--.*\n)+", sql(question))
    return " ".join(line.removeprefix("--").strip() for line in opening[0].splitlines()) if opening else ""
