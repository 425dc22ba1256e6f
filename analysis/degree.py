"""Reads what schooling a posting asks for: a degree and how firmly, fields of mathematics, certificates."""

import re
from typing import NamedTuple

from analysis.cues import Basis, Cues
from analysis.sections import Section

DEGREE = re.compile(
    r"\bdegrees?\b|\bbachelor|\bmaster(?:['’]s|s)?(?: degree| of | in |\b['’])|\bmasters?,? (?:or|and|/) ?ph|\bph\.?\s?d\b|\bdoctora(?:te|l)|\bb\.?s\.?c?\.?(?:/| in | or |,| degree)|"
    r"\bm\.?s\.?c?\.?(?:/| in | or |,| degree)|\bb\.? ?tech\b|\bb\.?e\.?(?:/|,| in | or )|\bmca\b|\bb\.?a\.?(?:/| in | or )|"
    r"\b(?:university|college|advanced|technical) (?:diploma|education)|\bdiplôme|\bbac ?\+ ?\d|\bhochschulabschluss|\babgeschlossenes|\b(?:informatik)?studium\b|"
    r"\b(?:grande )?[ée]cole d['’]ing|\bundergraduate\b|\buniversity student|\bstudying\b",
    re.IGNORECASE,
)
# "360 degrees", "a high degree of autonomy", "master our stack": the word without the schooling.
FIGURE = re.compile(
    r"(?:high|large|great|certain|significant|strong|some|varying|360|same|higher|considerable|remarkable|reasonable|good|any|unusual|exceptional) degrees? of|\bdegrees? of (?:autonomy|freedom|"
    r"ownership|independence|flexibility|responsibility|accuracy|confidence|complexity|ambiguity|separation)|360[- ]degree|degrees? celsius|"
    r"\d(?:st|nd|rd|th)[- ]degree|tuition|reimburs|our team|scrum master|we are a team|phds? from|team of",
    re.IGNORECASE,
)
NO_NEED = re.compile(
    r"(?:no|without an?|don['’]t (?:need|require|care)|do not (?:need|require)|not? (?:need|require|necessarily)|regardless of|doesn['’]t matter|"
    r"isn['’]t (?:required|necessary|needed)|not (?:required|necessary|a requirement|mandatory)|irrespective).{0,60}(?:degree|ph\.?d|bachelor|diploma)|"
    r"(?:degree|ph\.?d|bachelor['’]?s?|master['’]?s?|diploma).{0,30}(?:not (?:required|necessary|needed|a must|mandatory)|isn['’]t (?:required|necessary|needed)|unnecessary)",
    re.IGNORECASE | re.DOTALL,
)
EQUIVALENT = re.compile(
    r"(?:or|and/or|/)\s*(?:an? |the |any |have |possess )?(?:\w+ ){0,3}(?:equivalent|equal|comparable|commensurate)|equivalent (?:\w+ ){0,3}(?:experience|combination|background|practical|training|work|knowledge|skills)|"
    r"or (?:relevant |related |similar |significant |practical |professional |industry |real[- ]world |demonstrable |demonstrated |proven |strong |extensive )*(?:work |working |practical |professional |industry |hands-on |job )?experience|"
    r"in lieu of|or (?:be )?self[- ]taught|or other (?:relevant|related|equivalent)|or (?:\d\+? )?years|substitut\w+ for|or (?:a )?(?:combination|proven track)|(?:oder|ou|o) (?:\w+ ){0,3}(?:vergleichbar|gleichwertig|équivalent|equivalente)|vergleichbare|equivalent$",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\bprefer|\bideal|\bnice[- ]to[- ]have|\bbonus\b|\b(?:a|an|strong|big|huge|definite) (?:plus|advantage|asset)\b|\bdesir(?:ed|able)|\bis a plus|\badvantageous|\bbeneficial|\bwelcome|von vorteil|\bun plus\b|\boptional",
    re.IGNORECASE,
)
HIGHER = re.compile(r"\b(?:master|ph\.?\s?d|doctora|advanced|graduate|m\.?s\b|mba)", re.IGNORECASE)
MUST = re.compile(
    r"require|must|minimum|mandatory|need to have|you have|you hold|hold(?:ing)? an?|possess", re.IGNORECASE
)
ASKING = frozenset((Section.requirement, Section.preferred))
SIDE = frozenset((Section.about, Section.benefits, Section.legal, Section.pay))
CLAUSE = re.compile(
    r"[;.]\s|\s[–—-]\s|,\s(?=(?:and |or )?(?:master|ph\.?d|advanced|graduate|mba|m\.?s\b))", re.IGNORECASE
)

FIELDS = (
    ("linear_algebra", re.compile(r"linear algebra", re.IGNORECASE)),
    ("calculus", re.compile(r"calculus", re.IGNORECASE)),
    (
        "probability",
        re.compile(r"probabilit(?:y|ies)\b(?! of (?:success|default|failure))|probabilistic", re.IGNORECASE),
    ),
    ("statistics", re.compile(r"statistics\b|statistical", re.IGNORECASE)),
)
# Names as their makers write them; a posting's generic "AWS certification" is one of its own.
CERTIFICATES = (
    ("aws-ai-practitioner", re.compile(r"aws (?:certified )?(?:cloud )?ai practitioner", re.IGNORECASE)),
    ("aws-machine-learning", re.compile(r"aws (?:certified )?machine learning", re.IGNORECASE)),
    ("aws-certified", re.compile(r"\b(?:aws|amazon)\b", re.IGNORECASE)),
    ("azure-ai-engineer", re.compile(r"\bai-10[23]\b|azure ai engineer", re.IGNORECASE)),
    ("azure-certified", re.compile(r"\bazure\b|\baz-\d{3}\b|\bmicrosoft\b", re.IGNORECASE)),
    ("google-generative-ai-leader", re.compile(r"generative ai leader", re.IGNORECASE)),
    ("google-cloud-certified", re.compile(r"\bgcp\b|\bgoogle cloud\b", re.IGNORECASE)),
    ("google-data-analytics", re.compile(r"google (?:advanced )?data analytics", re.IGNORECASE)),
    ("tensorflow-certificate", re.compile(r"tensorflow", re.IGNORECASE)),
    ("pytorch-certificate", re.compile(r"pytorch", re.IGNORECASE)),
    ("nvidia-certified", re.compile(r"\bnvidia\b", re.IGNORECASE)),
    ("anthropic-certified", re.compile(r"\banthropic\b|\bclaude\b", re.IGNORECASE)),
    ("openai-certified", re.compile(r"\bopenai\b", re.IGNORECASE)),
    ("ibm-applied-ai", re.compile(r"\bibm\b", re.IGNORECASE)),
    ("deeplearning-ai", re.compile(r"deeplearning\.ai", re.IGNORECASE)),
    ("langchain-academy", re.compile(r"langchain", re.IGNORECASE)),
    ("databricks-certified", re.compile(r"\bdatabricks\b", re.IGNORECASE)),
    ("snowflake-certified", re.compile(r"\bsnowflake\b|\bsnowpro\b", re.IGNORECASE)),
    ("kubernetes-certified", re.compile(r"\bkubernetes\b|\bcka\b|\bckad\b|\bcks\b", re.IGNORECASE)),
    ("terraform-certified", re.compile(r"\bterraform\b|\bhashicorp\b", re.IGNORECASE)),
    ("salesforce-certified", re.compile(r"\bsalesforce\b", re.IGNORECASE)),
    ("scrum-certified", re.compile(r"\bscrum\b|\bcsm\b|\bpsm\b", re.IGNORECASE)),
    ("pmp", re.compile(r"\bpmp\b", re.IGNORECASE)),
    ("cissp", re.compile(r"\bcissp\b", re.IGNORECASE)),
    ("comptia-security", re.compile(r"security\+|\bcomptia\b", re.IGNORECASE)),
)  # fmt: skip
COMPANY = re.compile(
    r"\b(?:we are|we're|company|is|are) (?:\w+ )?certified|great place to work|\biso ?\d|\bsoc ?2|b[- ]corp|hipaa|"
    r"certif(?:y|ies|ying) that|reimburs|budget|stipend|certificate of|we offer|we provide|birth|certified (?:b|women)",
    re.IGNORECASE,
)


class Schooling(NamedTuple):
    """`degree` is required, or_equivalent, preferred or not_mentioned."""

    degree: str
    basis: Basis | None
    mathematics: list[str]
    certificates: list[str]


def schooling(cues: Cues) -> Schooling:
    """What the posting wants a candidate to have studied."""
    degree, basis = _degree(cues)
    return Schooling(degree, basis, _mathematics(cues), _certificates(cues))


def _degree(cues: Cues) -> tuple[str, Basis | None]:
    """The firmest demand wins, except that an alternative offered anywhere softens a plain one."""
    found: dict[str, str] = {}
    for cue in cues.sentences("degree"):
        said = cue.said
        if not DEGREE.search(said) or FIGURE.search(said) or NO_NEED.search(said):
            continue
        section = cues.section(cue.start)
        if section in SIDE and not MUST.search(said):
            continue
        found.setdefault(_firmness(said, section), said)
    for firmness in ("or_equivalent", "required", "preferred"):
        if firmness in found:
            return firmness, Basis("text", found[firmness])
    return "not_mentioned", None


def _firmness(said: str, section: Section) -> str:
    """ "Bachelor's required, Master's preferred": the first clause with a degree carries the demand."""
    if EQUIVALENT.search(said):
        return "preferred" if section is Section.preferred or _wished(said) else "or_equivalent"
    if section is Section.preferred or _wished(said):
        return "preferred"
    return "required"


def _wished(said: str) -> bool:
    """Is the lowest degree of the sentence only a wish?"""
    wish = WISH.search(said)
    if wish is None:
        return False
    clauses = [clause for clause in CLAUSE.split(said) if DEGREE.search(clause)]
    return not clauses or all(WISH.search(clause) for clause in clauses)


def _mathematics(cues: Cues) -> list[str]:
    asked = set()
    for cue in cues.sentences("mathematics"):
        said = cue.said
        if cues.section(cue.start) in SIDE or DEGREE.search(said):
            continue  # a degree in statistics asks for a degree
        asked.update(name for name, pattern in FIELDS if pattern.search(said))
    return [name for name, _ in FIELDS if name in asked]


def _certificates(cues: Cues) -> list[str]:
    named = []
    for cue in cues.sentences("certificate"):
        said = cue.said
        if COMPANY.search(said) or cues.section(cue.start) in SIDE:
            continue
        named += [name for name, pattern in CERTIFICATES if pattern.search(said)]
    return list(dict.fromkeys(named))
