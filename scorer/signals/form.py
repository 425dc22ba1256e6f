"""Is it short and easy on the eye: two pages, bullets of one thought?"""

from __future__ import annotations

from scorer.facts import Resume
from scorer.findings import Evidence, Finding, parts

PILLAR, WEIGHT, SOURCE = "resume", 1, "common practice"
FIX = "Two pages at most; bullets of one thought and under 40 words."
PAGES, WORDS, SHARE = 2, 40, 0.9


def check(resume: Resume) -> Finding:
    bullets = [b for b in resume.bullets if b.section in ("experience", "projects")]
    short = [b for b in bullets if len(b.text.split()) <= WORDS]
    brief = bool(bullets) and len(short) >= SHARE * len(bullets)
    return parts(
        {
            "two pages at most": Evidence("one page" if resume.pages == 1 else f"{resume.pages} pages")
            if resume.pages <= PAGES
            else None,
            "bullets under 40 words": Evidence(f"{len(short)} of {len(bullets)} bullets") if brief else None,
        }
    )
