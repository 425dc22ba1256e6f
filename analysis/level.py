"""Reads how senior a posting is: words in the title, words in the text, else the years it asks for."""

from collections.abc import Iterable
from functools import lru_cache

from analysis.cues import Basis
from analysis.wording import pattern, whole_words

LEVELS = ("intern", "lead", "staff", "senior", "mid", "junior")  # of several in a title the first wins
WORDS = [(name, whole_words("level", name.upper())) for name in LEVELS]
THINGS = pattern("level", "THINGS")  # a manager of things rather than people carries no level by that word
EITHER = pattern("either_level", "EITHER")
# After these words a text names the job it is for.
SEEKING = ("looking for", "lookout for", "seeking", "hiring", "searching for", "in search of")
ANNOUNCERS = ("join us as", "as a ", "as an ", "seniority", "level:", "level :", *SEEKING)
ALL = pattern("either_level", "ALL")
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
    for stretch in announced:
        low = stretch.lower()
        if ("level" in low or "both" in low) and (every := ALL.search(stretch)):
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
    said = THINGS.sub(lambda thing: " " * len(thing[0]), title)
    if ALL.search(said):
        return "multiple"
    found = [name for name, words in WORDS if words.search(said)]
    if len(found) > 1 and (either := EITHER.search(said)) and words_of(either[1]) != words_of(either[2]):
        return "multiple"
    return found[0] if found else None
