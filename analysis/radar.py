"""Finds what the vocabulary does not know yet: names listed beside skills, and those whose share grows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from analysis.folding import pattern
from analysis.layout import lay_out
from analysis.sections import Section, outline
from analysis.skills import Mention, find
from analysis.spellings import finder


class Told(NamedTuple):
    """A posting as the radar needs it."""

    company: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that stands in lists of skills and that no line of the taxonomy knows."""

    name: str
    postings: int
    companies: int
    example: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what postings ask for the vocabulary names."""

    postings: int
    naming: int  # postings that name any skill
    mentions: int
    skills: int  # distinct ones
    unknown: list[Unknown]


@dataclass(frozen=True, slots=True)
class Rising:
    """An unknown name and its share of postings in the earlier and the later half of the time."""

    name: str
    before: float
    after: float
    postings: int
    companies: int
    example: str


# An item of a list written like a name: capitals or digits, at most four words.
ITEM = re.compile(
    r"(?:[,;/(|&]|\band\b|\bor\b|\bsuch as\b|\blike\b|\bincluding\b|e\.g\.,?)\s+"
    r"((?=[\w.+#-]*[A-Z0-9])[A-Za-z0-9][\w.+#-]*(?: [A-Z0-9][\w.+#-]*){0,3})"
    r"(?=\s*(?:[,;/)|&(.\n]|\band\b|\bor\b|$))"
)
TELLING = frozenset({Section.requirement, Section.preferred, Section.stack, Section.duties})
BESIDE = 60  # characters from a known skill
FEWEST_COMPANIES = 3  # one company's own word is no trend
AROUND = 50  # characters of an example on each side
COMMON = re.compile(
    r"(?:the|a|an|our|your|you|we|us|and|or|etc|eu|uk|usa?|remote|hybrid|[bm]\.?sc?|[bm]\.?a|mba|ph\.?d|\d[\d.,+%k]*)",
    re.IGNORECASE,
)


def coverage(postings: Iterable[Told], *, top: int) -> Coverage:
    """What the postings name that the vocabulary knows, and the `top` names that it does not."""
    read = naming = mentions = 0
    skills: set[str] = set()
    seen: defaultdict[str, list[Sighting]] = defaultdict(list)
    for n, posting in enumerate(postings):
        said, beside = _look(posting)
        read, naming, mentions = read + 1, naming + bool(said), mentions + len(said)
        skills.update(mention.skill for mention in said)
        for name, example in beside.items():
            seen[name].append(Sighting(n, posting.company, example))
    unknown = [
        Unknown(name, len(all_), len({one.company for one in all_}), all_[0].example)
        for name, all_ in seen.items()
    ]
    unknown.sort(key=lambda one: (-one.companies, -one.postings, one.name))
    return Coverage(read, naming, mentions, len(skills), unknown[:top])


def rising(postings: Iterable[Told], *, top: int) -> list[Rising]:
    """Unknown names whose share of postings grew from the earlier to the later half, strongest first."""
    dated = sorted(
        (posting for posting in postings if posting.day), key=lambda posting: (posting.day, posting.text)
    )
    middle = len(dated) // 2
    halves = (dated[:middle], dated[middle:])
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    companies: defaultdict[str, set[str]] = defaultdict(set)
    examples: dict[str, str] = {}
    for half, count in zip(halves, counts, strict=True):
        for posting in half:
            for name, example in _look(posting)[1].items():
                count[name] += 1
                companies[name].add(posting.company)
                examples[name] = example  # the latest is the best witness of what is rising
    sizes = [max(1, len(half)) for half in halves]
    grown = [
        Rising(
            name,
            counts[0][name] / sizes[0],
            after / sizes[1],
            counts[0][name] + after,
            len(companies[name]),
            examples[name],
        )
        for name, after in counts[1].items()
        if len(companies[name]) >= FEWEST_COMPANIES and after / sizes[1] > counts[0][name] / sizes[0]
    ]
    return sorted(grown, key=lambda one: (one.before - one.after, one.name))[:top]


class Sighting(NamedTuple):
    """An unknown name in one posting."""

    posting: int
    company: str
    example: str


def _look(posting: Told) -> tuple[list[Mention], dict[str, str]]:
    """The skills of a posting, and the unknown names listed beside them with an example each."""
    text = lay_out(posting.text).text
    said = find(text, outline(text), company=posting.company)
    placed = [
        (one.start, one.end)
        for one in said
        if one.start is not None and one.end is not None and one.section in TELLING
    ]
    known = {at for start, end in placed for at in range(start, end)}
    near = {at for start, end in placed for at in range(start - BESIDE, end + BESIDE)}
    beside: dict[str, str] = {}
    for item in ITEM.finditer(text) if placed else ():
        name, ends = item[1].rstrip("."), {item.start(1), item.end(1) - 1}
        if ends <= near and not ends & known and not COMMON.fullmatch(name) and not _is_known(name):
            beside.setdefault(name, _quote(text, item.start(1), item.end(1)))
    return said, beside


def _is_known(name: str) -> bool:
    """Is it a spelling of the vocabulary, though it did not count there?"""
    return pattern(name) in finder().entries


def _quote(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - AROUND) : end + AROUND].split())
