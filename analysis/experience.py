"""Reads how many years of experience a posting asks for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.cues import Basis, Cues, lowered
from analysis.degree import DEGREE
from analysis.sections import Section
from analysis.wording import lower_pattern, lower_words

SPELLED = (
    "one un une ein eine uno una", "two deux zwei dos due", "three trois drei tres tre",
    "four quatre vier cuatro",
    "five cinq fünf cinco", "six sechs seis", "seven sept sieben siete", "eight huit acht ocho",
    "nine neuf neun", "ten dix zehn diez", "eleven", "twelve",
)  # fmt: skip
NUMBERS = {word: number for number, spelled in enumerate(SPELLED, 1) for word in spelled.split()}
FEWEST = rf"(?P<few>\d{{1,2}}(?:[.,]5)?|(?:{'|'.join(NUMBERS)})\b)"
# "5+ years", "3-5 yrs", "three (3) to five years", "au moins 3 ans", "mindestens 3 Jahre"
ASKED = re.compile(
    rf"(?<![\w$€£.,/-]){FEWEST}\s*(?:\((?:\d{{1,2}}\+?|but [a-z ]{{1,20}})\)\s*)?"
    r"(?P<more>\+|plus\b|or more\b)?\s*"
    r"(?:(?:-|–|—|~|to|or|à|bis|a|and|et|und|y|e)\s*(?:preferably )?(?:\d{1,2}|[a-z]{3,6})"
    r"\s*(?:\(\d{1,2}\)\s*)?\+?\s*)?"
    r"(?:or more |plus )?(?:full |solid |strong )?[\s-]?"
    r"(?:years?\b|yrs?\b|yoe\b|jahren?\b|ans\b|años\b|anni\b|y(?= exp)|年以上)",
)
CEILING = re.compile(r"\b(?:up ?to|less than|fewer than|under|no more than|max(?:imum)?\.?(?: of)?) $")
EXPERIENCE = lower_pattern("experience", "EXPERIENCE")
# Years of something else: ages, history, holidays, vesting, the length of a contract or programme.
ELSEWHERE = lower_words("experience", "ELSEWHERE")
MINIMUM = re.compile(r"minimum|at least|min\.|mindestens|au moins|mínimo|required|must")
SPENT = re.compile(r"\s*(?:in|of|as|with|at|on)\b|\s[a-z]{3,}ing\b")
LEADS = re.compile(r"\W*|[^(]{0,25}\(")  # "- 5+ years Python", "Ruby (5+ years)"
WISHED_FIRST = re.compile(r"\btypically\b|\bprefer|\bideal|\bnice to have|\bbonus")
WISHED_AFTER = re.compile(r"\bpreferred\b|\bpreferable\b|\bnice to have|\bbonus|\ba plus\b|\bdesir|\bideal\b")
SIDE = frozenset((Section.about, Section.benefits, Section.legal, Section.pay))
MOST = 20  # years; nobody asks for more, histories boast of more


class Ask(NamedTuple):
    """One statement of years; `tier` when it holds for holders of a certain degree."""

    number: float
    words: str
    wish: bool
    tier: bool


def years(title: str, cues: Cues) -> tuple[float | None, Basis | None]:
    """What the title states, else the largest minimum of the requirements; wishes where nothing is required.

    Of years tied to degrees ("PhD and 2 years, or Master's and 5") the fewest open the door.
    """
    if (named := _titled(title)) is not None:
        return named, Basis("title", title)
    asked = list(_asked(cues))
    asks = [ask for ask in asked if not ask.wish] or asked
    if not asks:
        return None, None
    tiers = [ask for ask in asks if ask.tier and ask.number]  # "0 years with a PhD" opens it to few
    if len(tiers) > 1:
        asks = [ask for ask in asks if not ask.tier] + [min(tiers)]
    most = max(asks)
    return most.number, Basis("text", most.words)


def _titled(title: str) -> float | None:
    """ "Java Developer (6-9 years of experience)"."""
    low = lowered(title)
    if not any(year in low for year in ("year", "yrs")) or not EXPERIENCE.search(low):
        return None
    stated = ASKED.search(low)
    return _number(stated["few"]) if stated else None


def _asked(cues: Cues) -> Iterator[Ask]:
    for cue in cues.sentences("years"):
        said = lowered(cue.said)
        asked = list(ASKED.finditer(said))
        if not asked or ELSEWHERE.search(said):
            continue
        section = cues.section(cue.start)
        least = MINIMUM.search(said) is not None
        experience = "experience" in said or EXPERIENCE.search(said) is not None
        tier = DEGREE.search(said) is not None
        for ask in asked:
            if CEILING.search(said, 0, ask.start()):
                continue
            number = _number(ask["few"])
            firm = least or ask["more"] is not None
            plainly = SPENT.match(said, ask.end()) or (ask["more"] and LEADS.fullmatch(said, 0, ask.start()))
            spent = experience or (plainly is not None and (firm or section is Section.requirement))
            wish = (
                section is Section.preferred
                or WISHED_FIRST.search(said, 0, ask.start()) is not None
                or WISHED_AFTER.search(said, ask.end()) is not None
            )
            if number <= MOST and spent and (firm or section not in SIDE):
                yield Ask(number, cue.said, wish, tier)


def _number(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    return float(NUMBERS[word.lower()])
