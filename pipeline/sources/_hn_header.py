"""Reads the header of a Hacker News job offer: company, roles and places between bars, in any order."""

import re
from dataclasses import dataclass

from analysis import places

LINES_LOOKED_AT = 6  # a greeting or the month may stand above the header
LONGEST_TITLE = 200
LONGEST_ROLE, LONGEST_ROLE_LINE = 8, 120  # words of a role; characters of the line it stands on
SHORTEST_PROSE = 250  # characters; replies and complaints are shorter than offers
LONGEST_ROLES = 25  # words; a longer part is prose that ran on

EDGES = " ,;:-–—>→"  # stand around names, not in them

BARS = re.compile(r"\s*[|│｜¦]+\s*")
OTHER_SEPARATORS = (re.compile(r"\s+[–—·•]\s+|\s+-+\s+"), re.compile(r"\s+/{1,2}\s+"))
URL = re.compile(r"\b(?:https?://|www\.)[^\s)\]|]+|\(\s*[\w-]+(?:\.[\w-]+)+(?:/\S*)?\s*\)", re.IGNORECASE)
EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)")
IS_HIRING = re.compile(r"\s+(?:is|are)\s+hiring.*$", re.IGNORECASE)
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}(?:/\S*)?", re.IGNORECASE)
COHORT = re.compile(r"\s*[(\[]\s*(?:YC|Y ?Combinator)[^)\]]*[)\]]", re.IGNORECASE)
WHERE = re.compile(
    r"\b(?:remote(?:ly)?|on-?\s?site|hybrid|in[- ](?:office|person)|wfh|anywhere|worldwide)\b", re.IGNORECASE
)
EMPLOYMENT = re.compile(
    r"\b(?:full[ -]?time|part[ -]?time|FT|PT|contract(?:ors?|ing)?|freelance|perm(?:anent)?"
    r"|intern(?:ship)?s?)\b",
    re.IGNORECASE,
)
PAY = re.compile(
    r"[$€£¥₹]\s?\d|\d\s?[kK]\b|\b\d{2,3},\d{3}\b|\b(?:equity|salary|competitive|compensation)\b",
    re.IGNORECASE,
)
VISA = re.compile(r"\bvisas?\b|\brelocation\b|\bsponsor", re.IGNORECASE)
JOB = (
    r"engineers?|developers?|devs?|programmers?|hackers?|scientists?|researchers?|architects?|analysts?"
    r"|designers?|managers?|directors?|leads?|leaders?|head of|(?:co-?)?found(?:ing|ers?)|vp|c[teop]o"
    r"|pm|sde|swe|sre|sdet|testers?|sysadmin|admin(?:istrator)?s?|specialists?|consultants?|recruiters?"
    r"|writers?|marketers?|account executives?|advocates?|technicians?|interns?|associates?"
)
FIELD = (
    r"engineering|research|devops|mlops|qa|marketing|sales|product|support|success|full[- ]?stack"
    r"|front[- ]?end|back[- ]?end|ios|android|mobile|data|machine learning|ml|ai|security|platform"
    r"|infrastructure|roles?|positions?|openings?|jobs"
)
PERSON = re.compile(rf"\b(?:{JOB})\b", re.IGNORECASE)
ROLE = re.compile(rf"\b(?:{JOB}|{FIELD})\b", re.IGNORECASE)
AT = re.compile(r"(?P<role>.+?)\s+@\s+(?P<company>.+)")
HIRES = re.compile(
    r"^(?:at |here at )?(?P<company>(?:[^\s.!?,:;|]+ ){0,4}[^\s.!?,:;|]+),?\s+(?:is|are)\s+"
    r"(?:now |currently |actively |still )?(?:hiring|looking|seeking|recruiting|searching|growing)\b"
    r"(?:\s+(?:for|to hire))?(?P<role>[^.!?\n]{0,120})",
    re.IGNORECASE | re.MULTILINE,
)
LABELLED = re.compile(
    r"^(?P<label>company|position|role|title|location)\s*:\s*(?P<value>.+)$", re.IGNORECASE | re.MULTILINE
)
WANTS = re.compile(
    r"\b(?:hiring|looking for|seeking|searching for|in need of|need)(?: to hire| for)?:?\s+"
    r"(?P<role>[^.!?;:\n]{4,120})",
    re.IGNORECASE,
)
OPENS = re.compile(r"^(?:At |Join |The )?(?P<company>[A-Z0-9][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,4})(?=\W|$)")
GENERIC = re.compile(
    r"\b(?:multiple|many|various|several|open|all|featured|numerous|lots of|engineering|tech|software)"
    r" (?:\w+ )?(?:roles?|positions?|openings?|jobs)|\bwe\b|\bour\b"
    r"|^(?:roles?|positions?|jobs|openings|product|team)$",
    re.IGNORECASE,
)
SEEKS = re.compile(r"^\s*willing to relocate\s*:", re.IGNORECASE | re.MULTILINE)
NOBODY = re.compile(r"^(?:we|i|my \w+|our \w+|who|they|you|the \w+|anyone|it|company|team)$", re.IGNORECASE)


class NoOffer(ValueError):
    """The comment does not say who offers what."""


@dataclass(frozen=True, slots=True)
class Header:
    company: str
    title: str
    places: tuple[str, ...]


def read(text: str) -> Header:
    """Who offers which roles where; raises NoOffer for a comment that is something else."""
    if SEEKS.search(text):
        raise NoOffer("somebody looks for a job here")
    lines = [line for line in text.split("\n") if line.strip()]
    for least in (2, 1):
        for number, line in enumerate(lines[:LINES_LOOKED_AT]):
            if len(BARS.findall(line)) >= least and (
                header := _header(BARS.split(line), line, lines[number + 1 :])
            ):
                return header
    if lines:
        for separator in OTHER_SEPARATORS:
            parts = separator.split(lines[0])
            if _sounds_like_one(parts) and (header := _header(parts, lines[0], lines[1:])):
                return header
    return _labelled(text) or _sentence(text)


def _sounds_like_one(parts: list[str]) -> bool:
    """Dashes and slashes also stand in prose: a header then says where, how, or who at whom."""
    rest = parts[1:]
    return bool(rest) and (
        AT.fullmatch(parts[0]) is not None or any(WHERE.search(p) or EMPLOYMENT.search(p) for p in rest)
    )


def _header(parts: list[str], line: str, rest: list[str]) -> Header | None:
    named = [trimmed for part in parts if (trimmed := part.strip(EDGES))]
    if named and (at := AT.fullmatch(named[0])) and PERSON.search(at["role"]):
        named[:1] = [at["company"], at["role"]]
    if len(named) < 2:
        return None
    company_at = _company_at(named)
    company = _company(named[company_at])
    others = [part for at, part in enumerate(named) if at != company_at]
    roles = [_bare(part) for part in others if _is_role(part)]
    if all(GENERIC.search(role) for role in roles):
        roles = _roles_below(rest) or roles
    title = ", ".join(dict.fromkeys(roles)) or line
    return (
        Header(company, _cut(title), tuple(_bare(part) for part in others if _is_place(part)))
        if company
        else None
    )


def _company_at(parts: list[str]) -> int:
    """First, nearly always; where a job or a condition opens the line, the first part that is neither.

    Names of companies hold fields ("Acme Security"), hardly ever a person's job.
    """
    opens_with_job = PERSON.search(parts[0]) and not any(PERSON.search(part) for part in parts[1:])
    if not opens_with_job and not _is_condition(parts[0]):
        return 0
    kinds = (_is_role, _is_condition, _is_place, _is_link)
    return next((at for at, part in enumerate(parts) if not any(is_kind(part) for is_kind in kinds)), 0)


def _is_link(part: str) -> bool:
    return not _bare(part) or DOMAIN.fullmatch(part) is not None


def _is_condition(part: str) -> bool:
    return any(words.search(part) for words in (WHERE, EMPLOYMENT, PAY, VISA))


def _is_role(part: str) -> bool:
    return not _is_link(part) and ROLE.search(_bare(part)) is not None and len(part.split()) <= LONGEST_ROLES


def _is_place(part: str) -> bool:
    if _is_link(part) or PAY.search(part) or len(part.split()) > LONGEST_ROLES:
        return False
    return WHERE.search(part) is not None or (not _is_role(part) and bool(places.find(part)))


def _company(part: str) -> str:
    """The name without its address, cohort and slogan; a bare address stands for the name."""
    name = IS_HIRING.sub("", _bare(COHORT.sub("", part)))
    host = HOST.search(part)
    return _cut(name) if name else host[1] if host else ""


def _roles_below(lines: list[str]) -> list[str]:
    """Roles listed under a header that names none: short lines with a role in them."""
    listed = []
    for line in lines:
        first = _bare(BARS.split(line.lstrip("#-*•+ "))[0]).rstrip(".:")
        short = (
            len(line) <= LONGEST_ROLE_LINE
            and len(first.split()) <= LONGEST_ROLE
            and not line.endswith((".", "!", "?"))
        )
        if short and ROLE.search(first) and not GENERIC.search(first):
            listed.append(first)
    return list(dict.fromkeys(listed))


def _labelled(text: str) -> Header | None:
    said = {found["label"].lower(): found["value"].strip() for found in LABELLED.finditer(text)}
    title = said.get("position") or said.get("role") or said.get("title")
    if "company" in said and title:
        return Header(said["company"], _cut(title), (said["location"],) if "location" in said else ())
    return None


def _sentence(text: str) -> Header:
    """An offer in prose: "Acme is hiring a data engineer", or a name first and a wish further down."""
    hires = HIRES.search(text[:2_000])
    if hires and not NOBODY.match(hires["company"].strip()) and (company := _company(hires["company"])):
        return Header(company, _cut(hires["role"] if ROLE.search(hires["role"]) else hires[0]), ())
    opens = OPENS.match(text)
    wants = next((found for found in WANTS.finditer(text) if ROLE.search(found["role"])), None)
    if opens and wants and not NOBODY.match(opens["company"]) and len(text) >= SHORTEST_PROSE:
        return Header(opens["company"], _cut(wants["role"]), ())
    raise NoOffer("neither a header nor a sentence says who is hiring for what")


def _bare(part: str) -> str:
    """A part without its links, and without the brackets they leave behind."""
    return EMPTY_BRACKETS.sub("", URL.sub("", part)).strip(EDGES)


def _cut(line: str) -> str:
    line = line.strip(EDGES)
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rsplit(" ", 1)[0]
