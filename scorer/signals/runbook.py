"""Is it written down what to do when the model goes wrong?"""

from __future__ import annotations

import re

from scorer import readme
from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, failed, graded
from scorer.signals._code import written
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 1, "cbt: a runbook for when the model goes sideways"
FIX = (
    "Write one page: how you notice that answers got worse, how to switch off or roll back, whom it affects."
)

PLACE = re.compile(
    r"runbook|incident|on-?call|playbook|rollback|when .{0,30}(?:goes wrong|fails)|betriebshandbuch|"
    r"störung|incidencia|awari|инцидент|сбо[йяе]|arıza|故障|运维|障害|장애|घटना|أعطال|حوادث",
    re.IGNORECASE,
)
LONG = 250  # letters


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    for path, heading, below in written(code):
        told = sum(readme.weight(b.text) for b in below)
        if told >= LONG and (PLACE.search(heading.text) or PLACE.search(path)):
            return graded(1, [Evidence("a runbook", repo.link(path, heading.line))])
    return failed("no runbook", missing=("a runbook",))
