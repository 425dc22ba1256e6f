"""Reads where a job may be done: countries and the metro that decides its pay."""

import re

from analysis import places
from analysis.cues import Basis, Cues, lowered
from analysis.header import Header
from analysis.sections import Section
from analysis.wording import lower_pattern
from analysis.workplace import AWAY

# A sentence that says where this job may be done; the places follow at once.
SITUATED = lower_pattern("place", "SITUATED")
CLOSE, AFTER = 8, 90  # characters between places, and to the last
OFFICE_OF = re.compile(
    r"([A-Z][\w.]+(?:[ -][A-Z][\w.]+){0,3}(?:, [A-Z]{2})?)[ -](?:based\b|office|hq|headquarters|hub|area\b)"
)
STATED_LINE = re.compile(
    r"(?:^\W*(?:job |work )?locations?\s*[:–-]|\s(?-i:Location|Locations|LOCATION)\s*:"
    r"|^\W*(?:must be |you(?:'re| are) )?based in)\s*(.{2,160})",
    re.IGNORECASE,
)
ASIDE = frozenset((Section.legal,))


def countries(
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
        if there := _situated(cues, skipped):
            return there
    return [], None, None


def _stated_line(cues: Cues) -> tuple[list[str], Basis | None]:
    """What a line of the text that begins "Location:" or "Based in" names."""
    for cue_ in cues.sentences("stated_place"):
        if line := STATED_LINE.search(cue_.said):
            return places.countries(places.find(line[1])), Basis("text", cue_.said)
    return [], None


def _situated(cues: Cues, skipped: frozenset[Section]) -> tuple[list[str], Basis, str | None] | None:
    for cue_ in cues.sentences("place"):
        said = cue_.said
        if cues.section(cue_.start) in skipped or AWAY.search(said.lower()):
            continue
        found: list[places.Place] = []
        for lead in SITUATED.finditer(lowered(said)):
            found += _next(said[lead.end() : lead.end() + AFTER])
        found += [place for office in OFFICE_OF.finditer(said) for place in places.find(office[1])]
        if named := places.countries(found):
            return named, Basis("text", said), _metro(found)
    return None


def _next(said: str) -> list[places.Place]:
    """The places that stand one after another from the start: "Lisbon or London"."""
    row: list[places.Place] = []
    for place in places.find(said):
        if place.start - (row[-1].end if row else 0) > CLOSE:
            break
        row.append(place)
    return row


def _metro(found: list[places.Place]) -> str | None:
    return next((place.metro for place in found if place.metro), None)
