"""The words around a figure: its own clause before and after, and the unit before that, often a heading."""

import re
from collections import deque
from typing import NamedTuple

from analysis.paywords import FROM, LONE, PAY, UP_TO
from analysis.ranges import Figure

BEFORE, AFTER = 240, 90  # characters looked at
WRAP = re.compile(r"\s*\n\s*")
OPENING = 20  # characters of "up to", "from" and their like

# Where one statement ends: blank lines, sentences, bars, bullets, the wide gaps of tables.
BREAK = re.compile(
    r"\n\s*\n|[.!?;]['\")\]]?\s+(?=[A-Z0-9“\"(💰$€£₹])|[.!?;]\n|[|•·●▪\t]| {4,}|\n\s*[-*–—•·●▪]\s|;\s"
)
# After a figure a new line with a capital starts something else; before one it is often a wrapped line.
BREAK_AFTER = re.compile(rf"{BREAK.pattern}|\n\s*(?=[A-Z*•–—-])")


class Surroundings(NamedTuple):
    """Words are looked up in lower case, which is several times faster than ignoring the case."""

    clause: str
    heading: str
    bracket: str  # the clause since its last open bracket: "Revenue Platform ($157,000)" is no revenue
    after: str
    clause_as_written: str
    heading_as_written: str
    after_as_written: str
    alone: bool  # the figure is a whole line, cell, bracket or bar-separated part
    paid: re.Match[str] | None  # the clause's last word of pay


def look_around(text: str, figure: Figure) -> Surroundings:
    window = text[max(0, figure.start - BEFORE) : figure.start]
    breaks = [0, *(found.end() for found in BREAK.finditer(window))]
    clause = window[breaks[-1] :]
    said = [at for at in breaks[:-1] if window[at : breaks[-1]].strip(" \n|•-*")]
    heading = window[said[-1] : breaks[-1]] if said else ""
    after = text[figure.end : figure.end + AFTER]
    if cut := BREAK_AFTER.search(after):
        after = after[: cut.start()]
    low, low_after = in_one_line(clause), in_one_line(after)
    opened = low.rfind("(")
    bracket = low[opened + 1 :] if opened > low.rfind(")") else low
    alone = _is_alone(window, bracket, low_after)
    paid = last(PAY, low)
    return Surroundings(low, heading.lower(), bracket, low_after, clause, heading, after, alone, paid)


def in_one_line(text: str) -> str:
    """In lower case, its line breaks as spaces."""
    return WRAP.sub(" ", text).lower() if "\n" in text else text.lower()


def _is_alone(window: str, bracket: str, after: str) -> bool:
    lead = bracket.strip(" \n-*•:~(")
    if lead and len(lead) <= OPENING and (opening := UP_TO.search(lead) or FROM.search(lead)):
        lead = lead[: opening.start()].strip()  # "| up to $120k |"
    ends = after.startswith(")") if window.rstrip().endswith("(") else False
    in_a_row = window.endswith("    ")  # a table: the cell before says what this is, or nothing does
    return not lead and not in_a_row and (ends or LONE.fullmatch(after) is not None)


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where the pattern stands: the nearest to what follows."""
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)
