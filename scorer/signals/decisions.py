"""Is it written down why this model, this data, and which risks were taken?"""

from __future__ import annotations

import re

from scorer import readme
from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, parts
from scorer.signals import honest
from scorer.signals._code import written
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "career guide: explain model choice, data and risks"
FIX = "Write half a page: which models you compared, where the data comes from, what can go wrong."

MODEL = "why this model"  # many headings name a model; this one must say that it was chosen
TOPICS = {
    MODEL: re.compile(r"model|modèle|模型|モデル|모델|модел|मॉडल|نموذج", re.IGNORECASE),
    "why this data": re.compile(
        r"^(?:(?:the|our|about|why this) )?(?:data|data ?sets?|corpus)(?: (?:sources?|sets?|cards?|"
        r"collection|choice))?$|where .*(?:data|corpus|documents) come|^(?:daten|datenquellen|données|"
        r"datos|dados|dati|dane|данные)\b|woher .*daten|dónde .*datos|onde .*dados|d.où .*données|"
        r"dove .*dati|gegevens|skąd .*dane|откуда .*данн|\bveri(?:ler|si)?\b|数据|データ|데이터|डेटा|"
        r"بيانات",
        re.IGNORECASE,
    ),
    # What a project cannot do is a risk taken: the headings of that are known in the same languages.
    "which risks": re.compile(
        r"\brisks?\b|\bbias|threat|risiken|risques|riesgos|riscos|rischi|risico|ryzyk|риск|riskler|风险|"
        r"リスク|"
        r"위험|जोखिम|مخاطر|" + honest.HEADING.pattern,
        re.IGNORECASE,
    ),
}
CHOICE = re.compile(
    r"why|choice|choos|chose|decision|select|compar|trade|warum|wahl|entscheid|pourquoi|choix|por qu[eé]|"
    r"elecci|escolh|perché|scelt|waarom|keuze|dlaczego|wyb[oó]r|почему|выбор|neden|seçim|为什么|为何|选|"
    r"選|なぜ|왜|선택|क्यों|चुन|لماذا|اختيار",
    re.IGNORECASE,
)
LONG = 150  # letters below the heading: a reason, not a name


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    found: dict[str, Evidence | None] = dict.fromkeys(TOPICS)
    for path, heading, below in written(code):
        told = sum(readme.weight(b.text) for b in below if b.kind in ("prose", "list", "table"))
        decision = re.search(r"adr|decision|design|architecture|model.?card", path, re.IGNORECASE)
        for topic, words in TOPICS.items():
            chosen = topic != MODEL or CHOICE.search(heading.text) is not None
            named = chosen and words.search(heading.text) is not None
            named = named or (decision is not None and any(words.search(b.text) for b in below))
            if found[topic] is None and told >= LONG and named:
                found[topic] = Evidence(f"says {topic}", repo.link(path, heading.line))
    return parts(dict(found))
