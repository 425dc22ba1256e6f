"""Does work stand behind the skills that are claimed, in code or in dated entries?

The twelve claims best backed count, among those the market asks for; a longer list never lowers it.
"""

from __future__ import annotations

from collections.abc import Mapping

from scorer.facts import Claim, Fit, Resume
from scorer.findings import Evidence, Finding, failed, graded, shortened
from scorer.skills import title

PILLAR, WEIGHT, SOURCE = "resume", 4, "careery: built with, not played with; pillar guide"
FIX = "Move your strongest skills out of the list and into the bullet of the work where you used them."
TWELVE = 12
WORTH = {"dated": 1.0, "bullet": 0.6, "list": 0.0}


def check(resume: Resume, evidenced: Mapping[str, str] | None = None, fit: Fit | None = None) -> Finding:
    wanted = {skill for skill, _, _ in fit.demanded} if fit else None
    claims = [c for c in resume.claims if wanted is None or c.skill in wanted]
    if not claims:
        return failed("no skill the market asks for is claimed")
    code = evidenced or {}
    ranked = sorted(((_worth(c, code), c) for c in claims), key=lambda wc: (-wc[0], wc[1].skill))[:TWELVE]
    backed = [(worth, c) for worth, c in ranked if worth]
    evidence = [
        Evidence(f"{title(c.skill)}: {shortened(c.quote, 70)}", code.get(c.skill, "")) for _, c in backed
    ]
    bare = [title(c.skill) for worth, c in ranked if not worth]
    reason = f"claimed without work to show: {', '.join(bare[:6])}" if bare else ""
    return graded(sum(worth for worth, _ in backed) / TWELVE, evidence, reason=reason, missing=bare[:6])


def _worth(claim: Claim, code: Mapping[str, str]) -> float:
    return 1.0 if claim.skill in code else WORTH[claim.where]
