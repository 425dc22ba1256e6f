"""Reads where a job may be done: countries and the metro that decides its pay."""

import re
from collections.abc import Iterable, Sequence

from analysis import places
from analysis.cues import Basis, Cues, lowered
from analysis.header import Header
from analysis.sections import Section
from analysis.sieve import Sieve
from analysis.wording import lower_pattern, lower_patterns, pattern
from analysis.workplace import AWAY

# Hours to work in, not a place to be in; a header's "Remote (US & European time zones)" is taken at its word.
HOURS = pattern("place", "HOURS")
OVERLAP = pattern("place", "OVERLAP")
# A sentence that says where this job may be done; the places follow at once.
SITUATED = lower_pattern("place", "SITUATED")
OPEN = lower_patterns("place", "OPEN")  # the same, said of this job or of who may apply
SIEVE = Sieve(lead.pattern for lead in OPEN)
EVERYWHERE = lower_pattern("place", "EVERYWHERE")
SEAT = pattern("place", "SEAT")
SIDE = (Section.legal, Section.pay)
NOTICE = pattern("place", "NOTICE")  # what is said of the company, or to whoever lives somewhere
PAY = re.compile(r"\d|\b(?:pay|paid|salary|salaries|compensation|range)\b", re.IGNORECASE)
NAME = re.compile(r"\W*[^\W\d_a-z]")  # begins with a capital
CLOSE, AFTER = 8, 90  # characters between places, and to the last
# A header may begin with the town instead of the company.
TOWN = re.compile(r"\W*[A-Z][a-z]+(?: [A-Z][a-z]+)*,? ([A-Z]{2})\W*")
OFFICE_OF = re.compile(
    r"([A-Z][\w.]+(?:[ -][A-Z][\w.]+){0,3}(?:, [A-Z]{2})?)[ -](?:based\b|office|hq|headquarters|hub|area\b)"
)
# "Cambridge, MA: $158,600 - $181,000": who pays by place says where the job is.
PAID = re.compile(r"([A-Z][\w.'-]{1,20}(?:\s[A-Z][\w.'-]{1,20}){0,2},\s[A-Z]{2}):\s\$\d")
STATED_LINE = re.compile(
    r"(?:^\W*(?:job |work |preferred )?locations?\s*[:–-]|\s(?-i:Location|Locations|LOCATION)\s*:"
    r"|\blocations?(?: \([^)]{1,30}\))? (?:are|include)\b|\b(?:live|work|job) (?:\w+ )?from anywhere in\b"
    r"|^\W*(?:must be |you(?:'re| are) )?based in)\s*(.{2,160})",
    re.IGNORECASE,
)
IN_BRACKETS, AMPERSAND = re.compile(r"\(([^()]+)\)\s*$"), re.compile(r"\s*(?:[,/&+]|\b(?:and|or)\b)\s*")
ENDS = re.compile(r"\s*(?:$|[(),.;|/–-])")  # "Remote (Global)", but not "Global team"
VAGUE = ("anywhere", "everywhere")  # "USA (everywhere)" is no more than that


def countries(
    title: str, location: str | None, cues: Cues, top: Header | None
) -> tuple[list[str], Basis | None, str | None]:
    """Location field, then header, then title, then the sentences that say where the job is."""
    header_line = None
    if top:  # "Chicago IL | Tech Lead": the company comes later
        header_line = " | ".join(top.parts if _is_town(top.parts[0]) else top.parts[1:])
    for source, line in (("field", location), ("text", header_line), ("title", None if top else title)):
        said = _of_the_job(line or "", OVERLAP)
        found = places.find(said)
        if source == "title":  # "Global Account Executive" may sit anywhere
            found = tuple(place for place in found if place.countries != ("WW",))
        if not line or not found:
            continue
        named, metro = _countries(said, found), _metro(found)
        if source == "field":
            if (beside := _beside(title, named)) and all(place.kind == "country" for place in found):
                return beside, Basis("title", title.strip()), metro
            wider, basis = _wider(named, cues)
            if wider:
                return wider, basis, metro
        if named or source == "field":
            return named, Basis(source, line.strip()), metro
    return _situated(cues)


def _beside(title: str, named: Sequence[str]) -> list[str]:
    """Further countries at the end of a title: "Backend Engineer (United States & Canada)"."""
    last = IN_BRACKETS.search(title)
    parts = AMPERSAND.split(last[1]) if last else []
    found = [place for part in parts for place in places.find(part) if part == part[place.start : place.end]]
    titled = places.countries(place for place in found if place.kind == "country")
    return titled if len(titled) == len(parts) and set(named) < set(titled) else []


def _is_town(part: str) -> bool:
    """ "Coram NY", but not "Coram AI"."""
    town = TOWN.fullmatch(part)
    return town is not None and any(
        town[1] == place.region or town[1] in place.countries for place in places.find(part)
    )


def _wider(named: list[str], cues: Cues) -> tuple[list[str], Basis | None]:
    """What the text names beyond the field: "Location: ...", "open to candidates in Peru or Chile"."""
    for cue in cues.sentences("stated_place"):
        if line := STATED_LINE.search(cue.said):
            said = _of_the_job(line[1], OVERLAP)
            found = places.find(said)
            stated = [*named, "WW"] if _is_worldwide(said, found) else places.countries(found)
            if set(stated) > set(named):
                return stated, Basis("text", cue.said)
        elif cue.said.endswith(":"):  # "Location:" above a list, whose first item counts
            listed = cues.text[cue.start + len(cue.said) :][:AFTER].strip().split("\n")[0]
            stated = places.countries(_next(listed))
            if set(stated) > set(named):
                return stated, Basis("text", f"{cue.said} {listed}")
    for cue in cues.sentences("place"):
        stated = _open_to(cue.said)
        wide = "WW" in stated or ("EU" in stated and places.MEMBERS.issuperset(named))
        beyond = set(stated) > set(named) or (wide and not set(stated) <= set(named))
        if beyond and cues.section(cue.start) not in SIDE and not _elsewhere(cue.said):
            return list(dict.fromkeys([*named, *stated])), Basis("text", cue.said)
    return [], None


def _countries(line: str, found: Sequence[places.Place]) -> list[str]:
    """The countries of a line; "Oslo or Remote-Global" is a choice of two."""
    named = places.countries(found)
    return [*named, "WW"] if _is_worldwide(line, found) and named != ["WW"] else named


def _is_worldwide(line: str, found: Iterable[places.Place]) -> bool:
    """Does a part of the line say "Worldwide", rather than "anywhere in Norway" or "Global team"?"""
    return any(
        place.countries == ("WW",)
        and ENDS.match(line, place.end)
        and line[place.start : place.end].casefold() not in VAGUE
        for place in found
    )


def _open_to(said: str) -> list[str]:
    """The countries in which one may do the job or apply for it, as one sentence names them."""
    low = lowered(said)
    leads = (lead for number in SIEVE.likely(low) for lead in OPEN[number].finditer(low))
    named = places.countries(
        place for end in sorted({lead.end() for lead in leads}) for place in _next(_of_the_job(said[end:]))
    )
    return [*named, "WW"] if "anywhere" in low and EVERYWHERE.search(low) else named


def _elsewhere(said: str) -> bool:
    return NOTICE.search(said) is not None or AWAY.search(said.lower()) is not None


def _of_the_job(said: str, hours: re.Pattern[str] = HOURS) -> str:
    """Without the hours to work in, and without where those sit whom one joins from afar."""
    if "urope" in said:
        said = hours.sub("", said)
    return SEAT.sub("", said) if "HQ" in said and "remote" in said.lower() else said


def _situated(cues: Cues) -> tuple[list[str], Basis | None, str | None]:
    """The first sentence that says where the job is; the range paid in San Francisco only if none does."""
    paid: tuple[list[str], Basis | None, str | None] = [], None, None
    for cue in cues.sentences("place"):
        said, section = cue.said, cues.section(cue.start)
        if section is Section.legal or _elsewhere(said):
            continue
        said = _of_the_job(said)
        found = [place for lead in SITUATED.finditer(lowered(said)) for place in _next(said[lead.end() :])]
        found += [place for office in OFFICE_OF.finditer(said) for place in places.find(f"in {office[1]}")]
        if named := places.countries(found) or (["WW"] if EVERYWHERE.search(said.lower()) else []):
            if section is not Section.pay or not PAY.search(said):
                return named, Basis("text", said), _metro(found)
            paid = paid if paid[0] else (named, Basis("text", said), _metro(found))
    return paid if paid[0] or ": $" not in cues.text else _paid(cues.text)


def _paid(text: str) -> tuple[list[str], Basis | None, str | None]:
    lines = [" ".join(line[1].split()) for line in PAID.finditer(text)]
    found = [place for line in lines for place in places.find(line)]
    return places.countries(found), Basis("text", "; ".join(lines)) if found else None, _metro(found)


def _next(said: str) -> list[places.Place]:
    """The places that stand one after another from the start: "Lisbon or London"."""
    row: list[places.Place] = []
    if not NAME.match(said):
        return row
    for place in places.find(said[:AFTER]):
        if place.start - (row[-1].end if row else 0) > CLOSE:
            break
        row.append(place)
    return row


def _metro(found: Iterable[places.Place]) -> str | None:
    return next((place.metro for place in found if place.metro), None)
