"""Postings one already has: a JSON Lines, CSV or Parquet file becomes a source named file:NAME.

The file is archived like any response, so a database rebuilt from the archive has it too. A file never
closes anything: what it does not list may still be open.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from analysis.amounts import amounts
from analysis.text import from_html
from pipeline.fields import employment, figure, moment, period, workplace
from pipeline.http import Response
from pipeline.records import NotAListing, Posting, Reject, each
from pipeline.tables import Row, table

HOME = TERMS = "your own file"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, False, 1.0, False, False
BOARD = "all"

# What other people call our fields, most telling first; compared without case, spaces, "_" and "-".
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "jobid", "postingid", "slug", "guid"),
    "title": ("title", "jobtitle", "position", "role", "name"),
    "company": ("company", "companyname", "employer", "organization", "organisation", "hiringorganization"),
    "text": ("text", "description", "jobdescription", "descriptionplain", "body", "content"),
    "html": ("html", "descriptionhtml"),
    "location": ("location", "place", "joblocation", "city"),
    "url": ("url", "link", "joburl", "applyurl"),
    "date": ("date", "postedat", "dateposted", "publishedat", "posted", "createdat", "publicationdate"),
    "workplace": ("workplace", "workplacetype", "remotetype"),
    "employment_type": ("employmenttype", "worktype", "jobtype", "commitment"),
    "pay_min": ("paymin", "salarymin", "minsalary"),
    "pay_max": ("paymax", "salarymax", "maxsalary"),
    "currency": ("currency", "salarycurrency"),
    "period": ("period", "salaryperiod"),
}
SINCE_1970, SECONDS = re.compile(r"\d{10}(?:\d{3})?"), 10  # digits; with three more it is milliseconds
# No slash: 10/05 is one day in America and another in Europe.
DATES = ("%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
FIRST = 100  # rows that show how a file writes its dates


class CannotLoad(NotAListing):
    """The file cannot be read as postings."""


def response_of(path: Path, *, mapping: Mapping[str, str], day: date | None, now: datetime) -> Response:
    """The file as a response; its URL carries the column mapping and the date for undated rows."""
    if path.suffix.lower() not in (".jsonl", ".ndjson", ".csv", ".parquet"):
        raise CannotLoad(f"{path.name}: load reads .jsonl, .csv and .parquet files.")
    try:
        body = path.read_bytes()
    except OSError as error:
        raise CannotLoad(f"{path}: {error.strerror}") from error
    stated = day or datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    query = urlencode({**{f"map.{field}": column for field, column in mapping.items()}, "date": stated})
    return Response(f"file:///{quote(path.name)}?{query}", 200, {}, body, now)


def source_of(url: str) -> str:
    """The name of a file's source: `file:fieldguide` for fieldguide.jsonl."""
    return f"file:{Path(unquote(urlsplit(url).path)).stem}"


def board_of(url: str) -> str | None:
    return BOARD if url.startswith("file:") else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    source = source_of(response.url)
    asked = dict(parse_qsl(urlsplit(response.url).query))
    mapping = {key.removeprefix("map."): value for key, value in asked.items() if key.startswith("map.")}
    day = datetime.combine(date.fromisoformat(asked["date"]), datetime.min.time(), UTC)
    names, rows = table(unquote(urlsplit(response.url).path).lstrip("/"), response.body)
    columns = columns_of(names, mapping)
    rows = _dated(rows, columns.get("date", ""))

    def posting(row: Row | str) -> Posting:
        if isinstance(row, str):
            raise TypeError("the line is no JSON object")

        def value(field: str) -> Any:
            return row.get(columns[field]) if field in columns else None

        text = from_html(str(value("html"))) if value("html") else _plain(str(value("text") or ""))
        if not text.strip():
            raise ValueError("no text")
        fields = {field: str(value(field)) for field in ("title", "company") if value(field) is not None}
        stated, stated_how = _moment(value("date")), "published"
        native = (
            value("id") or hashlib.sha256("\x1f".join([*fields.values(), text]).encode()).hexdigest()[:16]
        )
        return Posting.model_validate(
            {
                **fields,
                "source": source,
                "board": BOARD,
                "native_id": str(native),
                "text": text,
                "url": _text(value("url")),
                "location": _text(value("location")),
                "workplace": workplace(_text(value("workplace"))),
                "employment_type": employment(_text(value("employment_type"))),
                "pay": _pay(value("pay_min"), value("pay_max"), value("currency"), value("period")),
                "posted_at": stated or day,
                "posted_how": stated_how if stated else "file",
            }
        )

    return each(rows, posting)


def columns_of(found: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Our field -> the file's column: as mapped, else by the first name we know. Raises CannotLoad."""
    unknown = [field for field in mapping if field not in NAMES]
    if unknown:
        raise CannotLoad(f"--map knows no field {unknown[0]!r}; the fields are {', '.join(NAMES)}.")
    absent = [column for column in mapping.values() if column not in found]
    if absent:
        raise CannotLoad(f"The file has no column {absent[0]!r}; it has {', '.join(found)}.")
    by_bare = {_bare(column): column for column in reversed(found)}
    columns = dict(mapping)
    for field, names in NAMES.items():
        known = next((by_bare[name] for name in names if name in by_bare), None)
        if field not in columns and known:
            columns[field] = known
    needed = [f for f in ("title", "company") if f not in columns]
    if "text" not in columns and "html" not in columns:
        needed.append("text")
    if needed:
        raise CannotLoad(
            f"No column found for {' and '.join(needed)} among {', '.join(found) or 'none'}. "
            f"Name it with --map {needed[0]}=COLUMN."
        )
    return columns


def _dated(rows: Iterable[Row | str], column: str) -> Iterator[Row | str]:
    """The same rows; raises CannotLoad when most of the first ones have a date that cannot be read."""
    later = iter(rows)
    first = list(islice(later, FIRST))
    unread = [problem for row in first if isinstance(row, dict) and (problem := _undated(row.get(column)))]
    if len(unread) > len(first) / 2:
        raise CannotLoad(f"{column}: {unread[0]}.")
    return chain(first, later)


def _undated(value: Any) -> str:
    try:
        _moment(value)
    except ValueError as error:
        return str(error)
    return ""


def _bare(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _plain(text: str) -> str:
    return from_html(text) if "</" in text or "<br" in text or "&lt;" in text else text


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "") else None


def _moment(value: Any) -> datetime | None:
    """When a row says it was put up; raises ValueError where day and month could be taken for each other."""
    if isinstance(value, date):
        when = value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time())
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    said = str(value or "").strip()
    with suppress(ValueError):
        return moment(int(said[:SECONDS]) if SINCE_1970.fullmatch(said) else said)
    for form in DATES:
        with suppress(ValueError):
            return datetime.strptime(said, form).replace(tzinfo=UTC)
    raise ValueError(f"the date {said!r} cannot be read: write it as 2026-10-05")


def _pay(low: Any, high: Any, currency: Any, per: Any) -> list[dict[str, Any]]:
    least, most = _figure(low), _figure(high)
    if least is None and most is None:
        return []
    return [{"min": least, "max": most, "currency": _text(currency), "period": period(_text(per))}]


def _figure(value: Any) -> float | None:
    """A sum as a number or as people write it: "$120,000", "120k"."""
    written = amounts(value) if isinstance(value, str) else []
    return written[0].value if len(written) == 1 else figure(value)
