"""Tells where in a posting a line stands: what is asked, what is a plus, what one does, who they are."""

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.sieve import Sieve


class Section(StrEnum):
    """What a stretch of a posting is about."""

    about = "about"
    duties = "duties"
    requirement = "requirement"
    preferred = "preferred"
    stack = "stack"
    benefits = "benefits"
    legal = "legal"
    pay = "pay"
    other = "other"


class Span(NamedTuple):
    """`text[start:end]` belongs to `section`."""

    start: int
    end: int
    section: Section


LONGEST_HEADING = 110  # characters; longer lines are sentences
LONGEST_BULLETED_HEADING = 45  # "- What you'll do:" happens; longer ones are items
MOST_SPACES = 8
SHORT_HEADING = 40  # characters; a longer one has a list or a blank line below it


BOOK = tomllib.loads((files("analysis.taxonomy") / "headings.toml").read_text("utf-8"))
HEADINGS = [
    (Section(row["section"]), re.compile(words)) for row in BOOK["family"] for words in row["headings"]
]
SIEVE = Sieve(heading.pattern for _, heading in HEADINGS)
GENERAL = frozenset(BOOK["general"])
WORD = re.compile(r"[\w']+")
WEAK = re.compile(
    r"ideal|desired|desirable|^(?:we'd|we would) "
)  # a plus only where something else is asked outright
TYPOGRAPHIC = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "\xa0": " "}
)
# A heading without its bullet, its number, its emoji and its colon.
CORE = re.compile(r"(?:\d{1,2}[.)]\s+)?([^\W_](?:.*[^\W_])?)", re.DOTALL)
BULLETS = frozenset("-•·●▪◦‣∙○■►▸➢➤✓✔*–—")
# "Experience with LLMs" on a line of its own is an item whose bullet was lost, not a heading.
ITEM = re.compile(
    r"\b(?:experience|knowledge|expertise|background|skills?|proficien(?:cy|t)|familiar(?:ity)?|understanding"
    r"|exposure|comfort(?:able)?|passion) (?:with|in|of|on|\w{2,}ing|to|as|from|at|for)\b"
    r"|ability to\b|^\d|^able to|\bdegree\b"
    r"|^(?:strong|excellent|exceptional|proven|solid) (?!candidates|fit)",
    re.IGNORECASE,
)
# "Kubernetes experience" and "Rust is a plus" are items too; "Technical skills and experience" is a heading.
ASKED = re.compile(
    r"\b(?:skills?|experience|knowledge|expertise|background|education|familiarity|plus|preferred|desired"
    r"|desirable|beneficial|advantageous|advantage|nice to have|asset|bonus|wünschenswert|vorteil)\W*$",
    re.IGNORECASE,
)
LABELS = re.compile(
    r"(?:(?:the|our|your|key|core|minimum|basic|required|preferred|technical|desired|strong|big|huge|main) )*"
    r"(?:requirements?|qualifications|must[- ]haves?|required|nice[- ]to[- ]haves?|bonus(?: points| skills)?"
    r"|plus(?:es)?|preferred|preferably|ideally|desirable|good to have|stack|tech"
    r"|tech(?:nology|nical)?[- ]stack"
    r"|technologies|tools|responsibilities|duties|benefits|perks|salary|compensation|pay|skills|experience|you"
    r"|who you are|role|mission|about you|about the role|what you(?:'ll| will) (?:do|need|bring)|looking for"
    r"|(?:who |what )?we(?:'re| are) looking for|you(?:'ll| will)? (?:have|need)|(?:what )?we offer)"
    r"(?: \([^()]{1,20}\))?",
    re.IGNORECASE,
)
# "Backend: Python, FastAPI" tells the stack even where they speak of themselves.
PARTS = re.compile(
    r"(?:our )?(?:back[- ]?end|front[- ]?end|infra(?:structure)?|languages?|frameworks?"
    r"|databases?|data(?:stores?)?|cloud|mobile|dev ?ops|ci/cd|ml|web|hosting"
    r"|api|server|client|storage|monitoring|testing)",
    re.IGNORECASE,
)
OF_THE_COMPANY = frozenset({Section.about, Section.other})
OF_THE_CANDIDATE = frozenset({Section.requirement, Section.preferred})
SENTENCE_START = re.compile(r"(?<=[.!?]) ")
# What a sentence that leads into a list can open; "we offer our team:" is no heading.
OF_THE_JOB = frozenset({Section.requirement, Section.preferred, Section.duties, Section.stack})
# A heading that shares its line with what it heads: "Requirements: 5 years of Python".
LABEL = re.compile(r"[ \t]*[-•·●▪◦*]?[ \t]*([A-Za-z][^:.\n]{1,58}?)[ \t]*:[ \t*]*(?=\S)")


def outline(text: str) -> list[Span]:
    """The text from first to last character as consecutive sections, in order."""
    marks = list(_marks(text))
    if Section.requirement not in {mark[1] for mark in marks}:
        marks = [(at, Section.requirement if weak else section, weak) for at, section, weak in marks]
    spans: list[Span] = []
    start, current = 0, Section.other
    for at, section, _ in marks:
        if section is current:
            continue
        if at > start:
            spans.append(Span(start, at, current))
        start, current = at, section
    if len(text) > start or not spans:
        spans.append(Span(start, len(text), current))
    return spans


def _marks(text: str) -> Iterator[tuple[int, Section, bool]]:
    """Where a section begins: offset, section, and whether its heading only hints at a plus."""
    lines = text.split("\n")
    current = (Section.other, False)
    borrowed = False  # a label's section ends with its item or paragraph
    at = 0
    for n, line in enumerate(lines):
        begins, at = at, at + len(line) + 1
        words = line.strip()
        if not words:
            if borrowed:
                borrowed = False
                yield begins, *current
            continue
        bulleted = words[0] in BULLETS
        if borrowed and bulleted:
            borrowed = False
            yield begins, *current
        if len(words) <= LONGEST_HEADING:
            after = lines[n + 1] if n + 1 < len(lines) else ""
            if _stands_alone(words, after, bulleted) and (found := classify(words)):
                if bulleted and found[0] is Section.stack and current[0] in OF_THE_CANDIDATE:
                    continue  # "- Technologies:" within what is asked for
                current, borrowed = found, False
                yield begins, *current
                continue
        elif words[-1] == ":" and not bulleted:
            lead_in = SENTENCE_START.split(words)[-1][-LONGEST_HEADING:]
            if (found := classify(lead_in)) and found[0] in OF_THE_JOB:
                current = found
                yield begins + line.rindex(lead_in), *current
                continue
        if ":" in line[:60] and (found := _label(line, current[0], bulleted)):
            borrowed = True
            yield begins, *found


def _stands_alone(words: str, after: str, bulleted: bool) -> bool:
    """Does the line look like a heading rather than a sentence or an item?"""
    last = words[-1]
    if last == ":":
        return not bulleted or len(words) <= LONGEST_BULLETED_HEADING
    if bulleted or last in ".;,!" or words.count(" ") > MOST_SPACES:
        return False
    # "Requirements: SQL; Rust is a plus" is a label with its content, so is "Teamwork - you share"
    if ": " in words or ";" in words or " - " in words or " – " in words:
        return False
    bare = _core(words)
    if not bare or (bare[0].islower() and not LABELS.match(bare)):
        return False
    if len(bare) > SHORT_HEADING and after and not after.isspace() and after.lstrip()[0] not in BULLETS:
        return False
    if ASKED.search(bare) and not GENERAL.issuperset(WORD.findall(bare.translate(TYPOGRAPHIC).casefold())):
        return False
    return ITEM.search(bare) is None


def _label(line: str, current: Section, bulleted: bool) -> tuple[Section, bool] | None:
    label = LABEL.match(line)
    if label is None:
        return None
    words = label[1].translate(TYPOGRAPHIC)
    if current in OF_THE_COMPANY and PARTS.fullmatch(words):
        return Section.stack, False
    if not LABELS.fullmatch(words):
        return None
    found = classify(label[1])
    if bulleted and found and found[0] is not Section.preferred:
        # "- Tech stack: Go, Kafka" among the perks still tells the stack.
        return found if found[0] is Section.stack and current is Section.benefits else None
    return found


@lru_cache(maxsize=50_000)
def classify(heading: str) -> tuple[Section, bool] | None:
    """The section a heading opens and whether it only hints at a plus; None when it opens none."""
    words = _core(" ".join(heading.translate(TYPOGRAPHIC).casefold().split()))
    for number in SIEVE.likely(words):
        section, pattern = HEADINGS[number]
        if pattern.search(words):
            return section, section is Section.preferred and WEAK.search(words) is not None
    return None


def _core(heading: str) -> str:
    found = CORE.search(heading)
    return found[1] if found else ""
