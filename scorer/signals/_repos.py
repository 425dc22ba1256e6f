"""Puts the repositories of one person together: the best one, or the best two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from scorer.facts import Code, Repo, Sight
from scorer.findings import SHOWN, Evidence, Finding, failed, graded, unknown
from scorer.ownwork import trust, work
from scorer.signals._ai import model_call

NONE = "no public repository of their own with four or more commits"
Measure = Callable[[Repo], Finding]


def of_code(measure: Callable[[Repo, Code], Finding]) -> Measure:
    """A measure of code is unknown where the code was not read."""

    @wraps(measure)
    def measured(repo: Repo) -> Finding:
        return unknown(repo.unread or "not read") if repo.code is None else measure(repo, repo.code)

    return measured


def beside_a_model(measure: Callable[[Repo, Code], Finding]) -> Measure:
    """A measure of what stands beside a call to a model: without one there is nothing to measure."""

    @of_code
    @wraps(measure)
    def measured(repo: Repo, code: Code) -> Finding:
        return failed("no model is called here") if model_call(code) is None else measure(repo, code)

    return measured


def best(repos: Iterable[Repo], measure: Measure) -> Finding:
    """The best repository counts: having done it once shows that one can."""
    return _combined(repos, measure, shares=(1.0,))


def two_best(repos: Iterable[Repo], measure: Measure) -> Finding:
    """0.6 of the best and 0.4 of the second best: a habit shows in more than one place."""
    return _combined(repos, measure, shares=(0.6, 0.4))


def at(repo: Repo, sight: Sight, words: str = "") -> Evidence:
    """Evidence in code: what was seen, and its line."""
    return Evidence(words or sight.name, repo.link(sight.path, sight.line))


def _combined(repos: Iterable[Repo], measure: Measure, *, shares: tuple[float, ...]) -> Finding:
    repos = tuple(repos)
    if not repos:
        return failed(NONE)
    measured = [(repo, _own(repo, measure(repo))) for repo in repos]
    known = [(finding.value, repo, finding) for repo, finding in measured if finding.value is not None]
    if not known:
        return unknown("; ".join(sorted({f"{r.name}: {f.reason}" for r, f in measured}))[:300])
    known.sort(key=lambda k: (-k[0], k[1].name))
    top = known[: len(shares)]
    value = sum(share * value for share, (value, _, _) in zip(shares, top, strict=False))
    evidence = [
        Evidence(f"{repo.name}: {e.text}", e.where)
        for value, repo, finding in top
        if value or not known[0][0]
        for e in finding.evidence[: SHOWN // len(top) + 1]
    ]
    leader = known[0][2]
    reason = leader.reason
    if len(shares) == 2 and 0 < value < 1:
        second = f"{top[1][1].name} has {top[1][0]:.0%}" if len(top) == 2 else "there is no second one"
        said = f"two projects count, the best 60 % and the second 40 %: {second}"
        reason = "; ".join(filter(None, (reason, said)))
    return graded(
        value,
        evidence,
        reason=reason,
        missing=leader.missing,
        unverified=max(f.unverified for _, _, f in top),
    )


def _as_far_as_read(repo: Repo, finding: Finding) -> Finding:
    """What is missing from code that was not parsed is not known to be missing."""
    unread = repo.code.unread_share if repo.code else 0.0
    if finding.value is None or finding.value == 1 or not unread:
        return finding
    return graded(
        finding.value,
        finding.evidence,
        reason="; ".join(filter(None, (finding.reason, f"{unread:.0%} of the source was too much to parse"))),
        missing=finding.missing,
        unverified=max(finding.unverified, unread),
    )


def _own(repo: Repo, finding: Finding) -> Finding:
    """What a repository shows counts as far as it is this person's work."""
    finding = _as_far_as_read(repo, finding)
    share = trust(repo)
    done = work(repo)
    if finding.value is None or (share == 1 and done is not None and not repo.local):
        return finding
    if done is None or repo.local:
        return graded(
            finding.value,
            finding.evidence,
            reason="; ".join(filter(None, (finding.reason, "own share of the work could not be verified"))),
            missing=finding.missing,
            unverified=max(finding.unverified, 0.5),
        )
    verified = f"{done.commits:.0f} commits on {done.days} days could be verified as own work"
    note = f"counted at {share:.0%}: {verified}"
    return graded(
        finding.value * share,
        finding.evidence,
        reason="; ".join(filter(None, (finding.reason, note if finding.value else ""))),
        missing=finding.missing,
        unverified=finding.unverified,
    )
