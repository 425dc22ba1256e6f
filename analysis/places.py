"""Reads places: which countries and which metro a location line, or a sentence about place, names."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.wording import words

WORD = re.compile(r"[^\W\d_]+")
JOINS = re.compile(r"[ .'’\-\u00a0]{1,3}")  # what may stand inside one name: "St. Louis", "Tel-Aviv"
QUALIFIES = re.compile(
    r"\s*[,(\-–—]?\s*\.?"
)  # what may stand between a city and its state: "Reading (London)"
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,3}")  # U.S., U.K., D.C.
ON_SITE = re.compile(r"\bON[- ]SITE\b")
# What comes after a name that is only a part of the name meant: "Hayes Valley", "Venice Beach".
PART = re.compile(r" (?:Valley|Beach|Grove|Heights|Hills|Village|Street|Avenue|Road)\b")
UNKNOWN_TOWN = re.compile(r"\b[A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{1,30}){0,2}, ?([A-Z]{2,3})\b(?![\w$])")

# Two or three capitals that mean a place on their own; other codes need a city before them ("Warsaw, PL").
LONE_CODES = frozenset(
    ("us", "usa", "uk", "eu", "eea", "uae", "nyc", "sf", "la", "dc", "gta", "aus", "nz", "ny", "sfo", "rsa")
)
MEMBERS = frozenset(  # of the European Union
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"),
        *("LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
# Cities that are also ordinary words count with their state or country, or as the whole line.
WORDLIKE = frozenset(words("places", "WORDLIKE"))


class Place(NamedTuple):
    """A place named at text[start:end]; `countries`: ISO 3166, EU or WW, empty for regions without a code."""

    kind: str  # city, region, country or area
    countries: tuple[str, ...]
    region: str
    metro: str
    start: int
    end: int


class Entry(NamedTuple):
    """A row of places.csv."""

    kind: str
    countries: tuple[str, ...]
    region: str
    metro: str

    @property
    def state(self) -> str:
        """US-CA; California must not pass for Canada."""
        return f"{self.countries[0]}-{self.region}" if self.region else ""


class Gazetteer(NamedTuple):
    """Names as folded words joined by spaces; `longest`: words in the longest name with this first word."""

    names: dict[str, list[Entry]]
    codes: dict[str, list[Entry]]
    longest: dict[str, int]


@cache
def gazetteer() -> Gazetteer:
    """places.csv, once a process."""
    names: dict[str, list[Entry]] = {}
    codes: dict[str, list[Entry]] = {}
    lines = (files("analysis.taxonomy") / "places.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        kind = "city" if row["kind"] == "alias" and row["metro"] else row["kind"].replace("alias", "country")
        entry = Entry(kind, tuple(row["country"].split()), row["region"], row["metro"])
        if row["kind"] == "country":
            entry = entry._replace(region="")
            codes.setdefault(row["region"].casefold(), []).append(entry)
        if row["kind"] in ("country", "region"):
            code = row["country"] if row["kind"] == "country" else row["region"]
            codes.setdefault(code.casefold(), []).append(entry)
        names.setdefault(folded(row["name"]), []).append(entry)
    longest: dict[str, int] = {}
    for name in names:
        first, *rest = name.split()
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Gazetteer(names, codes, longest)


@lru_cache(maxsize=20_000)
def find(text: str) -> tuple[Place, ...]:
    """The places a short line names, in its order; a state after its city only says which city is meant."""
    if "SITE" in text:  # its "ON" is not Ontario
        text = ON_SITE.sub(lambda site: " " * len(site[0]), text)
    if "." in text:
        text = DOTTED.sub(lambda dotted: dotted[0].replace(".", "").ljust(len(dotted[0])), text)
    whole = text.strip()
    hits = list(_hits(text))
    named = {code for entries, _, _ in hits for code in _surely(entries)}
    places: list[Place] = []
    before = 0  # where the last place ended
    for entries, start, end in hits:
        follows = bool(places) and QUALIFIES.fullmatch(text, before, start) is not None
        coded = end - start == 3 and text[start:end].isupper() and text[start:end].lower() not in LONE_CODES
        if follows and (settled := _qualified(places[-1], entries, text, coded=coded)):
            places[-1] = settled._replace(end=end)
            before = end
            continue
        if follows and entries[0].countries == ("EU",) and MEMBERS.intersection(places[-1].countries):
            before = end  # "Amsterdam, Netherlands, EU"
            continue
        if text[start:end] != whole and not _stands_alone(text, entries, start, end):
            continue
        chosen = max(entries, key=lambda entry: _agreement(entry, named))
        places.append(Place(*chosen, start, end))
        before = end
    return tuple(places or _unknown_towns(text))


def countries(places: Iterable[Place]) -> list[str]:
    """Each country once, in the order named; "anywhere" counts only where nothing narrower is named."""
    named = list(dict.fromkeys(code for place in places for code in place.countries))
    return [code for code in named if code != "WW"] or named


def code(said: str) -> str:
    """The code of the country or region that is named: "us", "USA", "Germany"; empty where none is."""
    if len(said) == len("US"):
        return said.upper()
    found = [place for place in find(said.upper()) if place.kind in ("country", "area")]
    return found[0].countries[0] if len(found) == 1 and len(found[0].countries) == 1 else ""


@lru_cache(maxsize=100)
def metro(said: str) -> str:
    """The metropolitan area of that name, or of the city that is named: "Brooklyn"; empty where none is."""
    every = (entry.metro for entries in gazetteer().names.values() for entry in entries)
    known = next((one for one in every if one and one.casefold() == said.casefold()), "")
    found = (*find(said), *find(said.title()))
    return known or next((place.metro for place in found if place.metro), "")


def folded(name: str) -> str:
    """Words in lower case without accents, as the gazetteer keeps them."""
    return " ".join(_plain(word) for word in WORD.findall(name))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _hits(text: str) -> Iterator[tuple[list[Entry], int, int]]:
    """Longest names first come, first served, with every place that bears the name."""
    table = gazetteer()
    tokens = [(_plain(word[0]), word.start(), word.end()) for word in WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        first, start, end = tokens[at]
        name, known, taken = first, None, 1
        for more in range(table.longest.get(first, 0)):
            if more:
                if at + more >= len(tokens) or not JOINS.fullmatch(
                    text, tokens[at + more - 1][2], tokens[at + more][1]
                ):
                    break
                name = f"{name} {tokens[at + more][0]}"
            if name in table.names:
                known, taken, end = table.names[name], more + 1, tokens[at + more][2]
        if taken == 1 and end - start <= 3:
            # "or", "in" and "me" are words unless written as codes
            known = (known or []) + table.codes.get(first, []) if text[start:end].isupper() else None
        if known:
            yield known, start, end
        at += taken


def _surely(entries: list[Entry]) -> tuple[str, ...]:
    kinds = {entry.kind for entry in entries}
    return (*entries[0].countries, entries[0].state) if len(entries) == 1 and kinds != {"city"} else ()


def _agreement(entry: Entry, named: set[str]) -> int:
    """How well one bearer of a name fits what is named beside it; ties keep the larger place."""
    return (entry.state in named and entry.state != "") * 2 + any(code in named for code in entry.countries)


def _qualified(place: Place, entries: list[Entry], text: str, *, coded: bool) -> Place | None:
    """The place meant once its state or country follows; `coded`: as three capitals that name no city."""
    bearers = gazetteer().names.get(folded(text[place.start : place.end]), [])
    for wide in entries:
        for bearer in bearers:
            within = bearer.countries == wide.countries and wide.region in ("", bearer.region)
            if within and wide.kind in ("region", "country") and bearer.kind == "city":
                return place._replace(countries=bearer.countries, region=bearer.region, metro=bearer.metro)
    wide = entries[0]
    if place.kind == "region" and wide.kind == "country" and place.countries == wide.countries:
        return place
    # A namesake we have no row for: "Andover, MA", "New Malden, GBR".
    if place.kind == "city" and (wide.kind == "region" or (coded and wide.kind == "country")):
        return place._replace(countries=wide.countries, region=wide.region, metro=wide.metro)
    return None


def _stands_alone(text: str, entries: list[Entry], start: int, end: int) -> bool:
    word = text[start:end].lower()
    if end - start <= 3:
        return word in LONE_CODES or any(entry.kind == "area" for entry in entries) or _is_alias(word)
    if entries[0].kind == "city" and PART.match(text, end):
        return False
    if word in WORDLIKE:
        return QUALIFIES.match(text, end) is not None and any(
            _agreement(entry, _codes_after(text, end)) for entry in entries
        )
    return text[start].isupper() or entries[0].kind in ("area", "country")


def _is_alias(word: str) -> bool:
    return word in gazetteer().names


def _codes_after(text: str, end: int) -> set[str]:
    """What the next word names: the state of "Mobile, AL"."""
    after = WORD.search(text, end)
    if after is None or not QUALIFIES.fullmatch(text, end, after.start()):
        return set()
    table = gazetteer()
    word = _plain(after[0])
    entries = table.names.get(word, []) + (table.codes.get(word, []) if after[0].isupper() else [])
    return {
        code for entry in entries if entry.kind != "city" for code in (*entry.countries, entry.state) if code
    }


def _unknown_towns(text: str) -> Iterator[Place]:
    """A town we have no row for still tells its state: "Moab, UT"."""
    for town in UNKNOWN_TOWN.finditer(text):
        for entry in gazetteer().codes.get(town[1].lower(), []):
            if entry.kind == "region" or len(town[1]) == len("IND"):
                yield Place("city", entry.countries, entry.region, entry.metro, town.start(), town.end())
                break
