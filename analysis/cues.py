"""Finds the words a posting's conditions hang on, in one pass, and the sentence around each."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from analysis.sections import Section, Span

# What each reader looks at, in lower case. A cue only says where to look; the reader's pattern decides.
CUES = {
    "years": ("years", "yrs", "year ", "year's", "yoe", "jahre", " ans ", "años", "anni di"),
    "degree": (
        "degree", "bachelor", "master's", "masters", "master’s", "master of", "ph.d", "phd", "doctora", "b.s", "m.s",
        "bs/", "bs in", "bs or", "ba/", "bsc", "msc", "b.tech", "btech", "b.e", "diploma", "diplôme", "bac +", "bac+",
        "abschluss", "studium", "university education", "undergraduate", "mca", "école d", "ecole d",
    ),
    "workplace": (
        "remote", "hybrid", "on-site", "onsite", "on site", "in-person", "in person", "office", "télétravail",
        "teletravail", "home office", "homeoffice", "work from home", "work-from-home", "working from home", "work from anywhere", "wfh",
        "telecommut", "telework", "distributed team", "présentiel", "in situ", "co-locat", "colocated", "anywhere",
    ),
    "visa": ("visa", "sponsor"),
    "employment": (
        "full-time", "full time", "fulltime", "part-time", "part time", "contract", "freelanc", "intern ", "internship",
        "permanent", "cdi", "cdd", "fixed-term", "temporary", "vollzeit", "festanstellung", "temps plein",
    ),
    "mathematics": ("linear algebra", "calculus", "probabilit", "statistic"),
    "certificate": ("certif", "accreditation"),
    "place": (
        "based in", "based out of", "located in", "located at", "location", "office in", "offices in", "within the",
        "reside", "residing", "residents", "authorized to work", "authorised to work", "right to work", "eligible to work",
        "legally work", "work authorization", "candidates in", "candidates from", "remote", "hybrid", "onsite", "on-site",
        "in-person", "in person", "office", "relocat", "anywhere in", "hiring in", "hire in", "standort",
    ),
    "level": (
        "looking for", "seeking", "hiring", "as a ", "as an ", "seniority", "level", "searching for", "join us as", "in search of",
    ),
}  # fmt: skip

REACH = 400  # characters a sentence may run to either side; bounds the work on texts without sentences
BOUNDARY = re.compile(r"[.!?;](?=\s+[A-Z\d(\"“•-])|\n(?=\s*\n|\s*[-•·●▪◦*–✓➢]|\S|\s{1,3}[A-Z\d])|[•●▪]")
# A text wrapped at a fixed width continues on the next line in lower case or indented.
WRAPPED = re.compile(r"(?<=\S)\n(?:  +(?=\S)|(?=[a-z]))")


class Cue(NamedTuple):
    """A cue at `start`; the sentence it stands in is text[begin:end]."""

    start: int
    begin: int
    end: int


class Basis(NamedTuple):
    """What a reading rests on: the source's own field, the title (or header line), or the text; and its words."""

    source: str
    words: str


class Cues(NamedTuple):
    """A text with the places worth looking at. `flat` has the same length as `text`, with wrapped lines joined."""

    text: str
    flat: str
    outline: list[Span]
    found: dict[str, list[int]]

    def sentences(self, kind: str) -> Iterator[Cue]:
        """Each sentence with a cue of this kind once, in order."""
        done = -1
        for start in self.found.get(kind, ()):
            if start >= done:
                begin, done = sentence(self.flat, start)
                yield Cue(start, begin, done)

    def section(self, at: int) -> Section:
        """Where in the posting a character stands."""
        for span in self.outline:
            if at < span.end:
                return span.section
        return Section.other


def scan(text: str, outline: list[Span]) -> Cues:
    """One pass over the text for the cues of every reader."""
    automaton, kinds = _automaton()
    found: dict[str, list[int]] = {}
    flat = WRAPPED.sub(lambda gap: " " * len(gap[0]), text) if "\n" in text else text
    # "İ" alone grows when lowered; offsets must stay
    lowered = flat.replace("İ", "I").lower()
    for which, start, _ in automaton.find_matches_as_indexes(lowered, overlapping=True):
        for kind in kinds[which]:
            found.setdefault(kind, []).append(start)
    return Cues(text, flat, outline, found)


def sentence(text: str, at: int) -> tuple[int, int]:
    """Begin and end of the sentence, bullet or line around a character."""
    begin = max(0, at - REACH)
    for stop in BOUNDARY.finditer(text, begin, at):
        begin = stop.end()
    after = BOUNDARY.search(text, at, at + REACH)
    return begin, after.start() if after else min(len(text), at + REACH)


@cache
def _automaton() -> tuple[AhoCorasick, list[tuple[str, ...]]]:
    kinds: dict[str, list[str]] = {}
    for kind, words in CUES.items():
        for word in words:
            kinds.setdefault(word, []).append(kind)
    automaton = AhoCorasick(list(kinds), implementation=Implementation.DFA)
    return automaton, [tuple(names) for names in kinds.values()]
