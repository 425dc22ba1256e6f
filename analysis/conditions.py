"""Reads a posting's conditions: place, years, degree, contract, visa; each with the words it rests on."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis import cues as cue
from analysis import places
from analysis.cues import Basis, Cues
from analysis.degree import schooling
from analysis.experience import years
from analysis.header import Header, header
from analysis.sections import Section, Span
from analysis.workplace import AWAY
from analysis.workplace import workplace as place_of_work

EMPLOYMENT = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("internship", r"\bintern\b|\binternships?\b|\bstage\b(?! [a-d]\b)|\bpraktikum\b|\balternance\b|\bapprentice(?:ship)?\b|\bco-op\b"),
        ("freelance", r"\bfreelanc\w*"),
        ("contract", r"\bcontract(?:or|ors|ing)?\b(?!s? (?:&|manage|negotiat|law|review|and|analyst|admin|specialist))|\bcontract[- ]to[- ]hire\b|\bfixed[- ]term\b|\btemporary\b|\bcdd\b|\bbefristet"),
        ("part_time", r"\bpart[- ]?time\b|\bteilzeit\b|\bwerkstudent|\bworking student\b|\btemps partiel\b"),
        ("full_time", r"\bfull[- ]?time\b|\bpermanent\b|\bcdi\b|\bvollzeit\b|\bfestanstellung\b|\btemps plein\b|\bfull-?timers?\b"),
    )
)  # fmt: skip
# Where the text speaks of the kind of employment, not of contracts to negotiate or interns to mentor.
STATED = re.compile(
    r"(?:employment|job|position|contract|role|work|engagement|schedule)\s*(?:type|status|term|schedule)?\s*[:–-]\s*[^\n]{0,40}|"
    r"\b(?:this|is|as|for|offer\w*|looking for|seeking|hiring)\b[^.\n]{0,40}\b(?:full[- ]?time|part[- ]?time|contract(?:or)?|permanent|temporary|fixed[- ]term|freelance\w*|internship|cdi|cdd)\b"
    r"(?=[^.\n]{0,30}\b(?:role|position|job|employee|opportunity|basis|contract|engineer|developer|hire|internship|program)|\s*[.,;)\n(]|$)|"
    r"\b(?:full[- ]?time|part[- ]?time|contract|permanent|temporary|fixed[- ]term|internship)\b[^.\n]{0,15} (?:role|position|job|employee|opportunity|basis|contract|employment|internship)",
    re.IGNORECASE,
)
# Who gets benefits, and what pay depends on, speaks of every kind of employee.
ENTITLED = re.compile(
    r"eligib|entitle|benefits|part[- ]time,? (?:and |or )?contract|contract[- ]based|revenue", re.IGNORECASE
)
NO_VISA = re.compile(
    r"(?:no|not|unable|cannot|can['’]t|without|n['’]t|never)\b[^.\n]{0,70}\b(?:visas?|sponsor\w*)|sponsorship (?:is )?(?:not|un)|visas? (?:are |is )?not|(?:without|no need for)[^.\n]{0,40}sponsor|"
    r"sponsor\w*[^.\n]{0,50}\b(?:not|unavailable|n['’]t)\b|now or in the future",
    re.IGNORECASE,
)
VISA = re.compile(
    r"(?:offer|provide|support|can|do|will|happy to|able to|may|we|also)\b[^.\n]{0,30}\b(?:sponsor|visas?)|visa (?:sponsor\w*|support|assist\w*|transfer)|sponsor\w* (?:\w+ ){0,3}visas?|sponsorship (?:is )?(?:available|offered|possible|provided)|"
    r"relocation and visa|visa and relocation|h-?1b (?:visa )?(?:transfer|sponsor)",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?:do|will|would|if) you (?:\w+ ){0,4}(?:require|need)|\?\s*$|sponsored by|executive sponsor|sponsor(?:s|ed|ing)? (?:of|events|open|meet)",
    re.IGNORECASE,
)

# A sentence that says where this job may be done, and the part of it to look for places in.
SITUATED = re.compile(
    r"(?:(?<!headquartered )(?:based|located|situated|residing|reside|resident|live|living|sit|working?|anywhere|hiring|hire|relocate|relocation|commut\w+|office|offices|remote|remotely|hybrid|onsite|on-site|in[- ]person|candidates|applicants|talent|role|position|join us|join|week|days|team)"
    r"(?:\s+\w+){0,2}\s+(?:in|from|within|out of|at|to|across|throughout|near|around)(?: (?:the|our|either|one of our|any(?:where in)?|greater|a))*|"
    r"(?:locations?(?: of)?|office|based|remote|hybrid|on-?site|in[- ]person|workplace|available locations?|where|standort|job location|work location)\s*(?:\([^)]{0,20}\)\s*)?[:\-–—(,|]+|\bremote\b|"
    r"(?:authori[sz]ed|right|eligible|eligibility|authori[sz]ation|legally|permit\w*)(?: \w+){0,3} (?:in|within|for)(?: the)?|\bour|at our)\s*",
    re.IGNORECASE,
)
OFFICE_OF = re.compile(
    r"([A-Z][\w.]+(?:[ -][A-Z][\w.]+){0,3}(?:, [A-Z]{2})?)[ -](?:based\b|office|hq|headquarters|hub|area\b)"
)
STATED_LINE = re.compile(
    r"(?:^\W*(?:job |work )?locations?\s*[:–-]|\s(?-i:Location|Locations|LOCATION)\s*:|^\W*(?:must be |you(?:'re| are) )?based in)\s*(.{2,160})",
    re.IGNORECASE,
)
ASIDE = frozenset((Section.legal,))
CLOSE = 3  # characters between the lead and the first place
AFTER = 90  # characters in which the places follow


@dataclass(frozen=True, slots=True)
class Conditions:
    """Facts of the job; a basis is None where nothing says so. Countries: ISO 3166, EU, WW; [] unknown."""

    years_min: float | None
    degree: str
    certificates: list[str]
    mathematics: list[str]
    workplace: str
    countries: list[str]
    metro: str | None
    employment_type: str | None
    visa: str | None
    years_basis: Basis | None
    degree_basis: Basis | None
    workplace_basis: Basis | None
    countries_basis: Basis | None
    employment_basis: Basis | None
    visa_basis: Basis | None


def read(
    title: str,
    location: str | None,
    text: str,
    outline: Sequence[Span],
    *,
    countries: Collection[str] | None = None,
    workplace: str | None = None,
    employment_type: str | None = None,
) -> Conditions:
    """What the posting says of its conditions; what the source's own fields state stands."""
    cues = cue.scan(text, outline)
    top = header(title, text)
    asked, years_basis = years(cues)
    school = schooling(cues)
    where, where_basis = place_of_work("" if top else title, location, cues, header=top.line if top else None)
    if workplace:
        where, where_basis = workplace, Basis("field", workplace)
    named, named_basis, metro = _countries(title, location, cues, top)
    if countries:
        named, named_basis = list(countries), Basis("field", ", ".join(countries))
    employment, employment_basis = _employment(title, cues, top)
    if employment_type:
        employment, employment_basis = employment_type, Basis("field", employment_type)
    visa, visa_basis = _visa(cues, top)
    return Conditions(
        years_min=asked,
        degree=school.degree,
        certificates=school.certificates,
        mathematics=school.mathematics,
        workplace=where,
        countries=named,
        metro=metro,
        employment_type=employment,
        visa=visa,
        years_basis=years_basis,
        degree_basis=school.basis,
        workplace_basis=where_basis,
        countries_basis=named_basis,
        employment_basis=employment_basis,
        visa_basis=visa_basis,
    )


def _countries(
    title: str, location: str | None, cues: Cues, top: Header | None
) -> tuple[list[str], Basis | None, str | None]:
    """Location field, then header, then title, then the sentences that say where the job is."""
    header_line = " | ".join(top.parts[1:]) if top else None
    for source, line in (("field", location), ("text", header_line), ("title", None if top else title)):
        if not line or not (found := places.find(line)):
            continue
        if source == "title":  # "Global Account Executive" may sit anywhere
            found = [place for place in found if place.countries != ("WW",)]
        named, metro = places.countries(found), _metro(found)
        if source == "field":
            wider, basis = _stated_line(cues)
            if set(wider) > set(named):
                return wider, basis, metro
        if named or source == "field":
            return named, Basis(source, line.strip()), metro
    for skipped in (
        ASIDE | {Section.pay},
        ASIDE,
    ):  # the range for San Francisco tells the place if nothing else does
        if found_there := _situated(cues, skipped):
            return found_there
    return [], None, None


def _stated_line(cues: Cues) -> tuple[list[str], Basis | None]:
    """What a line of the text that begins "Location:" or "Based in" names."""
    for cue_ in cues.sentences("place"):
        if line := STATED_LINE.search(cue_.said):
            return places.countries(places.find(line[1])), Basis("text", cue_.said)
    return [], None


def _situated(cues: Cues, skipped: frozenset[Section]) -> tuple[list[str], Basis, str | None] | None:
    for cue_ in cues.sentences("place"):
        said = cue_.said
        if cues.section(cue_.start) in skipped or AWAY.search(said):
            continue
        found: list[places.Place] = []
        for lead in SITUATED.finditer(said):
            after = said[lead.end() : lead.end() + AFTER]
            found += [place for place in places.find(after) if place.start <= CLOSE or found]
        found += [place for office in OFFICE_OF.finditer(said) for place in places.find(office[1])]
        if named := places.countries(found):
            return named, Basis("text", said), _metro(found)
    return None


def _metro(found: list[places.Place]) -> str | None:
    return next((place.metro for place in found if place.metro), None)


def _employment(title: str, cues: Cues, top: Header | None) -> tuple[str | None, Basis | None]:
    for source, line in (("text", top.line if top else None), ("title", None if top else title)):
        for kind, pattern in EMPLOYMENT if line else ():
            if line and pattern.search(line):
                return kind, Basis(source, line.strip())
    for cue_ in cues.sentences("employment"):
        said = cue_.said
        if cues.section(cue_.start) in (Section.legal, Section.benefits) or ENTITLED.search(said):
            continue
        for stated in STATED.finditer(said):
            for kind, pattern in reversed(EMPLOYMENT):  # "full-time, or contract abroad" is a full-time job
                if pattern.search(stated[0]):
                    return kind, Basis("text", stated[0].strip())
    return None, None


def _visa(cues: Cues, top: Header | None) -> tuple[str | None, Basis | None]:
    if top and re.search(r"\bVISA\b", top.line) and not NO_VISA.search(top.line):
        return "offered", Basis("text", top.line)
    for cue_ in cues.sentences("visa"):
        said = cue_.said
        if QUESTION.search(said):
            continue
        if NO_VISA.search(said):
            return "not_offered", Basis("text", said)
        if VISA.search(said):
            return "offered", Basis("text", said)
    return None, None
