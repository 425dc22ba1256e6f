"""Is there one current certificate, beside three projects?"""

from __future__ import annotations

import re

from scorer.facts import Repo, Resume
from scorer.findings import Evidence, Finding, failed, graded

PILLAR, WEIGHT, SOURCE = "resume", 1, "careery: one certificate plus three strong projects"
FIX = "Build three projects first; then one certificate of the cloud your postings name."
NAMED = re.compile(
    r"certif|AWS Certified|Azure AI|AI-10[0-9]|Generative AI Leader|IBM Applied AI|DeepLearning\.AI|"
    r"LangChain Academy|TensorFlow Developer|Practitioner|Associate|Professional Machine Learning",
    re.IGNORECASE,
)
RETIRED = re.compile(r"AI-102|AI-100|TensorFlow Developer Certificate", re.IGNORECASE)
PROJECTS = 3


def check(resume: Resume, repos: tuple[Repo, ...] = ()) -> Finding:
    lines = [line for s in resume.sections if s.name == "certificates" for line in s.lines]
    current = [line for line in lines if NAMED.search(line) and not RETIRED.search(line)]
    projects = max(len(repos), sum(e.section == "projects" for e in resume.entries))
    if not current:
        retired = any(RETIRED.search(line) for line in lines)
        return failed("the certificate has been retired" if retired else "no current certificate")
    if projects < PROJECTS:
        return failed(
            f"{projects} projects beside it; it counts beside {PROJECTS}", Evidence(current[0][:90])
        )
    return graded(1, [Evidence(current[0][:90])])
