"""The contract every signal keeps."""

import dataclasses
import inspect
from datetime import date

import pytest
from invented import TODAY

from scorer import signals
from scorer.facts import Facts
from scorer.score import PILLARS

EVERY = signals.every()
FACTS = {field.name for field in dataclasses.fields(Facts)}


@pytest.mark.parametrize("signal", EVERY, ids=signals.name)
def test_says_what_it_is(signal: signals.Signal) -> None:
    assert signal.PILLAR in PILLARS
    assert signal.WEIGHT > 0
    assert len(signal.SOURCE) > 5
    assert signal.FIX[0].isupper()
    assert signal.FIX.endswith(".")
    assert signals.question(signal).endswith("?")  # the first sentence of the docstring is what people read


@pytest.mark.parametrize("signal", EVERY, ids=signals.name)
def test_asks_for_facts_by_name(signal: signals.Signal) -> None:
    assert set(inspect.signature(signal.check).parameters) <= FACTS


@pytest.mark.parametrize("signal", EVERY, ids=signals.name)
def test_without_facts_it_is_unknown_and_says_why(signal: signals.Signal) -> None:
    finding = signals.ask(signal, Facts(as_of=TODAY))
    assert (finding.status, finding.value) == ("unknown", None)
    assert finding.reason


@pytest.mark.parametrize("signal", EVERY, ids=signals.name)
def test_says_why_a_fact_is_missing(signal: signals.Signal) -> None:
    needed = list(inspect.signature(signal.check).parameters)
    unread = dict.fromkeys(needed, "the network was down")
    assert signals.ask(signal, Facts(as_of=date(2026, 1, 1), unread=unread)).reason == "the network was down"


def test_the_table_names_every_signal_once() -> None:
    rows = signals.table().splitlines()[2:]
    assert len(rows) == len(EVERY) == 40
    assert len({row.split(" | ")[1] for row in rows}) == len(rows)


def test_weights_are_the_rubrics() -> None:
    """The weights of the rubric, summed by pillar; market fit is in points of the thirty."""
    sums = {pillar: sum(s.WEIGHT for s in EVERY if pillar == s.PILLAR) for pillar in PILLARS}
    assert sums == {"portfolio": 83, "market": 30, "resume": 21}
