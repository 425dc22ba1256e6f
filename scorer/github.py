"""Reads a person's GitHub into facts: without a token over REST, with one over GraphQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scorer import graphql, rest
from scorer.asking import Asker, Send
from scorer.cache import Cache
from scorer.found import Found, NotRead

API = "https://api.github.com"
REQUESTS = 35  # of one run without a token, of the sixty an hour
NO_TOKEN = ""
WITH_TOKEN = 60  # of five thousand


@dataclass(frozen=True, slots=True)
class Calls:
    """What a run cost, for the person to see; no part of the score."""

    used: int
    left: int | None
    oldest: datetime | None
    token: bool

    def words(self) -> str:
        left = "" if self.left is None else f", {self.left:,} left this hour"
        kept = (
            "" if self.oldest is None else f"; answers kept since {self.oldest:%Y-%m-%d %H:%M} UTC were used"
        )
        how = "with" if self.token else "without"
        return f"GitHub: {self.used} requests {how} a token{left}{kept}."


def read(
    login: str,
    *,
    send: Send,
    cache_root: Path,
    now: datetime,
    pause: Callable[[float], None],
    token: str = "",
    api: str = API,
    linked: Iterable[str] = (),
    offline: bool = False,
) -> tuple[Found, Calls]:
    """Everything GitHub tells about a person; raises NoSuchUser, NotAPerson, NotRead."""
    linked = tuple(linked)
    asker = _asker(login, send, cache_root, now, pause, token, api, offline)
    asker.cache.sweep()
    if token:
        try:
            found = asker.run(graphql.plan(login, linked))
        except NotRead:
            if not asker.refused:
                raise
            # A wrong or expired token is no reason to know nothing: everybody may ask without one.
            asker = _asker(login, send, cache_root, now, pause, NO_TOKEN, api, offline)
            found = asker.run(rest.plan(login, linked))
            found.unread["access"] = (
                "GitHub refused the token, so pins and four more repositories were not read. "
                "Renew it, or unset GITHUB_TOKEN."
            )
    else:
        found = asker.run(rest.plan(login, linked))
        found.unread["pinned repositories"] = "only seen with a token (GITHUB_TOKEN, or `gh auth login`)"
    return found, Calls(asker.asked, asker.left, asker.oldest, bool(asker.token))


def _asker(
    login: str,
    send: Send,
    root: Path,
    now: datetime,
    pause: Callable[[float], None],
    token: str,
    api: str,
    offline: bool,
) -> Asker:
    return Asker(
        api=api.rstrip("/"),
        token=token,
        send=send,
        cache=Cache(root, login, token, now),
        now=now,
        pause=pause,
        most=WITH_TOKEN if token else REQUESTS,
        offline=offline,
    )
