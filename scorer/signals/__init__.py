"""What employers look for, one file a signal: the docstring is the question, the constants say what it is.

A check's parameters are named after the facts it needs; a fact that could not be read makes the finding
unknown
without the check being asked. Modules with a leading underscore are not signals.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache, lru_cache
from types import ModuleType
from typing import Protocol, cast

from scorer.facts import Facts
from scorer.findings import Finding, unknown


class Signal(Protocol):
    """The contract of a signal's module."""

    __name__: str
    __doc__: str | None
    PILLAR: str  # portfolio, market or resume
    WEIGHT: float  # relative within its pillar
    SOURCE: str  # who states that it matters
    FIX: str  # what to do, in the imperative

    def check(self, *facts: object) -> Finding: ...


@lru_cache(maxsize=1)
def every() -> tuple[Signal, ...]:
    """All signals, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return tuple(cast("Signal", importlib.import_module(f"{__name__}.{name}")) for name in names)


def name(signal: Signal) -> str:
    return signal.__name__.rpartition(".")[2]


def question(signal: Signal) -> str:
    return inspect.cleandoc(signal.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def ask(signal: Signal, facts: Facts) -> Finding:
    """Gives a check the facts it names, or says which one is missing."""
    given = {fact: getattr(facts, fact) for fact in _needs(cast("ModuleType", signal))}
    for fact, needed_too in _needs(cast("ModuleType", signal)).items():
        if given[fact] is None and needed_too:
            return unknown(facts.unread.get(fact, f"{NAMES.get(fact, fact)} not given"))
    return signal.check(**{fact: value for fact, value in given.items() if value is not None})


NAMES = {
    "repos": "GitHub account",
    "account": "GitHub account",
    "merged": "GitHub account",
    "links": "links were not tried:",
    "resume": "resume",
    "fit": "postings database",
}


@cache
def _needs(module: ModuleType) -> dict[str, bool]:
    """Facts a check names, and whether it can do without (they have a default)."""
    parameters = inspect.signature(module.check).parameters.values()
    return {p.name: p.default is inspect.Parameter.empty for p in parameters}


def table() -> str:
    """The list of signals as Markdown, for the README: pillar, signal, weight, question, who states it."""
    rows = sorted(every(), key=lambda s: (s.PILLAR != "portfolio", s.PILLAR, -s.WEIGHT, name(s)))
    lines = ["| pillar | signal | weight | question | stated by |", "|---|---|---|---|---|"]
    lines += [f"| {s.PILLAR} | {name(s)} | {s.WEIGHT:g} | {question(s)} | {s.SOURCE} |" for s in rows]
    return "\n".join(lines) + "\n"
