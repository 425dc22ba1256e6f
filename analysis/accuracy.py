"""How well postings are read: what was measured, against what, and when."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

LEARNED, MEASURED = "learned on (62)", "only measured (58)"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """`measured`: what was read -> on the postings rules were learned on, on those that only measure."""

    date: date
    says: str
    expect: str
    measured: Mapping[str, tuple[str, str]]


@cache
def accuracy() -> Accuracy:
    """The last measurement."""
    told = tomllib.loads((files("analysis.taxonomy") / "accuracy.toml").read_text(encoding="utf-8"))
    measured = {what: tuple(figures) for what, figures in told["measured"].items()}
    return Accuracy(told["date"], told["says"].strip(), told["expect"].strip(), measured)
