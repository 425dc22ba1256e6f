"""Can a program read the resume: clean text, sections, dated entries, contact in the body?"""

from __future__ import annotations

from scorer.facts import Resume
from scorer.findings import Evidence, Finding, parts

PILLAR, WEIGHT, SOURCE = "resume", 4, "applicant tracking systems read text, not pictures; career guide"
FIX = "Use one plain heading a section, dates as month and year, and put your e-mail into the text."
CLEAN = 0.01  # share of characters no font could name
KNOWN = frozenset(("experience", "projects", "education", "skills"))


def check(resume: Resume) -> Finding:
    names = {s.name for s in resume.sections} & KNOWN
    dated = [e for e in resume.entries if e.since or e.until]
    clean = resume.garbled < CLEAN and not resume.short
    return parts(
        {
            "text that extracts cleanly": Evidence("the text extracts cleanly") if clean else None,
            "three known sections": Evidence(", ".join(sorted(names))) if len(names) >= 3 else None,
            "dated entries": Evidence(f"{len(dated)} dated entries") if dated else None,
            "an e-mail in the body": Evidence("e-mail found") if resume.contact_in_body else None,
        }
    )
