"""Is it written down why this model, this data, and which risks were taken?"""

from __future__ import annotations

import re

from scorer import readme
from scorer.facts import Repo
from scorer.findings import Evidence, Finding, parts, unknown
from scorer.signals._code import written
from scorer.signals._repos import best

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "career guide: explain model choice, data and risks"
FIX = "Write half a page: which models you compared, where the data comes from, what can go wrong."

TOPICS = {
    "why this model": re.compile(r"model|modell|modèle|modelo|模型|モデル|모델|модел", re.IGNORECASE),
    "why this data": re.compile(
        r"\bdata|dataset|corpus|daten|données|datos|dados|数据|データ|데이터|данн|корпус", re.IGNORECASE
    ),
    "which risks": re.compile(
        r"risk|limit|bias|threat|failure|trade-?off|risik|risque|riesgo|risco|grenzen|风险|限制|局限|リスク|制限|위험|한계|"
        r"риск|огранич",
        re.IGNORECASE,
    ),
}
LONG = 150  # letters below the heading: a reason, not a name


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


def _one(repo: Repo) -> Finding:
    if repo.code is None:
        return unknown(repo.unread or "not read")
    found: dict[str, Evidence | None] = dict.fromkeys(TOPICS)
    for path, heading, below in written(repo.code):
        told = sum(readme.weight(b.text) for b in below if b.kind in ("prose", "list", "table"))
        decision = re.search(r"adr|decision|design|architecture|model.?card", path, re.IGNORECASE)
        for topic, words in TOPICS.items():
            named = words.search(heading.text) or (decision and any(words.search(b.text) for b in below))
            if found[topic] is None and told >= LONG and named:
                found[topic] = Evidence(f'"{heading.text[:60]}"', repo.link(path, heading.line))
    return parts(dict(found))
