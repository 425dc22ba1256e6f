"""One run of `score`, in the order it happens: read, ask every signal, compare with the market, say it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import platformdirs

from scorer import github, report, rest
from scorer.cache import Cache
from scorer.facts import Facts
from scorer.score import score as scored
from scorer.wire import Wire

FORMATS = {
    "text": report.as_text,
    "json": report.as_json,
    "md": report.as_markdown,
    "html": report.as_html,
}
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


class Problem(Exception):
    """What went wrong, in one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    login: str | None
    clone: Path | None
    resume_file: Path | None
    role: str
    level: str | None
    country: str | None
    as_of: datetime | None
    form: str
    data: Path
    offline: bool
    review: bool
    forget: bool
    api_url: str


def run(options: Options, *, out: TextIO, err: TextIO) -> None:
    """The whole run; raises Problem."""
    now = datetime.now(UTC)
    today = options.as_of.date() if options.as_of else now.date()
    if options.forget:
        _forget(options, now, err)
        return
    if not (options.login or options.resume_file or options.clone):
        raise Problem("Nothing to score: give --github USER, --resume FILE or --repo PATH.")
    facts = Facts(as_of=today)
    if options.login:
        facts = _with_github(facts, options, now, err)
    extra: Mapping[str, Any] = {}
    out.write(FORMATS[options.form](facts, scored(facts), extra))


def _with_github(facts: Facts, options: Options, now: datetime, err: TextIO) -> Facts:
    token = "" if options.offline and not _token() else _token()
    pace = 0.0 if options.api_url.startswith(LOOPBACK) else 1.0
    with Wire(most=rest.TARBALL, pace_factor=pace) as wire:
        try:
            found, calls = github.read(
                options.login or "",
                send=wire,
                cache_root=cache_root(),
                now=now,
                pause=time.sleep,
                token=token,
                api=options.api_url,
                offline=options.offline,
            )
        except (rest.NoSuchUser, rest.NotAPerson, rest.NotRead) as error:
            raise Problem(str(error)) from error
    err.write(calls.words() + "\n")
    return Facts(
        as_of=facts.as_of,
        account=found.account,
        repos=found.repos,
        merged=found.merged,
        resume=facts.resume,
        unread={**facts.unread, **found.unread},
    )


def _forget(options: Options, now: datetime, err: TextIO) -> None:
    if not options.login:
        raise Problem("--forget needs --github USER: it removes what is kept about that user.")
    gone = Cache(cache_root(), options.login, "", now).forget()
    err.write(f"{'Removed' if gone else 'There was nothing'}: what was kept about {options.login}.\n")


def cache_root() -> Path:
    """Where answers of GitHub are kept between runs."""
    return Path(os.environ.get("HIRESIGNAL_CACHE") or platformdirs.user_cache_path("hiresignal")) / "github"


def _token() -> str:
    """From the environment, else from GitHub's own command if there is one; never needed."""
    if token := os.environ.get("GITHUB_TOKEN", "").strip():
        return token
    try:
        asked = subprocess.run(
            ["gh", "auth", "token"], capture_output=True, text=True, timeout=5, check=False
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
