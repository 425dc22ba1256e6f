"""Reads how senior a posting is: words in the title, words in the text, else the years it asks for."""

import re
from collections.abc import Iterable

from analysis.cues import Basis

INTERN = r"intern|interns|internship|working student|werkstudent(?:in)?|stagiaire|stage|praktik(?:um|ant|antin)|apprentice(?:ship)?|trainee|alternan(?:ce|t)|co-?op|placement student|pasante|tirocinio"
LEAD = (
    r"head|director|directeur|directrice|direktor|vp|svp|evp|vice president|chief|c[teiop]o|lead|leads|leader|leiter(?:in)?|teamleiter(?:in)?|"
    r"(?:engineering|science|development|software|research|design|platform|infrastructure|technology|technical|general|data|it|security|qa|sre|devops|ml|ai|"
    r"machine learning|group|analytics|r&d|operations|hr|people|finance|marketing|sales|regional|department) managers?|eng managers?|ems?|sdm|manager(?=,| of\b| -| ii|$)|managing director|"
    r"responsable|jefe"
)
STAFF = r"(?<!technical )staff(?! (?:accountant|nurse|writer|attorney|counsel|assistant))|principal|distinguished|fellow|architect|architekt(?:in)?|architecte|l6|l7|ic5|ic6|lmts|pmts"
SENIOR = r"senior|seniors|sr|snr|iii|iv|smts|séniore?|sénior|confirmée?|experte?|l5|ic4|expérimentée?|expert"
MID = r"mid|mid-?level|middle|ii|intermediate|mts ii|l4|ic3|medior"
JUNIOR = r"junior|juniors|jr|jnr|entry|entry-level|graduates?|grads?|new grad|early[- ]career|associate(?! (?:director|vp|vice|principal|partner|manager|general))|débutante?|i(?=$|[\s,)-])|l3|ic2|campus|einsteiger|absolvent(?:en)?"
WORDS = tuple(
    (level, re.compile(rf"(?<![\w&'’])(?:{words})(?![\w'’])", re.IGNORECASE))
    for level, words in (
        ("intern", INTERN), ("lead", LEAD), ("staff", STAFF), ("senior", SENIOR), ("mid", MID), ("junior", JUNIOR),
    )
)  # fmt: skip
# A manager of things rather than people carries no level by that word.
THINGS = re.compile(
    r"(?:product|project|program(?:me)?|account|customer(?: success)?|success|community|office|case|relationship|partner(?:ship)?s?|"
    r"delivery|release|portfolio|content|brand|campaign|category|lead generation|social media) managers?|lead gen\w*|leads? (?:qualification|management)|"
    r"chief of staff|staff (?:accountant|nurse)|member of (?:the )?technical staff|front desk|leadership program|solutions? architect|stage\s?(?=[a-d]\b)|intern(?:al|ational)",
    re.IGNORECASE,
)
EITHER = re.compile(
    r"\b(junior|mid|senior|sr|staff|principal|lead)\b\.?(?:[- ]level)?\s*(?:/|\bor\b|\bto\b|\||&|\+|-|–|,\s*(?:\w+,? )?(?:or|and)\b)\s*(mid|senior|sr|staff|principal|lead|junior)\b",
    re.IGNORECASE,
)
# After these words a text names the job it is for.
ANNOUNCERS = (
    "looking for",
    "seeking",
    "hiring",
    "searching for",
    "join us as",
    "in search of",
    "as a ",
    "as an ",
    "seniority",
    "level:",
    "level :",
)
# "We are looking for a senior engineer", "As an intermediate engineer, you'll", "Seniority: mid"
ANNOUNCED = re.compile(
    r"(?:(?:looking for|seeking|hiring|searching for|join us as|in search of)(?: for)? (?:an? |our |the )?|as an? |(?:seniority|level)(?: level)?\s*:\s*)"
    r"((?:(?:highly|experienced|skilled|talented|motivated|founding|passionate|exceptional|strong|hands-on|new|first|very|dynamic|product-minded),? (?:and )?)*"
    r"(?:intern\b|junior|mid(?:-| )?level|mid-?(?:senior|weight)|intermediate|senior|sr\.?|staff|principal|lead|entry[- ]level|tech lead|graduate)(?:[/ -]\w+){0,3})",
    re.IGNORECASE,
)
BY_YEARS = ((2, "junior"), (5, "mid"), (8, "senior"))  # fewer years than the first number


def level(
    title: str, announced: Iterable[str], years: float | None, *, source: str = "title"
) -> tuple[str, Basis | None]:
    """intern, junior, mid, senior, staff, lead, multiple or unspecified, and what says so.

    `announced` are stretches of the text that begin with one of ANNOUNCERS.
    """
    if found := words_of(title):
        return found, Basis(source, title.strip())
    for stretch in announced:
        said = ANNOUNCED.match(stretch)
        if said and (found := words_of(said[1])):
            return found, Basis("text", said[0])
    if years is None:
        return "unspecified", None
    for below, name in BY_YEARS:
        if years < below:
            return name, Basis("text", f"{years:g} years")
    return "staff", Basis("text", f"{years:g} years")


def words_of(title: str) -> str | None:
    """The level a title's words say, None when it says none: "Senior or Staff" is multiple."""
    said = THINGS.sub(lambda thing: " " * len(thing[0]), title)
    found = [name for name, pattern in WORDS if pattern.search(said)]
    if len(found) > 1 and (either := EITHER.search(said)) and words_of(either[1]) != words_of(either[2]):
        return "multiple"
    return found[0] if found else None
