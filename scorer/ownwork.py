"""How much of a repository is this person's own work over time, and what of it could not be verified.

Commit dates are the author's word and commits cost nothing to script: at most ten a day count, equal
headlines at most three times (numbers aside), and nothing dated before GitHub knew the repository or after
its last push. What drops out lowers coverage and is worded as "could not verify"; it is never held against
anybody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scorer.facts import Commit, Repo

PER_DAY, PER_HEADLINE = 10, 3
# Code counts in full from the point where copying it would have cost as much as writing it.
FEW_COMMITS, MANY_COMMITS = 8, 30
FEW_DAYS, MANY_DAYS = 2, 8
MOSTLY = 0.5  # share of commits that makes a repository one's own


@dataclass(frozen=True, slots=True)
class Work:
    """Effective commits, days from first to last, active weeks and days; share of all commits that is own."""

    commits: float
    span: int
    weeks: int
    days: int
    share: float
    unverified: float
    notes: tuple[str, ...]


def work(repo: Repo) -> Work | None:
    """The own work in a repository; None when its commits were not read."""
    if repo.commits is None:
        return None
    if "work" not in repo.looked_up:
        done = _work(repo.commits, repo.commits_total, repo.created, repo.pushed)
        repo.looked_up["work"] = done
    found: Work = repo.looked_up["work"]
    return found


def _work(commits: tuple[Commit, ...], total: int, created: date | None, pushed: date | None) -> Work:
    own = [c for c in commits if c.own and not c.merge]
    dated = [c for c in own if (created is None or c.day >= created) and (pushed is None or c.day <= pushed)]
    counted = list(_counted(dated))
    seen = len(commits)
    # The newest and oldest hundred are seen; what lies between is taken to be like them.
    scale = max(1.0, total / seen) if seen else 1.0
    days = sorted({c.day for c in counted})
    notes = []
    if len(dated) < len(own):
        notes.append(f"{len(own) - len(dated)} commits dated outside the repository's life: could not verify")
    if len(counted) < len(dated):
        notes.append(
            f"{len(dated) - len(counted)} commits past ten a day or of equal headline: could not verify"
        )
    return Work(
        commits=len(counted) * scale,
        span=(days[-1] - days[0]).days + 1 if days else 0,
        weeks=len({day.isocalendar()[:2] for day in days}),
        days=len(days),
        share=len([c for c in commits if c.own]) / seen if seen else 0.0,
        unverified=1 - len(counted) / len(own) if own else 0.0,
        notes=tuple(notes),
    )


def trust(repo: Repo) -> float:
    """0..1: how far the code of a repository speaks for this person; 1 where commits could not be read."""
    done = work(repo)
    if done is None or repo.local:
        return 1.0
    commits = (done.commits - FEW_COMMITS) / (MANY_COMMITS - FEW_COMMITS)
    days = (done.days - FEW_DAYS) / (MANY_DAYS - FEW_DAYS)
    return max(0.0, min(1.0, commits, days)) * min(1.0, done.share / MOSTLY)


def _counted(commits: Iterable[Commit]) -> Iterable[Commit]:
    days: Counter[date] = Counter()
    headlines: Counter[str] = Counter()
    for commit in sorted(commits, key=lambda c: (c.day, c.headline)):
        headline = re.sub(r"[0-9a-f]{7,40}|\d+", "#", commit.headline.lower()).strip()
        days[commit.day] += 1
        headlines[headline] += 1
        if days[commit.day] <= PER_DAY and headlines[headline] <= PER_HEADLINE:
            yield commit
