"""Is the house in order: a licence, a lockfile, secrets kept out?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, parts
from scorer.signals._code import filed, shown
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 1, "common practice; a committed key is the reason most often told"
FIX = "Add a licence and a lockfile, and put .env into .gitignore before anything else."

LICENCE = re.compile(r"^(?:LICEN[CS]E|COPYING|UNLICENSE)[\w.-]*$", re.IGNORECASE)
LOCK = re.compile(
    r"(?:^|/)(?:uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock|package-lock\.json|yarn\.lock|"
    r"pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|go\.sum|requirements[\w.-]*\.lock|requirements\.txt)$"
)
ENV = re.compile(r"(?:^|/)\.env(?:\.(?:local|production|prod))?$")


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    committed = filed(code, ENV, least=1)
    ignored = Evidence(".env is ignored", repo.link(".gitignore")) if code.env_ignored else None
    return parts(
        {
            "a licence": shown(repo, filed(code, LICENCE), "licence"),
            "a lockfile": shown(repo, filed(code, LOCK), "lockfile"),
            ".env ignored": None if committed else ignored,
        }
    )
