"""Is something first shipped six months ago still alive?

Half for a first release or deployment six months ago, half more when it is still live or was worked on within
90 days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from scorer.facts import Link, Repo
from scorer.findings import Evidence, Finding, graded, unknown
from scorer.signals._repos import best
from scorer.signals.live import answered

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "cbt: a feature still in production six months later"
FIX = "Keep what you shipped running: a release note, a fix a month, a page that answers."
SHIPPED, RECENT = timedelta(days=180), timedelta(days=90)


def check(repos: tuple[Repo, ...], as_of: date, links: tuple[Link, ...] = ()) -> Finding:
    return best(repos, lambda repo: _one(repo, as_of, links))


def _one(repo: Repo, as_of: date, links: tuple[Link, ...]) -> Finding:
    shipped = first_shipped(repo)
    if shipped is None and repo.code is None:
        return unknown(repo.unread or "not read")
    if shipped is None or as_of - shipped < SHIPPED:
        return graded(0, reason="nothing shipped six months ago", missing=("a release six months old",))
    evidence = [Evidence(f"first shipped {shipped}", repo.url)]
    own = [c.day for c in repo.commits or () if c.own and c.day <= as_of]
    if own and as_of - max(own) <= RECENT:
        return graded(1, [*evidence, Evidence(f"last commit {max(own)}", repo.page("commits"))])
    page = answered(repo, links)
    if page is not None:
        return graded(1, [*evidence, Evidence("still answers", page.url)])
    return graded(0.5, evidence, reason="no sign of life within 90 days", missing=("a sign of life",))


def first_shipped(repo: Repo) -> date | None:
    """The first release: as GitHub knows it, or as the change log dates it."""
    days = [repo.first_release] if repo.first_release else []
    for document in repo.code.documents if repo.code else ():
        if re.search(
            r"(?:^|/)(?:changelog|changes|history|news|releases?)\.\w+$", document.path, re.IGNORECASE
        ):
            for found in re.finditer(r"^#+.*?(\d{4})-(\d{2})-(\d{2})", document.text, re.MULTILINE):
                day = _day(*map(int, found.groups()))
                # A change log is the author's word: nothing was shipped before the repository was there.
                if day and (repo.created is None or day >= repo.created):
                    days.append(day)
    return min(days, default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
