"""Do the bullets carry figures: what changed, by how much?"""

from __future__ import annotations

import re

from scorer.facts import Resume
from scorer.findings import Evidence, Finding, failed, graded, shortened

PILLAR, WEIGHT, SOURCE = "resume", 3, "career guide: keep a record of measurable results"
FIX = "Add to each bullet what it changed: users, minutes, errors, dollars, before and after."
SHARE, LEAST = 0.6, 3

# A year or a version is no outcome.
FIGURE = re.compile(
    r"\d[\d.,]*\s?(?:%|percent|x\b|×|k\b|K\b|M\b|B\b|ms\b|s\b|hours?|minutes?|days?|weeks?|users?|"
    r"customers?|requests?|queries|documents?|pages?|teams?|engineers?|services?|million|billion|points?|"
    r"GB|TB|RPS|QPS|times)|[$€£]\s?\d|\b\d{1,3}(?:,\d{3})+\b|\bfrom \d[\d.,]*\w* to \d|\b(?:half|halved|"
    r"doubled|tripled|twice)\b|\b\d+\+",
    re.IGNORECASE,
)


def check(resume: Resume) -> Finding:
    bullets = list(dict.fromkeys(b.text for b in resume.bullets if b.section in ("experience", "projects")))
    if len(bullets) < LEAST:
        return failed("fewer than three bullets about work", missing=("bullets",))
    counted = [text for text in bullets if FIGURE.search(text)]
    share = len(counted) / len(bullets)
    evidence = [Evidence(f'"{shortened(text, 90)}"') for text in counted]
    reason = (
        ""
        if share >= SHARE
        else f"{len(counted)} of {len(bullets)} bullets carry a figure; {SHARE:.0%} is the mark"
    )
    return graded(share / SHARE, evidence, reason=reason)
