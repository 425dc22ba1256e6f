"""Finds the skills a posting names: where, how much they are asked for, and for how many years."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.belief import believed, plainly
from analysis.folding import fold, pattern
from analysis.need import Need, Sentence
from analysis.sections import Section, Span
from analysis.skillbook import Skill, SkillId
from analysis.spellings import Entry, Hit, finder


class Mention(NamedTuple):
    """A skill named at `text[start:end]`; start and end are null when only the title names it."""

    skill: str
    start: int | None
    end: int | None
    need: Need
    section: Section
    years: float | None


# Where a sentence may end within a line; "\n" ends one anyway.
SENTENCE_END = re.compile(
    r"[.!?•](?:(?<=•)|(?=[\"')”’]?\s)(?:(?<![gecsl]\.)|(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bincl\.)))"
)
YEARS = re.compile(
    r"(\d{1,2})(?:\s*(?:-|–|to)\s*\d{1,2})?\s*\+?\s*(?:or more |plus |full )?(?:years?|yrs?)\b", re.IGNORECASE
)
PARTED = re.compile(r"[;.]|, (?:with|including|and \d)")
BEFORE_YEARS = 24  # characters: "10 - 12 or more years"
YEARS_REACH = 80  # characters from "3+ years" to the skill they are asked of
SILENT = frozenset({Section.benefits, Section.legal, Section.pay})
ASKED = (Section.requirement, Section.preferred)
MADE_UP = 2  # "AI" or "Go" as a company says nothing of whose product it is


class Years(NamedTuple):
    """A number of years as stated at `text[start:end]`."""

    start: int
    end: int
    number: float


def find(text: str, outline: Sequence[Span], *, title: str = "", company: str = "") -> list[Mention]:
    """The skills that the posting names, in order; then those that only its title names."""
    own = own_products(company.split(",")[0].strip().lower())
    mentions = _in_text(text, outline, own)
    if title:
        seen = {mention.skill for mention in mentions} | own
        for hit in finder().scan(title, fold(title))[0]:
            skill = hit.entry.skill.id
            if skill not in seen and plainly(title, hit):
                seen.add(skill)
                mentions.append(Mention(skill, None, None, Need.mentioned, Section.other, None))
    return mentions


def _in_text(text: str, outline: Sequence[Span], own: frozenset[str]) -> list[Mention]:
    # Benefits and small print name no skill, and mostly stand last.
    text = text[: max((span.end for span in outline if span.section not in SILENT), default=0)]
    words = fold(text)
    hits, cues = finder().scan(text, words)
    mentions: list[Mention] = []
    starts = [span.start for span in outline]
    cue_starts = [cue.start for cue in cues]
    for some, begin, finish in _by_sentence(hits, text):
        section = outline[bisect_right(starts, some[0].start) - 1].section
        if section in SILENT:
            continue
        named = believed(text, words, some, begin, finish)
        if not named:
            continue
        around = cues[bisect_left(cue_starts, begin) : bisect_left(cue_starts, finish)]
        sentence = Sentence(text, words, begin, finish, section, around, named[0].start)
        stated = _years(text, begin, finish)
        for hit in named:
            skill = hit.entry.skill
            need = sentence.need(hit.start, hit.end)
            theirs = skill.id in own and not (section in ASKED and sentence.asks())
            if need is None or theirs or _idle(skill, need, sentence):
                continue
            asked = _years_of(hit, stated, text) if stated else None
            mentions.append(Mention(skill.id, hit.start, hit.end, need, section, asked))
    return mentions


def _by_sentence(hits: list[Hit], text: str) -> Iterator[tuple[list[Hit], int, int]]:
    """Runs of hits that stand in one sentence, with the sentence's bounds."""
    ends: list[int] = []
    finish = first = 0
    while first < len(hits):
        start = hits[first].start
        if start >= finish:  # only the lines that name something are looked at
            begin, finish = text.rfind("\n", 0, start) + 1, text.find("\n", start) + 1 or len(text)
            ends = [begin, *(end.end() for end in SENTENCE_END.finditer(text, begin, finish)), finish]
        n = bisect_right(ends, start)
        last = first + 1
        while last < len(hits) and hits[last].start < ends[n]:
            last += 1
        yield hits[first:last], ends[n - 1], ends[n]
        first = last


def _idle(skill: Skill, need: Need, sentence: Sentence) -> bool:
    """Is the skill only spoken of: a broad field, or a technique outside any talk of work?"""
    if need is not Need.mentioned:
        return False
    return skill.broad or (skill.kind == "technique" and sentence.speaks_of_nobody())


@lru_cache(maxsize=10_000)
def own_products(company: str) -> frozenset[SkillId]:
    """The skills that are the company's own products: named like it, or beginning with its name."""
    if len(company) <= MADE_UP:
        return frozenset()
    names = finder().names
    first = bisect_left(names, (company,))
    named = {skill for name, skill in names[first : bisect_left(names, (company + "\uffff",))]}
    words = company.split()
    firsts = {" ".join(words[:n]) for n in range(1, len(words) + 1)}  # "Cloudflare Inc", "Twilio Segment"
    entries = finder().entries
    same = {
        entry.skill.id
        for first in firsts
        if (entry := entries.get(pattern(first))) and _is_a_name(entry, first, company)
    }
    return frozenset(named | same)


def _is_a_name(entry: Entry, first: str, company: str) -> bool:
    return first == company or (
        entry.easy and entry.skill.kind not in ("technique", "language") and len(first) > MADE_UP
    )


def _years(text: str, begin: int, finish: int) -> list[Years]:
    """Every number of years in a sentence, found by the word, which is rarer than a digit."""
    found: list[Years] = []
    for word in ("year", "yrs", "Year"):
        at = text.find(word, begin, finish)
        while at >= 0:
            if stated := YEARS.search(text, max(begin, at - BEFORE_YEARS), at + len(word) + 1):
                found.append(Years(stated.start(), stated.end(), float(stated[1])))
            at = text.find(word, at + 1, finish)
    return sorted(found)


def _years_of(hit: Hit, years: list[Years], text: str) -> float | None:
    """Years asked of this very skill: "3+ years of Python and Go", "Python (3+ years)"."""
    for one in reversed(years):
        if one.end <= hit.start < one.end + YEARS_REACH and not PARTED.search(text, one.end, hit.start):
            return one.number
        if hit.end <= one.start < hit.end + 4 and "(" in text[hit.end : one.start]:
            return one.number
    return None
