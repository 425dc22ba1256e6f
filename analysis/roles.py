"""Reads what role a posting is for: the title proposes, the duties decide; and how senior it is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.cues import MOST, Basis, Cues
from analysis.folding import lower
from analysis.header import header
from analysis.level import ANNOUNCERS, SEEKING, words_of
from analysis.level import level as level_of
from analysis.offers import SEVERAL_UNNAMED, Offers, level_of_several, offers, role_line
from analysis.sections import Section
from analysis.titles import Proposal, proposed, sought, titles

# How much a phrase tells of the work, by where it stands.
WEIGHT = {
    Section.duties: 1.0,
    Section.requirement: 0.8,
    Section.stack: 0.8,
    Section.other: 0.4,  # what stands under no heading speaks mostly of the company
    Section.preferred: 0.4,
    Section.about: 0.4,
    Section.benefits: 0.0,
    Section.legal: 0.0,
    Section.pay: 0.0,
}
HINT = 10  # points that a second role in the title is worth
HINTED = 0.82  # of the ratio that it must reach
LEAST_SHARE = 0.3  # of a rival's least weight that even the shortest text must bring
PART_HOLDS = 1.5  # times the work that outweighs a software engineer outweighs a frontend engineer
FULL = 3_000  # characters from which a text is held to the whole weight
RATHER = 2.5  # times the work on machine learning from which "AI/ML" means AI
BY_FAR = 4.0  # times the own work
TELLING, TELLING_UNDER_TITLE = 2, 12  # points of work from which it names a role that no title names
# Where no heading says what follows, a sentence with one of these, or that seeks someone, tells of the job.
OF_THE_JOB = ("you will ", "you'll ", "you would ", "responsible for")
ADDRESSED = 0.8  # the weight of such a sentence
SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n\s*[-*•\n]")
LONGEST_SENTENCE = 300  # characters
ANNOUNCEMENT = 130  # characters after "we are looking for" in which the level may stand
SHOWN = 8  # phrases quoted as the basis of a role
SPECIAL_TO = frozenset(
    (
        "ai_engineer", "ml_engineer", "ml_research", "ai_infrastructure", "ai_safety_eval", "data_scientist",
        "multiple",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """`role` is one of the fourteen; `roles` lists what a posting for several offers, else it is empty."""

    role: str
    roles: list[str]
    specialisation: list[str]
    level: str
    role_basis: Basis | None
    level_basis: Basis | None


class Work(NamedTuple):
    """How much of each role's work a text speaks of, in which phrases, and where it says whom it seeks."""

    weights: dict[str, float]
    phrases: list[str]
    announced: list[str]


def read(title: str, cues: Cues, *, years: float | None = None) -> Role:
    """Role, specialisations and level; `years` is what the posting asks for, the level's last resort."""
    text = cues.text
    top = header(title, text)
    source, line = ("text", top.line) if top else ("title", title)
    heading = role_line(top) if top else title
    told = work(cues)
    one = proposed(title)
    offered = offers(top, text) if top else Offers([one] if one else [], [])
    if len(offered.proposals) > 1 or offered.proposals == [SEVERAL_UNNAMED]:
        role, basis = "multiple", Basis(source, line)
    else:
        proposal = (
            offered.proposals[0]
            if offered.proposals
            else _by_work(told.weights, least=TELLING if top else TELLING_UNDER_TITLE)
        )
        said = None if top or proposal.firm else sought(told.announced)
        role = _settle(proposal, told.weights, len(text), said=said)
        named = role == proposal.role and bool(offered.proposals)
        basis = Basis(source, heading.strip()) if named else _quoted(told, role)
    several = None if words_of(heading) == "multiple" else level_of_several(offered.titles)
    level, level_basis = several or level_of(
        heading if words_of(heading) else line, told.announced, years, source=source
    )
    return Role(
        role=role,
        roles=sorted({offer.role for offer in offered.proposals} - {role}) if role == "multiple" else [],
        specialisation=_specialisation(heading, told.phrases) if role in SPECIAL_TO else [],
        level=level,
        role_basis=basis,
        level_basis=level_basis,
    )


def work(cues: Cues) -> Work:
    """Looks for the phrases of every role; each counts once, where it weighs most."""
    automaton, phrases = _automaton()
    announced_until = len(phrases) - len(OF_THE_JOB)  # which stand last, after the announcers
    announcing = range(announced_until - len(ANNOUNCERS), announced_until)
    of_the_job = announced_until - len(SEEKING)
    best: dict[int, float] = {}
    announced: list[str] = []
    for span in cues.outline:
        weight = WEIGHT[span.section]
        if not weight:
            continue
        said = cues.text[span.start : span.end]
        low = cues.low[span.start : span.end].replace(b"\n", b" ")
        addressed = 0 if span.section is Section.other else -1  # where a sentence about the job ends
        for which, start, _ in automaton.find_matches_as_indexes(low, overlapping=True):
            if which >= of_the_job and addressed >= 0:
                addressed = max(addressed, _sentence_end(said, start))
            here = ADDRESSED if start < addressed else weight
            if best.get(which, -1.0) >= here or (start and low[start - 1 : start].isalnum()):
                continue
            best[which] = here
            if which in announcing and len(announced) < MOST:
                announced.append(" ".join(said[start : start + ANNOUNCEMENT].split()))
    meanings = _meanings()
    weights: dict[str, float] = {}
    for which, heavy in best.items():
        for role, points in meanings[phrases[which]]:
            weights[role] = weights.get(role, 0.0) + points * heavy
    return Work(weights, [phrases[which] for which in best], announced)


def _sentence_end(said: str, start: int) -> int:
    stop = SENTENCE_END.search(said, start + 1, start + LONGEST_SENTENCE)
    return stop.start() if stop else min(len(said), start + LONGEST_SENTENCE)


def _settle(proposal: Proposal, weights: Mapping[str, float], length: int, *, said: str | None) -> str:
    """The proposal, unless another role's work outweighs it; `said` is what the text calls the job."""
    if proposal.firm:
        return proposal.role
    hint = said if said and said != proposal.role else proposal.hint
    trained, applied = weights.get("ml_engineer", 0.0), weights.get("ai_engineer", 0.0)
    if proposal.ai and applied > RATHER * trained:  # "AI/ML" may be the one or the other
        hint = "ai_engineer" if hint == "ml_engineer" else hint
        if proposal.role == "ml_engineer":
            proposal = proposal._replace(role="ai_engineer")
    role = _outweighed(proposal, hint, weights, length)
    # A role the hint brought up must hold on its own: "Software Engineer, AI" may turn out to train models.
    return _outweighed(Proposal(role, firm=False), None, weights, length) if role == hint else role


def _outweighed(proposal: Proposal, hint: str | None, weights: Mapping[str, float], length: int) -> str:
    """The rival that weighs most of those that weigh enough, in short texts less; the role itself if none."""
    scale = min(1.0, max(LEAST_SHARE, length / FULL))
    own = weights.get(proposal.role, 0.0)
    over = []
    for rival in titles().rivals.get(proposal.role, ()):
        weight = weights.get(rival.role, 0.0) + (HINT if rival.role == hint else 0)
        least = rival.clearly if length >= FULL and weight >= BY_FAR * own else rival.least * scale
        ratio = rival.ratio * (HINTED if rival.role == hint else 1.0)
        # "Java Engineer (LLM Chatbot)" is open to either; a backend engineer may work on infrastructure, too.
        free = rival.role == "ai_infrastructure" or (proposal.ai and rival.role == "ai_engineer")
        hold = PART_HOLDS if proposal.part and not free else 1.0
        if weight >= hold * max(least, ratio * own):
            over.append((weight, rival.role))
    return max(over)[1] if over else proposal.role


def _by_work(weights: Mapping[str, float], *, least: float) -> Proposal:
    """Where no role is named, the work alone tells."""
    role, weight = max(weights.items(), key=lambda pair: pair[1], default=("non_technical", 0.0))
    return Proposal(role if weight >= least else "non_technical", firm=True)


def _quoted(told: Work, role: str) -> Basis:
    """The phrases that spoke for a role, those worth most first."""
    points = {phrase: dict(_meanings()[phrase]).get(role, 0) for phrase in told.phrases}
    spoke = sorted((phrase for phrase in points if points[phrase]), key=lambda phrase: -points[phrase])
    return Basis("text", ", ".join(phrase.strip(" ,)") for phrase in spoke[:SHOWN]))


def _specialisation(heading: str, phrases: Sequence[str]) -> list[str]:
    spoken = Counter(name for phrase in phrases for name, points in _meanings()[phrase] if not points)
    return [
        special.name
        for special in titles().specialisations
        if spoken[special.name] >= special.enough or special.title.search(heading)
    ]


@cache
def _meanings() -> dict[str, list[tuple[str, int]]]:
    """What each phrase speaks of: roles with points, specialisations without, announcers nothing."""
    meanings = {phrase: list(roles) for phrase, roles in titles().work.items()}
    for special in titles().specialisations:
        for phrase in special.phrases:
            meanings.setdefault(phrase, []).append((special.name, 0))
    for signal in (*ANNOUNCERS, *OF_THE_JOB):
        meanings.setdefault(signal, [])
    return meanings


@cache
def _automaton() -> tuple[BytesAhoCorasick, list[str]]:
    phrases = list(_meanings())
    return BytesAhoCorasick(list(map(lower, phrases)), implementation=Implementation.DFA), phrases
