"""Are the skills covered that half the postings require?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded, unknown

PILLAR, WEIGHT, SOURCE = "market", 4, "your own postings database"
FIX = "Show the skills every other posting requires; they are the price of entry."


def check(fit: Fit) -> Finding:
    if not fit.must_haves:
        return unknown("no skill is required in half the postings of this segment")
    missing = [skill for skill, evidence in fit.must_haves if not evidence]
    said = ", ".join(f"{skill} {evidence:.1f}" for skill, evidence in fit.must_haves)
    reason = f"not evidenced: {', '.join(missing)}" if missing else ""
    mean = sum(evidence for _, evidence in fit.must_haves) / len(fit.must_haves)
    return graded(mean, [Evidence(said)], reason=reason, missing=missing)
