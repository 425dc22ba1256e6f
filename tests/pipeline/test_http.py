"""The polite client against a real server on loopback: what heals, what is cut, what is too much."""

import asyncio
from datetime import UTC, datetime

import pytest
from far_side import Answer, FarSide

from pipeline.healing import retry_after
from pipeline.http import Client, Refused, Request, Response, TooLarge, Unreachable

URL = "https://boards.example/jobs"


def send(far_side: FarSide, url: str = URL, **options: int) -> Response:
    async def once() -> Response:
        async with Client(pace_factor=0, far_side=far_side.address, **options) as client:
            return await client.send(Request(url))

    return asyncio.run(once())


def test_an_answer_is_kept_under_the_address_that_was_asked(far_side: FarSide) -> None:
    far_side.answers[URL] = Answer(b"{}", etag='"1"')
    response = send(far_side)
    assert (response.url, response.status, response.body, response.complete) == (URL, 200, b"{}", True)
    assert response.headers["etag"] == '"1"'
    assert "hiresignal" in far_side.asked[-1][1]["user-agent"]


def test_a_body_cut_midway_is_kept_but_not_whole(far_side: FarSide) -> None:
    far_side.answers[URL] = Answer(b"x" * 5000, cut=100)
    assert not send(far_side).complete
    assert far_side.urls().count(URL) == 3, "the line may hold another time"


def test_too_much_is_refused(far_side: FarSide) -> None:
    far_side.answers[URL] = Answer(b"x" * 5000)
    with pytest.raises(TooLarge, match="1,000 bytes"):
        send(far_side, max_bytes=1000)


def test_what_may_heal_is_asked_again_and_then_told(far_side: FarSide) -> None:
    far_side.answers[URL] = Answer(status=503)
    assert send(far_side).status == 503
    assert far_side.urls().count(URL) == 3


def test_what_cannot_heal_is_asked_once(far_side: FarSide) -> None:
    far_side.answers[URL] = Answer(status=403)
    assert send(far_side).status == 403
    assert far_side.urls().count(URL) == 1


def test_nobody_there_is_unreachable(far_side: FarSide) -> None:
    far_side.address = "http://127.0.0.1:9"
    with pytest.raises(Unreachable, match=r"boards\.example"):
        send(far_side)


def test_only_http_is_asked(far_side: FarSide) -> None:
    with pytest.raises(Refused):
        send(far_side, "file:///etc/passwd")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("", None), ("soon", None), ("Sun, 01 Mar 2026 03:01:00 GMT", 60.0)],
)
def test_retry_after_is_a_number_or_a_date(value: str, seconds: float | None) -> None:
    at = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
    assert retry_after(Response(URL, 429, {"retry-after": value}, b"", at), now=at) == seconds
