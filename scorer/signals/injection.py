"""Is hostile text expected: attacks among the evals, untrusted text fenced, a note on threats?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, parts
from scorer.signals._ai import calling
from scorer.signals._code import filed, shown, written
from scorer.signals._repos import beside_a_model, best

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "cbt: prompt-injection defence before frameworks"
FIX = "Put ten injection attempts among the evals, fence foreign text, and note the threats."

NOTE = re.compile(
    r"threat|security|prompt.?injection|untrusted|abuse|sicherheit|bedroh|segurid|seguran|sécurité|"
    r"sicurezza|beveilig|veiligheid|bezpiecz|безопасн|güvenli|安全|威胁|セキュリティ|보안|सुरक्षा|أمان|"
    r"أمن",
    re.IGNORECASE,
)
FILE = re.compile(r"(?:^|/)(?:SECURITY|threat[-_ ]?model)[\w.-]*$", re.IGNORECASE)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@beside_a_model
def _one(repo: Repo, code: Code) -> Finding:
    beside = calling(code)
    fences = (s for s in code.constants if s.name.startswith("fenced:") and not s.test)
    fenced = next((s for s in fences if s.path in beside or "prompt" in s.path.lower()), None)
    attack = code.attacks[0] if code.attacks else None
    note = next(
        (
            Evidence("a note on threats", repo.link(p, h.line))
            for p, h, _ in written(code)
            if NOTE.search(h.text)
        ),
        None,
    )
    return parts(
        {
            "attacks among the evals": shown(repo, attack, "tries an injection"),
            "untrusted text fenced": shown(repo, fenced, "fences what it did not write"),
            "a note on threats": note or shown(repo, filed(code, FILE), "threat note"),
        }
    )
