"""Reads what kind of employment a posting offers, and whether it sponsors a visa."""

import re

from analysis.cues import Basis, Cues, lowered
from analysis.header import Header
from analysis.sections import Section
from analysis.sieve import Sieve
from analysis.wording import lower_pattern

# In a title or header the narrowest kind wins ("internship, full-time"); in a sentence the widest.
KINDS = ("internship", "freelance", "contract", "part_time", "full_time")
WORDS = [(kind, lower_pattern("employment", kind)) for kind in KINDS]
SIEVE = Sieve(words.pattern for _, words in WORDS)
# Where the text speaks of the kind of employment, not of contracts to negotiate or interns to mentor.
STATED = lower_pattern("employment", "STATED")
ENTITLED = lower_pattern("employment", "ENTITLED")  # who gets benefits speaks of every kind of employee
ASIDE = frozenset((Section.legal, Section.benefits))

NO_VISA = lower_pattern("visa", "NO_VISA")
VISA = lower_pattern("visa", "VISA")
QUESTION = lower_pattern("visa", "QUESTION")  # "Will you require sponsorship?", "executive sponsor"
TAGGED = re.compile(r"\bVISA\b")  # Hacker News' own mark for "we sponsor"


def employment(title: str, cues: Cues, top: Header | None) -> tuple[str | None, Basis | None]:
    """full_time, contract, freelance, internship, part_time or None, and what says so."""
    source, line = ("text", top.line) if top else ("title", title)
    low = lowered(line)
    likely = (WORDS[number] for number in SIEVE.likely(low))
    named = [kind for kind, words in likely if words.search(low)]
    if named:  # "full- or part-time" is a full-time job
        return "full_time" if named == ["part_time", "full_time"] else named[0], Basis(source, line.strip())
    for cue in cues.sentences("employment"):
        low = lowered(cue.said)
        if cues.section(cue.start) in ASIDE or ENTITLED.search(low):
            continue
        for stated in STATED.finditer(low):
            for kind, words in reversed(WORDS):  # "full-time, or contract abroad" is a full-time job
                if words.search(stated[0]):
                    return kind, Basis("text", cue.said[stated.start() : stated.end()].strip())
    return None, None


def visa(cues: Cues, top: Header | None) -> tuple[str | None, Basis | None]:
    """offered, not_offered or None, and what says so."""
    if top and TAGGED.search(top.line) and not NO_VISA.search(lowered(top.line)):
        return "offered", Basis("text", top.line)
    for cue in cues.sentences("visa"):
        low = lowered(cue.said)
        if QUESTION.search(low):
            continue
        if NO_VISA.search(low):
            return "not_offered", Basis("text", cue.said)
        if VISA.search(low):
            return "offered", Basis("text", cue.said)
    return None, None
