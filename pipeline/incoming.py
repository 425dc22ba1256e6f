"""What visits brought, as rows; people's addresses and numbers are covered before they become one."""

from collections import Counter
from collections.abc import Iterator, Sequence

import polars as pl

from analysis.masking import masked
from analysis.read import BAND
from pipeline.covering import SAID, without_people
from pipeline.records import Posting
from pipeline.visits import Visit

TIME = pl.Datetime("us", "UTC")
INCOMING = pl.Schema(
    {
        "id": pl.String(),
        "source": pl.String(),
        "board": pl.String(),
        "native_id": pl.String(),
        "title": pl.String(),
        "company": pl.String(),
        "location": pl.String(),
        "countries": pl.List(pl.String),
        "workplace": pl.String(),
        "employment_type": pl.String(),
        "department": pl.String(),
        "requisition": pl.String(),
        "pay": pl.List(BAND),
        "text": pl.String(),
        "url": pl.String(),
        "attribution": pl.String(),
        "revision": pl.String(),
        "posted_at": TIME,
        "posted_how": pl.String(),
        "expires_at": TIME,
        "seen_at": TIME,
    }
)
VISITS = pl.Schema(
    {
        "run": pl.String(),
        "source": pl.String(),
        "token": pl.String(),
        "board": pl.String(),
        "started_at": TIME,
        "seen_at": TIME,
        "whole": pl.Boolean(),
        "unchanged": pl.Boolean(),
        "complete_source": pl.Boolean(),
        "error": pl.String(),
        "fetched": pl.Int32(),
        "listed": pl.Int32(),
        "rejected": pl.Int32(),
        "bytes": pl.Int64(),
        "not_modified": pl.Int32(),
        "seconds": pl.Float64(),
        "synthetic": pl.Boolean(),
    }
)


def visit_frame(visits: Sequence[Visit]) -> pl.DataFrame:
    rows = [
        {
            "run": v.run,
            "source": v.source,
            "token": v.token,
            "board": v.board,
            "started_at": v.started_at,
            "seen_at": v.seen_at,
            "whole": v.whole,
            "unchanged": v.unchanged,
            "complete_source": v.site.COMPLETE,
            "error": v.error,
            "fetched": len(v.captures),
            "listed": len(v.postings),
            "rejected": len(v.rejects),
            "bytes": sum(c.size for c in v.captures if not c.repeated),
            "not_modified": sum(c.response.status == 304 for c in v.captures),
            "seconds": v.seconds,
            "synthetic": v.synthetic,
        }
        for v in visits
    ]
    return pl.DataFrame(rows, schema=VISITS)


def incoming_frame(visits: Sequence[Visit]) -> pl.DataFrame:
    rows = [_row(posting, visit) for visit in visits for posting in visit.postings]
    return pl.DataFrame(rows, schema=INCOMING)


def _row(posting: Posting, visit: Visit) -> dict[str, object]:
    row = posting.model_dump()
    row |= {name: masked(row[name]) for name in SAID if row[name] is not None}
    row["url"] = posting.url and without_people(posting.url)
    row["pay"] = [band.model_dump() | {"where": band.where and masked(band.where)} for band in posting.pay]
    row["id"] = posting.key
    row["board"] = visit.board
    row["countries"] = None if posting.countries is None else list(posting.countries)
    row["attribution"] = visit.site.ATTRIBUTION
    row["seen_at"] = visit.seen_at
    return row


def reject_rows(visits: Sequence[Visit]) -> Iterator[tuple[object, ...]]:
    """One row an item; of two items with one name, the second is told apart by its number."""
    seen: Counter[tuple[str, str]] = Counter()
    for capture, reject in ((c, r) for visit in visits for c, r in visit.rejects):
        seen[capture, reject.item] += 1
        number = seen[capture, reject.item]
        item = reject.item if number == 1 else f"{reject.item}#{number}"
        yield capture, item, masked(reject.reason), masked(reject.raw)


def capture_rows(visit: Visit) -> list[tuple[object, ...]]:
    return [
        (
            c.id, visit.run, visit.source, visit.token, c.response.url, c.response.status,
            c.response.fetched_at, c.response.headers.get("etag"), c.response.headers.get("last-modified"),
            c.body_hash, c.place.file, c.place.position, c.response.complete,
        )
        for c in visit.captures
    ]  # fmt: skip
