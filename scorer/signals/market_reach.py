"""For how many open postings are seven of ten required skills covered?"""

from __future__ import annotations

from scorer.facts import Fit
from scorer.findings import Evidence, Finding, graded, unknown

PILLAR, WEIGHT, SOURCE = "market", 8, "your own postings database"
FIX = "Look at the postings that miss one skill only, and learn the one that repeats."


def check(fit: Fit) -> Finding:
    if fit.reach is None:
        return unknown(f"no posting of the segment is open on {fit.market_date}: run `hiresignal refresh`")
    words = f"{fit.reached} of {fit.within_sight} open postings that require skills, {fit.market_date}"
    return graded(fit.reach, [Evidence(words)])
