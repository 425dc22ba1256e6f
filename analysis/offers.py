"""Reads which jobs a Hacker News posting offers: in its header, its lists, its sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.cues import Basis, lowered
from analysis.header import LINK, Header
from analysis.level import words_of
from analysis.titles import Proposal, proposed
from analysis.wording import lower_lines, lower_words, pattern

NOUN = pattern("offers", "NOUN")  # without one a stretch names no role
PERSON = pattern("offers", "PERSON")  # the nouns that say who does it
ROLES = pattern("offers", "ROLES")
TERMS = pattern("offers", "TERMS")  # "full-time", "$120k": parts of a header that name no role
PROSE = pattern("offers", "PROSE")
PLURAL = pattern("offers", "PLURAL")
TOPIC = pattern("offers", "TOPIC")
# What follows the job says what for: "engineers to help data scientists".
PURPOSE = re.compile(rf"({NOUN.pattern})(?:(?<=s) to| who)\b[^,;]*", re.IGNORECASE)
JOB = pattern("offers", "JOB")
SEVERAL = pattern("offers", "SEVERAL")
SEVERAL_SOUGHT = lower_lines("offers", "SEVERAL_SOUGHT")
OPENINGS = lower_words("offers", "OPENINGS")
ONE_SOUGHT = lower_words("offers", "ONE_SOUGHT")
ENDS_AS_TITLE = pattern("offers", "ENDS_AS_TITLE")
SOUGHT = lower_words("offers", "SOUGHT")
FIELD = re.compile(r"(?:cloud|data|platform|security|product|web|software) engineering", re.IGNORECASE)
HOURS = re.compile(r"\b(?:full|part)[- ]?time\b", re.IGNORECASE)
INTERNS = re.compile(r"\W*(?:and\W+|or\W+)?(?:paid\W+)?intern(?:ship)?s?\W*", re.IGNORECASE)
# "UX/UI" is one
ITEM = re.compile(
    r"\s*(?:[,;|&()]|(?<!\bu[ix])/|/(?!u[ix]\b)|\+(?!\+)|--+|\b(?:and|or|plus|as well as|including)\b)\s*",
    re.IGNORECASE,
)
# "Hiring: - Designer - Engineer", "Hiring: Designer; Engineer"
INLINE = re.compile(r" (?:(?<=\S )(?=(?:[-*•◉‣▪●○◦►➢✓]|\d[.)]) [A-Za-z])|(?<=; )(?=[A-Z]))")
ASIDE = re.compile(r"\((?:see )?https?://[^()\s]*\)")  # a link in brackets
LINKED = re.compile(r"(https?://\S+) (?=[A-Z])")  # "Designer: https://... Data Engineer: https://..."
LISTED = re.compile(
    r"[ \t]*(?:(?:[-*#>+•–—·◉‣▪●○◦►➢✓]+|\d+[.)])[ \t]*(?:[Aa]n?[ ])?(?=[A-Za-z(])|(?=[A-Z(]))"
)
BESIDE = re.compile(r"\s*\|\s*|\s+//?\s+|,\s+(?:and\s+)?(?=[A-Z])")
LISTED_UNTIL = re.compile(r"[ \t]*(?:[:|]|;$|\.?[ \t]*\(|[ \t](?:[-–—]|with\b|to\b|who\b)|https?://|$)")
LISTED_LENGTHS = range(4, 91)  # characters
DEPARTMENTS = {
    "engineering": "engineer",
    "eng": "engineer",
    "product": "product manager",
    "design": "designer",
    "data science": "data scientist",
    "sales": "sales manager",
    "marketing": "marketing manager",
    "operations": "operations manager",
}
BODY = 8_000  # characters of a posting in which further roles are looked for
LONGEST_TITLE, LONGEST_TRADE = 9, 4  # words of "Senior Engineer, Growth", of "Web Development"
LONGEST_SENTENCE_FREE = 8  # words of a header's part that may hold "to" and "our" and still name a job
SEVERAL_UNNAMED = Proposal("multiple", firm=True)  # "Multiple roles", and no word of which


class Offers(NamedTuple):
    """Each role once, in the order named, and the titles as written."""

    proposals: list[Proposal]
    titles: list[str]


def offers(top: Header, text: str) -> Offers:
    """The jobs of one posting; a header that names one is believed unless the text lists several."""
    named = [item for part in top.parts[1:] if not _is_prose(part) for item in _items(part)]
    if not named and ("|" not in top.line or PERSON.search(top.parts[0])):
        named = list(_items(top.parts[0]))
    prose = [part for part in top.parts if _is_prose(part)]
    body = ASIDE.sub("", "\n".join([*prose, top.rest + text.lstrip()[len(top.first) : BODY]]))
    body = LINKED.sub(r"\1\n", INLINE.sub("\n", body))
    named += [item for again in _headers_again(top, body) for item in _items(again)]
    low = lowered(body)
    listed = _listed(body)
    several = (
        SEVERAL.search(top.line) is not None
        or SEVERAL_SOUGHT.search(low) is not None
        or len(_distinct([title for title in listed if ENDS_AS_TITLE.search(title)])) > 1
    )
    distinct = _distinct(named)
    if len(distinct) > 1 or (distinct and not several and not PLURAL.search(top.line)):
        return Offers(distinct, named)
    sought = [item for part in _sought(body, low) for item in _items(part)]
    written = [*named, *listed, *sought]
    # "Our engineers like ..." tells of no further level where a senior engineer is sought.
    graded = {role for title in written if words_of(title) for role in _roles(title)}
    again = [item for item in sought if not words_of(item) and _roles(item) & graded]
    titles = [title for title in written if title not in again or title in named]
    several = several or (OPENINGS.search(low) is not None and not ONE_SOUGHT.search(low))
    return Offers(_distinct(written) or ([SEVERAL_UNNAMED] if several else []), titles)


def _sought(body: str, low: str) -> Iterator[str]:
    """The parts of sentences that say who is sought, or for which roles."""
    for found in SOUGHT.finditer(low):
        first, *others = PURPOSE.sub(r"\1;", body[slice(*found.span(1))]).split(";")
        if PERSON.search(found[0]) or ROLES.search(found[0]):
            yield first
        yield from filter(PERSON.search, others)


def _headers_again(top: Header, body: str) -> Iterator[str]:
    """The parts of further lines that begin as the header does: one for each job."""
    company = top.parts[0]
    if company not in body:
        return
    for line in body.splitlines():
        if line.startswith(company) and line.count("|") > 1:
            yield from (part for part in LINK.sub(" ", line).split("|")[1:] if not _is_prose(part))


def role_line(top: Header) -> str:
    """The parts of a header that name roles, without company, place and terms."""
    naming = [part for part in top.parts[1:] if _items(part)]
    jobs = [part for part in naming if not INTERNS.fullmatch(part)]  # "Engineer | Full-time | Intern"
    return " | ".join(jobs or naming) or top.line


def level_of_several(written: Sequence[str]) -> tuple[str, Basis] | None:
    """The level that all titles of a posting name, multiple where they differ, None where none names one."""
    whole = [title.strip() for title in written if JOB.search(title) and not FIELD.fullmatch(title.strip())]
    named = [words_of(title) for title in whole]
    if not any(named):
        return None
    return (named[0] if len(set(named)) == 1 else None) or "multiple", Basis("text", ", ".join(whole))


def _is_prose(part: str) -> bool:
    """A header may run on without a full stop: "Full-time | Acme builds a platform for operations"."""
    return len(part.split()) > LONGEST_SENTENCE_FREE and PROSE.search(part) is not None


def _listed(body: str) -> list[str]:
    return [title for line in _lines(body) if (title := _until(line)) and _titles_a_job(title)]


def _lines(body: str) -> Iterator[str]:
    """The lines, and of "Data Engineer | Designer" or "Open: Data Engineer, Designer" each part."""
    for line in body.split("\n"):
        first, *others = BESIDE.split(line.rpartition(": ")[2])
        titles = [part for part in others if _is_title(part)] if others and _is_title(first) else []
        yield from [first, *titles] if titles else [line]


def _is_title(part: str) -> bool:
    return ENDS_AS_TITLE.search(part) is not None and not PROSE.search(part)


def _until(line: str) -> str | None:
    """What a list's line names before it says more: "- Data Engineer (Oslo): ..."."""
    begin = LISTED.match(line)
    if begin is None:
        return None
    end = LISTED_UNTIL.search(line, begin.end() + LISTED_LENGTHS[0])
    title = line[begin.end() : end.start() if end else len(line)]
    return title if len(title) in LISTED_LENGTHS else None


def _titles_a_job(line: str) -> bool:
    length = len(line.split())
    if length > LONGEST_TITLE or not NOUN.search(line):
        return False
    return (length <= LONGEST_TRADE or _says_who(line)) and not PROSE.search(line)


def _says_who(line: str) -> bool:
    return PERSON.search(line) is not None or ROLES.search(line) is not None


@lru_cache(maxsize=20_000)
def _items(part: str) -> tuple[str, ...]:
    """The role names: "Backend / ML Engineers" are two, "AI Policy & Safety Researcher" is one."""
    bare = TERMS.sub(" ", part)
    if HOURS.search(part) and INTERNS.fullmatch(bare):  # "Full-time & Intern" says nothing of the work
        return ()
    nouns = len(NOUN.findall(bare))
    if nouns <= 1:
        return (bare,) * nouns
    items = [item.strip() for item in ITEM.split(bare)]
    if not PERSON.search(bare) and "(" not in bare:  # "Product / Design", "Roles in sales and design"
        items = [DEPARTMENTS.get(item.lower().removeprefix("in "), item) for item in items]
    if plural := PLURAL.search(bare):  # "Senior Engineers (backend, LLM)", "ML and backend engineers"
        whom = items[0] if PERSON.search(items[0]) else plural[0]
        items = [f"{item} {whom}" if TOPIC.fullmatch(item.strip()) else item for item in items]
    jobs = [item for item in items if NOUN.search(item)]
    if len(jobs) == 1 and "(" in bare and words_of(jobs[0]) == words_of(bare):
        return (bare,)  # "Product Engineer (Rust, AI)" is one
    return tuple(_with_levels(items))


def _with_levels(items: Iterable[str]) -> list[str]:
    """What names only a level belongs to the next role, or the last: "Senior / Staff Engineer (or Lead)"."""
    roles: list[str] = []
    levels: list[str] = []
    for item in items:
        if NOUN.search(item):
            roles.append(" and ".join((*levels, item)))
            levels = []
        elif words_of(item):
            levels.append(item)
    if roles and levels:
        roles[-1] = " and ".join((roles[-1], *levels))
    return roles


def _roles(title: str) -> set[str]:
    proposal = proposed(title)
    return {proposal.role} if proposal else set()


def _distinct(items: Sequence[str]) -> list[Proposal]:
    """One proposal for each role: where a plain engineer is sought, too, another's hint tells nothing."""
    found: dict[str, Proposal] = {}
    for proposal in filter(None, map(proposed, items)):
        known = found.setdefault(proposal.role, proposal)
        if known.hint and not proposal.hint:
            found[proposal.role] = proposal
    return list(found.values())
