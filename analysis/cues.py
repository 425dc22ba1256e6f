"""Finds the words a posting's conditions hang on, in one pass, and the sentence around each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.folding import lower
from analysis.sections import Section, Span
from analysis.wording import names, words

REACH = 400  # characters a sentence may run to either side; bounds the work on texts without sentences
MOST = 60  # sentences of one kind that are looked at; bounds the work on hostile texts
ENDINGS = (". ", "! ", "? ", "; ", "• ", "● ")
OTHERWISE = ("; equivalent ", "; or equivalent ")  # "a degree in physics; equivalent experience counts"


class Cue(NamedTuple):
    """A cue at `start`, and the sentence around it with single spaces."""

    start: int
    said: str


class Basis(NamedTuple):
    """What a reading rests on: field (the source's own), title or text; and the words."""

    source: str
    words: str


@dataclass(frozen=True, slots=True)
class Cues:
    """A text with the places worth looking at, by what they may tell of."""

    text: str
    low: bytes  # the same in lower case
    outline: Sequence[Span]
    found: dict[str, list[int]]
    known: dict[int, tuple[int, str]] = field(default_factory=dict)  # sentences by where their cue stands

    def sentences(self, kind: str) -> Iterator[Cue]:
        """Each sentence with a cue of this kind once, in order, as many as a posting can mean."""
        done = -1
        left = MOST
        for start in self.found.get(kind, ()):
            if start >= done and left:
                if start not in self.known:
                    begin, end = sentence(self.text, start)
                    self.known[start] = end, " ".join(self.text[begin:end].split())
                done, said = self.known[start]
                left -= 1
                yield Cue(start, said)

    def section(self, at: int) -> Section:
        """Where in the posting a character stands."""
        for span in self.outline:
            if at < span.end:
                return span.section
        return Section.other


def scan(text: str, outline: Sequence[Span]) -> Cues:
    """One pass over the text for the cues of every reader."""
    automaton, kinds = _automaton()
    low = lower(text)
    found: dict[str, list[int]] = {}
    for which, start, _ in automaton.find_matches_as_indexes(low, overlapping=True):
        for kind in kinds[which]:
            found.setdefault(kind, []).append(start)
    return Cues(text, low, outline, found)


def lowered(text: str) -> str:
    """Lower case with every offset unchanged: "İ" alone would grow."""
    return text.replace("İ", "I").lower()


def sentence(text: str, at: int) -> tuple[int, int]:
    """Begin and end of the sentence, bullet or line around a character."""
    begin, end = max(0, at - REACH), min(len(text), at + REACH)
    begin = max(begin, text.rfind("\n", begin, at) + 1)
    newline = text.find("\n", at, end)
    end = newline if newline >= 0 else end
    for ending in ENDINGS:
        stop = text.rfind(ending, begin, at)
        while stop >= 0 and _goes_on(text, stop):
            stop = text.rfind(ending, begin, stop)
        begin = max(begin, stop + 1)
        stop = text.find(ending, at, end)
        while stop >= 0 and _goes_on(text, stop):
            stop = text.find(ending, stop + 1, end)
        end = stop if stop >= 0 else end
    return begin, end


def _goes_on(text: str, stop: int) -> bool:
    """Is the stop an abbreviation's, "B.S. in", "the U.S. only", or followed by what else would do?"""
    if text.startswith(OTHERWISE, stop):
        return True
    return stop > 1 and text[stop - 1].isupper() and not text[stop - 2].isalnum()


@cache
def _automaton() -> tuple[BytesAhoCorasick, list[tuple[str, ...]]]:
    kinds: dict[str, list[str]] = {}
    for kind in names("cues"):
        for word in words("cues", kind):
            kinds.setdefault(word, []).append(kind)
    automaton = BytesAhoCorasick(list(map(lower, kinds)), implementation=Implementation.DFA)
    return automaton, [tuple(names) for names in kinds.values()]
