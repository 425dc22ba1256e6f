"""Reads schema.org's JobPosting, as companies write it into their pages and feeds."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from analysis.text import from_html
from pipeline.fields import country, employment, figure, joined, moment, period
from pipeline.records import Posting, StatedPay

DEEPEST = 20  # levels of nesting; real pages have four


def within(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The JobPostings anywhere in a piece of JSON-LD: alone, in lists, under @graph or mainEntity."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from within(part, depth + 1)
    elif isinstance(value, dict):
        if "JobPosting" in _every(value.get("@type")):
            yield value
            return
        for part in value.values():
            if isinstance(part, dict | list):
                yield from within(part, depth + 1)


def posting(job: dict[str, Any], *, source: str, board: str, native_id: str, url: str) -> Posting:
    """One JobPosting as a posting of ours; raises ValueError or KeyError when title or company is missing."""
    places = [_address(place) for place in _every(job.get("jobLocation"))]
    allowed = [_text(place) for place in _every(job.get("applicantLocationRequirements"))]
    codes = [country(place.get("addressCountry")) for place in places] + [country(name) for name in allowed]
    remote = "TELECOMMUTE" in _every(job.get("jobLocationType"))
    return Posting(
        source=source,
        board=board,
        native_id=native_id,
        title=_text(job["title"]),
        company=_text(job.get("hiringOrganization")) or "",
        text=from_html(_text(job.get("description"))),
        url=url,
        location=joined([*(_line(place) for place in places), *allowed]),
        countries=tuple(dict.fromkeys(code for code in codes if code)) or None,
        workplace="remote" if remote else None,
        employment_type=next(
            (kind for word in _every(job.get("employmentType")) if (kind := employment(word))), None
        ),
        requisition=_text(job.get("identifier")) or None,
        pay=tuple(pay for stated in _every(job.get("baseSalary")) if (pay := _pay(stated))),
        posted_at=(posted := _date(job.get("datePosted"))),
        posted_how="published" if posted else None,
        expires_at=_date(job.get("validThrough")),
    )


def _pay(stated: Any) -> StatedPay | None:
    if not isinstance(stated, dict):
        return None
    value = stated.get("value")
    value = value if isinstance(value, dict) else {"value": value, "unitText": stated.get("unitText")}
    single = figure(value.get("value"))
    low, high = figure(value.get("minValue")) or single, figure(value.get("maxValue")) or single
    if not low and not high:
        return None
    return StatedPay(min=low, max=high, currency=stated.get("currency"), period=period(value.get("unitText")))


def _every(value: Any) -> list[Any]:
    """schema.org lets one thing or a list of them stand in the same place."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """A text, or the value or name of the thing that stands where a text could."""
    if isinstance(value, dict):
        value = value.get("value") or value.get("name")
    return "" if value is None else str(value)


def _address(place: Any) -> dict[str, Any]:
    address = place.get("address") if isinstance(place, dict) else place
    address = address if isinstance(address, dict) else {"addressLocality": _text(address)}
    return {part: _text(value) for part, value in address.items()}


def _line(address: dict[str, Any]) -> str:
    parts = ("addressLocality", "addressRegion", "addressCountry")
    return ", ".join(dict.fromkeys(address[part] for part in parts if address.get(part)))


def _date(value: Any) -> datetime | None:
    """A date as pages write it; one nobody can read costs the date, not the posting."""
    try:
        return moment(value)
    except (TypeError, ValueError):
        return None
