"""Reads how senior a posting is: words in the title, words in the text, else the years it asks for."""

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.cues import Basis, lowered
from analysis.sieve import Sieve
from analysis.wording import lower_pattern, pattern, whole_words, words

LEVELS = ("intern", "lead", "staff", "senior", "mid", "junior")  # of several in a title the first wins
WORDS = [(name, whole_words("level", name.upper())) for name in LEVELS]
SIEVE = Sieve(level.pattern for _, level in WORDS)
THINGS = lower_pattern(
    "level", "THINGS"
)  # a manager of things rather than people carries no level by that word
MANAGER = re.compile(r"\bmanager\b")  # of people only where the text says so
LEADS = lower_pattern("leading", "LEADS")
RANK = lower_pattern("level", "RANK")  # in a bank, and beside another word
EITHER = lower_pattern("either_level", "EITHER")
OR = re.compile(r"\s*/\s*|\s+or\s+")
# After these words a text names the job it is for.
SEEKING = ("looking for", "lookout for", "seeking", "hiring", "searching for", "in search of")
LEADING = tuple(words("leading", "BEGINS"))  # with these it tells of people to lead
GRADING = words("announced_level", "GRADING")  # "The Java Analyst is an intermediate level position."
ANNOUNCERS = (*LEADING, *GRADING, "join us as", "as a ", "as an ", "seniority", "level:", "level :", *SEEKING)
ALL = lower_pattern("either_level", "ALL")
ANNOUNCED = pattern("announced_level", "ANNOUNCED")
BY_YEARS = ((2, "junior"), (5, "mid"), (8, "senior"))  # fewer years than the first number


def level(
    title: str, announced: Iterable[str], years: float | None, *, source: str = "title"
) -> tuple[str, Basis | None]:
    """intern, junior, mid, senior, staff, lead, multiple or unspecified, and what says so.

    `announced` are stretches of the text that begin with one of ANNOUNCERS.
    """
    if found := words_of(title):
        return found, Basis(source, title.strip())
    manager = source == "title" and MANAGER.search(_without_things(lowered(title))) is not None
    for stretch in announced:
        low = stretch.lower()
        if low.startswith(LEADING):
            if manager and (leads := LEADS.match(low)):
                return "lead", Basis("text", stretch[: leads.end()])
            continue
        if ("level" in low or "both" in low) and (every := ALL.search(low)):
            return "multiple", Basis("text", stretch[: every.end()])
        said = ANNOUNCED.match(stretch)
        if said and (found := words_of(said[1])):
            return found, Basis("text", said[0])
    if years is None:
        return "unspecified", None
    name = next((name for below, name in BY_YEARS if years < below), "staff")
    return name, Basis("text", f"{years:g} years")


@lru_cache(maxsize=20_000)
def words_of(title: str) -> str | None:
    """The level a title's words say, None when it says none: "Senior or Staff" is multiple."""
    low = lowered(title)
    said = _without_things(low)
    if ALL.search(said) or _with_and_without(low):
        return "multiple"
    found = _named(RANK.sub("", said)) or _named(said)
    if len(found) > 1 and (either := EITHER.search(said)) and words_of(either[1]) != words_of(either[2]):
        return "multiple"
    return found[0] if found else None


def _without_things(low: str) -> str:
    return THINGS.sub(lambda thing: " " * len(thing[0]), low)


def _named(low: str) -> list[str]:
    likely = (WORDS[number] for number in SIEVE.likely(low))
    return [name for name, words in likely if words.search(low)]


def _with_and_without(low: str) -> bool:
    """ "Analyst / Senior Analyst": the same job at two levels."""
    first, *others = OR.split(low, maxsplit=1)
    return any(len(_named(part)) != len(_named(first)) and _bare(part) == _bare(first) for part in others)


def _bare(low: str) -> list[str]:
    for _, said in WORDS:
        low = said.sub(" ", low)
    return re.findall(r"\w+", low.split(",")[0].split(" - ")[0].split("(")[0])
