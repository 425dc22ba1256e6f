"""Finds numbers that may be money: how each is written, its sign and its multiple, in any usual notation."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from analysis.money import USUAL, currencies, signs

WIDE = "\u00a0\u2007\u2009\u202f"  # spaces that are not the space bar's
MULTIPLES = {
    "k": 1e3, "tsd": 1e3, "tsd.": 1e3, "thousand": 1e3, "tys": 1e3, "tys.": 1e3, "tis": 1e3, "tis.": 1e3,
    "lpa": 1e5, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6, "mil": 1e6, "mln": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip
RUPEES, LAKH = frozenset(("₹", "INR", "Rs", "Rs.")), re.compile(r" ?[lL]\b")
MOST_DIGITS = 16  # longer ones are identifiers
MOST_NUMBERS = 4_000  # no posting has more; a dump of numbers must not hold up a batch
WRAPPED = 6  # characters that a wrapped line may put between a figure and its multiple or currency
NEAR = 60  # characters around a bare figure that may hold the other end of its range


class Amount(NamedTuple):
    """One number at text[start:end], its sign and multiple included."""

    start: int
    end: int
    number: float  # before the multiple
    multiple: float  # 1 where none is written
    sign: str  # as written; "" where there is none
    grouped: bool  # thousands are set apart: 120,000

    @property
    def value(self) -> float:
        # "$312,000K" is a slip of the pen: nobody means 312 million
        redundant = self.multiple == 1e3 and self.number >= 10_000
        return self.number if redundant else round(self.number * self.multiple, 2)


_TABLE = signs()
_SIGNS = sorted(_TABLE, key=len, reverse=True)
_BY_LAST = {sign[-1]: [s for s in _SIGNS if s[-1] == sign[-1]] for sign in _SIGNS}
SIGNS = "".join(s for s in _SIGNS if len(s) == 1 and (not s.isalpha() or s in "円元"))

_GROUP = f"[.,'’ {WIDE}]"
# Begins with one digit and no look-behind: the scan over a whole text stays a plain search for digits.
NUMBER = re.compile(
    rf"[0-9](?:\d{{0,2}}(?P<group>{_GROUP})\d{{3}}(?:(?P=group)\d{{3}})*(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d?(?:,\d\d){1,2},\d{3}(?!\d)"  # 12,00,000 as written in India
    r"|\d*(?:[.,]\d{1,3}(?!\d))?)"
)
_WORDS = "|".join(sorted((re.escape(m) for m in MULTIPLES if len(m) > 2), key=len, reverse=True))
_WRAP = r"[ \t]{0,2}\n[ \t]{0,4}"
_COIN = "|".join(map(re.escape, _SIGNS))
RIGHT = re.compile(
    rf"(?P<multiple>(?:(?:[ {WIDE}]|{_WRAP})?(?:{_WORDS})|[ {WIDE}]?k|mm|mn|bn|tn|[mbt])(?![^\W_]))?"
    rf"(?P<coin>(?:[ {WIDE}]{{0,2}}|{_WRAP})\(?(?-i:{_COIN})(?![^\W_])(?! ?\d)\)?)?",
    re.IGNORECASE,
)
_MAY_FOLLOW = frozenset(
    "".join({sign[0] for sign in _SIGNS} | {m[0] + m[0].upper() for m in MULTIPLES}) + "("
)
_CODE_FURTHER = re.compile(r"\b(?P<code>USD|US|CAD|AUD|SGD|NZD|HKD)\)?:? ?$")

# Most texts without money are turned away by two doors: signs, and bare figures with a unit. Every branch
# begins with a character of its own: a digit followed by something else costs next to nothing. The class
# [0-9] is scanned faster than \d.
_UNIT = (
    r"[kK](?:(?<!401[kK])|(?<=\d\d[-–]401[kK]))(?![^\W_])"  # "301-401k" is no plan for one's old age
    rf"|{'|'.join(currencies())}|pounds|euros?|dollars|LPA|lpa|[Ll]akh|[Ll]acs?\b|zł|kr\b|Kč|lei\b|"
    r"p\.?[ahd]\b|per (?:hour|day|annum|month|year)|an hour|hourly|daily|[wW]eekly|monthly|annual|yearly"
)
_THOUSANDS = (
    r"[0-9]{3}(?![0-9+]| (?!per|gross|annual|year|to |or |and |a |base|brut|bis |month|mies)[a-z]{3})"
)
BARE = re.compile(
    rf"[0-9](?:[.,'’{WIDE}]{_THOUSANDS}|[0-9]{{4}}(?<![A-Z]{{2}} [0-9]{{5}})"
    rf"| (?:{_THOUSANDS}|{_UNIT})|/ ?(?:[hdwy]|mo)|\+ ?(?:{_UNIT})|p/h|{_UNIT})"
)


def amounts(text: str) -> list[Amount]:
    """The numbers of the text that could be money or half of a range, in their order."""
    return list(islice(_every(text), MOST_NUMBERS))


def _every(text: str) -> Iterator[Amount]:
    for start, end in _rooms(text):
        yield from _amounts(text, start, end)


def _rooms(text: str) -> Iterator[tuple[int, int]]:
    """Where to look: around signs, and around bare figures with a unit of pay."""
    hits = [bare.start() for bare in BARE.finditer(text)]
    if signs := [sign for sign in SIGNS if sign in text]:  # each sought alone: faster than a set
        hits += [hit.start() for sign in signs for hit in re.finditer(re.escape(sign), text)]
        hits.sort()
    start = end = 0
    for hit in hits:
        if hit - NEAR > end:
            if end:
                yield start, end
            start = max(0, hit - NEAR)
        end = hit + NEAR
    if end:
        yield start, end


def _amounts(text: str, first: int, last: int) -> Iterator[Amount]:
    for number in NUMBER.finditer(text, first, last):
        start, end = number.span()
        if end - start > MOST_DIGITS or _goes_on(text, start) or end == last < len(text):
            continue  # an identifier, the rest of one (3.11.4), or one that the room cuts
        before = text[start - 1] if start else " "
        sign = ""
        if before in _BY_LAST or before in _BETWEEN:
            sign, start = _sign_before(text, start)
        if not sign and (before.isalpha() or before == "_"):
            continue  # part of a name: S3, GPT4
        multiple = coin = ""
        following = text[end : end + WRAPPED].lstrip()
        if following and following[0] in _MAY_FOLLOW and (right := RIGHT.match(text, end)):
            multiple = (right["multiple"] or "").strip().lower()
            coin = (right["coin"] or "").strip().strip("()")
            end = right.end()
        if not multiple and sign in RUPEES and (lakh := LAKH.match(text, end)):
            multiple, end = "lakh", lakh.end()  # "₹14L"
        value, grouped = _value(number[0], multiple)
        yield Amount(start, end, value, MULTIPLES.get(multiple, 1.0), _clearer(sign, coin), grouped)


def _goes_on(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return before[-1:].isdigit() or (before[-1:] in (".", ",") and before[0].isdigit())


_BETWEEN = " :" + WIDE  # what may stand between a sign and its figure


def _sign_before(text: str, at: int) -> tuple[str, int]:
    """The longest sign that ends before text[at], and where it starts."""
    end = at
    while end and at - end < 3 and text[end - 1] in _BETWEEN:
        end -= 1
    for sign in _BY_LAST.get(text[end - 1], ()) if end else ():
        start = end - len(sign)
        if start < 0 or not text.startswith(sign, start):
            continue
        if start and sign[0].isalpha() and text[start - 1].isalnum():  # the end of a word
            continue
        if sign in USUAL and (code := _CODE_FURTHER.search(text, max(0, start - 7), start)):
            return {"US": "USD"}.get(code["code"], code["code"]), code.start()
        return sign, start
    return "", at


def _clearer(left: str, right: str) -> str:
    """Of two signs around a figure the one that says more: "$100,000 CAD" is Canadian."""
    return right if right in _TABLE and (not left or left in USUAL) else left


def _value(written: str, multiple: str) -> tuple[float, bool]:
    """The figure, and whether its thousands were set apart: 1.250 is a thousand, 1.25 and 1.250m are not."""
    *whole, last = re.split(_GROUP, written)
    if not whole:
        return float(last), False
    if len(last) < 3 or (len(whole) == 1 and multiple and "." in written):
        return float(f"{''.join(whole)}.{last}"), len(whole) > 1
    return float("".join(whole) + last), True
