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
from analysis.sections import BULLETS, Section, Span
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
    whole: bool  # no slash may part its words


class Hit(NamedTuple):
    """A spelling found at `text[start:end]`, not yet believed."""

    start: int
    end: int
    entry: Entry
    folded: int


# One character class leads, so that the engine skips to the few places where a sentence may end.
_STOP = r"(?<=[.!?])(?=[\"')”’]?\s)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bincl\.)|(?<=•)"
SENTENCE_END = re.compile(rf"[.!?\n•](?:{_STOP}|(?<=\n)(?=[ \t]*(?:\n|[-•●▪◦*–]\s)))")
LINE_END = re.compile(rf"[.!?\n•](?:{_STOP}|(?<=\n))")
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
LINKS = ("://", "www.", "@", ".com", ".io", ".ai", ".org", ".net", ".dev", ".co", ".app")
ADDRESS_AFTER = re.compile(r"\.(?:com|io|ai|org|net|dev|co|app|gov|edu)\b(?!\.js)|/[\w-]+/|@")
NAME_GOES_ON = re.compile(r" [A-Z][a-z]+")  # "Claude Martin", unless something else speaks for a skill
PEOPLE = re.compile(
    r"[ \n]+(?:(?:research|software|platform|product) )?(?:teams?|engineers?|scientists?|researchers?|experts?|professionals?|practitioners?|specialists?|developers?|folks|leads?|colleagues|community|department)\b",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"(\d{1,2})(?:\s*(?:-|–|to)\s*\d{1,2})?\s*\+?\s*(?:or more |plus |full )?(?:years?|yrs?)\b", re.IGNORECASE
)
YEAR = re.compile(r"y(?:ea)?rs?\b", re.IGNORECASE)
BEFORE_YEARS = 24  # characters: "10 - 12 or more years"
ASKED = (Section.requirement, Section.preferred)
MADE_UP = 2  # "AI" or "Go" as a company says nothing of whose product it is
NEARBY = 24  # characters either side in which a forbidden phrase refuses a spelling


class Finder:
    """The taxonomy and the cues as one automaton."""

    def __init__(self, shelf: Skillbook) -> None:
        self.entries = _entries(shelf)
        cues = cue_patterns()
        self.meanings: list[Entry | Sign] = [*self.entries.values(), *cues.values()]
        patterns = [b" " + words + b" " for words in (*self.entries, *cues)]
        self.automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def scan(self, text: str, folded: Folded) -> tuple[list[Hit], list[Cue]]:
        """Every spelling and every cue of the text, the longest where they overlap, in order."""
        found = self.automaton.find_matches_as_indexes(folded.words, overlapping=True)
        meanings, origin = self.meanings, folded.origin
        hits: list[Hit] = []
        cues: list[Cue] = []
        hits_until = cues_until = 0
        for start, before, index in sorted([(start, -end, index) for index, start, end in found]):
            end = -before
            meaning = meanings[index]
            if type(meaning) is Entry:
                if start >= hits_until:
                    hit = Hit(origin(start + 1), origin(end - 2) + 1, meaning, start + 1)
                    if meaning.whole and "/" in text[hit.start : hit.end]:
                        continue
                    hits.append(hit)
                    hits_until = end - 1
            elif isinstance(meaning, Sign) and start >= cues_until:
                cues_until = end - 1
                if meaning is not Sign.neutral:
                    cues.append(Cue(origin(start + 1), origin(end - 2) + 1, meaning))
        return hits, cues


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
    if known is None:
        lead = spelling[0] if spelling[0] in ".@" else ""
        tail = "+" if spelling[-1] == "+" and spelling[-2] != "+" else ""
        entries[words] = Entry(skill, care, frozenset({spelling}), lead, tail, _whole(spelling))
    elif known.skill is skill:
        both = known.spellings | {spelling}
        whole = known.whole and _whole(spelling)
        entries[words] = known._replace(care=min(known.care, care), spellings=both, whole=whole)


def _whole(spelling: str) -> bool:
    """Must its words stand together, so that "LLM/agents" is not "LLM agents"?"""
    return " " in spelling and "/" not in spelling


def _as_stated(spelling: str) -> Iterator[str]:
    yield spelling


def _plurals(spelling: str) -> Iterator[str]:
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
    company = company.split(",")[0].strip().lower()
    mentions = list(_in_text(machine, text, outline, company))
    if title:
        seen = {mention.skill for mention in mentions}
        hits, _ = machine.scan(title, fold(title))
        for hit in hits:
            skill = hit.entry.skill.id
            if skill not in seen and _plain(title, hit) is True and not _own(hit.entry.skill, company):
                seen.add(skill)
                mentions.append(Mention(skill, None, None, Need.mentioned, Section.other, None))
    return mentions


def _in_text(machine: Finder, text: str, outline: Sequence[Span], company: str) -> Iterator[Mention]:
    folded = fold(text)
    hits, cues = machine.scan(text, folded)
    if not hits:
        return
    links = any(sign in text for sign in LINKS)
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
        years = _years(text, begin, finish)
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
            sentence = text[begin:finish]
            for n, hit in enumerate(hits):
                if verdicts[n] is False:
                    verdicts[n] = _vouched(sentence, hit, begin)
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
    certain = care is Care.word and text[start].isupper() and not _opens(text, start, begin)
    if entry.skill.not_near and not certain:
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
    if care is Care.doubtful or written.islower() or _opens(text, start, begin) or NAME_GOES_ON.match(text, end):
        return False
    return True


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


def _vouched(sentence: str, hit: Hit, begin: int) -> bool:
    """Do the words around a doubtful one make it a skill?"""
    if near := hit.entry.skill.near:
        words = fold(sentence).words
        return any(b" " + word.encode() + b" " in words for word in near)
    start, end = hit.start - begin, hit.end - begin
    if not any(map(str.isalnum, sentence[:start] + sentence[end:])) and sentence.lstrip()[:1] in BULLETS:
        return True  # an item that is this one word
    # Without its capital only a list of skills makes a doubtful word one.
    small = hit.entry.care is Care.doubtful and sentence[start:end] not in hit.entry.spellings
    return not small and settle(sentence, start, end)


def _idle(skill: Skill, need: Need, sentence: Sentence, company: str) -> bool:
    """Is the skill only spoken of: a broad field, a technique outside any talk of work, their own product?"""
    if need is Need.mentioned and (
        skill.broad or (skill.kind == "technique" and sentence.speaks_of_nobody())
    ):
        return True
    return bool(company) and sentence.section not in ASKED and _own(skill, company)


def _own(skill: Skill, company: str) -> bool:
    """Is the skill the company's own product?"""
    return len(company) > MADE_UP and (
        skill.name.lower().startswith(company) or any(form.text.lower() == company for form in skill.forms)
    )


def _years(text: str, start: int, end: int) -> list[tuple[int, int, float]]:
    found: dict[int, tuple[int, int, float]] = {}
    for word in YEAR.finditer(text, start, end):
        if stated := YEARS.search(text, max(start, word.start() - BEFORE_YEARS), word.end()):
            found[stated.start()] = (stated.start(), stated.end(), float(stated[1]))
    return list(found.values())


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
