"""Decides what naming a skill means: required, preferred, mentioned, or nothing at all."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum

from analysis.sections import BULLETS, Section
from analysis.signs import ASKING, Cue, Sign, talk, tasks


class Need(StrEnum):
    """How much a posting asks for a skill."""

    required = "required"
    preferred = "preferred"
    mentioned = "mentioned"


STRONGEST = (Need.required, Need.preferred, Need.mentioned)


SECTION_NEED: dict[Section, Need | None] = {
    Section.requirement: Need.required,
    Section.preferred: Need.preferred,
    Section.duties: Need.mentioned,
    Section.stack: Need.mentioned,
    Section.other: Need.mentioned,
    Section.about: None,
    Section.benefits: None,
    Section.legal: None,
    Section.pay: None,
}
FIRST_WORD, OPENING = re.compile(r"[^\W\d_]+"), 40  # characters in which a sentence's first word stands
MANY_CUES, FARTHEST = 16, 400  # characters; a sentence without end must not cost its square
NEGATION_REACH = 60  # characters: "no prior knowledge of Kubernetes or Docker is needed"
DEGREE_REACH = 160  # "degree in computer science, data science, machine learning or a related field"
DEGREE_END = re.compile(
    r"[.;:()]\s|experience|years|field|discipline|equivalent|with |including|skills|knowledge|proficien"
    r"|\bbut\b|\byou\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"^[^()]*\)|\([^()]*\)")  # the rest of one that was open, and whole ones
TO_DO = re.compile(
    r"\b(?:to|who will|who'll|and will) (?:\w+ )?"
    r"(?:join|lead|build|help|own|drive|work|develop|design|take|support|scale|shape)\b"
)
ASIDE = re.compile(r"\(\s*\w")  # "React, AWS (a full match is not required)"
CLAUSE_END = re.compile(
    r"[;]|,? (?:but|however|although|though|yet|instead|while|whereas)\b|\.\s|\)|—| – ", re.IGNORECASE
)
CLAUSE_START = re.compile(
    r"[;(:]|,? (?:but|however|although|though|while|whereas)\b|\.\s|—| – "
    r"|, (?:with |any |some |prior |and )?(?:a )?"
    r"(?:experience|familiarity|knowledge|exposure|focus) (?:with|in|of|to|on) ",
    re.IGNORECASE,
)


class Sentence:
    """One sentence or list item with the cues in it; says what each skill in it is worth."""

    def __init__(
        self,
        text: str,
        words: bytes,
        start: int,
        end: int,
        section: Section,
        cues: Sequence[Cue],
        first: int,
    ) -> None:
        self.text, self.start, self.section, self.cues = text, start, section, cues
        self.first = first  # where the first skill stands: a cue before all of them colours them all
        self.works = False
        self.base = self._base(words, end)

    def need(self, start: int, end: int) -> Need | None:
        """The need of the skill at `[start:end]`, or None when it does not count."""
        need = self.base
        if not self.cues:
            return need
        preferred = required = False
        cues = self._near(start, end)
        for cue in cues:
            sign = cue.sign
            if sign is Sign.required or sign is Sign.demanded:
                reaches = cue.start < start or cue.start - end < NEGATION_REACH
                required = required or (reaches and not self._sought_to(cue, start))
            elif sign is Sign.companies or sign is Sign.owners:
                holds = need is not Need.required or sign is Sign.owners
                if cue.end <= start and holds and self.text[start].isupper():
                    return None
            elif sign is Sign.negated_after:
                if cue.end <= start <= cue.end + NEGATION_REACH and not self._parted(cue.end, start):
                    return None
            elif sign is Sign.degree:
                if cue.end <= start <= cue.end + DEGREE_REACH and not DEGREE_END.search(
                    self.text, cue.end, start
                ):
                    return None
            elif sign is Sign.preferred_after:
                preferred = preferred or self._reaches_back(cue, start, end)
            elif sign is Sign.preferred_before:
                preferred = preferred or self._reaches_on(cue, start, end)
        if preferred:
            return Need.preferred if need is not None else None
        for cue in cues:
            refused = cue.sign is Sign.negated_before and end <= cue.start <= end + NEGATION_REACH
            if refused and not self._parted(end, cue.start) and not ASIDE.search(self.text, end, cue.start):
                return None
        if required and need is Need.mentioned:
            return Need.required
        return need

    def _near(self, start: int, end: int) -> Sequence[Cue]:
        """The cues that could reach the skill; all of them but in the longest of sentences."""
        if len(self.cues) <= MANY_CUES:
            return self.cues
        first = bisect_left(self.cues, (start - FARTHEST,))
        return self.cues[first : bisect_left(self.cues, (end + FARTHEST,))]

    def _base(self, words: bytes, end: int) -> Need | None:
        need = SECTION_NEED[self.section]
        if self.section in (Section.about, Section.other):
            self.works, sells = talk(words[self.start : end + 2])
            self.works = self.works or self.asks()
            if self.section is Section.about:
                return Need.mentioned if self.works and not sells else None
            if sells and not self.works:
                return None
        elif self.section is Section.duties and not self._is_item() and not self._tells_a_task():
            works, sells = talk(words[self.start : end + 2])
            if sells and not works and not self.asks():
                return None  # "About the role" often opens with who they are
        return need

    def asks(self) -> bool:
        """Does it say in so many words that something is asked for?"""
        return any(cue.sign in ASKING for cue in self.cues)

    def speaks_of_nobody(self) -> bool:
        """Is this outside every section, and neither of the work nor of who is wanted?"""
        outside = self.section is Section.other and not self.works
        return outside and not self._is_item() and not self._tells_a_task()

    def _tells_a_task(self) -> bool:
        opening = FIRST_WORD.search(self.text, self.start, self.start + OPENING)
        return opening is not None and (opening[0].lower() in tasks() or opening[0].endswith("ing"))

    def _is_item(self) -> bool:
        bullet = self.text[max(0, self.start - 2) : self.start].rstrip()[-1:]  # "Must have: • Python • Go"
        return bullet == "•" or self.text[self.start : self.start + 8].lstrip()[:1] in BULLETS

    def _parted(self, left: int, right: int) -> bool:
        return CLAUSE_END.search(self.text, left, right) is not None

    def _sought_to(self, cue: Cue, start: int) -> bool:
        """Is the skill what somebody is sought to do, as in "seeking a manager to lead our Kafka team"?"""
        sought = self.text[cue.start : cue.end].lower() in ("looking for", "seeking")
        return sought and TO_DO.search(self.text, cue.end, start) is not None

    def _reaches_back(self, cue: Cue, start: int, end: int) -> bool:
        """Is the skill in the clause that ends in "... is a plus"?"""
        if self.text.startswith(":", cue.end):  # "(nice to have: Go)"
            return self._reaches_on(cue, start, end)
        if end <= cue.start:
            bracket = self.text[cue.start - 1] == "("
            if bracket and self.text.startswith("preferred", cue.start):  # "JavaScript and React (preferred)"
                return not self.text[end : cue.start - 1].strip()
            near = self._near(end, cue.start)
            demanded = any(one.sign is Sign.demanded and end <= one.start < cue.start for one in near)
            # "Docker (or Podman) and SQL are a plus", "React and Vue (a plus)"
            between = BRACKETS.sub("", self.text[end : cue.start - bracket])
            return not demanded and CLAUSE_START.search(between) is None
        return cue.end <= start and cue.start <= self.first and not self._parted(self._past(cue), start)

    def _reaches_on(self, cue: Cue, start: int, end: int) -> bool:
        """Is the skill in the clause that begins with "ideally ..."?"""
        return cue.end <= start and not self._parted(self._past(cue), start)

    def _past(self, cue: Cue) -> int:
        """Where what follows a cue begins: "(Bonus) Python" is no new clause."""
        inside = self.text[cue.start - 1 : cue.start] == "("
        return cue.end + (inside and self.text[cue.end : cue.end + 1] == ")")
