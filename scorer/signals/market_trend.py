"""Are the skills covered whose share of postings is rising?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded, unknown
from scorer.signals._market import absent, standing

PILLAR, WEIGHT, SOURCE = "market", 3, "your own postings database"
FIX = "Try the rising skill in a weekend before it is on every list."


def check(fit: Fit) -> Finding:
    if fit.rising is None:
        return unknown("the database holds no earlier postings to compare with")
    if not fit.rising:
        return unknown("no skill rises beyond chance in this segment")
    said = standing(fit.rising)
    mean = sum(evidence for _, evidence in fit.rising) / len(fit.rising)
    return graded(mean, [Evidence(said)] if said else [], missing=absent(fit.rising))
