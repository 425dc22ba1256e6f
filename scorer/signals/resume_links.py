"""Do the resume's links answer, and does its GitHub link name the account that is scored?"""

from __future__ import annotations

import re

from scorer.facts import Account, Link, Resume
from scorer.findings import Evidence, Finding, graded, unknown

PILLAR, WEIGHT, SOURCE = "resume", 3, "careery: hiring managers open your repositories before your PDF"
FIX = "Link your GitHub account, your best repository and its demo, and click each link once."
GITHUB = re.compile(r"github\.com/([\w-]+)", re.IGNORECASE)


def check(resume: Resume, account: Account | None = None, links: tuple[Link, ...] | None = None) -> Finding:
    owners = [m[1].lower() for link in resume.links if (m := GITHUB.search(link))]
    found: dict[str, float] = {}
    evidence = []
    if account is not None:
        found["a link to the GitHub account"] = float(account.login.lower() in owners)
        evidence += [Evidence("links the account", account.url)] * (account.login.lower() in owners)
    else:
        found["a link to a GitHub account"] = float(bool(owners))
    tried = [link for link in links or () if link.url in resume.links and link.status is not None]
    if tried:
        good = [link for link in tried if link.status is not None and 200 <= link.status < 400]
        found["links that answer"] = len(good) / len(tried)
        evidence += [Evidence("answers", link.url) for link in good]
    elif resume.links and account is None:
        return unknown("the links were not tried")
    missing = [name for name, value in found.items() if value < 1]
    return graded(
        sum(found.values()) / len(found),
        evidence,
        reason=f"not in full: {', '.join(missing)}" if missing else "",
        missing=missing,
        unverified=0.0 if tried or not resume.links else 0.5,
    )
