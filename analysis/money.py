"""Finds numbers that may be money: how each is written, its sign and its multiple, in any usual notation."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

WIDE = "\u00a0\u2007\u2009\u202f"  # spaces that are not the space bar's

MULTIPLES = {
    "k": 1e3, "tsd": 1e3, "tsd.": 1e3, "thousand": 1e3, "tys": 1e3, "tys.": 1e3, "tis": 1e3, "tis.": 1e3,
    "lpa": 1e5, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6, "mil": 1e6, "mln": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip
RUPEES, LAKH = frozenset(("₹", "INR", "Rs", "Rs.")), re.compile(r" ?[lL]\b")
# What a shared sign means when no country says otherwise; "kr" alone means nothing.
USUAL = {"$": "USD", "$$": "USD", "dollars": "USD", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Amount:
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


@dataclass(frozen=True, slots=True)
class Currency:
    """How a currency is written, and from which figure its postings mean months or years when no one says."""

    countries: tuple[str, ...]
    signs: tuple[str, ...]
    shared: tuple[str, ...]
    month_to: float
    year_from: float


@cache
def currencies() -> dict[str, Currency]:
    """taxonomy/currencies.csv, by code."""
    with resources.files("analysis.taxonomy").joinpath("currencies.csv").open(encoding="utf-8") as lines:
        return {
            row["code"]: Currency(
                tuple(row["countries"].split()),
                tuple(row["signs"].split()),
                tuple(row["shared"].split()),
                float(row["month_to"]),
                float(row["year_from"]),
            )
            for row in csv.DictReader(lines)
        }


@cache
def of_country() -> dict[str, str]:
    """ISO country code to the currency a bare figure means there."""
    return {country: code for code, money in currencies().items() for country in money.countries}


@cache
def signs() -> dict[str, tuple[str, ...]]:
    """Every sign as written to the codes it may stand for."""
    table: dict[str, tuple[str, ...]] = {"$$": ("USD",)}
    for code, money in currencies().items():
        for sign in (*money.signs, *money.shared):
            table[sign] = (*table.get(sign, ()), code)
    return table


def currency(sign: str, countries: Sequence[str]) -> tuple[str | None, bool]:
    """The code a sign stands for in a job of these countries, and whether that had to be inferred."""
    codes = signs().get(sign, ())
    if len(codes) == 1 and sign in currencies()[codes[0]].signs:
        return codes[0], False
    local = list(dict.fromkeys(of_country()[c] for c in countries if c in of_country()))
    if sign == "":
        return ("USD" if "USD" in local else local[0] if len(local) == 1 else None), True
    meant = [code for code in local if code in codes]
    usual = USUAL.get(sign)
    if len(meant) == 1 or (meant and usual is None):
        return meant[0], True
    return usual, True


_SIGNS = sorted(signs(), key=len, reverse=True)
_LONGEST = len(_SIGNS[0])
ONE_CHARACTER_SIGNS = "".join(s for s in _SIGNS if len(s) == 1 and (not s.isalpha() or s in "円元"))
_GROUP = f"[.,'’ {WIDE}]"
NUMBER = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?P<group>{_GROUP})\d{{3}}(?:(?P=group)\d{{3}})*(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d{1,2}(?:,\d\d){1,2},\d{3}(?!\d)"  # 12,00,000 as written in India
    r"|\d+(?:[.,]\d{1,3}(?!\d))?)"
)
_WORDS = "|".join(sorted((re.escape(m) for m in MULTIPLES if len(m) > 2), key=len, reverse=True))
RIGHT = re.compile(
    rf"(?P<multiple>(?:[ {WIDE}]?(?:{_WORDS}|k)|mm|mn|bn|tn|[mbt])(?![^\W_]))?"
    rf"(?P<coin>[ {WIDE}]{{0,2}}\(?(?-i:{'|'.join(map(re.escape, _SIGNS))})(?![^\W_])(?! ?\d)\)?)?",
    re.IGNORECASE,
)
_TABLE = signs()
_LAST_BEFORE = frozenset(sign[-1] for sign in _SIGNS) | frozenset(" :" + WIDE)
_CODE_FURTHER = re.compile(r"\b(?P<code>USD|US|CAD|AUD|SGD|NZD|HKD)\)?:? ?$")
# Most texts without money are turned away by these two doors: signs, then bare figures with a unit of pay.
BARE = re.compile(
    rf"\d(?: ?[kK](?![^\W_])|[.,'’ {WIDE}]\d{{3}}(?!\d)|\d{{4}}"
    r"|\+? ?(?:pounds|euros?|dollars|LPA|lpa|[Ll]akh|[Ll]acs?\b|zł|kr\b|/ ?h|/ ?d|/mo|/ ?y|/ ?w|p/|"
    r"p\.?[ahd]\b|per |an |hourly|daily|weekly|monthly|annual|year|[A-Z]{3}\b))"
)


def may_be_in(text: str) -> bool:
    """Cheaply: is any figure of the text worth a look?"""
    return any(sign in text for sign in ONE_CHARACTER_SIGNS) or BARE.search(text) is not None


def amounts(text: str) -> list[Amount]:
    """Every number of the text that could be money or half of a range, in its order."""
    found: list[Amount] = []
    for number in NUMBER.finditer(text):
        start, end = number.span()
        before = text[start - 1] if start else ""
        sign = ""
        if before in _LAST_BEFORE:
            sign, start = _sign_before(text, start)
        if not sign and (before.isalpha() or before == "_"):
            continue  # part of a name: S3, GPT4
        multiple = coin = ""
        if right := RIGHT.match(text, end):
            multiple = (right["multiple"] or "").strip(" " + WIDE).lower()
            coin = (right["coin"] or "").strip(" ()" + WIDE)
            end = right.end()
        if not multiple and sign in RUPEES and (lakh := LAKH.match(text, end)):
            multiple, end = "lakh", lakh.end()  # "₹14L"
        value, grouped = _number(number[0], multiple)
        found.append(Amount(start, end, value, MULTIPLES.get(multiple, 1.0), _clearer(sign, coin), grouped))
    return found


def _sign_before(text: str, at: int) -> tuple[str, int]:
    """The longest sign that ends before text[at], and where it starts; spaces and a colon may be between."""
    window = text[max(0, at - _LONGEST - 2) : at].rstrip(" :" + WIDE)
    base = at - min(at, _LONGEST + 2)
    for length in range(min(_LONGEST, len(window)), 0, -1):
        sign, first = window[-length:], len(window) - length
        if sign in _TABLE and not (sign[0].isalpha() and first and window[first - 1].isalnum()):
            start = base + first
            if sign in USUAL and (code := _CODE_FURTHER.search(text, max(0, start - 7), start)):
                return {"US": "USD"}.get(code["code"], code["code"]), code.start()
            return sign, start
    return "", at


def _clearer(left: str, right: str) -> str:
    """Of two signs around a figure the one that says more: "$100,000 CAD" is Canadian."""
    right = right.replace("$ ", "")
    if right in _TABLE and (not left or left in USUAL):
        return right
    return left


def _number(written: str, multiple: str) -> tuple[float, bool]:
    """The figure, and whether its thousands were set apart: 1.250 is a thousand, 1.25 and 1.250m are not."""
    *whole, last = re.split(f"[.,'’ {WIDE}]", written)
    if not whole:
        return float(last), False
    decimal = len(last) < 3 or (len(whole) == 1 and bool(multiple) and "." in written)
    if decimal:
        return float(f"{''.join(whole)}.{last}"), len(whole) > 1
    return float("".join(whole) + last), True
