"""Finds the skills a posting names: where, how much they are asked for, and for how many years."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.doubt import settle
from analysis.folding import Folded, fold, literal, pattern
from analysis.need import Cue, Need, Sentence, Sign, cue_patterns
from analysis.sections import Section, Span
from analysis.skillbook import Care, Skill, Skillbook, book


class Mention(NamedTuple):
    """A skill named at `text[start:end]`; start and end are null when only the title names it."""

    skill: str
    start: int | None
    end: int | None
    need: Need
    section: Section
    years: float | None


class Entry(NamedTuple):
    """What a pattern of the automaton stands for."""

    skill: Skill
    care: Care
    spellings: frozenset[str]
    lead: str  # the punctuation that must stand before, folded away in ".NET"
    tail: str  # and after, as in "Security+"


class Hit(NamedTuple):
    """A spelling found at `text[start:end]`, not yet believed."""

    start: int
    end: int
    entry: Entry
    folded: int


SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bSr)(?<!\bJr)(?<!\bincl)[.!?](?=[\"')”’]?\s)|\n[ \t]*\n|\n[ \t]*[-•·●▪◦*–]\s|•"
)
LINE_END = re.compile(SENTENCE_END.pattern + r"|\n")
WRAP_COLUMN = 82  # a text whose longest line is shorter is taken for hard-wrapped
LISTED = frozenset(
    {
        b"",
        b"and",
        b"or",
        b"and or",
        b"as well as",
        b"plus",
        b"with",
        b"and also",
        b"vs",
        b"e g",
        b"like",
        b"such as",
    }
)
LINK = re.compile(r"://|www\.|@\w|\w\.(?:com|io|ai|org|net|dev|co|app|gov|edu)\b")
ADDRESS_AFTER = re.compile(r"\.(?:com|io|ai|org|net|dev|co|app|gov|edu)\b(?!\.js)|/[\w-]+/|@")
PEOPLE = re.compile(
    r"[ \n]+(?:(?:research|software|platform|product) )?(?:teams?|engineers?|scientists?|researchers?|experts?|professionals?|practitioners?|specialists?|developers?|folks|leads?|colleagues|community|department)\b",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"(\d{1,2})(?:\s*(?:-|–|to)\s*\d{1,2})?\s*\+?\s*(?:or more |plus |full )?(?:years?|yrs?|yoe)\b",
    re.IGNORECASE,
)
ASKED = (Section.requirement, Section.preferred)
NEARBY = 24  # characters either side in which a forbidden phrase refuses a spelling


class Finder:
    """The taxonomy and the cues as one automaton."""

    def __init__(self, shelf: Skillbook) -> None:
        self.entries = _entries(shelf)
        cues = cue_patterns()
        self.meanings: list[Entry | Sign] = [*self.entries.values(), *cues.values()]
        patterns = [b" " + words + b" " for words in (*self.entries, *cues)]
        self.automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def scan(self, folded: Folded) -> tuple[list[Hit], list[Cue]]:
        """Every spelling and every cue of the text, the longest where they overlap, in order."""
        found = self.automaton.find_matches_as_indexes(folded.words, overlapping=True)
        meanings, origin = self.meanings, folded.origin
        hits: list[Hit] = []
        cues: list[Cue] = []
        hits_until = cues_until = 0
        for index, start, end in sorted(found, key=_longest_first):
            meaning = meanings[index]
            if type(meaning) is Entry:
                if start >= hits_until:
                    hits.append(Hit(origin(start + 1), origin(end - 2) + 1, meaning, start + 1))
                    hits_until = end - 1
            elif isinstance(meaning, Sign) and start >= cues_until:
                cues_until = end - 1
                if meaning is not Sign.neutral:
                    cues.append(Cue(origin(start + 1), origin(end - 2) + 1, meaning))
        return hits, cues


def _longest_first(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


def _entries(shelf: Skillbook) -> dict[bytes, Entry]:
    entries: dict[bytes, Entry] = {}
    for skill in shelf.skills:
        for form in skill.forms:
            for spelling in _numbers(form.text):
                _enter(entries, pattern(spelling), spelling, skill, form.care)
                _enter(entries, literal(spelling), spelling, skill, form.care)
    return entries


def _enter(entries: dict[bytes, Entry], words: bytes, spelling: str, skill: Skill, care: Care) -> None:
    known = entries.get(words)
    if known is None:
        lead = spelling[0] if spelling[0] in ".@" else ""
        tail = "+" if spelling[-1] == "+" and spelling[-2] != "+" else ""
        entries[words] = Entry(skill, care, frozenset({spelling}), lead, tail)
    elif known.skill is skill:
        entries[words] = known._replace(care=min(known.care, care), spellings=known.spellings | {spelling})


def _numbers(spelling: str) -> Iterator[str]:
    """The spelling and its plural."""
    yield spelling
    if len(spelling) > 2 and spelling[-1].isalpha() and spelling[-1] not in "sS":
        yield spelling + "s"
        if spelling[-1] == "y" and spelling[-2] not in "aeiou":
            yield spelling[:-1] + "ies"


@cache
def finder() -> Finder:
    """The finder of the shipped taxonomy, built once a process."""
    return Finder(book())


def find(text: str, outline: Sequence[Span], *, title: str = "", company: str = "") -> list[Mention]:
    """The skills that the posting names, in order; then those that only its title names."""
    machine = finder()
    mentions = list(_in_text(machine, text, outline, company))
    if title:
        seen = {mention.skill for mention in mentions}
        hits, _ = machine.scan(fold(title))
        for hit in hits:
            skill = hit.entry.skill.id
            if skill not in seen and _plain(title, hit) is True and not _own(hit.entry.skill, company):
                seen.add(skill)
                mentions.append(Mention(skill, None, None, Need.mentioned, Section.other, None))
    return mentions


def _in_text(machine: Finder, text: str, outline: Sequence[Span], company: str) -> Iterator[Mention]:
    folded = fold(text)
    hits, cues = machine.scan(folded)
    if not hits:
        return
    links = LINK.search(text) is not None
    ends = _sentence_ends(text)
    starts = [span.start for span in outline]
    next_cue = 0
    for first, last, begin, finish in _by_sentence(hits, ends, len(text)):
        while next_cue < len(cues) and cues[next_cue].start < begin:
            next_cue += 1
        stop = next_cue
        while stop < len(cues) and cues[stop].start < finish:
            stop += 1
        believed = _believed(text, folded, hits[first:last], begin, finish, links=links)
        if not believed:
            continue
        section = outline[bisect_right(starts, believed[0].start) - 1].section
        sentence = Sentence(text, begin, finish, section, cues[next_cue:stop], believed[0].start)
        years = _years(sentence)
        for hit in believed:
            need = sentence.need(hit.start, hit.end)
            if need is None or _idle(hit.entry.skill, need, sentence, company):
                continue
            yield Mention(hit.entry.skill.id, hit.start, hit.end, need, section, _years_of(hit, years, text))


def _sentence_ends(text: str) -> list[int]:
    wrapped = max(map(len, text.split("\n"))) <= WRAP_COLUMN and len(text) > 4 * WRAP_COLUMN
    return [end.end() for end in (SENTENCE_END if wrapped else LINE_END).finditer(text)]


def _by_sentence(hits: list[Hit], ends: list[int], size: int) -> Iterator[tuple[int, int, int, int]]:
    """Runs of hits that stand in one sentence: first, past the last, and the sentence's bounds."""
    first = 0
    while first < len(hits):
        n = bisect_right(ends, hits[first].start)
        begin = ends[n - 1] if n else 0
        finish = ends[n] if n < len(ends) else size
        last = first + 1
        while last < len(hits) and hits[last].start < finish:
            last += 1
        yield first, last, begin, finish
        first = last


def _believed(
    text: str, folded: Folded, hits: list[Hit], begin: int, finish: int, *, links: bool
) -> list[Hit]:
    """The hits of one sentence that name a skill rather than a word, a link or a name."""
    verdicts = [None if links and _in_link(text, hit) else _plain(text, hit, begin) for hit in hits]
    if None in verdicts or False in verdicts:
        hits = [hit for hit, verdict in zip(hits, verdicts, strict=True) if verdict is not None]
        verdicts = [verdict for verdict in verdicts if verdict is not None]
        if False in verdicts:
            _spread(folded, text, hits, verdicts)
            sentence = ""
            for n, verdict in enumerate(verdicts):
                if verdict is False and not _small(text, hits[n]):
                    sentence = sentence or folded.words[_at(hits[0], begin) : _at(hits[-1], finish)].decode(
                        "latin-1"
                    )
                    verdicts[n] = _near(sentence, hits[n]) or settle(
                        text[begin:finish], hits[n].start - begin, hits[n].end - begin
                    )
    believed = [hit for hit, verdict in zip(hits, verdicts, strict=True) if verdict]
    return _without_people(folded, text, believed) if believed else believed


def _without_people(folded: Folded, text: str, hits: list[Hit]) -> list[Hit]:
    """Without fields that name colleagues: "work with machine learning and data engineering teams"."""
    people: set[int] = set()
    for n in range(len(hits) - 1, -1, -1):
        hit = hits[n]
        if hit.entry.skill.kind == "technique" and (
            PEOPLE.match(text, hit.end) or (n + 1 in people and _listed(folded, text, hit, hits[n + 1]))
        ):
            people.add(n)
    return [hit for n, hit in enumerate(hits) if n not in people] if people else hits


def _at(hit: Hit, origin: int) -> int:
    return max(0, hit.folded + origin - hit.start)


def _plain(text: str, hit: Hit, begin: int = 0) -> bool | None:
    """True when the spelling counts as it stands, None when it cannot, False when it needs evidence."""
    start, end, entry, _ = hit
    care = entry.care
    if text[start - len(entry.lead) : start] != entry.lead or text[end : end + len(entry.tail)] != entry.tail:
        return None
    if entry.skill.not_near:
        around = text[max(0, start - NEARBY) : end + NEARBY].lower()
        if any(phrase in around for phrase in entry.skill.not_near):
            return None
    if care is Care.sure:
        return True
    written = text[start:end]
    if care is Care.exact:
        return True if written in entry.spellings else None
    if end - start == 1 and not _lone_letter(text, start, end):
        return None
    if written not in entry.spellings and not written.islower() and care is Care.doubtful:
        return None
    if care is Care.doubtful or written.islower() or _opens(text, start, begin):
        return False
    return True


def _small(text: str, hit: Hit) -> bool:
    """Is a doubtful word written without its capital? Then only a list of skills can make it one."""
    return hit.entry.care is Care.doubtful and text[hit.start : hit.end] not in hit.entry.spellings


def _lone_letter(text: str, start: int, end: int) -> bool:
    """Is a single letter a word of its own, as in "Python, R" and not as in "R&D", "C-level" or "U.S.C."?"""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("&", "'", "’", "-", "@", "$", "#") or after in ("&", "'", "’", "-", "+", "@"):
        return False
    return not (after == "." and text[end + 1 : end + 2].isalpha()) and not (
        before == "." and text[start - 2 : start - 1].isalpha()
    )


def _opens(text: str, start: int, begin: int) -> bool:
    """Does the word open its sentence, so that its capital says nothing?"""
    return not any(map(str.isalnum, text[begin:start]))


def _in_link(text: str, hit: Hit) -> bool:
    start, end = hit.start, hit.end
    token_start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    before = text[token_start:start]
    if "://" in before or "www." in before or "@" in before or text.startswith("://", end):
        return True
    after = ADDRESS_AFTER.match(text, end)
    return after is not None and "." not in text[start:end]


def _spread(folded: Folded, text: str, hits: list[Hit], verdicts: list[bool | None]) -> None:
    """A doubtful word listed beside a sure skill is one too: "Python, Go and R"."""
    for order in (range(1, len(hits)), range(len(hits) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for n in order:
            if verdicts[n] is False and verdicts[n + step]:
                left, right = (n + step, n) if step < 0 else (n, n + step)
                if _listed(folded, text, hits[left], hits[right]):
                    verdicts[n] = True


def _listed(folded: Folded, text: str, left: Hit, right: Hit) -> bool:
    """Do the two stand side by side in a list, and not merely one after the other?"""
    gap = folded.words[left.folded + left.end - left.start : right.folded].strip()
    return gap in LISTED and (gap != b"" or not text[left.end : right.start].isspace())


def _near(sentence: str, hit: Hit) -> bool:
    near = hit.entry.skill.near
    return bool(near) and any(f" {word} " in sentence for word in near)


def _idle(skill: Skill, need: Need, sentence: Sentence, company: str) -> bool:
    """Is the skill only spoken of: a broad field, a technique outside any talk of work, their own product?"""
    if need is Need.mentioned and (
        skill.broad or (skill.kind == "technique" and sentence.speaks_of_nobody())
    ):
        return True
    return bool(company) and sentence.section not in ASKED and _own(skill, company)


def _own(skill: Skill, company: str) -> bool:
    """Is the skill the company's own product?"""
    maker = company.casefold().split(",")[0].strip()
    return len(maker) > 2 and (
        skill.name.casefold().startswith(maker) or any(form.text.casefold() == maker for form in skill.forms)
    )


def _years(sentence: Sentence) -> list[tuple[int, int, float]]:
    text, start, end = sentence.text, sentence.start, sentence.end
    if text.find("ears", start, end) < 0 and text.find("yrs", start, end) < 0:
        return []
    return [(m.start(), m.end(), float(m[1])) for m in YEARS.finditer(text, start, end)]


def _years_of(hit: Hit, years: list[tuple[int, int, float]], text: str) -> float | None:
    """Years asked of this very skill: "3+ years of Python and Go", "Python (3+ years)"."""
    for start, end, count in reversed(years):
        if (
            end <= hit.start
            and len(text[end : hit.start]) < 80
            and not re.search(r"[;.]|, (?:with|including|and \d)", text[end : hit.start])
        ):
            return count
        if hit.end <= start and start - hit.end < 4 and "(" in text[hit.end : start]:
            return count
    return None
