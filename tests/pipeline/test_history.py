"""../shared/real/timeseries replayed, beside a count made from the raw files without any of our code."""

import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from nights import Nights, rows

from pipeline.refresh import Plan, refresh

ADDRESS = {
    "greenhouse": "https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true",
    "lever": "https://api.lever.co/v0/postings/{}?mode=json",
}
# What a reader of the page would notice when it changes.
SHOWN = {
    "greenhouse": ("title", "location", "content"),
    "lever": (
        "text",
        "categories",
        "country",
        "workplaceType",
        "description",
        "lists",
        "additional",
        "salaryRange",
    ),
}


def shown(ats: str, item: dict[str, Any]) -> str:
    parts = {name: item.get(name) for name in SHOWN[ats]}
    if ats == "lever":
        categories = parts["categories"] or {}
        parts["categories"] = (
            categories.get("location"),
            categories.get("allLocations"),
            categories.get("commitment"),
        )
    # An empty paragraph more is no edit: tags and white space do not count.
    return "".join(re.sub(r"<[^>]*>", " ", html.unescape(html.unescape(" ".join(strings(parts))))).split())


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [part for pair in sorted(value.items()) for part in pair]
    if isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
    else:
        yield str(value)


class ByHand:
    """One board's history, counted with sets; held under 0.7 of the median of five runs."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.open: set[str] = set()
        self.listed: list[int] = []
        self.counts: list[tuple[int, int, int, int]] = []

    def capture(self, now: dict[str, str]) -> None:
        ids = set(now)
        new, returned = ids - self.said.keys(), (ids & self.said.keys()) - self.open
        changed = {one for one in ids & self.said.keys() if now[one] != self.said[one]}
        gone = self.open - ids
        held = bool(self.listed) and len(ids) < 0.7 * median(self.listed[-5:])
        if held or len(gone) > len(self.open) / 2:
            gone = set()
        self.counts.append((len(new), len(changed), len(gone), len(returned)))
        self.open = (self.open | ids) - gone
        self.said.update(now)
        self.listed.append(len(ids))


@pytest.mark.slow
def test_the_boards_history_equals_a_count_by_hand(shared: Path, tmp_path: Path) -> None:
    nights = Nights(tmp_path / "recorded")
    by_hand: dict[str, ByHand] = defaultdict(ByHand)
    for path in sorted((shared / "real/timeseries").glob("*/*/*.json.gz"), key=lambda p: p.name):
        ats, token = path.parts[-3], path.parts[-2]
        moment = datetime.strptime(path.name.split(".")[0], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
        body = gzip.decompress(path.read_bytes())
        nights.keep(ADDRESS[ats].format(token), body, moment)
        found = json.loads(body)
        items = found["jobs"] if ats == "greenhouse" else found
        by_hand[token].capture({str(item["id"]): shown(ats, item) for item in items})
    refresh(Plan(data=tmp_path / "data", origin=nights.folder), datetime(2026, 9, 1, tzinfo=UTC))
    assert len(by_hand) == 5
    for token, board in by_hand.items():
        question = (
            f"select new, changed, closed, reopened from runs where board = '{token}' order by started_at"  # noqa: S608
        )
        assert rows(tmp_path / "data", question) == board.counts, token
