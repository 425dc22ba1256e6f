"""Does the headline say what this person builds?"""

from __future__ import annotations

import re

from scorer.facts import Resume
from scorer.findings import Evidence, Finding, failed, parts, shortened
from scorer.signals.built_ai import OBJECT, VERB

PILLAR, WEIGHT, SOURCE = "resume", 1, "careery: a headline that is specific about what you build"
FIX = "Write the role and two things you build: AI engineer, retrieval and evaluation for legal search."
ROLE = re.compile(
    r"engineer|developer|scientist|architect|builder|researcher|specialist|\blead\b", re.IGNORECASE
)


def check(resume: Resume) -> Finding:
    summary = next((" ".join(s.lines) for s in resume.sections if s.name == "summary"), "")
    said = f"{resume.headline} {summary[:300]}".strip()
    if not said:
        return failed("no headline", missing=("a headline",))
    objects = {m[0].lower() for m in OBJECT.finditer(said)} - {"ai"}
    return parts(
        {
            "the role": Evidence(f'"{shortened(said, 80)}"') if ROLE.search(said) else None,
            "what is built": Evidence(", ".join(sorted(objects)[:4]))
            if objects or VERB.search(said)
            else None,
        }
    )
