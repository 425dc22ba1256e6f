"""Does the write-up say what does not work, what was cut and what it costs?

A section on limits, failures or trade-offs with two specifics of its own; headings are known in fifteen
languages.
"""

from __future__ import annotations

import re

from scorer import readme
from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, failed, graded
from scorer.readme import Block
from scorer.signals._code import written
from scorer.signals._repos import of_code, two_best

PILLAR, WEIGHT, SOURCE = "portfolio", 4, "pillar guide: honest write-up; career guide: trade-offs and limits"
FIX = "Add a section on limits: two things that fail, with a number or an example each, and what you cut."

HEADING = re.compile(
    r"^(?:(?!rate|time|request|size|upload|memory|token|usage|speed)\w+ ){0,2}limits\b|limitation|"
    r"known issues|limites|limitac|limitaç|limiti\b|trade-?offs?|caveat|what (?:did(?: not|n.t)|"
    r"does(?: not|n.t)) work|lessons|failures?|drawbacks?|does(?: not|n.t) do|not (?:yet )?(?:supported|"
    r"good at)|shortcomings|grenzen|einschränkung|schwächen|bekannte (?:probleme|fehler)|inconvenientes|"
    r"problemas con|compromis|inconvénients|problèmes connus|compromessi|beperking|ogranicz|ограничен|"
    r"недостатк|sınırl|局限|限制|已知问题|不足|取舍|制限|制約|既知の問題|欠点|한계|제한|알려진 문제|सीमा|"
    r"قيود",
    re.IGNORECASE,
)
SPECIFIC = 35  # letters: shorter is a slogan


def check(repos: tuple[Repo, ...]) -> Finding:
    return two_best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    top: tuple[int, str, Block] | None = None
    for path, heading, below in written(code):
        if HEADING.search(heading.text) and (top is None or specifics(below) > top[0]):
            top = (specifics(below), path, heading)
    if top is None:
        return failed("no section on limits, failures or trade-offs", missing=("a section on limits",))
    found, path, heading = top
    evidence = Evidence(f"a section on limits with {found} specifics", repo.link(path, heading.line))
    reason = "" if found >= 2 else f"{found} of two specifics"
    return graded(
        min(2, found) / 2, [evidence], reason=reason, missing=() if found >= 2 else ("two specifics",)
    )


def specifics(below: tuple[Block, ...]) -> int:
    """List items and sentences long enough to say something."""
    items = [b for b in below if b.kind in ("list", "table") and readme.weight(b.text) >= SPECIFIC]
    prose = [b for b in below if b.kind == "prose"]
    said = [
        s for b in prose for s in re.split(r"(?<=[.!?。！？।])\s*", b.text) if readme.weight(s) >= SPECIFIC
    ]
    return len({b.text for b in items} | set(said))
