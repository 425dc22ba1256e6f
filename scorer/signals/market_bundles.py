"""Are the skills that are hired together there together?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded, unknown
from scorer.skills import title

PILLAR, WEIGHT, SOURCE = "market", 3, "your own postings database"
FIX = "Build one project that uses a whole bundle, not three that use one skill each."
HALF = 0.5


def check(fit: Fit) -> Finding:
    if not fit.bundles:
        return unknown("too few postings name skills together")
    ranked = sorted(fit.bundles, key=lambda b: (-b[1], b[0]))
    named = [(" + ".join(map(title, skills)), value) for skills, value in ranked]
    evidence = [Evidence(f"{names}: {value:.0%} shown") for names, value in named]
    missing = [names for names, value in named if value < HALF]
    return graded(sum(value for _, value in ranked) / len(ranked), evidence, missing=missing[:4])
