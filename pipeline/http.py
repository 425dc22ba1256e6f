"""The one polite client: pace and connections per host, retries for what can heal, limits on size and time.

Problem                 what went wrong, with the URL; nothing was received that can be used
├── Unreachable         no answer: no network, name unknown, refused, timed out, cut off before the headers
├── TooLarge            the body is over the limit
└── NotHttp             the address is not http or https
"""

import asyncio
import email.utils
import random
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

USER_AGENT = "hiresignal/0.1 (job-market statistics; contact: {contact})"
IN_FLIGHT = 2  # requests under way at once, a host
MAX_BYTES = 64 * 2**20  # decoded; the largest whole board seen is 14 MB
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
DEADLINE = 180.0  # seconds for one whole response
ATTEMPTS = 3
HEALING = {429, 500, 502, 503, 504}  # statuses that another try may heal
LONGEST_WAIT = 120.0  # seconds of a Retry-After that we honour; longer ends the board for the night


@dataclass(frozen=True, slots=True)
class Request:
    """What a source or a reader asks for."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: headers with lower-case names, the decoded body, and whether the body is all there."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    complete: bool = True


class Problem(Exception):
    """Nothing usable came back."""


class Unreachable(Problem):
    """No answer came."""


class TooLarge(Problem):
    """The body is over the limit."""


class NotHttp(Problem):
    """The address is not http or https."""


class Client:
    """Sends requests, a host at its pace.

    `pace_factor` 0 lifts the pace; `far_side` is a server that stands for all sites, each address appended to it.
    """

    def __init__(
        self,
        *,
        contact: str = "not set",
        pace_factor: float = 1.0,
        max_bytes: int = MAX_BYTES,
        far_side: str | None = None,
    ) -> None:
        self._far_side = far_side
        self._pace_factor = pace_factor
        self._max_bytes = max_bytes
        self._slots: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(IN_FLIGHT))
        self._next_turn: dict[str, float] = defaultdict(float)
        self._http = httpx.AsyncClient(
            headers={"user-agent": USER_AGENT.format(contact=contact)},
            timeout=TIMEOUT,
            follow_redirects=True,
            max_redirects=5,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def send(self, request: Request, *, pace: float = 1.0) -> Response:
        """The answer to a request, at most `pace` requests a second to its host; raises Problem."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise NotHttp(f"{request.url} is not an http address")
        async with self._slots[parts.netloc]:
            for attempt in range(1, ATTEMPTS + 1):
                await self._turn(parts.netloc, pace)
                last = attempt == ATTEMPTS
                try:
                    async with asyncio.timeout(DEADLINE):
                        response = await self._once(request)
                except (httpx.TransportError, TimeoutError) as error:
                    if last or request.method != "GET":
                        raise Unreachable(f"{request.url}: {type(error).__name__}: {error}") from error
                    wait = backoff(attempt)
                else:
                    if response.status not in HEALING or last:
                        return response
                    asked = retry_after(response, now=response.fetched_at)
                    if asked is not None and asked > LONGEST_WAIT:
                        return response
                    wait = backoff(attempt) if asked is None else asked
                await asyncio.sleep(wait * min(self._pace_factor, 1.0))
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _turn(self, host: str, pace: float) -> None:
        now = time.monotonic()
        turn = max(now, self._next_turn[host])
        self._next_turn[host] = turn + self._pace_factor / pace
        await asyncio.sleep(turn - now)

    async def _once(self, request: Request) -> Response:
        url = f"{self._far_side}/{request.url}" if self._far_side else request.url
        async with self._http.stream(
            request.method, url, headers=dict(request.headers), content=request.body
        ) as answer:
            body, complete = bytearray(), True
            try:
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > self._max_bytes:
                        raise TooLarge(f"{request.url}: over {self._max_bytes:,} bytes")
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError):
                complete = False  # cut off midway: kept as evidence, never taken for a whole listing
            headers = {k.lower(): v for k, v in answer.headers.items()}
            return Response(
                request.url, answer.status_code, headers, bytes(body), datetime.now(UTC), complete
            )


def backoff(attempt: int) -> float:
    """Seconds to wait after a failed attempt: full jitter under a doubling bound."""
    return random.uniform(0, 2.0**attempt)  # noqa: S311 - jitter, not a secret


def retry_after(response: Response, *, now: datetime) -> float | None:
    """Seconds the server asks us to wait, from a number or a date; None when it does not say."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    if not value:
        return None
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())
