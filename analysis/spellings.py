"""Finds every spelling of every skill in a text, and the cues around them, in one pass."""

import re
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
    cased: bool  # counts only as written: RAG, REST, CAN
    easy: bool  # counts wherever it stands
    head: bytes  # the last word where another may share it: "unit and integration testing"


class Hit(NamedTuple):
    """A spelling found at `text[start:end]`, not yet believed."""

    start: int
    end: int
    entry: Entry
    folded: int  # where it starts in the folded text


# Words that several techniques of one list share.
HEADS = frozenset(
    (
        *(
            b"testing",
            b"tests",
            b"learning",
            b"databases",
            b"search",
            b"modeling",
            b"processing",
            b"engineering",
        ),
        *(b"detection", b"recognition", b"inference", b"programming", b"retrieval", b"tuning", b"scanning"),
    )
)
SHARING = re.compile(r"\s*(?:,|/|&|,?\s*\b(?:and|or|and/or)\b)\s*")
TOKEN = re.compile(rb"[^ ]+")
LONGEST_FIRST, SHARED_WITHIN = 3, 40  # words of the part before a shared head; characters it lies back


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
                if meaning.cased and written not in meaning.spellings:
                    continue
                hit = Hit(begin, end, meaning, start + 1)
                if meaning.head:
                    hits.extend(self._sharing(text, folded, hit, hits_until))
                hits.append(hit)
                hits_until = -before - 1
            else:
                if meaning is not Sign.neutral:
                    cues.append(Cue(begin, end, meaning))
                cues_until = -before - 1
        return hits, cues

    def _sharing(self, text: str, folded: Folded, hit: Hit, after: int) -> list[Hit]:
        """What is listed before a technique and shares its last word: unit, in "unit and load testing"."""
        found = [hit]
        while other := self._shares(text, folded, found[0], hit.entry.head, after):
            found.insert(0, other)
        return found[:-1]

    def _shares(self, text: str, folded: Folded, hit: Hit, head: bytes, after: int) -> Hit | None:
        words = folded.words
        tokens = list(TOKEN.finditer(words, max(after, hit.folded - SHARED_WITHIN), hit.folded))
        if tokens and tokens[-1][0] in (b"and", b"or"):
            tokens.pop()
        for token in tokens[-LONGEST_FIRST:]:
            start, last = token.start(), tokens[-1].end()
            entry = self.entries.get(words[start:last] + b" " + head)
            begin, end = folded.origin(start), folded.origin(last - 1) + 1
            if entry and entry.easy and SHARING.fullmatch(text, end, hit.start):
                return Hit(begin, end, entry, start)
        return None


@cache
def finder() -> Finder:
    """The finder of the shipped taxonomy, built once a process."""
    return Finder(book())


def _entries(shelf: Skillbook) -> dict[bytes, Entry]:
    entries: dict[bytes, Entry] = {}
    for number in (_as_stated, _plurals):  # a stated spelling goes before another skill's plural
        for skill in shelf.skills:
            for form in skill.forms:
                if number is _plurals and skill.kind != "technique" and " " not in form.text:
                    continue  # "Canvas" is not two of Canva
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
        one = frozenset({spelling})
        entries[words] = Entry(
            skill, care, one, lead, tail, whole, _cased(one, care), easy, _head(words, skill)
        )
    elif known.skill is skill:
        care = min(known.care, care)
        easy = care is Care.sure and not (known.lead or known.tail or skill.not_near)
        spellings = known.spellings | {spelling}
        cased = _cased(spellings, care)
        entries[words] = known._replace(
            care=care, spellings=spellings, whole=known.whole and whole, cased=cased, easy=easy
        )


def _cased(spellings: frozenset[str], care: Care) -> bool:
    """Must it stand as written: is it stated so, or a doubtful acronym?"""
    acronym = all(len(spelling) > 1 and spelling.isupper() for spelling in spellings)
    return care is Care.exact or (care is Care.doubtful and acronym)


def _head(words: bytes, skill: Skill) -> bytes:
    last = words[words.rfind(b" ") + 1 :]
    return last if skill.kind == "technique" and last != words and last in HEADS else b""


def _as_stated(spelling: str) -> Iterator[str]:
    yield spelling


def _plurals(spelling: str) -> Iterator[str]:
    if len(spelling) > 2 and spelling[-1].isalpha() and spelling[-1] not in "sS" and spelling[-3:] != "ing":
        yield spelling + "s"
        if spelling[-1] == "y" and spelling[-2] not in "aeiou":
            yield spelling[:-1] + "ies"
