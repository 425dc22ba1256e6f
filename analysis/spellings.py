"""Finds every spelling of every skill in a text, and the cues around them, in one pass."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.folding import literal, pattern
from analysis.signs import Cue, Sign, cue_patterns
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
    named: bool  # a name that no spelling writes in lower case: Make, Teams
    near: tuple[bytes, ...]  # any of which in its sentence vouches for a name
    head: bytes  # the last word where another may share it: "unit and integration testing"


Match = tuple[int, int, int]  # of the automaton: which pattern, where it begins and ends in the folded text


class Hit(NamedTuple):
    """A spelling found at `text[start:end]`, not yet believed."""

    start: int
    end: int
    entry: Entry


# Words that several techniques of one list share.
HEADS = frozenset(
    (
        b"testing", b"tests", b"learning", b"databases", b"search", b"modeling", b"processing",
        b"engineering", b"detection", b"recognition", b"inference", b"programming", b"retrieval",
        b"tuning", b"scanning", b"parallelism",
    )
)  # fmt: skip
SHARING = re.compile(r"\s*(?:,|/|&|,?\s*\b(?:and|or|and/or)\b)\s*")
TOKEN = re.compile(rb"[^ ]+")
LONGEST_FIRST, SHARED_WITHIN = 3, 40  # words of the part before a shared head; characters it lies back


class Finder:
    """The taxonomy and the cues as one automaton."""

    def __init__(self, shelf: Skillbook) -> None:
        self.entries = _entries(shelf)
        cues = cue_patterns()
        self.spelled = list(self.entries.values())
        self.picky = [bool(one.whole or one.cased or one.lead or one.tail) for one in self.spelled]
        self.signs = list(cues.values())
        self.patterns = [b" " + words + b" " for words in (*self.entries, *cues)]
        self.automaton = BytesAhoCorasick(self.patterns, implementation=Implementation.DFA)
        self.names = sorted((skill.name.lower(), skill.id) for skill in shelf.skills)

    def scan(self, text: str, words: bytes) -> tuple[list[Hit], list[Cue]]:
        """Every spelling and every cue of a text, folded in `words`; the longest where they overlap."""
        spelled: list[Match] = []
        said: list[Match] = []
        entries, picky, signs = self.spelled, self.picky, self.signs
        known = len(entries)
        for match in self.automaton.find_matches_as_indexes(words, overlapping=True):
            index, start, end = match
            if index < known and picky[index] and not self._stands(text, match):
                continue
            kept = spelled if index < known else said
            if kept and start < kept[-1][2] - 1:  # neighbours share the space between them
                _keep(kept, match)
            else:
                kept.append(match)
        hits: list[Hit] = []
        until = 0
        for index, start, end in spelled:
            hit = Hit(start, end - 2, entries[index])
            if hit.entry.head:
                hits.extend(self._sharing(text, words, hit, until))
            hits.append(hit)
            until = end - 2
        cues = [
            Cue(start, end - 2, sign)
            for index, start, end in said
            if (sign := signs[index - known]) is not Sign.neutral
        ]
        return hits, cues

    def _stands(self, text: str, match: Match) -> bool:
        """Is a spelling that must be written so, written so?"""
        index, start, end = match
        entry = self.spelled[index]
        end -= 2
        if entry.cased and text[start:end] not in entry.spellings:
            return False
        if not text.startswith(entry.tail, end) or not text.endswith(entry.lead, 0, start):
            return False
        return not entry.whole or text.find("/", start, end) < 0

    def _sharing(self, text: str, words: bytes, hit: Hit, after: int) -> list[Hit]:
        """What is listed before a technique and shares its last word: unit, in "unit and load testing"."""
        found = [hit]
        while other := self._shares(text, words, found[0], hit.entry.head, after):
            found.insert(0, other)
        return found[:-1]

    def _shares(self, text: str, words: bytes, hit: Hit, head: bytes, after: int) -> Hit | None:
        tokens = list(TOKEN.finditer(words, max(after, hit.start - SHARED_WITHIN) + 1, hit.start + 1))
        if tokens and tokens[-1][0] in (b"and", b"or"):
            tokens.pop()
        for token in tokens[-LONGEST_FIRST:]:
            start, last = token.start(), tokens[-1].end()
            entry = self.entries.get(words[start:last] + b" " + head)
            if entry and entry.easy and SHARING.fullmatch(text, last - 1, hit.start):
                return Hit(start - 1, last - 1, entry)
        return None


def _keep(kept: list[Match], match: Match) -> None:
    """Adds a match, which ends after all that are kept, unless one of them overlaps it from the left."""
    start = match[1]
    n = len(kept)
    while n and kept[n - 1][1] >= start:
        n -= 1
    if n == 0 or kept[n - 1][2] - 1 <= start:
        kept[n:] = [match]


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
        cased, named = _cased(skill, one, care), _named(skill, one)
        entries[words] = Entry(
            skill, care, one, lead, tail, whole, cased, easy, named, _near(skill), _head(words, skill)
        )
    elif known.skill is skill:
        care = min(known.care, care)
        easy = care is Care.sure and not (known.lead or known.tail or skill.not_near)
        spellings = known.spellings | {spelling}
        entries[words] = known._replace(
            care=care,
            spellings=spellings,
            whole=known.whole and whole,
            cased=_cased(skill, spellings, care),
            easy=easy,
            named=_named(skill, spellings),
        )


def _cased(skill: Skill, spellings: frozenset[str], care: Care) -> bool:
    """Must it stand as written: is it stated so, or an acronym, or a name that a word must vouch for?"""
    if care is not Care.doubtful:
        return care is Care.exact
    named = bool(skill.near) and skill.kind != "technique"
    return named or all(len(spelling) > 1 and spelling.isupper() for spelling in spellings)


def _named(skill: Skill, spellings: frozenset[str]) -> bool:
    return skill.kind != "technique" and not any(map(str.islower, spellings))


def _near(skill: Skill) -> tuple[bytes, ...]:
    return tuple(b" " + word.encode() + b" " for word in skill.near)


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
