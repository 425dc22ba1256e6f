"""Are there two deep projects, rather than many shallow ones?

Shallow repositories neither help nor hurt.
"""

from __future__ import annotations

from scorer.facts import Repo
from scorer.findings import Evidence, Finding, failed, graded, unknown
from scorer.signals._repos import NONE
from scorer.signals.depth import depth

PILLAR, WEIGHT, SOURCE = "portfolio", 4, "pillar guide: 80 % of the time on one or two deep projects"
FIX = "Pick your two strongest projects and give them the next months; leave the others."
DEEP = 0.6  # of the depth signal: about 100 commits over seven weeks


def check(repos: tuple[Repo, ...]) -> Finding:
    if not repos:
        return failed(NONE)
    depths = sorted(((value, r.name, r) for r in repos if (value := depth(r)) is not None), reverse=True)
    if not depths:
        return unknown("the commits of no repository could be read")
    value = sum(min(1.0, value / DEEP) / 2 for value, _, _ in depths[:2])
    evidence = [
        Evidence(f"{name}: {min(1.0, value / DEEP):.0%} of a deep project", repo.url)
        for value, name, repo in depths[:2]
    ]
    return graded(value, evidence, reason="" if len(depths) > 1 else "there is no second one")
