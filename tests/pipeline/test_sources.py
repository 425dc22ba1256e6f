"""One contract for all sources: each is walked with its own recordings and with what is no listing at all.

A recording is a file `recordings/<source>/<name>.http`: the request line, the status, headers, an empty line,
the body. Beside it `<name>.expected.json` says what must be read from it; other fields are not compared.
All companies in them are invented.
"""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from pipeline.http import Request, Response
from pipeline.records import Board, NotAListing, Posting, Reject, Source
from pipeline.sources import all_sources, feeds, named

RECORDINGS = Path(__file__).parent / "recordings"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
SOURCES = sorted(all_sources())
RECORDED = sorted(RECORDINGS.glob("*/*.http"))
NO_LISTINGS = {
    "a login page": b"<!doctype html><html><body><form action='/login'>Sign in</form></body></html>",
    "nothing": b"",
    "other JSON": b'{"error": "not found", "status": 404}',
    "a bare string": b'"maintenance"',
    "null": b"null",
    "bytes": b"\x00\xff\xfe\x80" * 50,
    "endless nesting": b"[" * 100_000,
    "an RSS feed of nothing": b"<?xml version='1.0'?><note/>",
}
HOSTILE_ITEMS = [None, 1, "x", [], {}, {"id": None}, {"id": {}, "title": [], "text": 3, "name": {}}]


def recorded(path: Path) -> Response:
    head, body = path.read_bytes().split(b"\n\n", 1)
    request, status, *headers = head.decode().splitlines()
    pairs = (line.split(": ", 1) for line in headers)
    return Response(
        request.split(" ", 1)[1], int(status), {k.lower(): v for k, v in pairs}, body.rstrip(b"\n"), NOW
    )


def expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_name(path.stem + ".expected.json").read_text())


def source_of(path: Path) -> Source:
    return all_sources()[path.parent.name]


def named_after(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def is_json(path: Path) -> bool:
    return recorded(path).body.lstrip().startswith((b"{", b"["))


def with_hostile_items(body: Any) -> Any:
    """The same JSON with items that fit nothing in every list, and numbers for texts."""
    if isinstance(body, dict):
        return {key: with_hostile_items(value) for key, value in body.items()}
    if isinstance(body, list):
        return HOSTILE_ITEMS
    return 7


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_says_what_it_is(name: str) -> None:
    source = all_sources()[name]
    assert (source.__doc__ or "").strip(), "people read the docstring in the table of sources"
    assert source.HOME.startswith("https://")
    assert source.TERMS.startswith("https://")
    assert source.ATTRIBUTION is None or "http" in source.ATTRIBUTION
    assert all(isinstance(flag, bool) for flag in (source.SHARE_TEXT, source.DEFAULT, source.COMPLETE))
    assert 0 < source.PACE <= 5
    assert any(path.parent.name == name for path in RECORDED), "a source comes with a recording"


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_a_recording_is_read_as_expected(path: Path) -> None:
    response, wanted, source = recorded(path), expected(path), source_of(path)
    found = list(source.parse(response))
    postings = {item.native_id: item for item in found if isinstance(item, Posting)}
    rejects = [item for item in found if isinstance(item, Reject)]

    assert source.board_of(response.url) == wanted["board"]
    assert list(postings) == list(wanted["postings"])
    for native_id, fields in wanted["postings"].items():
        read = postings[native_id].model_dump(mode="json", include=set(fields))
        assert read == fields
    assert len(rejects) == len(wanted["rejects"])
    for reject, reason in zip(rejects, wanted["rejects"], strict=True):
        assert reason in reject.reason
        assert reject.raw
    if (whole := getattr(source, "whole", None)) is not None:
        assert whole([response]) == wanted["whole"]


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_postings_of_a_recording_are_sound(path: Path) -> None:
    response, source = recorded(path), source_of(path)
    postings = [item for item in source.parse(response) if isinstance(item, Posting)]
    assert len({posting.key for posting in postings}) == len(postings)
    for posting in postings:
        assert posting.source == path.parent.name
        assert posting.board == source.board_of(response.url)
        assert (posting.posted_at is None) == (posting.posted_how is None)
        assert posting.url is None or posting.url.startswith("http")
        for pay in posting.pay:
            assert pay.min is not None or pay.max is not None
            assert pay.min is None or pay.max is None or pay.min <= pay.max


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_only_its_own_source_knows_a_url(path: Path) -> None:
    url = recorded(path).url
    knowing = {name for name, source in all_sources().items() if source.board_of(url) is not None}
    assert knowing == {path.parent.name}
    assert named(url) == (path.parent.name, source_of(path).board_of(url))


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize(
    "url", ["", "https://example.com/jobs", "ftp://x", "https://api.example.com/v1/boards/acme/jobs", "é://"]
)
def test_a_strange_url_belongs_to_nobody(name: str, url: str) -> None:
    assert all_sources()[name].board_of(url) is None


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
@pytest.mark.parametrize("what", NO_LISTINGS)
def test_what_is_no_listing_is_refused(path: Path, what: str) -> None:
    like = recorded(path)
    strange = Response(like.url, 200, {"content-type": "text/html"}, NO_LISTINGS[what], NOW)
    with pytest.raises(NotAListing):
        list(source_of(path).parse(strange))


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_a_cut_body_is_refused_or_rejected_never_a_crash(path: Path) -> None:
    whole = recorded(path)
    complete = [item for item in source_of(path).parse(whole) if isinstance(item, Posting)]
    for share in (0.1, 0.5, 0.9, 0.999):
        body = whole.body[: int(len(whole.body) * share)]
        cut = Response(whole.url, 200, whole.headers, body, NOW, complete=False)
        try:
            left = [item for item in source_of(path).parse(cut) if isinstance(item, Posting)]
        except NotAListing:
            continue
        assert len(left) <= len(complete)


@pytest.mark.parametrize("path", [path for path in RECORDED if is_json(path)], ids=named_after)
def test_hostile_items_are_rejected_or_the_body_is_refused(path: Path) -> None:
    like = recorded(path)
    body = json.dumps(with_hostile_items(json.loads(like.body))).encode()
    try:
        found = list(source_of(path).parse(Response(like.url, 200, {}, body, NOW)))
    except NotAListing:
        return
    assert all(isinstance(item, Reject) for item in found)


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_the_first_request_is_answered_by_a_url_of_the_board(path: Path) -> None:
    source = source_of(path)
    token = source.board_of(recorded(path).url)
    assert token
    first = next(source.requests(Board(path.parent.name, token), {}))
    assert isinstance(first, Request)
    assert source.board_of(first.url) == token


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_a_visit_ends_when_no_listing_comes_back(path: Path) -> None:
    source = source_of(path)
    visit = source.requests(Board(path.parent.name, source.board_of(recorded(path).url) or ""), {})
    asked = [next(visit)]
    while len(asked) < 20:
        try:
            asked.append(visit.send(Response(asked[-1].url, 200, {}, NO_LISTINGS["a login page"], NOW)))
        except StopIteration:
            return
    pytest.fail(f"still asking after {len(asked)} login pages")


@pytest.mark.parametrize("path", RECORDED, ids=named_after)
def test_a_visit_survives_hostile_answers(path: Path) -> None:
    source, like = source_of(path), recorded(path)
    strange = b"[7]"
    if like.body.lstrip().startswith((b"{", b"[")):
        strange = json.dumps(with_hostile_items(json.loads(like.body))).encode()
    visit = source.requests(Board(path.parent.name, source.board_of(like.url) or ""), {})
    asked = next(visit)
    for _ in range(200):
        try:
            asked = visit.send(Response(asked.url, 200, {}, strange, NOW))
        except StopIteration:
            return
    pytest.fail("still asking after 200 strange answers")


def test_a_feed_is_a_board_of_its_own_source() -> None:
    for name, token in feeds().items():
        first = next(all_sources()[name].requests(Board(name, token), {}))
        assert all_sources()[name].board_of(first.url) == token


def test_what_must_stay_out_of_charts_is_left_out_of_every_answer() -> None:
    """Answers rest on the summary, whose SQL names the sources it leaves out."""
    summary = (files("analysis.sql") / "summarise.sql").read_text("utf-8")
    left_out = re.search(r"postings\.source not in \(([^)]*)\)", summary)
    assert left_out
    named = {name.strip(" '") for name in left_out[1].split(",")}
    assert named == {name for name, source in all_sources().items() if not getattr(source, "IN_CHARTS", True)}
