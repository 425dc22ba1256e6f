"""Postings one already has: a JSON Lines, CSV or Parquet file becomes a source named file:NAME.

The file is archived like any response, so a database rebuilt from the archive has it too. A file never
closes anything: what it does not list may still be open.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import polars as pl

from analysis.decoding import decoded
from analysis.text import from_html
from pipeline.http import Response
from pipeline.records import NotAListing, Posting, Reject, each

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
WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite", "inoffice": "onsite"}
EMPLOYMENTS = {
    "fulltime": "full_time", "parttime": "part_time", "contract": "contract", "contractor": "contract",
    "freelance": "freelance", "internship": "internship", "intern": "internship",
}  # fmt: skip


SEPARATORS = (",", ";", "\t", "|")
Row = Mapping[str, Any]


class CannotLoad(ValueError):
    """The file cannot be read as postings."""


def response_of(path: Path, *, mapping: Mapping[str, str], day: date | None, now: datetime) -> Response:
    """The file as a response; its URL carries the column mapping and the date for undated rows."""
    if path.suffix not in (".jsonl", ".ndjson", ".csv", ".parquet"):
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
    names, rows = _table(response)
    columns = columns_of(names, mapping)

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
                "workplace": WORKPLACES.get(_bare(str(value("workplace") or ""))),
                "employment_type": EMPLOYMENTS.get(_bare(str(value("employment_type") or ""))),
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


def _table(response: Response) -> tuple[list[str], Iterable[Row | str]]:
    """The names of the columns, and the rows; a line that is no JSON object stays as it came."""
    name = unquote(urlsplit(response.url).path).lstrip("/")
    try:
        if name.endswith(".parquet"):
            frame = pl.read_parquet(io.BytesIO(response.body))
        elif name.endswith(".csv"):
            frame = _csv(decoded(response.body))
        else:
            rows = [_json(line) for line in decoded(response.body).split("\n") if line.strip()]
            return list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row)), rows
    except pl.exceptions.PolarsError as error:
        raise NotAListing(f"{name} cannot be read: {str(error).splitlines()[0]}") from error
    return frame.columns, frame.iter_rows(named=True)


def _csv(text: str) -> pl.DataFrame:
    """Parted by what the first line has most of: spreadsheets of half of Europe write semicolons."""
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    return pl.read_csv(io.BytesIO(text.encode()), infer_schema=False, separator=separator)


def _json(line: str) -> Row | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return row if isinstance(row, dict) else line


def _bare(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _plain(text: str) -> str:
    return from_html(text) if "</" in text or "<br" in text or "&lt;" in text else text


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "") else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, datetime.min.time(), UTC)
    if not value:
        return None
    moment = datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pay(low: Any, high: Any, currency: Any, period: Any) -> list[dict[str, Any]]:
    amounts = [float(figure) if figure not in (None, "") else None for figure in (low, high)]
    if not any(amounts):
        return []
    word = _bare(str(period or "")).removeprefix("per").removesuffix("ly")
    known = {"year": "year", "annual": "year", "month": "month", "week": "week", "day": "day", "hour": "hour"}
    return [{"min": amounts[0], "max": amounts[1], "currency": _text(currency), "period": known.get(word)}]
