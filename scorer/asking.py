"""Asks GitHub one thing at a time, within a budget, and remembers the answers.

A plan (see rest.py, graphql.py) is a generator: it yields an `Ask` and is sent an `Answer`. What could not be
asked comes back as an answer too, with status 0 and the reason, so that a plan never stops half-way: what was
read is kept, the rest is unknown, and the next run begins where this one ended.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

from scorer.cache import Cache, Kept

FRESH = timedelta(hours=1)  # GitHub counts by the hour: within it an answer is not asked for twice
PATIENCE = 60.0  # seconds we wait when told to; beyond it the rest is unknown
JSON = "application/vnd.github+json"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask:
    """A GET of `path`, or a GraphQL question when `query` is set."""

    path: str
    query: str = ""
    variables: str = ""  # JSON
    binary: bool = False
    limit: int = 5_000_000  # bytes

    @property
    def cost(self) -> int:
        """Requests it takes: a tarball is a redirect and the file."""
        return 2 if self.binary else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Status 0: nothing did, and `reason` says why."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    @property
    def ok(self) -> bool:
        return self.status == 200

    def json(self) -> Any:
        return json.loads(self.body)

    def last_page(self) -> int:
        """How many pages the Link header names; 1 without one."""
        found = re.search(r'[?&]page=(\d+)[^>]*>;\s*rel="last"', self.headers.get("link", ""))
        return int(found[1]) if found else 1


class Send(Protocol):
    """One exchange over the network; raises Unreachable when there is none."""

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, limit: int
    ) -> Answer: ...


class Unreachable(Exception):
    """The far side could not be reached, or its answer was too large or cut."""


@dataclass(slots=True)
class Asker:
    """Asks on behalf of one run: serial, counted, polite."""

    api: str
    token: str
    send: Send
    cache: Cache
    now: datetime
    pause: Callable[[float], None]
    most: int = 35
    offline: bool = False
    asked: int = 0
    left: int | None = None  # requests left this hour, as GitHub last said
    stopped: str = ""  # why nothing more is asked
    oldest: datetime | None = None  # the oldest answer taken from the cache past its hour
    refused: bool = False  # the token was

    def run(self, plan: Generator[Ask, Answer, T]) -> T:
        """Drive a plan to its end and hand back what it learned."""
        answer: Answer | None = None
        while True:
            try:
                ask = next(plan) if answer is None else plan.send(answer)
            except StopIteration as done:
                return done.value  # type: ignore[no-any-return]  # a generator's value is typed by its plan
            answer = self.ask(ask)

    def ask(self, ask: Ask) -> Answer:
        kept = self.cache.get(self._key(ask))
        if kept and self.now - kept.at <= FRESH:
            return _answer(kept)
        refusal = self._refusal(ask)
        if refusal:
            return self._stale(kept, refusal)
        try:
            answer = self._exchange(ask, kept)
        except Unreachable as error:
            # One dead connection is enough: with the network down every further try only costs time.
            self.stopped = f"GitHub could not be reached ({error})"
            return self._stale(kept, self.stopped)
        self.refused = self.refused or answer.status == 401
        if answer.status == 304 and kept:
            self.cache.put(self._key(ask), Kept(kept.status, kept.body, kept.headers, self.now))
            return _answer(kept)
        if answer.status == 0:
            return self._stale(kept, answer.reason)
        if answer.status in (200, 404, 409, 410, 451):
            self.cache.put(self._key(ask), Kept(answer.status, answer.body, dict(answer.headers), self.now))
        return answer

    def _refusal(self, ask: Ask) -> str:
        if self.offline:
            return "not in the cache, and --offline was given"
        if self.stopped:
            return self.stopped
        if self.asked + ask.cost > self.most:
            return f"the {self.most} requests of one run are used up; run again and it goes on from there"
        return ""

    def _stale(self, kept: Kept | None, reason: str) -> Answer:
        if kept is None:
            return Answer(0, reason=reason)
        self.oldest = min(self.oldest or kept.at, kept.at)
        return _answer(kept)

    def _exchange(self, ask: Ask, kept: Kept | None) -> Answer:
        for _ in range(3):
            self.asked += ask.cost
            answer = self._once(ask, kept)
            self._count(answer)
            if answer.status not in (403, 429):
                break
            wait = self._wait(answer)
            if wait is None:
                break
            if wait > PATIENCE:
                until = (self.now + timedelta(seconds=wait)).astimezone(UTC)
                self.stopped = (
                    f"GitHub's limit is reached; it opens again about {until:%H:%M} UTC. "
                    "Run again then: what was read is kept"
                )
                return Answer(0, reason=self.stopped)
            self.pause(wait)
        else:
            self.stopped = "GitHub asked to slow down three times in a row; run again later"
            return Answer(0, reason=self.stopped)
        return answer

    def _once(self, ask: Ask, kept: Kept | None) -> Answer:
        headers = {"accept": JSON, "x-github-api-version": "2022-11-28"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        if kept and kept.headers.get("etag") and not ask.query:
            headers["if-none-match"] = kept.headers["etag"]
        if ask.query:
            body = json.dumps({"query": ask.query, "variables": json.loads(ask.variables or "{}")}).encode()
            return self.send("POST", _graphql_url(self.api), headers, body, ask.limit)
        return self.send("GET", self.api + ask.path, headers, None, ask.limit)

    def _count(self, answer: Answer) -> None:
        # Search has an hour of its own: its "remaining" must not be mistaken for the core one.
        left = answer.headers.get("x-ratelimit-remaining")
        if (
            left is not None
            and left.isdigit()
            and answer.headers.get("x-ratelimit-resource", "core") != "search"
        ):
            self.left = int(left)

    def _wait(self, answer: Answer) -> float | None:
        """Seconds GitHub wants us to wait; None when it refuses for another reason."""
        after = answer.headers.get("retry-after", "")
        if after.isdigit():
            return float(after)
        if answer.headers.get("x-ratelimit-remaining") == "0":
            reset = answer.headers.get("x-ratelimit-reset", "")
            moment = int(reset) if reset.isdigit() else int(self.now.timestamp()) + 3600
            return max(1.0, moment - self.now.timestamp())
        if b"secondary rate limit" in answer.body:
            return PATIENCE  # GitHub's documentation: at least one minute when it names no time
        return None

    def _key(self, ask: Ask) -> str:
        return f"{self.api} {ask.path} {ask.query} {ask.variables}"


def _answer(kept: Kept) -> Answer:
    return Answer(kept.status, kept.body, kept.headers)


def _graphql_url(api: str) -> str:
    """github.com: /graphql; GitHub Enterprise serves REST under /api/v3 and GraphQL under /api/graphql."""
    return api.removesuffix("/v3") + "/graphql"
