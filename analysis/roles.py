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
from analysis.level import ANNOUNCERS
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
    "software_engineer": (("ai_engineer", 14, 0.75), ("ai_infrastructure", 22, 1.0), ("ml_engineer", 20, 1.0), ("ml_research", 22, 1.2), ("data_engineer", 12, 1.1)),
    "ai_engineer": (("ml_engineer", 12, 1.25), ("ai_infrastructure", 16, 1.5), ("ml_research", 22, 1.6), ("software_engineer", 20, 4.0)),
    "ml_engineer": (("ai_engineer", 14, 1.2), ("ml_research", 18, 1.6), ("ai_infrastructure", 18, 1.5)),
    "ml_research": (("ai_engineer", 20, 1.8), ("ml_engineer", 20, 2.0)),
    "ai_infrastructure": (("ai_engineer", 20, 2.0),),
    "data_scientist": (("ai_engineer", 18, 1.5), ("ml_engineer", 20, 2.0)),
    "data_engineer": (("ai_engineer", 18, 1.5),),
    "other_technical": (("ai_engineer", 14, 1.2),),
    "ai_safety_eval": (("software_engineer", 20, 2.5),),
}  # fmt: skip
# Words in the title, phrases in the text, and how many of them the text needs where the title is silent.
SPECIALISATIONS = (
    ("product", re.compile(r"\bproduct engineer|\bai product|\bfounding|\bfull[- ]?stack", re.IGNORECASE), ("ai features", "ai products", "product team", "customer-facing", "user-facing", "full-stack", "full stack"), 3),
    ("infrastructure", re.compile(r"\binfra|\bplatform|\bml ?ops|\bllm ?ops|\binference|\bgpu\b|\bserving", re.IGNORECASE), ("model serving", "ml platform", "ai platform", "inference", "gpu", "mlops", "vllm", "ml infrastructure", "ai infrastructure"), 2),
    ("agents", re.compile(r"\bagent", re.IGNORECASE), ("ai agents", "agentic", "multi-agent", "agent framework", "langgraph", "crewai", "autogen", "tool calling", "model context protocol"), 2),
    ("safety_evaluation", re.compile(r"\bsafety|\balignment|\bevals?\b|\bevaluation|\bred[- ]team|\bguardrail|\btrust", re.IGNORECASE), ("red team", "red-team", "ai safety", "guardrail", "evals", "evaluation framework", "responsible ai", "hallucination", "prompt injection"), 2),
    ("prompt", re.compile(r"\bprompt", re.IGNORECASE), ("prompt engineering", "prompt design"), 2),
    ("architecture", re.compile(r"\barchitect", re.IGNORECASE), ("reference architecture", "enterprise architecture", "architectural decisions"), 2),
    ("solutions", re.compile(r"\bsolutions?\b|\bforward[- ]deployed|\bfde\b|\bcustomer|\bsales|\bconsult|\bimplementation|\bdeployment", re.IGNORECASE), ("proof of concept", "proofs of concept", "pre-sales", "client engagements", "customer deployments"), 3),
    ("language", re.compile(r"\bnlp\b|\bnatural language|\blanguage\b|\bllm|\bspeech|\bvoice|\bconversational", re.IGNORECASE), ("nlp", "natural language processing", "named entity", "speech recognition", "text classification"), 2),
    ("vision", re.compile(r"\bvision\b|\bperception|\bimage|\bvideo", re.IGNORECASE), ("computer vision", "object detection", "image segmentation", "opencv", "image processing"), 2),
    ("robotics", re.compile(r"\brobot|\bautonom\w+ (?:vehicle|driv|system)|\bautonomy|\bslam\b", re.IGNORECASE), ("robotics", "robot learning", "autonomous vehicles", "autonomous driving", "slam", "manipulation"), 2),
)  # fmt: skip
SPECIAL_TO = frozenset(("ai_engineer", "ml_engineer", "ml_research", "ai_infrastructure", "ai_safety_eval", "data_scientist", "multiple"))  # fmt: skip
ANNOUNCEMENT = 130  # characters after "we are looking for" in which the level may stand

SEVERAL = re.compile(
    r"multiple|several|various|many|roles|positions|openings|\+ more|and more", re.IGNORECASE
)
ITEM = re.compile(r"\s*(?:,|;|/|\||\+(?!\+)|&|\band\b|\bor\b|\bplus\b|\(|\))\s*", re.IGNORECASE)
LISTED = re.compile(
    r"^[ \t]*(?:[-*•–—·]|\d+[.)])?[ \t]*([A-Z(][^\n]{3,89}?)[ \t]*(?:$|[:|]|\(|[ \t][-–—]|https?://)",
    re.MULTILINE,
)
PROSE = re.compile(
    r"\b(?:you|we|our|the|is|are|will|to|your|us|has|have|i|was|experience|looking|tech stack|apply)\b|[.!?]$",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"\b(?:engineers|developers|devs|programmers|scientists|researchers|designers|hackers)\b", re.IGNORECASE
)
JOB = re.compile(
    r"engineer|developer|scientist|researcher|designer|manager|analyst|architect|lead\b|head of|director",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"(?:llms?|ml|ai|machine learning|data|nlp|infra|applied ai|research|data science)", re.IGNORECASE
)
SOUGHT = re.compile(
    r"(?:looking for|seeking|hiring|searching for|to hire|\bneed|join us as|recruiting|in search of|(?:open |current |available )?(?:roles|positions|openings)(?: include| are)?)(?: for)?:?"
    r"(?: an?| our| the| some| talented| experienced| great| several| multiple| additional| more| \d)* ([^.\n;:(]{4,120})",
    re.IGNORECASE,
)
NOT_A_ROLE = re.compile(
    r"\b(?:full|part)[- ]?time\b|\bremote\b|\bon-?site\b|\bhybrid\b|\bsponsor\w*|\bvisas?\b|[$€£]\S*|\bequity\b|\bcontract\w*|\bdays?\b|\boffice\b|\bhead ?office\b",
    re.IGNORECASE,
)
# Words without which a stretch of a header names no role.
NOUN = re.compile(
    r"\b(?:engineers?|engineering|eng|developers?|devs?|programmers?|scientists?|researchers?|managers?|designers?|analysts?|architects?|devops|sres?|front-?end|back-?end|full[- ]?stack|mobile|ios|android|"
    r"ctos?|heads?|leads?|directors?|recruiters?|executives?|marketers?|marketing|writers?|interns?|swes?|sdes?|technicians?|admin\w*|specialists?|consultants?|advocates?|evangelists?|representatives?|accountants?|"
    r"product|sales|ml|mle|data science|founding|technical staff|qa|sdet|testers?|operations|support|ux|devrel|design|development|entwickler\w*|hackers?|owners?)\b",
    re.IGNORECASE,
)
BODY = 8_000  # characters of a Hacker News posting in which further roles are looked for
LONGEST_TITLE = 9  # words
TELLING = 4  # points of work from which it names a role on its own

ASIDE = re.compile(r"\(([^)]*)\)")
MAKER = re.compile(
    r"\b(?:engineers?|engineering|developers?|programmers?|architects?|entwickler\w*|développeu\w+)\b"
)
PART = re.compile(r"\s+[-–—|:@]+\s+|\s*[,(|;:–—]\s*|\)|\s+(?:with|for|in|at|within|on)\s+(?=\S)|-\s|\s-")
# Who makes a named part of the software stays a software engineer unless the duties say otherwise.
SPECIALIST = re.compile(
    r"full[- ]?stack|front[- ]?end|back[- ]?end|\bui\b|mobile|\bios\b|android|\bjava\b|devops|security|\bqa\b|embedded|firmware|\bweb\b|integration"
)
OPEN = frozenset(("software_engineer", "other_technical"))
HINT = 12  # points that a second role in the title is worth
LEAST_SHARE = 0.3  # of a rival's least weight that even the shortest text must bring
FULL = 3_000  # characters from which a text is held to the whole weight


class Family(NamedTuple):
    """Titles of one role. A generic one ("engineer", "manager") leaves room for what stands beside it."""

    role: str
    firm: bool
    generic: bool
    pattern: re.Pattern[str]

    @property
    def maker(self) -> bool:
        return self.role == "software_engineer"


class Proposal(NamedTuple):
    """What a title proposes; a firm one stands whatever the duties. The hint is a second role beside the head's."""

    role: str
    firm: bool
    hint: str | None = None


SEVERAL_UNNAMED = Proposal("multiple", firm=True)  # "Multiple roles", and no word of which


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
    title: str,
    text: str,
    outline: Sequence[Span],
    skills: Collection[str] = (),
    *,
    years: float | None = None,
) -> Role:
    """Role, specialisations and level; `years` is what the posting asks for, the level's last resort."""
    top = header(title, text)
    heading = _role_line(top) if top else title
    weights, phrases, announced = work(text, outline)
    offered, titles = _offered(top, text) if top else ([], [])
    if len(offered) > 1 or offered == [SEVERAL_UNNAMED]:
        role, basis = "multiple", Basis("text", top.line if top else title)
    else:
        proposal = offered[0] if offered else (None if top else proposed(heading)) or _by_work(weights)
        role = _settle(proposal, weights, len(text))
        moved = role != proposal.role
        basis = (
            Basis("text", ", ".join(sorted(phrases.get(role, ()))[:8]))
            if moved
            else Basis("text" if top else "title", heading.strip())
        )
    level, level_basis = _level_of_several(titles) or level_of(
        top.line if top else title, announced, years, source="text" if top else "title"
    )
    roles = sorted({offer.role for offer in offered} - {"multiple"}) if role == "multiple" else []
    special = _specialisation(heading, phrases) if role in SPECIAL_TO else []
    return Role(role, roles, special, level, basis, level_basis)


@lru_cache(maxsize=20_000)
def proposed(title: str) -> Proposal | None:
    """The role a title names; None when it names none. "Software Engineer, Growth": the first part that says enough decides."""
    words = title.lower().replace("’", "'")
    aside = [inner[1] for inner in ASIDE.finditer(words)]
    parts = [part for part in (*PART.split(ASIDE.sub(" ", words)), *aside) if part.strip()]
    hints: list[str] = []
    head: Family | None = None
    for part in [*parts, words]:
        family = _family(part)
        if family is None:
            continue
        if head is None or (head.generic and not (head.maker and family.firm)):
            if head is not None and head.maker and not family.generic:
                hints.append(family.role)
                continue
            head = family if head is None or not family.generic or (family.maker and not head.maker) else head
        elif not family.firm and not family.generic:
            hints.append(family.role)
    if head is None:
        return None
    hint = hints[0] if hints and head.role in OPEN and not SPECIALIST.search(words) else None
    return Proposal(head.role, head.firm, hint if hint != head.role else None)


def _family(words: str) -> Family | None:
    builds = MAKER.search(words) is not None
    for family in families():
        if family.role == "non_technical" and builds:
            continue  # "Growth Engineer", "HR Systems Developer"
        if family.pattern.search(words):
            return family
    return None


class Work(NamedTuple):
    """How much of each role's work a text speaks of, in which phrases, and where it says whom it seeks."""

    weights: dict[str, float]
    phrases: dict[str, set[str]]
    announced: list[str]


def work(text: str, outline: Sequence[Span]) -> Work:
    """One pass over the text for the phrases of every role."""
    automaton, meanings = _phrases()
    low = cue.lowered(text)
    best: dict[int, float] = {}
    announced: list[str] = []
    spans = iter(outline)
    span = next(spans, None)
    for which, start, _ in automaton.find_matches_as_indexes(low, overlapping=True):
        if start and low[start - 1].isalnum():
            continue
        phrase, meaning = meanings[which]
        if phrase in ANNOUNCERS:
            announced.append(" ".join(text[start : start + ANNOUNCEMENT].split()))
            continue
        while span and start >= span.end:
            span = next(spans, None)
        weight = WEIGHT[span.section] if span else 1.0
        if weight > best.get(which, -1.0):
            best[which] = weight
    weights: dict[str, float] = {}
    phrases: dict[str, set[str]] = {}
    for which, weight in best.items():
        phrase, meaning = meanings[which]
        for role, points in meaning:
            weights[role] = weights.get(role, 0.0) + points * weight
            phrases.setdefault(role, set()).add(phrase.strip(" ,)"))
    return Work(weights, phrases, announced)


@cache
def families() -> tuple[Family, ...]:
    """titles.toml's families, in its order."""
    return tuple(
        Family(
            row["role"],
            row.get("firm", False),
            row.get("generic", False),
            re.compile(rf"(?<![\w'])(?:{'|'.join(row['patterns'])})(?![\w'])"),
        )
        for row in _table()["title"]
    )


def _settle(proposal: Proposal, weights: dict[str, float], length: int) -> str:
    """The proposal, unless another role's work outweighs it; short texts need less weight."""
    if proposal.firm:
        return proposal.role
    role = _outweighed(proposal.role, proposal.hint, weights, length)
    # What a hint alone brought up must hold against the rest without it: "Software Engineer, AI" may train models.
    return _outweighed(role, None, weights, length) if role == proposal.hint else role


def _outweighed(role: str, hint: str | None, weights: dict[str, float], length: int) -> str:
    scale = min(1.0, max(LEAST_SHARE, length / FULL))
    own = weights.get(role, 0.0)
    rivals = []
    for rival, least, ratio in YIELDS.get(role, ()):
        weight = weights.get(rival, 0.0) + (HINT if rival == hint else 0)
        if weight >= max(least * scale, ratio * own):
            rivals.append((weight / max(own, 1.0) / ratio, rival))
    return max(rivals)[1] if rivals else role


def _role_line(top: Header) -> str:
    """The parts of a header that name roles, without company, place and terms."""
    return " | ".join(part for part in top.parts[1:] if _items(part)) or top.line


def _offered(top: Header, text: str) -> tuple[list[Proposal], list[str]]:
    """The distinct roles a Hacker News posting offers, and the titles it gives: from its header, else from the text below."""
    named = [item for part in top.parts[1:] for item in _items(part)] or _items(top.parts[0])
    several = SEVERAL.search(top.line) is not None
    offers = _distinct(named)
    if len(offers) > 1 or (offers and not several and not PLURAL.search(top.line)):
        return offers, named
    body = text.lstrip()[len(top.first) : BODY]
    listed = [line[1] for line in LISTED.finditer(body) if _titles_a_job(line[1])]
    sought = [item for found in SOUGHT.finditer(body) for item in _items(found[1])]
    titles = [*named, *listed, *sought]
    return _distinct(titles) or ([SEVERAL_UNNAMED] if several else []), titles


def _level_of_several(titles: Sequence[str]) -> tuple[str, Basis] | None:
    """multiple where the titles of one posting differ in level; None where they do not tell."""
    whole = [title for title in titles if JOB.search(title)]
    if len({words_of(title) for title in whole}) > 1:
        return "multiple", Basis("text", ", ".join(title.strip() for title in whole))
    return None


def _titles_a_job(line: str) -> bool:
    return len(line.split()) <= LONGEST_TITLE and NOUN.search(line) is not None and not PROSE.search(line)


def _items(part: str) -> list[str]:
    """The role names in a stretch: "Backend / ML Engineers" are two, "AI Policy & Safety Researcher" is one."""
    bare = NOT_A_ROLE.sub(" ", part)
    if len(NOUN.findall(bare)) < 2:  # noqa: PLR2004
        return [bare] if NOUN.search(bare) else []
    items = ITEM.split(bare)
    if PLURAL.search(bare):  # "Engineers (backend, LLM)"
        items = [f"{item} {items[0]}" if TOPIC.fullmatch(item.strip()) else item for item in items]
    return [item for item in items if NOUN.search(item)]


def _distinct(items: Sequence[str]) -> list[Proposal]:
    found: dict[str, Proposal] = {}
    for item in items:
        if proposal := proposed(item):
            found.setdefault(proposal.role, proposal)
    return list(found.values())


def _by_work(weights: dict[str, float]) -> Proposal:
    """Where no role is named, the work alone tells."""
    role, weight = max(weights.items(), key=lambda pair: pair[1], default=("non_technical", 0.0))
    return Proposal(role if weight >= TELLING else "non_technical", firm=True)


def _specialisation(heading: str, phrases: dict[str, set[str]]) -> list[str]:
    return [
        name
        for name, pattern, _, enough in SPECIALISATIONS
        if pattern.search(heading) or len(phrases.get(name, ())) >= enough
    ]


@cache
def _phrases() -> tuple[AhoCorasick, list[tuple[str, list[tuple[str, int]]]]]:
    meanings: dict[str, list[tuple[str, int]]] = {}
    for role, tiers in _table()["work"].items():
        for points, phrases in tiers.items():
            for phrase in phrases:
                meanings.setdefault(phrase, []).append((role, int(points)))
    for name, _, phrases, _ in SPECIALISATIONS:
        for phrase in phrases:
            meanings.setdefault(phrase, []).append((name, 0))
    for announcer in ANNOUNCERS:
        meanings.setdefault(announcer, [])
    return AhoCorasick(list(meanings), implementation=Implementation.DFA), list(meanings.items())


@cache
def _table() -> dict[str, object]:
    return tomllib.loads((files("analysis.taxonomy") / "titles.toml").read_text(encoding="utf-8"))
