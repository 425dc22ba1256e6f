"""Carries one request at a time over the project's polite client, for code that is not asynchronous."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from pipeline.http import Client, Problem, Request, TooLarge
from scorer.asking import Answer, Unreachable

PACE = 5.0  # requests a second; GitHub asks for serial requests, which they are anyway


class Wire:
    """A context manager whose instance sends; a body past `most` bytes comes back as status 0."""

    def __init__(self, *, most: int, contact: str = "not set", pace_factor: float = 1.0) -> None:
        self._most = most
        self._contact, self._pace_factor = contact, pace_factor

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner()
        # The user names this API themselves; a GitHub Enterprise server may stand on a private address.
        self._client = Client(
            contact=self._contact,
            max_bytes=self._most,
            pace_factor=self._pace_factor,
            robots=False,
            private=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.__aexit__(None, None, None))
        self._runner.close()

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, limit: int
    ) -> Answer:
        request = Request(url, method, headers, body)
        try:
            response = self._runner.run(self._client.send(request, pace=PACE))
        except TooLarge:
            return Answer(0, reason=f"larger than {self._most // 1_000_000} MB packed")
        except Problem as error:
            raise Unreachable(type(error.__cause__ or error).__name__) from error
        if not response.complete:
            return Answer(0, reason="the answer was cut off")
        if len(response.body) > limit:
            return Answer(0, reason=f"larger than {limit // 1_000_000} MB")
        return Answer(response.status, response.body, response.headers)
