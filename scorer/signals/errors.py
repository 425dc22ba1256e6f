"""Does it survive a slow or failing network: timeouts, retries, no error swallowed?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, failed, parts
from scorer.signals._ai import CALL, providers
from scorer.signals._code import called, passing, shown
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "pillar guide: error handling as part of production readiness"
FIX = "Give every network and model call a timeout and bounded retries; name what you catch."

NETWORK = re.compile(r"^(?:requests|httpx|aiohttp|urllib\.request|axios|fetch|got|undici)\b")
TIMEOUT = ("timeout", "request_timeout", "timeout_seconds", "signal", "abortSignal", "connect_timeout")
WITH_TIMEOUT = re.compile(
    r"asyncio\.(?:timeout|wait_for)|httpx\.Timeout|AbortSignal\.timeout|anyio\.(?:fail|move_on)_after"
)
RETRY = re.compile(
    r"\b(?:tenacity|stamina|backoff|retrying|p-retry)\b|with_retry$|^@(?:[\w.]+\.)?retry\w*$|urllib3[\w.]*Retry$",
    re.I,
)
RETRIES = ("max_retries", "retries", "maxRetries", "num_retries")


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    if not (called(code, NETWORK) or called(code, CALL) or providers(code)):
        return failed("no network or model call to protect")
    timeout = passing(code, *TIMEOUT) or called(code, WITH_TIMEOUT)
    retry = called(code, RETRY) or passing(code, *RETRIES)
    bare = [s for s in code.bare_excepts if not s.test]
    return parts(
        {
            "a timeout": shown(repo, timeout, "bounds the wait"),
            "retries": shown(repo, retry, "tries again"),
            "no bare except": Evidence("names what it catches", repo.url) if not bare else None,
        }
    )
