"""The one polite client: robots.txt, pace and connections per host, retries for what can heal, limits.

Problem                 nothing came that can be used; the message names the address and the reason
├── Unreachable         no answer: no network, unknown name, refused, timed out
├── Disallowed          robots.txt says no, or could not be read tonight
├── Refused             the address is not http(s), or not a public one
├── TooLarge            the body is over the limit, decoded or not
├── Spent               the source's requests of today are used up
└── NoKey               the request needs a key that the settings do not hold
"""

import asyncio
import ipaddress
import re
import socket
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego
from tenacity import (
    AsyncRetrying,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
)

from pipeline.healing import last_result, may_heal, wait

AGENT = "hiresignal"
USER_AGENT = AGENT + "/0.1 (job-market statistics; contact: {contact})"
IN_FLIGHT = 2  # requests under way at once, a host
MAX_BYTES = 64 * 2**20  # decoded; the largest whole board seen is 14 MB
TIMEOUT = httpx.Timeout(30.0, connect=10.0)  # seconds between bytes, and to connect
DEADLINE = 180.0  # seconds for one whole response
ATTEMPTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
PLACEHOLDER = re.compile(r"\{([A-Z][A-Z_]+)\}")  # stands for a key of the operator's


@dataclass(frozen=True, slots=True)
class Request:
    """What a source or a reader asks for; `{NAME}` in address or headers stands for a key of the settings."""

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
    """Nothing came that can be used."""


class Unreachable(Problem):
    """No answer came."""


class Disallowed(Problem):
    """The site does not want to be asked."""


class Refused(Problem):
    """The address is one we do not ask."""


class TooLarge(Problem):
    """The body is over the limit."""


class Spent(Problem):
    """The source's requests of today are used up."""


class NoKey(Problem):
    """The request needs a key that the settings do not hold."""


class Client:
    """Sends requests, a host at its pace.

    `pace_factor` 0 lifts the pace. `far_side` is a server that stands for all sites, each address appended to
    it. `robots` False is for an API that the user asks about themselves. `keys` fill placeholders.
    """

    def __init__(
        self,
        *,
        contact: str = "not set",
        pace_factor: float = 1.0,
        max_bytes: int = MAX_BYTES,
        far_side: str | None = None,
        robots: bool = True,
        private: bool = False,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        self._pace_factor = pace_factor
        self._max_bytes = max_bytes
        self._far_side = far_side
        self._private = private or far_side is not None
        self._keys = keys or {}
        self._obeys = robots
        self._robots: dict[str, asyncio.Task[Protego]] = {}
        self._slots: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(IN_FLIGHT))
        self._next_turn: dict[str, float] = defaultdict(float)
        self._http = httpx.AsyncClient(
            headers={"user-agent": USER_AGENT.format(contact=contact)}, timeout=TIMEOUT
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._robots.values():
            task.cancel()
        await asyncio.gather(*self._robots.values(), return_exceptions=True)
        await self._http.aclose()

    async def send(self, request: Request, *, pace: float = 1.0) -> Response:
        """The answer to a request, at most `pace` requests a second to its host; raises Problem."""
        asked = self._filled(request)
        for _ in range(MOST_REDIRECTS + 1):
            await self._check_address(asked.url)
            if self._obeys:
                pace = min(pace, await self._allowed_pace(asked.url, pace))
            response = await self._healed(asked, pace)
            target = response.headers.get("location")
            if response.status not in REDIRECTS or not target:
                return replace(response, url=request.url)
            method = asked.method if response.status in (307, 308) else "GET"
            asked = replace(asked, url=urljoin(asked.url, target), method=method)
        raise Refused(f"{request.url} redirects more than {MOST_REDIRECTS} times")

    def _filled(self, request: Request) -> Request:
        needed = {
            name for text in (request.url, *request.headers.values()) for name in PLACEHOLDER.findall(text)
        }
        if missing := sorted(needed - self._keys.keys()):
            raise NoKey(f"{urlsplit(request.url).netloc} needs {' and '.join(missing)}: set them to use it.")
        headers = {name: self._with_keys(value) for name, value in request.headers.items()}
        return replace(request, url=self._with_keys(request.url), headers=headers)

    def _with_keys(self, text: str) -> str:
        return PLACEHOLDER.sub(lambda found: self._keys[found[1]], text)

    async def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused(f"{_bare(url)} is not an http address")
        if self._private:
            return
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
        except OSError as error:
            raise Unreachable(f"{parts.hostname}: {error.strerror or error}") from error
        for *_, address in found:
            if not ipaddress.ip_address(address[0]).is_global:
                raise Refused(f"{parts.hostname} is {address[0]}, which is not a public address")

    async def _allowed_pace(self, url: str, pace: float) -> float:
        """The pace robots.txt allows for an address; raises Disallowed."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._read_robots(origin, pace))
        rules = await asyncio.shield(self._robots[origin])
        if not rules.can_fetch(url, AGENT):
            raise Disallowed(f"{origin}/robots.txt does not allow {parts.path}")
        delay: float | None = rules.crawl_delay(AGENT)
        return pace if not delay else min(pace, 1.0 / delay)

    async def _read_robots(self, origin: str, pace: float) -> Protego:
        """The rules of a site (RFC 9309); a site without the file has none, one that fails is not asked."""
        response = await self._healed(Request(f"{origin}/robots.txt"), pace)
        if response.status >= 500 or response.status == 429:
            raise Disallowed(
                f"{origin}/robots.txt answered {response.status}: nothing is asked there tonight"
            )
        text = response.body.decode("utf-8", "replace") if response.status == 200 else ""
        return Protego.parse(text)

    async def _healed(self, request: Request, pace: float) -> Response:
        """One answer after as many tries as may help."""
        host = urlsplit(request.url).netloc
        retrying = AsyncRetrying(
            stop=stop_after_attempt(ATTEMPTS if request.method == "GET" else 1),
            wait=wait,
            retry=retry_if_exception_type(Unreachable) | retry_if_result(may_heal),
            retry_error_callback=last_result,
            sleep=lambda seconds: asyncio.sleep(seconds * min(self._pace_factor, 1.0)),
        )
        async with self._slots[host]:
            return await retrying(self._once, request, host, pace)

    async def _once(self, request: Request, host: str, pace: float) -> Response:
        now = time.monotonic()
        turn = max(now, self._next_turn[host])
        self._next_turn[host] = turn + self._pace_factor / pace
        await asyncio.sleep(turn - now)
        try:
            async with asyncio.timeout(DEADLINE):
                return await self._streamed(request)
        except (httpx.TransportError, TimeoutError) as error:
            what = str(error) or type(error).__name__
            raise Unreachable(f"{_bare(request.url)}: {what}") from error

    async def _streamed(self, request: Request) -> Response:
        url = f"{self._far_side}/{request.url}" if self._far_side else request.url
        async with self._http.stream(
            request.method, url, headers=dict(request.headers), content=request.body
        ) as answer:
            body, complete = bytearray(), True
            try:
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > self._max_bytes:
                        raise TooLarge(f"{_bare(request.url)}: over {self._max_bytes:,} bytes")
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError):
                complete = False  # cut off midway: kept as evidence, never taken for a whole listing
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Response(
                request.url, answer.status_code, headers, bytes(body), datetime.now(UTC), complete
            )


def _bare(url: str) -> str:
    """An address as it may stand in a message: without what could be a key."""
    return url.partition("?")[0]
