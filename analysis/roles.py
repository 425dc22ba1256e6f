"""Reads what role a posting is for: the title proposes, the duties decide; and how senior it is."""

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from analysis import cues as cue
from analysis.cues import Basis
from analysis.header import Header, header
from analysis.level import level as level_of
from analysis.level import words_of
from analysis.sections import Section, Span

# How much a phrase tells of the work, by where it stands.
WEIGHT = {
    Section.duties: 1.0,
    Section.requirement: 0.8,
    Section.stack: 0.8,
    Section.other: 0.8,
    Section.preferred: 0.4,
    Section.about: 0.4,
    Section.benefits: 0.0,
    Section.legal: 0.0,
    Section.pay: 0.0,
}
# A role that the title proposes gives way to another whose work outweighs it: (rival, its least weight, its least ratio).
YIELDS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "software_engineer": (("ai_engineer", 14, 0.75), ("ai_infrastructure", 22, 1.0), ("ml_engineer", 20, 1.0), ("data_engineer", 18, 1.2)),
    "ai_engineer": (("ml_engineer", 12, 1.5), ("ai_infrastructure", 16, 1.5), ("software_engineer", 20, 4.0)),
    "ml_engineer": (("ai_engineer", 14, 1.2), ("ml_research", 18, 1.6), ("ai_infrastructure", 18, 1.5)),
    "ml_research": (("ai_engineer", 20, 1.8), ("ml_engineer", 20, 2.0)),
    "ai_infrastructure": (("ai_engineer", 20, 2.0),),
    "data_scientist": (("ai_engineer", 18, 1.5), ("ml_engineer", 18, 1.5)),
    "data_engineer": (("ai_engineer", 18, 1.5),),
    "data_analyst": (("data_engineer", 18, 2.5),),
    "other_technical": (("ai_engineer", 16, 1.0),),
    "ai_safety_eval": (("software_engineer", 20, 2.5),),
}  # fmt: skip
SPECIALISATIONS = (
    ("product", re.compile(r"\bproduct engineer|\bai product|\bfounding|\bfull[- ]?stack", re.IGNORECASE), ("ai features", "ai products", "product team", "customer-facing", "user-facing", "full-stack", "full stack")),
    ("infrastructure", re.compile(r"\binfra|\bplatform|\bml ?ops|\bllm ?ops|\binference|\bgpu\b|\bserving", re.IGNORECASE), ("model serving", "ml platform", "ai platform", "inference", "gpu", "mlops", "vllm", "ml infrastructure", "ai infrastructure")),
    ("agents", re.compile(r"\bagent", re.IGNORECASE), ("ai agents", "agentic", "multi-agent", "agent framework", "langgraph", "crewai", "autogen", "tool calling", "model context protocol")),
    ("safety_evaluation", re.compile(r"\bsafety|\balignment|\bevals?\b|\bevaluation|\bred[- ]team|\bguardrail|\btrust", re.IGNORECASE), ("red team", "red-team", "ai safety", "guardrail", "evals", "evaluation framework", "responsible ai", "hallucination", "prompt injection")),
    ("prompt", re.compile(r"\bprompt", re.IGNORECASE), ("prompt engineering", "prompt design")),
    ("architecture", re.compile(r"\barchitect", re.IGNORECASE), ("reference architecture", "enterprise architecture", "architectural decisions")),
    ("solutions", re.compile(r"\bsolutions?\b|\bforward[- ]deployed|\bfde\b|\bcustomer|\bsales|\bconsult|\bimplementation|\bdeployment", re.IGNORECASE), ("proof of concept", "proofs of concept", "pre-sales", "client engagements", "customer deployments")),
    ("language", re.compile(r"\bnlp\b|\bnatural language|\blanguage\b|\bllm|\bspeech|\bvoice|\bconversational", re.IGNORECASE), ("nlp", "natural language processing", "named entity", "speech recognition", "text classification")),
    ("vision", re.compile(r"\bvision\b|\bperception|\bimage|\bvideo", re.IGNORECASE), ("computer vision", "object detection", "image segmentation", "opencv", "image processing")),
    ("robotics", re.compile(r"\brobot|\bautonom\w+ (?:vehicle|driv|system)|\bautonomy|\bslam\b", re.IGNORECASE), ("robotics", "robot learning", "autonomous vehicles", "autonomous driving", "slam", "manipulation")),
)  # fmt: skip
SPECIAL_TO = frozenset(("ai_engineer", "ml_engineer", "ml_research", "ai_infrastructure", "ai_safety_eval", "data_scientist", "multiple"))  # fmt: skip
ENOUGH = 2  # phrases of a specialisation in the text, where the title does not name it

SEVERAL = re.compile(r"multiple|several|various|many|roles|positions|openings|\ball\b|more", re.IGNORECASE)
ITEM = re.compile(r"\s*(?:,|;|/|\||\+|&|\band\b|\bor\b|\bplus\b|\(|\))\s*", re.IGNORECASE)
LISTED = re.compile(r"^\s*(?:[-*•–—·]|\d+[.)])\s*(.{4,90}?)\s*(?:$|[-–—:(|]|https?://)", re.MULTILINE)
SOUGHT = re.compile(
    r"(?:looking for|seeking|hiring|searching for|to hire|need|join us as|recruiting|in search of)(?: for)?(?: an?| our| the| some| talented| experienced| great| several| multiple| additional| more)* ([^.\n;:(]{4,90})",
    re.IGNORECASE,
)
NOT_A_ROLE = re.compile(r"\b(?:full|part)[- ]?time\b|\bremote\b|\bon-?site\b|\bhybrid\b|\bsponsor|\bvisa\b|[$€£]|\bequity\b|\bintern\b|\bcontract\b", re.IGNORECASE)


class Family(NamedTuple):
    role: str
    firm: bool
    pattern: re.Pattern[str]


class Proposal(NamedTuple):
    """What a title proposes; a firm one stands whatever the duties."""

    role: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Role:
    """`role` is one of the fourteen; `roles` lists what a posting for several offers, else it is empty."""

    role: str
    roles: list[str]
    specialisation: list[str]
    level: str
    role_basis: Basis | None
    level_basis: Basis | None


def read(
    title: str, text: str, outline: Sequence[Span], skills: Collection[str] = (), *, years: float | None = None
) -> Role:
    """Role, specialisations and level; `years` is what the posting asks for, the level's last resort."""
    cues = cue.scan(text, list(outline))
    top = header(title, text)
    heading = _role_line(top) if top else title
    weights, phrases = work(text, outline)
    offered = _offered(top, text, weights) if top else []
    if len(offered) > 1:
        role, basis = "multiple", Basis("text", top.line if top else title)
    else:
        proposal = offered[0] if offered else proposed(heading) or Proposal("non_technical", firm=False)
        role = _settle(proposal, weights)
        moved = role != proposal.role
        basis = Basis("text", ", ".join(sorted(phrases.get(role, ()))[:8])) if moved else Basis("text" if top else "title", heading.strip())
    level, level_basis = level_of(top.line if top else title, cues, years, source="text" if top else "title")
    roles = sorted({offer.role for offer in offered}) if role == "multiple" else []
    special = _specialisation(heading, cues.flat.lower()) if role in SPECIAL_TO else []
    return Role(role, roles, special, level, basis, level_basis)


@lru_cache(maxsize=20_000)
def proposed(title: str) -> Proposal | None:
    """The role a title names; None when it names none."""
    words = title.lower().replace("’", "'")
    for family in families():
        if family.pattern.search(words):
            return Proposal(family.role, family.firm)
    return None


def work(text: str, outline: Sequence[Span]) -> tuple[dict[str, float], dict[str, set[str]]]:
    """How much of each role's work the text speaks of, and in which phrases."""
    automaton, meanings = _phrases()
    lowered = text.replace("İ", "I").lower()
    best: dict[int, float] = {}
    spans = iter(outline)
    span = next(spans, None)
    for which, start, _ in automaton.find_matches_as_indexes(lowered, overlapping=True):
        if start and lowered[start - 1].isalnum():
            continue
        while span and start >= span.end:
            span = next(spans, None)
        weight = WEIGHT[span.section] if span else 1.0
        if weight > best.get(which, 0.0):
            best[which] = weight
    weights: dict[str, float] = {}
    phrases: dict[str, set[str]] = {}
    for which, weight in best.items():
        phrase, roles = meanings[which]
        for role, points in roles:
            weights[role] = weights.get(role, 0.0) + points * weight
            phrases.setdefault(role, set()).add(phrase.strip(" ,)"))
    return weights, phrases


@cache
def families() -> tuple[Family, ...]:
    """titles.toml's families, in its order."""
    return tuple(
        Family(row["role"], row.get("firm", False), re.compile(rf"(?<![\w'])(?:{'|'.join(row['patterns'])})(?![\w'])"))
        for row in _table()["title"]
    )


def _settle(proposal: Proposal, weights: dict[str, float]) -> str:
    if proposal.firm:
        return proposal.role
    own = weights.get(proposal.role, 0.0)
    rivals = [
        (weights.get(rival, 0.0) / max(own, 1.0) / ratio, rival)
        for rival, least, ratio in YIELDS.get(proposal.role, ())
        if weights.get(rival, 0.0) >= max(least, ratio * own)
    ]
    return max(rivals)[1] if rivals else proposal.role


def _role_line(top: Header) -> str:
    """The parts of a header that name roles, without company, place and terms."""
    named = [part for part in top.parts[1:] if proposed(part) and not _only_terms(part)]
    return " | ".join(named) or top.line


def _only_terms(part: str) -> bool:
    bare = NOT_A_ROLE.sub(" ", part)
    return proposed(bare) is None


def _offered(top: Header, text: str, weights: dict[str, float]) -> list[Proposal]:
    """The distinct roles a Hacker News posting offers."""
    named: list[str] = []
    for part in top.parts[1:]:
        if not _only_terms(part):
            named += [item for item in ITEM.split(NOT_A_ROLE.sub(" ", part)) if item.strip()]
    offers = _distinct(named)
    if len(offers) < 2 and (not offers or SEVERAL.search(top.line)):
        body = text[len(top.line) :]
        listed = [line[1] for line in LISTED.finditer(body) if _looks_like_title(line[1])]
        sought = [phrase for found in SOUGHT.finditer(body) for phrase in ITEM.split(found[1])]
        offers = _distinct(named + listed) or _distinct(sought)
    if len(offers) == 1:
        return [Proposal(_settle(offers[0], weights), offers[0].firm)] if offers[0].firm else offers
    return offers


def _distinct(items: Sequence[str]) -> list[Proposal]:
    found: dict[str, Proposal] = {}
    for item in items:
        if proposal := proposed(item):
            found.setdefault(proposal.role, proposal)
    return list(found.values())


TITLE_END = re.compile(r"(?:engineers?|developers?|scientists?|managers?|designers?|analysts?|lead|architects?|researchers?|devops|sre|director|intern|recruiter|executive)s?\W*$", re.IGNORECASE)


def _looks_like_title(line: str) -> bool:
    return len(line.split()) <= 9 and TITLE_END.search(line) is not None


def _specialisation(heading: str, lowered: str) -> list[str]:
    return [
        name
        for name, pattern, phrases in SPECIALISATIONS
        if pattern.search(heading) or sum(phrase in lowered for phrase in phrases) >= ENOUGH + (name in ("product", "solutions"))
    ]


@cache
def _phrases() -> tuple[AhoCorasick, list[tuple[str, list[tuple[str, int]]]]]:
    meanings: dict[str, list[tuple[str, int]]] = {}
    for role, tiers in _table()["work"].items():
        for points, phrases in tiers.items():
            for phrase in phrases:
                meanings.setdefault(phrase, []).append((role, int(points)))
    return AhoCorasick(list(meanings), implementation=Implementation.DFA), list(meanings.items())


@cache
def _table() -> dict[str, object]:
    return tomllib.loads((files("analysis.taxonomy") / "titles.toml").read_text(encoding="utf-8"))
