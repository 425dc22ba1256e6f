"""Is this money the job's pay? What speaks for it, and what against."""

import re
from typing import Literal

from analysis.paycontext import Surroundings, in_one_line, last
from analysis.paywords import (
    ADDED,
    COMMISSION_ONLY,
    IS_SOFT,
    NEXT_ITEM,
    NOT_PAY,
    PAY,
    PAY_AFTER,
    REASONS,
    SMALL_THINGS,
    THING,
    WITH_MORE,
)
from analysis.ranges import Figure

Evidence = Literal["words", "form", "none"]

HAS_DIGIT = re.compile(r"\d")
A_LINE = 160  # characters: a text no longer than this may be a source's salary line and nothing else
REACH = 80  # characters between a word of pay and a single figure
YEARLY = 10_000  # a figure from here on has the size of a year's pay
LEAST_ALONE = 20_000  # a single yearly figure without any word: less is a perk more often than pay
LEAST_HOURLY = 7


def counts_things(text: str, figure: Figure) -> bool:
    """A signless figure that only looks like pay: 401k, the years 2019-2024, 70,000 patient notes."""
    if figure.first.number == 401 or 1900 < figure.low < 2100:
        return True
    few = figure.single and not figure.first.grouped and figure.first.multiple == 1e3 and figure.low < 20_000
    return few or THING.match(in_one_line(text[figure.end : figure.end + 30])) is not None


def speaks_for(text: str, figure: Figure, around: Surroundings, period: str | None) -> Evidence:
    """Words of pay nearby, or only the figure's form, or nothing."""
    said = around.paid
    if said and (not figure.single or len(around.clause) - said.start() <= REACH):
        return "words"
    if _titled(figure, around) and PAY.search(around.heading):
        return "words"
    sized = figure.high >= YEARLY or period is not None
    if PAY_AFTER.match(around.after) or (sized and WITH_MORE.match(around.after)):
        return "words"
    if len(text) < A_LINE and not text[: figure.start].strip():
        return "form"
    marked = bool(figure.sign) or figure.last.multiple == 1e3 or period is not None
    lonely = around.alone and (figure.high >= LEAST_ALONE or period not in (None, "year"))
    if sized and marked and (lonely or (not figure.single and (around.alone or figure.sign))):
        return "form"
    if period == "hour" and figure.low >= LEAST_HOURLY and (figure.sign or not figure.single):
        return "form"
    return "form" if period == "year" and not figure.single and figure.high >= YEARLY else "none"


def _titled(figure: Figure, around: Surroundings) -> bool:
    """Does the heading belong to this figure: is there little between them?"""
    between = len(around.clause.strip())
    if figure.single:
        return between < 25 and len(around.heading) + len(around.clause) < REACH
    return between < 70


def speaks_against(figure: Figure, around: Surroundings, evidence: Evidence) -> str | None:
    """The reason, if the nearest word says that this money is something else."""
    if COMMISSION_ONLY.search(around.clause) or COMMISSION_ONLY.search(around.heading):
        return "commission only: no pay is stated"
    if PAY_AFTER.match(around.after):
        return None
    wage_sized = not figure.single and figure.low >= 15_000
    return (
        _before_says(around, wage_sized)
        or (_heading_says(around) if evidence != "words" and not wage_sized else None)
        or _after_says(around, wage_sized)
    )


def _before_says(around: Surroundings, wage_sized: bool) -> str | None:
    said, other = around.paid, last(NOT_PAY, around.clause)
    if other is None or other.lastgroup is None or (said and said.end() > other.end()):
        return None  # the word of pay is nearer
    soft, from_end = other.lastgroup in IS_SOFT, len(around.clause) - other.end()
    if from_end > (25 if soft else 45 if wage_sized else REACH):
        return None
    if wage_sized and (other.lastgroup in SMALL_THINGS or (not soft and from_end >= len(around.bracket))):
        return None
    between = around.clause[said.end() : other.start()] if said else "0"
    if soft and not HAS_DIGIT.search(between) and ADDED.search(between):
        return None  # "salary + equity: $175K"
    return f"money, but {REASONS[other.lastgroup]}"


def _heading_says(around: Surroundings) -> str | None:
    """A short line above with nothing but another use of money: "Sign-on bonus:"."""
    heading = around.heading.strip()
    if len(heading) > 60 or heading.endswith((";", "|")) or len(around.clause.strip()) > 25:
        return None
    return _named(NOT_PAY.search(heading))


def _after_says(around: Surroundings, wage_sized: bool) -> str | None:
    other = NOT_PAY.search(around.after, 0, 48)
    if other is None or (wage_sized and other.lastgroup in SMALL_THINGS):
        return None
    between = around.after[: other.start()]
    return None if NEXT_ITEM.search(between) or PAY.search(between) else _named(other)


def why_millions(around: Surroundings) -> str:
    """What a figure in millions is, as far as the words tell."""
    other = last(NOT_PAY, around.clause[-REACH:]) or NOT_PAY.search(around.after, 0, 40)
    return _named(other) or "millions or more, and nothing says it is pay"


def _named(other: re.Match[str] | None) -> str | None:
    return f"money, but {REASONS[other.lastgroup]}" if other and other.lastgroup else None
