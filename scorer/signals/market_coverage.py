"""How much of what the postings ask for is evidenced, weighted by demand and by what it pays?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded
from scorer.signals._market import absent, standing

PILLAR, WEIGHT, SOURCE = "market", 12, "your own postings database"
FIX = "Take the missing skill that unlocks the most postings, and show it in a project."


def check(fit: Fit) -> Finding:
    n = f"{fit.postings} postings of {fit.companies} companies, {fit.market_date}"
    rows = [(skill, evidence) for skill, _, evidence in fit.demanded[:12]]
    said, missing = standing(rows), absent(rows)
    reason = f"not shown: {', '.join(missing[:6])}" if missing else ""
    return graded(
        fit.coverage, [Evidence(n), *([Evidence(said)] if said else [])], reason=reason, missing=missing[:6]
    )
