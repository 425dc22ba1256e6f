"""Are the skills that are hired together there together?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded, unknown

PILLAR, WEIGHT, SOURCE = "market", 3, "your own postings database"
FIX = "Build one project that uses a whole bundle, not three that use one skill each."


def check(fit: Fit) -> Finding:
    if not fit.bundles:
        return unknown("too few postings name skills together")
    ranked = sorted(fit.bundles, key=lambda b: (-b[1], b[0]))
    evidence = [Evidence(f"{' + '.join(skills)}: {value:.1f}") for skills, value in ranked]
    missing = [" + ".join(skills) for skills, value in ranked if value < 0.5]
    return graded(sum(value for _, value in ranked) / len(ranked), evidence, missing=missing[:4])
