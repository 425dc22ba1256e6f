"""Every source reads what was recorded from the real sites, where that collection lies beside the project.

Run with `-rP` to see how many postings and rejects each file gives.
"""

import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import real_recordings

from pipeline.http import Response
from pipeline.records import NotAListing, Posting
from pipeline.sources import all_sources

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name == "hn" else ()) for name in sorted(all_sources())],
)
def test_real_recordings_are_read(name: str, shared: Path) -> None:
    mine = [(url, path) for source, url, path in real_recordings.files(shared / "real") if source == name]
    if not mine:
        pytest.skip(f"the collection holds no recording of {name}")
    postings, reasons = 0, Counter[str]()
    for url, path in mine:
        response = Response(url, 200, {}, gzip.decompress(path.read_bytes()), NOW)
        found = list(all_sources()[name].parse(response))
        read = [item for item in found if isinstance(item, Posting)]
        assert len({posting.native_id for posting in read}) == len(read), path.name
        postings += len(read)
        reasons.update(item.reason for item in found if not isinstance(item, Posting))
    print(f"{name}: {len(mine)} files, {postings} postings, rejects {dict(reasons)}")  # noqa: T201 - what -rP shows
    assert postings
    allowed = 0.05 if name == "hn" else 0.0  # people also chat in threads
    assert sum(reasons.values()) <= allowed * postings


def test_what_is_no_listing_in_the_collection_is_refused(shared: Path) -> None:
    refused = {"enjoiyourlife+jobtracker/lever_netflix.json.gz": "lever"}
    for name, source in refused.items():
        body = gzip.decompress((shared / "real" / "recorded" / name).read_bytes())
        with pytest.raises(NotAListing):
            list(
                all_sources()[source].parse(
                    Response("https://api.lever.co/v0/postings/x", 200, {}, body, NOW)
                )
            )
