"""Is it known what one request costs, and is something done about it?

A third each: cost or tokens a request stated, usage read in code, caching or routing.
"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, parts
from scorer.signals._ai import ROUTERS, calling
from scorer.signals._code import called, keyed, shown, told, used
from scorer.signals._repos import beside_a_model, best

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "cbt: cost per request before frameworks; careery"
FIX = "Read the usage of every answer, state cents and tokens a request, and cache what repeats."

# "$0.004", "0,4 ct", "1,900 tokens": by form, not by language.
STATED = re.compile(
    r"[$€£]\s?0?[.,]\d{2,}|\d[\d.,]*\s?(?:¢|ct\b|cents?\b)|\d[\d.,]*k?\s?tokens?\s?(?:/|\b(?:per|an?|"
    r"each|pro|je|por|par|на)\b)",
    re.IGNORECASE,
)
USAGE = (
    "usage",
    "usage_metadata",
    "input_tokens",
    "output_tokens",
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
)
CACHE = re.compile(
    r"lru_cache|(?:^|[.@])cached?(?:_|$)|diskcache|cachetools|gptcache|semantic_?cache|set_llm_cache|"
    r"\brouter?\b",
    re.I,
)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@beside_a_model
def _one(repo: Repo, code: Code) -> Finding:
    beside = calling(code)
    saved = called(code, CACHE, within=beside) or used(code, *ROUTERS) or keyed(code, "cache_control")
    return parts(
        {
            "cost or tokens a request": _stated(repo, code),
            "usage read in code": shown(repo, keyed(code, *USAGE, within=beside), "reads usage"),
            "caching or routing": shown(repo, saved, "caches or routes"),
        }
    )


def _stated(repo: Repo, code: Code) -> Evidence | None:
    for document in told(code):
        for number, line in enumerate(document.text.splitlines(), start=1):
            if found := STATED.search(line):
                return Evidence(f"states {found[0].strip()}", repo.link(document.path, number))
    return None
