"""How well postings are read: what was measured, against what, and when."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Accuracy:
    """`measured`: what was read -> how well, on the postings that each of `columns` names."""

    date: date
    says: str
    expect: str
    columns: tuple[str, ...]
    measured: Mapping[str, tuple[str, ...]]


@cache
def accuracy() -> Accuracy:
    """The last measurement."""
    told = tomllib.loads((files("analysis.taxonomy") / "accuracy.toml").read_text(encoding="utf-8"))
    measured = {what: tuple(figures) for what, figures in told["measured"].items()}
    return Accuracy(
        told["date"], told["says"].strip(), told["expect"].strip(), tuple(told["columns"]), measured
    )
