"""What the fields of sources and files have in common: JSON bodies, moments, figures, periods, countries."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from pydantic_core import from_json

from analysis import places
from analysis.text import from_html, tidy
from pipeline.http import Response
from pipeline.records import NotAListing

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UTF8_BOM = b"\xef\xbb\xbf"
SHOWN = 80  # characters of a strange body that an error quotes

Period = Literal["year", "month", "week", "day", "hour"]
PERIODS: dict[str, Period] = {
    "year": "year", "yearly": "year", "annual": "year", "annually": "year", "annum": "year",
    "month": "month", "monthly": "month", "week": "week", "weekly": "week",
    "day": "day", "daily": "day", "hour": "hour", "hourly": "hour",
}  # fmt: skip

Workplace = Literal["remote", "hybrid", "onsite"]
WORKPLACES: dict[str, Workplace] = {
    "remote": "remote", "fullyremote": "remote", "telecommute": "remote", "hybrid": "hybrid",
    "onsite": "onsite", "inoffice": "onsite", "office": "onsite", "inperson": "onsite",
}  # fmt: skip

Employment = Literal["full_time", "part_time", "contract", "freelance", "internship"]
EMPLOYMENT: dict[str, Employment] = {
    "fulltime": "full_time", "permanent": "full_time", "permfulltime": "full_time", "cdi": "full_time",
    "parttime": "part_time", "contract": "contract", "contractor": "contract", "temporary": "contract",
    "fixedterm": "contract", "fixedtermcontract": "contract", "cdd": "contract", "freelance": "freelance",
    "freelancer": "freelance", "intern": "internship", "internship": "internship",
    "fulltimepermanent": "full_time",
    "parttimepermanent": "part_time", "fulltimefixedterm": "contract", "workingstudent": "part_time",
    "interninternship": "internship", "trainee": "internship",
}  # fmt: skip


def decoded(response: Response) -> Any:
    """The JSON of a body; raises NotAListing when it is something else."""
    body = response.body.removeprefix(UTF8_BOM)
    try:
        return from_json(body)
    except ValueError:
        pass
    try:
        return json.loads(body)  # accepts a lone surrogate, which costs one posting rather than the board
    except (ValueError, RecursionError) as error:
        raise NotAListing(f"no JSON from {response.url}: {body[:SHOWN]!r}") from error


def items(response: Response, key: str | None = None) -> list[Any]:
    """The list under a key of a JSON body, or the body itself; raises NotAListing without one."""
    body = decoded(response)
    found = body if key is None else body.get(key) if isinstance(body, dict) else None
    if not isinstance(found, list):
        raise NotAListing(
            f"no list{f' of {key}' if key else ''} in {response.url}: {response.body[:SHOWN]!r}"
        )
    return found


def listed(response: Response, key: str | None = None) -> list[Any]:
    """The same for a visit that only wants to know how to go on: nothing where there is no listing.

    The night says what was wrong when it parses the response.
    """
    try:
        return items(response, key)
    except NotAListing:
        return []


def moment(value: str | float | None) -> datetime | None:
    """An ISO 8601 text (UTC where it names no offset) or seconds since 1970; raises ValueError for others."""
    if value in (None, "", 0):
        return None
    try:
        if isinstance(value, int | float):
            return EPOCH + timedelta(seconds=value)
        found = datetime.fromisoformat(str(value).strip().replace(" UTC", "+00:00"))
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"no date: {value!r}") from error


def figure(value: float | str | None) -> float | None:
    """A sum of money; zero is how sources write unknown."""
    return float(value) or None if value not in (None, "") else None


def period(interval: str | None) -> Period | None:
    """The period that "1 YEAR", "per-year-salary" or "Hourly" names; None for anything else."""
    words = (interval or "").lower().replace("-", " ").replace("_", " ").split()
    return next((PERIODS[word] for word in words if word in PERIODS), None)


def workplace(word: str | None) -> Workplace | None:
    """The workplace a source's own word means: "OnSite", "In-Office", "Fully remote"."""
    return WORKPLACES.get(_letters(word))


def employment(word: str | None) -> Employment | None:
    """The kind of employment a source's own word means: "FullTime", "Full-time", "CDI"."""
    return EMPLOYMENT.get(_letters(word))


@lru_cache(maxsize=4_096)
def country(name: str | None) -> str | None:
    """The ISO 3166 code of a country by name or code; None for regions such as EMEA.

    In a field for countries "IN" and "Georgia" are countries, which a line of text leaves open.
    """
    known, word = places.gazetteer(), (name or "").strip()
    bearers = known.codes.get(word.casefold(), []) + known.names.get(places.folded(word), [])
    found = [entry.countries[0] for entry in bearers if entry.kind == "country"]
    found = found or [place.countries[0] for place in places.find(word) if place.kind == "country"]
    return found[0] if len(set(found)) == 1 else None


def joined(parts: Iterable[str | None]) -> str | None:
    """Places or departments as one line, each once, without those not named."""
    return "; ".join(dict.fromkeys(name for part in parts if (name := tidy(part or "").strip(" ,")))) or None


def texts(*parts: str | None) -> str:
    """Plain text of several pieces of HTML, one after the other."""
    return "\n\n".join(text for part in parts if part and (text := from_html(part)))


def _letters(word: str | None) -> str:
    return "".join(letter for letter in (word or "").lower() if letter.isalpha())
