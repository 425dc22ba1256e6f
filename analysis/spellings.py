"""Finds every spelling of every skill in a text, and the cues around them, in one pass."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.folding import Folded, literal, pattern
from analysis.need import Cue, Sign, cue_patterns
from analysis.skillbook import Care, Skill, Skillbook, book


class Entry(NamedTuple):
    """What a pattern stands for, and what its spelling must look like to count."""

    skill: Skill
    care: Care
    spellings: frozenset[str]
    lead: str  # the punctuation that must stand before, folded away in ".NET"
    tail: str  # and after, as in "Security+"
    whole: bool  # no slash may part its words: "LLM/agents" is not "LLM agents"
    easy: bool  # counts wherever it stands


class Hit(NamedTuple):
    """A spelling found at `text[start:end]`, not yet believed."""

    start: int
    end: int
    entry: Entry
    folded: int  # where it starts in the folded text


class Finder:
    """The taxonomy and the cues as one automaton."""

    def __init__(self, shelf: Skillbook) -> None:
        self.entries = _entries(shelf)
        cues = cue_patterns()
        self.meanings: list[Entry | Sign] = [*self.entries.values(), *cues.values()]
        self.patterns = [b" " + words + b" " for words in (*self.entries, *cues)]
        self.automaton = BytesAhoCorasick(self.patterns, implementation=Implementation.ContiguousNFA)
        self.names = sorted((skill.name.lower(), skill.id) for skill in shelf.skills)

    def scan(self, text: str, folded: Folded) -> tuple[list[Hit], list[Cue]]:
        """Every spelling and every cue of the text, the longest where they overlap, in order."""
        found = self.automaton.find_matches_as_indexes(folded.words, overlapping=True)
        longest_first = [(start, -end, index) for index, start, end in found]
        longest_first.sort()
        meanings, cuts, shifts = self.meanings, folded.cuts, folded.shifts
        hits: list[Hit] = []
        cues: list[Cue] = []
        hits_until = cues_until = 0
        for start, before, index in longest_first:
            meaning = meanings[index]
            spelled = type(meaning) is Entry
            if start < (hits_until if spelled else cues_until):
                continue
            # The spaces around a pattern are not part of the spelling.
            begin, end = start, -before - 2
            if cuts:
                n = bisect_right(cuts, start + 1)
                begin += shifts[n] + 1
                end += shifts[n if n == len(cuts) or cuts[n] > end else bisect_right(cuts, end)] + 1
            if isinstance(meaning, Entry):
                written = text[begin:end]
                if meaning.whole and "/" in written:
                    continue
                if meaning.care is Care.exact and written not in meaning.spellings:
                    continue
                hits.append(Hit(begin, end, meaning, start + 1))
                hits_until = -before - 1
            else:
                if meaning is not Sign.neutral:
                    cues.append(Cue(begin, end, meaning))
                cues_until = -before - 1
        return hits, cues


@cache
def finder() -> Finder:
    """The finder of the shipped taxonomy, built once a process."""
    return Finder(book())


def _entries(shelf: Skillbook) -> dict[bytes, Entry]:
    entries: dict[bytes, Entry] = {}
    for number in (_as_stated, _plurals):  # a stated spelling goes before another skill's plural
        for skill in shelf.skills:
            for form in skill.forms:
                for spelling in number(form.text):
                    _enter(entries, pattern(spelling), spelling, skill, form.care)
                    _enter(entries, literal(spelling), spelling, skill, form.care)
    return entries


def _enter(entries: dict[bytes, Entry], words: bytes, spelling: str, skill: Skill, care: Care) -> None:
    known = entries.get(words)
    whole = " " in spelling and "/" not in spelling
    if known is None:
        lead = spelling[0] if spelling[0] in ".@" else ""
        tail = "+" if spelling[-1] == "+" and spelling[-2] != "+" else ""
        easy = care is Care.sure and not (lead or tail or skill.not_near)
        entries[words] = Entry(skill, care, frozenset({spelling}), lead, tail, whole, easy)
    elif known.skill is skill:
        care = min(known.care, care)
        easy = care is Care.sure and not (known.lead or known.tail or skill.not_near)
        spellings = known.spellings | {spelling}
        entries[words] = known._replace(
            care=care, spellings=spellings, whole=known.whole and whole, easy=easy
        )


def _as_stated(spelling: str) -> Iterator[str]:
    yield spelling


def _plurals(spelling: str) -> Iterator[str]:
    if len(spelling) > 2 and spelling[-1].isalpha() and spelling[-1] not in "sS":
        yield spelling + "s"
        if spelling[-1] == "y" and spelling[-2] not in "aeiou":
            yield spelling[:-1] + "ies"
