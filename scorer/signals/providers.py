"""Could it change its model provider: two of them in the code, or a router?"""

from __future__ import annotations

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, graded
from scorer.signals._ai import ROUTERS
from scorer.signals._ai import providers as imported_providers
from scorer.signals._code import shown, used
from scorer.signals._repos import beside_a_model, best

PILLAR, WEIGHT, SOURCE = "portfolio", 1, "pillar guide: most teams use two or more providers behind a router"
FIX = "Put the model call behind one function and let a setting choose between two providers."


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@beside_a_model
def _one(repo: Repo, code: Code) -> Finding:
    if router := shown(repo, used(code, *ROUTERS), "router"):
        return graded(1, [router])
    found = imported_providers(code)
    evidence = [Evidence(name, repo.link(s.path, s.line)) for name, s in sorted(found.items())]
    return graded(1.0 if len(found) > 1 else 0.0, evidence, reason="" if len(found) > 1 else "one provider")
