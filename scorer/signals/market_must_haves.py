"""Are the skills covered that half the postings require?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded, unknown
from scorer.signals._market import absent, standing

PILLAR, WEIGHT, SOURCE = "market", 4, "your own postings database"
FIX = "Show the skills every other posting requires; they are the price of entry."


def check(fit: Fit) -> Finding:
    if not fit.must_haves:
        return unknown("no skill is required in half the postings of this segment")
    said, missing = standing(fit.must_haves), absent(fit.must_haves)
    reason = f"not shown: {', '.join(missing)}" if missing else ""
    mean = sum(evidence for _, evidence in fit.must_haves) / len(fit.must_haves)
    return graded(mean, [Evidence(said)] if said else [], reason=reason, missing=missing)
