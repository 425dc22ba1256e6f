"""The lists beside this file as values: companies, places, roles, topics, and how adverts put things."""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

WORDS = Path(__file__).parent / "words"
TOPICS: dict[str, Any] = tomllib.loads((WORDS / "topics.toml").read_text("utf-8"))
ROLES: dict[str, Any] = tomllib.loads((WORDS / "roles.toml").read_text("utf-8"))
VOICES: dict[str, Any] = tomllib.loads((WORDS / "voices.toml").read_text("utf-8"))
SLOTS: dict[str, list[str]] = TOPICS.pop("words")
SAY: dict[str, list[str]] = VOICES["paragraphs"]

# Share of adverts, years asked, and an AI engineer's yearly base in San Francisco, thousands of dollars.
LEVELS = {
    "intern": (3, (0, 0), (88, 104)),
    "junior": (19, (0, 1), (124, 156)),
    "mid": (27, (2, 4), (158, 202)),
    "senior": (29, (5, 7), (192, 246)),
    "staff": (17, (8, 10), (238, 312)),
    "lead": (6, (8, 10), (224, 296)),
}


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    source: str
    token: str
    stage: str
    ai_native: bool
    frontier_lab: bool
    industry: str
    home: str
    does: str
    number: int  # decides its voice, its house style and its favourite tools


@dataclass(frozen=True, slots=True)
class Place:
    key: str
    label: str
    short: str
    country: str
    iso: str
    currency: str
    factor: float
    weight: int
    remote: bool


def companies() -> list[Company]:
    """The sixty companies, in the order of the file."""
    with (WORDS / "companies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Company(
            row["name"], row["source"], row["token"], row["stage"], row["ai_native"] == "true",
            row["frontier_lab"] == "true", row["industry"], row["home"], row["does"], number,
        )
        for number, row in enumerate(rows)
    ]  # fmt: skip


def places() -> dict[str, Place]:
    with (WORDS / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["key"]: Place(
            row["key"], row["label"], row["short"], row["country"], row["iso"], row["currency"],
            float(row["factor"]), int(row["weight"]), row["remote"] == "true",
        )
        for row in rows
    }  # fmt: skip


def weighted(rng: Random, weights: dict[str, int]) -> str:
    """One of the keys, drawn by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


PLACES = places()
