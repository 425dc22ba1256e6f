"""Which postings a question is about: one frozen value, the same names in flags, URLs and SQL."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

ROLES = (
    "ai_engineer",
    "ml_engineer",
    "ml_research",
    "ai_infrastructure",
    "ai_safety_eval",
    "data_scientist",
    "data_engineer",
    "data_analyst",
    "software_engineer",
    "engineering_manager",
    "product_or_design",
    "other_technical",
    "non_technical",
    "multiple",
)
LEVELS = ("intern", "junior", "mid", "senior", "staff", "lead", "multiple", "unspecified")
WORKPLACES = ("remote", "hybrid", "onsite", "multiple", "unspecified")
STAGES = ("startup", "scaleup", "enterprise", "big_tech", "public", "consultancy")
WEIGHTS = ("posting", "company")
ALL = "all"  # as a flag or in a URL: not restricted, where START would restrict

_DAYS = re.compile(r"(\d{1,5})d")
_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class BadFilter(ValueError):
    """A filter value that no posting can have; the message lists what can be asked."""


def _words(says: str, one_of: tuple[str, ...] = ()) -> dict[str, object]:
    return {"says": says, "one_of": one_of}


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything left at its default asks about every posting on file, each job once."""

    role: str | None = field(default=None, metadata=_words("What the person does.", ROLES))
    specialisation: str | None = field(
        default=None, metadata=_words("A field within the role, as agents or vision.")
    )
    level: str | None = field(default=None, metadata=_words("How senior.", LEVELS))
    country: str | None = field(
        default=None, metadata=_words("Two letters or a name, as US; EU or WW for regions.")
    )
    metro: str | None = field(
        default=None, metadata=_words("A metropolitan area, or a city in it, as Berlin.")
    )
    workplace: str | None = field(default=None, metadata=_words("Where the work is done.", WORKPLACES))
    stage: str | None = field(default=None, metadata=_words("Kind of company.", STAGES))
    ai_native: bool | None = field(
        default=None, metadata=_words("Companies whose product is AI, or the others.")
    )
    source: str | None = field(default=None, metadata=_words("One source, as hn or ashby."))
    since: str | None = field(
        default=None, metadata=_words("Open on or after: a date, or 90d before the market's date.")
    )
    until: str | None = field(
        default=None, metadata=_words("Open on or before: a date, or 90d before the market's date.")
    )
    once: bool = field(default=True, metadata=_words("Count a job posted twice once."))
    weight: str = field(
        default="posting", metadata=_words("What counts one: each posting, or each company.", WEIGHTS)
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            value, allowed = getattr(self, each.name), each.metadata["one_of"]
            if value is not None and allowed and value not in allowed:
                raise BadFilter(f'{each.name} "{value}" is not known. Use one of: {", ".join(allowed)}.')
        if self.specialisation is not None:
            _specialisation(self.specialisation)
        if self.country is not None:
            object.__setattr__(self, "country", _country(self.country))
        if self.metro is not None:
            object.__setattr__(self, "metro", _metro(self.metro))
        for name in ("since", "until"):
            _day(name, getattr(self, name), date.max)

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "Filter":
        """The filter a URL's parameters describe; other parameters and empty values are passed over."""
        known = {each.name: params[each.name] for each in fields(cls) if params.get(each.name)}
        flags = {name: _yes_no(name, value) for name, value in known.items() if name in ("ai_native", "once")}
        return cls(**(known | flags))  # type: ignore[arg-type]  # the names are the fields' own

    def to_params(self) -> dict[str, str]:
        """What differs from the default, as URL parameters."""
        chosen = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != each.default
        }
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in chosen.items()
        }

    @property
    def words(self) -> str:
        """What is asked about, for beside a number: `role ai_engineer, since 365d`."""
        return ", ".join(f"{name} {value}" for name, value in self.to_params().items()) or "all postings"

    def for_sql(self, on: date) -> dict[str, str | bool | date | None]:
        """The filter as SQL parameters, on the market's date `on`."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return values | {"since": _day("since", self.since, on), "until": _day("until", self.until, on)}


def _specialisation(said: str) -> None:
    from analysis.titles import titles  # a table to load, which most questions need not

    known = [special.name for special in titles().specialisations]
    if said not in known:
        raise BadFilter(f'specialisation "{said}" is not known. Use one of: {", ".join(known)}.')


def _country(said: str) -> str:
    from analysis.places import code  # a table to load, which most questions need not

    if known := code(said):
        return known
    raise BadFilter(f'country "{said}" is not known. Use two letters, as US, or EU or WW.')


def _metro(said: str) -> str:
    from analysis.places import metro

    if known := metro(said):
        return known
    raise BadFilter(f'metro "{said}" is not known. Name a large city, as Berlin.')


def _day(name: str, value: str | None, on: date) -> date | None:
    if value is None:
        return None
    if days := _DAYS.fullmatch(value):
        return on - min(timedelta(days=int(days[1])), on - date.min)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadFilter(
            f'{name} "{value}" is not a date. Use 2026-08-31, or 90d for ninety days before.'
        ) from None


def _yes_no(name: str, value: str) -> bool:
    if value.lower() not in _YES_NO:
        raise BadFilter(f'{name} "{value}" is neither true nor false.')
    return _YES_NO[value.lower()]


# Whom a question is about when nobody says: commands, pages, claims and kept answers agree on it.
START = Filter(role="ai_engineer", since="365d")
