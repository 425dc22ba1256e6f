"""Is quality measured: a golden set, a metric with its number, and a run in CI?

A quarter each: a set of cases, its size (50 distinct cases in full), a figure in the README or a results
file, CI.
"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, failed, graded
from scorer.signals._code import filed
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = (
    "portfolio",
    7,
    "pillar guide: 50+ ground-truth pairs, a metric, not vibes; cbt: evals; careery",
)
FIX = (
    "Write 50 question-and-answer pairs by hand, print one number for them in the README, and run them in CI."
)

ENOUGH, LEAST = 50, 5  # distinct cases; fewer than five are examples
FIGURE = re.compile(r"(?<![\w.])(?:\d{1,3}(?:[.,]\d+)?\s?[%％]|[01][.,]\d{2,4}(?!\d))")
RESULTS = re.compile(
    r"(?:eval|benchmark|golden)[^/]*/.*results?|results?[^/]*\.(?:json|csv|md)$", re.IGNORECASE
)
RUN = re.compile(r"\beval|promptfoo|deepeval|ragas|golden|braintrust|benchmark", re.IGNORECASE)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, one)


@of_code
def one(repo: Repo, code: Code) -> Finding:
    """How far one repository measures its quality."""
    largest = max(code.datasets, key=lambda d: (d.cases, d.path), default=None)
    if largest is None or largest.cases < LEAST:
        return failed(
            "no golden set of cases", missing=("a golden set", "50 cases", "a figure", "a run in CI")
        )
    evidence = [Evidence(f"golden set of {largest.cases} distinct cases", repo.link(largest.path))]
    figure, ci = _figure(repo, code), _ci(repo, code)
    evidence += [e for e in (figure, ci) if e]
    parts = {
        f"{ENOUGH} cases": min(1.0, largest.cases / ENOUGH),
        "a figure in the README": float(bool(figure)),
        "a run in CI": float(bool(ci)),
    }
    missing = [name for name, value in parts.items() if value < 1]
    reason = f"not in full: {', '.join(missing)}" if missing else ""
    return graded((1 + sum(parts.values())) / 4, evidence, reason=reason, missing=missing)


def _figure(repo: Repo, code: Code) -> Evidence | None:
    """A result stated as a figure; by its form, so that no language is preferred."""
    if code.readme:
        plain = re.sub(
            r"!?\[[^\]]*\]\([^)]*\)|```.*?```",
            lambda m: "\n" * m[0].count("\n"),
            code.readme.text,
            flags=re.S,
        )
        for number, line in enumerate(plain.splitlines(), start=1):
            if found := FIGURE.search(line):
                return Evidence(f"states {found[0]}", repo.link(code.readme.path, number))
    results = filed(code, RESULTS)
    return Evidence("keeps results", repo.link(results.path)) if results else None


def _ci(repo: Repo, code: Code) -> Evidence | None:
    for document in code.workflows:
        for number, line in enumerate(document.text.splitlines(), start=1):
            if RUN.search(line) and not line.lstrip().startswith("#"):
                return Evidence("runs in CI", repo.link(document.path, number))
    return None
