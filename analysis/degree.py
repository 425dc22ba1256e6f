"""Reads what schooling a posting asks for: a degree and how firmly, fields of mathematics, certificates."""

import re
from typing import NamedTuple

from analysis.cues import Basis, Cues, lowered
from analysis.sections import Section
from analysis.wording import lower_pattern, lower_words, names, pattern

DEGREE = lower_words("degree", "DEGREE")
# "360 degrees", "a high degree of autonomy", "tuition": the word without a demand for schooling.
FIGURE = lower_pattern("degree", "FIGURE")
NO_NEED = lower_pattern("degree", "NO_NEED")
EQUIVALENT = lower_pattern("degree", "EQUIVALENT")
WISH = lower_words("degree", "WISH")
MUST = re.compile(
    r"require|must|minimum|mandatory|need to have|you have|you hold|hold(?:ing)? an?|possess"
    r"|^\W*(?:an? )?(?:bachelor|master|b\.?s\b|m\.?s\b|ph\.?d|degree)",
    re.IGNORECASE,
)
SIDE = frozenset((Section.about, Section.benefits, Section.legal, Section.pay))
CLAUSE = re.compile(
    r"[;.]\s|\s[–—-]\s|\s(?=education:)|\s(?=\()"
    r"|,\s(?=(?:and |or )?(?:master|ph\.?d|advanced|graduate|mba|m\.?s\b))",
    re.IGNORECASE,
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
# Ids of certificates; "AWS certified" without its name is one of its own.
CERTIFICATES = [(name, pattern("certificates", name)) for name in names("certificates")]
COMPANY = lower_pattern("degree", "COMPANY")  # the company's own certificates, or money for ours


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
        said = lowered(cue.said)
        if not DEGREE.search(said) or FIGURE.search(said) or NO_NEED.search(said):
            continue
        section = cues.section(cue.start)
        if section in SIDE and not MUST.search(said):
            continue
        found.setdefault(_firmness(said, section), cue.said)
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
    asked: set[str] = set()
    for cue in cues.sentences("mathematics"):
        said = cue.said
        if cues.section(cue.start) in SIDE or DEGREE.search(lowered(said)):
            continue  # a degree in statistics asks for a degree
        asked.update(name for name, pattern in FIELDS if pattern.search(said))
    return [name for name, _ in FIELDS if name in asked]


def _certificates(cues: Cues) -> list[str]:
    named = []
    for cue in cues.sentences("certificate"):
        said = cue.said
        if cues.section(cue.start) in SIDE or COMPANY.search(lowered(said)):
            continue
        named += [name for name, pattern in CERTIFICATES if pattern.search(said)]
    return list(dict.fromkeys(named))
