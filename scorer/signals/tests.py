"""Do tests exist that can fail, enough of them, and does CI run them green?

A quarter each: files with assertions that can fail; their bytes at 15 % of the source; thirty assertions; the
last CI run green. Empty tests and `assert True` count for nothing.
"""

from __future__ import annotations

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, graded
from scorer.signals._repos import of_code, two_best

PILLAR, WEIGHT, SOURCE = "portfolio", 4, "pillar guide: production readiness; career guide: testable code"
FIX = "Test what would break a user's day, run it on every push, and keep the badge green."
SHARE = 0.15  # bytes of tests to bytes of source
ENOUGH = 30  # assertions


def check(repos: tuple[Repo, ...]) -> Finding:
    return two_best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    real = [f for f in code.files if f.kind == "test" and f.assertions]
    source = sum(f.size for f in code.files if f.kind == "source")
    size = sum(f.size for f in real)
    assertions = sum(f.assertions for f in real)
    quarters: dict[str, float | None] = {
        "test files with assertions": 1.0 if real else 0.0,
        "tests at 15 % of the source": min(1.0, size / (SHARE * source)) if source and real else 0.0,
        "thirty assertions": min(1.0, assertions / ENOUGH),
        "CI green": _ci(repo, there=bool(real)),
    }
    known = [value for value in quarters.values() if value is not None]
    evidence = [
        Evidence(f"{len(real)} test files, {assertions} assertions", repo.link(real[0].path))
        if real
        else None,
        Evidence("last CI run green", repo.page("actions")) if repo.ci_green and real else None,
    ]
    missing = [name for name, value in quarters.items() if value is not None and value < 1]
    unseen = [name for name, value in quarters.items() if value is None]
    said = (
        f"not in full: {', '.join(missing)}" if missing else "",
        *(f"{name}: not seen" for name in unseen),
    )
    return graded(
        sum(known) / len(known),
        [e for e in evidence if e],
        reason="; ".join(filter(None, said)),
        missing=missing,
        unverified=len(unseen) / len(quarters),
    )


def _ci(repo: Repo, *, there: bool) -> float | None:
    """A green run over no tests shows nothing; a workflow whose runs we could not see is not a red one."""
    if not there or (repo.code is not None and not repo.code.workflows):
        return 0.0
    return None if repo.ci_green is None else float(repo.ci_green)
