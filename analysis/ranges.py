"""Joins amounts into figures: a range, or a single amount."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.amounts import Amount
from analysis.money import signs

_TAG = re.compile(r"<[^<>]{0,120}>")
# What may stand between the two ends: "/year", "OTE", "(min)", "[lowest market]"; then a dash or a word.
_UNIT = (
    r"(?:[\s)]{0,2}(?:/|per\b|an?\b)\s?[a-z]{1,6}\.?|\s?(?:ph|pa|p\.a\.|annually|hourly|hr|ote|base|gross|brutto)\b)?"
    r"(?:\s?[(\[][^()\[\]\d]{1,140}[)\]])?"
)
_DASH = r"[-‐‑‒–—―−~_→]{1,2}"
GAP = re.compile(
    rf"{_UNIT}[\s)\]*]{{0,6}}(?:(?P<strong>{_DASH}|\.{{2,3}}|…|"
    r"\b(?:to|through|thru|up to|or more up to|bis(?: zu)?|tot|till?|until)\b|"
    r"[,;]?\s?(?:(?:and|salary|pay|base) ){0,3}max(?:imum)?\.?(?: salary| pay| of)?:)"
    r"|(?P<weak>[/&]|\b(?:a|al|à|do|e|y|et|und|and|en|og|och|i)\b))"
    r"\s{0,6}(?:(?:a |the )?(?:up to|max(?:imum)?(?: of)?|as much as) ?)?[\s\[(*~≈]{0,6}",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(?:between|from|ranges?|ranging|zwischen|von|entre|de|tussen|fra|mellan|mellem|od|pomiędzy|"
    r"między|tra|compris)\b",
    re.IGNORECASE,
)
_BULLET_LINE = re.compile(r"\n\s*[-–—*]\s+$")
LEAST_BY_LETTERS = 100
LONGEST_GAP = 160  # characters, most of them an aside in brackets
WIDEST = 12  # a range whose top is more than twelve times its bottom is two figures


class Figure(NamedTuple):
    """A range or, where `low` equals `high` and `single`, one amount."""

    start: int
    end: int
    low: float
    high: float
    sign: str
    single: bool
    first: Amount
    last: Amount

    @property
    def written_big(self) -> bool:
        """Millions and more, as written."""
        return max(self.first.multiple, self.last.multiple) >= 1e6

    @property
    def surely_money(self) -> bool:
        """Has a sign that is one: R2 and PHP 8 are none."""
        return bool(self.sign) and (not self.sign.isalpha() or self.high >= LEAST_BY_LETTERS)

    @property
    def money_like(self) -> bool:
        marked = (self.first, self.last)
        return bool(self.sign) or any(a.multiple != 1 or a.grouped for a in marked)


def figures(text: str, found: list[Amount]) -> Iterator[Figure]:
    """Every range, and every amount that is in none."""
    at = 0
    while at < len(found):
        first = found[at]
        step, figure = 1, None
        if at + 1 < len(found):
            figure = _range(text, first, found[at + 1])
            step = 2 if figure else 1
            wider = _range(text, found[at + 1], found[at + 2]) if figure and at + 2 < len(found) else None
            if figure and wider and wider.low == figure.high:
                # "$170,700 (min) — $213,400 (mid) — $256,100 (max)"
                figure, step = figure._replace(end=wider.end, high=wider.high, last=wider.last), 3
        yield figure or Figure(
            first.start, first.end, first.value, first.value, first.sign, True, first, first
        )
        at += step


def _range(text: str, a: Amount, b: Amount) -> Figure | None:
    if b.start - a.end > LONGEST_GAP:
        return None
    gap = text[a.end : b.start]
    if "&" in gap or "<" in gap:
        gap = _TAG.sub("", html.unescape(html.unescape(gap)))
    joined = GAP.fullmatch(gap)
    if not joined:
        return None
    if _BULLET_LINE.search(gap) and text[max(0, a.start - 9) : a.start].rstrip(" ").endswith(("-", "–", "*")):
        return None  # two items of a list, not "$100,000 -\n$120,000"
    low, high = _scaled(a, b)
    if low > high or (low and high / low > WIDEST):
        return None
    if joined["weak"] and not _weakly_joined(text, a, b, joined["weak"]):
        return None
    means = {sign: frozenset(signs()[sign]) for sign in (a.sign, b.sign) if sign}
    if means and not frozenset.intersection(*means.values()):
        return None  # two currencies are two figures
    sign = min(means, key=lambda sign: len(means[sign]), default="")  # "$100,000 - $120,000 CAD" is Canadian
    return Figure(a.start, b.end, low, high, sign, False, a, b)


def _weakly_joined(text: str, a: Amount, b: Amount, word: str) -> bool:
    """ "and" makes a range after "between"; a slash or "a" between two like figures with a sign."""
    if BETWEEN.search(text, max(0, a.start - 25), a.start):
        return True
    alike = (a.grouped and b.grouped) or b.multiple == 1e3
    return word.lower() not in ("and", "und", "et", "&") and alike and bool(a.sign or b.sign)


def _scaled(a: Amount, b: Amount) -> tuple[float, float]:
    """Both ends in full: the k of "150-200k" counts for both, and "25-30,000" starts at 25,000."""
    low, high = a.value, b.value
    if a.multiple == 1 and b.multiple > 1 and low < 1000 and low * b.multiple <= high:
        low *= b.multiple
    elif b.multiple == 1 and a.multiple == 1e3 and a.number <= high < 1000:
        high *= 1e3
    elif a.multiple == b.multiple == 1 and low < 1000 <= 10_000 <= high and low * 1000 <= high:
        low *= 1000
    return low, high
