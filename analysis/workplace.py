"""Reads where the work is done: remote, hybrid, on site, a choice, or not said."""

import re
from collections.abc import Iterator

from analysis import places
from analysis.cues import Basis, Cues, lowered
from analysis.sections import Section
from analysis.wording import lower_pattern, lower_words, pattern, words

KINDS = ("hybrid", "onsite", "remote")  # where one sentence says several, the first is meant

# In a location line or a header the bare words are enough.
SHORT = [
    (kind, words("workplace_words", f"short_{kind}"), lower_pattern("workplace", f"short_{kind}"))
    for kind in KINDS
]
OR = re.compile(r"\bor\b|/(?!\s*(?:week|wk))|&|,|\band\b|\bok\b|\boption", re.IGNORECASE)
CHOICE = pattern("workplace", "CHOICE")
BESIDE = pattern("workplace", "BESIDE")
OFFERED = pattern("workplace", "OFFERED")
LINE = re.compile(
    r"(?:^\W*(?:job |work |office |role )?(?:locations?|workplace|work mode)(?: type| designation| policy)?"
    r"|^\W*where you(?:['’]ll| will) work|\s(?-i:Location|LOCATION|Locations|Work [Mm]ode))\s*[:–-]\s*"
    r"(.+?)(?=\s(?-i:[A-Z][a-z]+):|$)",
    re.IGNORECASE,
)
LABELS = ("location", "workplace", "work mode", "where you")  # what such a line begins with, in lower case
LABEL_LINE = 60  # characters; in what is longer after "Location:" the next paragraph has begun
LABEL_VALUE = 30  # characters after "Remote:" in which its value stands
AN_OFFICE = re.compile(r"\boffice\b", re.IGNORECASE)  # a headquarters may be of people who work elsewhere

# Sentences, in lower case: what each kind says outright, and what only sounds like it.
SAYS = [(kind, words("workplace_words", kind), lower_words("workplace", f"says_{kind}")) for kind in KINDS]
ELSEWHERE = lower_words("workplace", "ELSEWHERE")
AWAY = lower_words("workplace", "AWAY")  # weeks elsewhere are a perk of any workplace; rules differ by role
EITHER = lower_words("workplace", "EITHER")
OPTIONAL = lower_pattern("workplace", "OPTIONAL")
COMPANY = lower_pattern("workplace", "COMPANY")  # how a company is decides nothing where the job has a city
BOTH = lower_pattern("workplace", "BOTH")
ALL_WEEK = re.compile(r"(?<![-–\d])(?:\b(?:five|six|[5-7])|[5-7] ?[-–] ?[67])(?:\s*\(\d\))? days|\b5x")

# How much a sentence weighs: by its section, for speaking of this job, for counting days.
WEIGHTS = {Section.benefits: 1, Section.about: 1, Section.legal: 0}
USUAL_WEIGHT, THIS_JOB, IN_DAYS = 2, 4, 3
LABELLED = lower_words("workplace", "LABELLED")


def workplace(
    title: str, location: str | None, cues: Cues, *, header: str | None = None
) -> tuple[str, Basis | None]:
    """remote, hybrid, onsite, multiple or unspecified: location line, title and header before the text."""
    for source, line in (("field", location), ("title", title), ("text", header)):
        if line and (found := _short(line)):
            return found, Basis(source, line.strip())
    found, basis = _told(cues, placed=_names_a_city(location or header or ""))
    if found == "unspecified" and location and AN_OFFICE.search(location):
        return "onsite", Basis("field", location.strip())
    return found, basis


def _short(line: str) -> str | None:
    """ "San Francisco (Hybrid)", "ONSITE or REMOTE"; the parts of a header speak each for itself."""
    low = lowered(line)
    likely = [(kind, short) for kind, needles, short in SHORT if any(word in low for word in needles)]
    if not likely:
        return None
    said: set[str] = set()
    for part, written in zip(low.split("|"), line.split("|"), strict=True):
        found = {kind: words for kind, short in likely if (words := short.search(part))}
        kinds = set(found)
        if "hybrid" in kinds and not OR.search(part):
            kinds = {"hybrid"}  # "hybrid remote", "2 days a week in person"
        if kinds == {"hybrid", "onsite"} and not OR.search(_between(found["hybrid"], found["onsite"])):
            kinds = {"hybrid"}  # "Hybrid (3 days onsite in Boston, MA)"
        if _all_week(part):
            kinds = {"onsite"}
        if kinds == {"remote"} and _choice(written, line):
            kinds = {"multiple"}
        said |= kinds
    if not said:
        return None
    return said.pop() if len(said) == 1 else "multiple"


def _all_week(low: str) -> bool:
    return ("days" in low or "5x" in low) and ALL_WEEK.search(low) is not None


def _between(one: re.Match[str], other: re.Match[str]) -> str:
    return one.string[min(one.end(), other.end()) : max(one.start(), other.start())]


def _choice(part: str, line: str) -> bool:
    """ "London or Remote", "SF / Remote": a city beside remote is a choice, a country only its bounds."""
    if OFFERED.search(part) and lowered(line).count("remote") == 1 and places.find(line):
        return True  # "Berlin | Remote possible", but not "Remote (US) | Remote OK"
    beside = CHOICE.search(part) or BESIDE.search(part)
    return beside is not None and _names_a_city(part)


def _names_a_city(line: str) -> bool:
    return any(place.kind == "city" for place in places.find(line))


def _told(cues: Cues, *, placed: bool) -> tuple[str, Basis | None]:
    """Each sentence that says where this job is done weighs by how plainly it speaks of the job."""
    weights: dict[str, int] = {}
    said: dict[str, str] = {}
    for kind, weight, sentence in _statements(cues, placed=placed):
        weights[kind] = weights.get(kind, 0) + weight
        said.setdefault(kind, sentence)
    if not weights:
        return "unspecified", None
    if placed and set(weights) == {"remote"} and weights["remote"] <= USUAL_WEIGHT:
        return "unspecified", None  # a word about remote work in passing moves no job out of its city
    outright = all(weight > THIS_JOB for weight in weights.values())
    if outright and "remote" in weights and not weights.keys() <= {"remote", "multiple"}:
        return "multiple", Basis("text", " … ".join(said.values()))
    best = max(weights, key=lambda kind: (weights[kind], kind == "multiple", kind == "hybrid"))
    return best, Basis("text", said[best])


def _statements(cues: Cues, *, placed: bool) -> Iterator[tuple[str, int, str]]:
    for cue in cues.sentences("workplace"):
        said = cue.said
        if said.endswith(":"):  # what it labels follows, or stands before the next label
            said = " ".join(cues.text[cue.start : cue.start + LABEL_VALUE].split())
        weight = WEIGHTS.get(cues.section(cue.start), USUAL_WEIGHT)
        low = said.lower()
        line = LINE.search(said) if any(label in low for label in LABELS) else None
        in_parts = said if said.count("|") > 1 else ""  # "* Engineer | Oslo or remote | Full-time"
        if found := _short(_value(line[1]) if line else in_parts):
            yield found, weight + THIS_JOB, said
        elif found := _said(low, placed=placed):
            weight += THIS_JOB if LABELLED.search(low) else 0
            weight += IN_DAYS if found in ("hybrid", "multiple") or _all_week(low) else 0
            yield found, weight, said


def _value(said: str) -> str:
    """What a label says: "Hybrid - 3 days" of "Hybrid - 3 days The Platform Engineer builds and runs ..."."""
    return said if len(said) < LABEL_LINE else said[:LABEL_VALUE].rpartition(" ")[0]


def _said(low: str, *, placed: bool) -> str | None:
    """What one sentence in lower case says of the job's workplace."""
    if not _kinds(low):
        return None
    bare = ELSEWHERE.sub(" ", low)
    kinds = _kinds(bare)
    if not kinds or AWAY.search(bare):
        return None
    if kinds[0] == "hybrid" and BOTH.search(bare):
        return "hybrid"
    if EITHER.search(bare) and (len(kinds) > 1 or OPTIONAL.search(bare)):
        return "multiple"
    if _all_week(bare):
        return "onsite"
    if kinds[0] == "remote" and placed and COMPANY.search(bare):
        return None
    return kinds[0]


def _kinds(low: str) -> list[str]:
    return [kind for kind, needles, says in SAYS if any(word in low for word in needles) and says.search(low)]
