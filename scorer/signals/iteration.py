"""Does the history show building, debugging, testing and improving, rather than one upload?

Three or more kinds of commit (feature, fix, refactor, test, docs), two of each.
"""

from __future__ import annotations

import re

from scorer.facts import Repo
from scorer.findings import Evidence, Finding, graded, unknown
from scorer.signals._repos import best

PILLAR, WEIGHT, SOURCE = "portfolio", 3, "careery: history that shows debugging, improving, refactoring"
FIX = "Commit small: one feature, one fix, one refactoring at a time, and say which it is."

KINDS = {
    "feature": re.compile(
        r"^(?:feat|add|implement|support|introduce|create|allow|show|enable|build)\b", re.I
    ),
    "fix": re.compile(r"^(?:fix|bug|hotfix|correct|repair|handle|prevent|resolve|avoid)", re.I),
    "refactor": re.compile(
        r"^(?:refactor|perf|simplif|clean|rename|move|extract|speed|rework|split|drop|remove)", re.I
    ),
    "test": re.compile(r"^(?:tests?|eval|coverage|ci)\b", re.I),
    "docs": re.compile(r"^(?:docs?|document|readme|explain|describe|changelog)", re.I),
}
FULL, EACH = 3, 2


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


def _one(repo: Repo) -> Finding:
    if repo.commits is None:
        return unknown(repo.unread or "commits not read")
    own = {(c.day, c.headline.strip()) for c in repo.commits if c.own and not c.merge}
    counts = {kind: sum(bool(rule.search(words)) for _, words in own) for kind, rule in KINDS.items()}
    found = {kind: n for kind, n in counts.items() if n >= EACH}
    said = ", ".join(f"{n} {kind}" for kind, n in found.items())
    missing = [kind for kind in KINDS if kind not in found] if len(found) < FULL else []
    return graded(len(found) / FULL, [Evidence(said, repo.page("commits"))] if said else [], missing=missing)
