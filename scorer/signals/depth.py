"""Is there one project built over months, rather than many built over a weekend?

The cube root of commits (200) x days (90) x active weeks (10), each at most 1; own commits only, at most ten
a day.
"""

from __future__ import annotations

from scorer.facts import Repo
from scorer.findings import Evidence, Finding, failed, graded, unknown
from scorer.ownwork import work
from scorer.signals._repos import NONE

PILLAR, WEIGHT, SOURCE = "portfolio", 6, "pillar guide: 200+ commits over 3+ months, not 4 in a weekend"
FIX = "Keep one project going: small commits every week for three months, on something people use."
COMMITS, DAYS, WEEKS = 200, 90, 10
WEEKEND = 2  # days


def check(repos: tuple[Repo, ...]) -> Finding:
    if not repos:
        return failed(NONE)
    values = sorted(((value, r.name, r) for r in repos if (value := depth(r)) is not None), reverse=True)
    if not values:
        return unknown("the commits of no repository could be read")
    top = values[:2]
    total = sum(share * value for share, (value, _, _) in zip((0.6, 0.4), top, strict=False))
    evidence, notes, unverified = [], [], 0.0
    for value, name, repo in top:
        done = work(repo)
        if done is not None:
            counted = (
                f"{done.commits:.0f} own commits, {done.span} days, {done.weeks} active weeks: {value:.2f}"
            )
            evidence.append(Evidence(f"{name}: {counted}", repo.url))
            notes += [f"{name}: {note}" for note in done.notes]
            unverified = max(unverified, done.unverified)
    return graded(total, evidence, reason="; ".join(notes), unverified=unverified)


def depth(repo: Repo) -> float | None:
    """0..1 for one repository; None when its commits were not read."""
    done = work(repo)
    if done is None:
        return None
    if done.span <= WEEKEND or done.commits <= 4:
        return 0.0
    product = min(1, done.commits / COMMITS) * min(1, done.span / DAYS) * min(1, done.weeks / WEEKS)
    return float(product ** (1 / 3))
