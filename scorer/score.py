"""Puts findings together: pillars, score, coverage, interval, and how far the weights decide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorer import signals
from scorer.blind import blind, fingerprint
from scorer.facts import Facts
from scorer.findings import Finding
from scorer.redflags import KEY_CAP, Flag, flags

RUBRIC, VERSION = "aieng-2026", 1
PILLARS: Mapping[str, float] = {"portfolio": 50, "market": 30, "resume": 20}
ENOUGH = 0.40  # coverage; below it there is no total
MOVE = 0.5  # every weight moves by half, up or down
FLAG_COST, FLAG_MOST = 0.05, 0.20  # share of the resume pillar


@dataclass(frozen=True, slots=True)
class Scored:
    """One signal, asked: its finding, the points it is worth and what fixing it would gain."""

    id: str
    pillar: str
    question: str
    weight: float
    source: str
    fix: str
    finding: Finding
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class Pillar:
    id: str
    weight: float  # share of the total, after pillars without input are left out
    score: float | None
    coverage: float
    low: float
    high: float
    cap: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The whole result; `total` is None when too little could be seen."""

    total: float | None
    coverage: float
    low: float
    high: float
    weight_low: float
    weight_high: float
    pillars: tuple[Pillar, ...]
    signals: tuple[Scored, ...]
    flags: tuple[Flag, ...]
    input_hash: str


def score(facts: Facts) -> Score:
    """Asks every signal and adds up; the same facts give the same score."""
    seen = blind(facts)
    asked = [_asked(signal, seen) for signal in signals.every() if _given(signal.PILLAR, seen)]
    raised = flags(seen)
    adjust = _adjustments(raised)
    present = {pillar: weight for pillar, weight in PILLARS.items() if any(s.pillar == pillar for s in asked)}
    share = {pillar: weight / sum(present.values()) for pillar, weight in present.items()}
    pillars = tuple(
        _pillar(name, share[name], [s for s in asked if s.pillar == name], adjust) for name in share
    )
    coverage = sum(p.weight * p.coverage for p in pillars)
    total = _total(asked, share, adjust)
    weight_low, weight_high = _moved(asked, share, adjust)
    return Score(
        total=_points(total) if total is not None and coverage >= ENOUGH else None,
        coverage=round(coverage, 4),
        low=_points(sum(p.weight * p.low for p in pillars)),
        high=_points(sum(p.weight * p.high for p in pillars)),
        weight_low=_points(weight_low),
        weight_high=_points(weight_high),
        pillars=tuple(_shown(p) for p in pillars),
        signals=tuple(_with_gain(s, asked, share, adjust, total) for s in asked),
        flags=raised,
        input_hash=fingerprint(seen, (s.finding for s in asked), raised),
    )


def rubric_hash() -> str:
    """Changes whenever a signal, a weight or the way they add up changes."""
    here = Path(__file__).parent
    files = (
        *sorted((here / "signals").glob("*.py")),
        here / "score.py",
        here / "ownwork.py",
        here / "redflags.py",
        here / "blind.py",
    )
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


Adjust = Callable[[str, float], float]


def _given(pillar: str, facts: Facts) -> bool:
    """A pillar without any input is left out; one whose input failed stays, unknown."""
    if pillar == "resume":
        return facts.resume is not None
    if pillar == "market":
        return facts.fit is not None
    return facts.account is not None or facts.repos is not None


def _asked(signal: signals.Signal, facts: Facts) -> Scored:
    return Scored(
        id=signals.name(signal),
        pillar=signal.PILLAR,
        question=signals.question(signal),
        weight=signal.WEIGHT,
        source=signal.SOURCE,
        fix=signal.FIX,
        finding=signals.ask(signal, facts),
    )


def _adjustments(raised: Iterable[Flag]) -> Adjust:
    raised = tuple(raised)
    cost = min(FLAG_MOST, FLAG_COST * sum(f.pillar == "resume" for f in raised))
    capped = any(f.pillar == "portfolio" for f in raised)

    def adjust(pillar: str, value: float) -> float:
        if pillar == "portfolio" and capped:
            return min(value, KEY_CAP)
        return value * (1 - cost) if pillar == "resume" else value

    return adjust


def _mean(asked: Iterable[Scored]) -> float | None:
    known = [(s.weight, s.finding.value) for s in asked if s.finding.value is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total else None


def _pillar(name: str, share: float, asked: Sequence[Scored], adjust: Adjust) -> Pillar:
    weight = sum(s.weight for s in asked)
    mean = _mean(asked)
    seen = sum(s.weight * (1 - s.finding.unverified) for s in asked if s.finding.value is not None)
    low = sum(s.weight * (s.finding.value or 0.0) for s in asked) / weight
    high = sum(s.weight * _upper(s.finding) for s in asked) / weight
    value = adjust(name, mean) if mean is not None else None
    cap = (
        "capped: a committed key"
        if mean is not None and value is not None and name == "portfolio" and value < mean
        else ""
    )
    return Pillar(name, share, value, seen / weight, adjust(name, low), adjust(name, high), cap)


def _upper(finding: Finding) -> float:
    if finding.value is None:
        return 1.0
    return finding.value + finding.unverified * (1 - finding.value)


def _total(asked: Sequence[Scored], share: Mapping[str, float], adjust: Adjust) -> float | None:
    """Pillars that could be measured at all, weighted; None when none could."""
    means = {name: _mean([s for s in asked if s.pillar == name]) for name in share}
    known = {name: adjust(name, mean) for name, mean in means.items() if mean is not None}
    weight = sum(share[name] for name in known)
    return sum(share[name] * value for name, value in known.items()) / weight if weight else None


def _moved(asked: Sequence[Scored], share: Mapping[str, float], adjust: Adjust) -> tuple[float, float]:
    """The lowest and highest score when every weight moves by half."""
    ends: list[float] = []
    for up in (False, True):
        pillars = []
        for name, weight in share.items():
            known = [
                (s.weight, s.finding.value) for s in asked if s.pillar == name and s.finding.value is not None
            ]
            if known:
                pillars.append((weight, adjust(name, _extreme(known, up=up))))
        ends.append(_extreme(pillars, up=up) if pillars else 0.0)
    return ends[0], ends[1]


def _extreme(weighted: Sequence[tuple[float, float]], *, up: bool) -> float:
    """The end of the weighted mean: there, weights on one side of some value are up and the others down."""
    ordered = sorted(weighted, key=lambda wv: wv[1], reverse=up)
    best: float | None = None
    for cut in range(len(ordered) + 1):
        moved = [(w * (1 + MOVE if n < cut else 1 - MOVE), v) for n, (w, v) in enumerate(ordered)]
        mean = sum(w * v for w, v in moved) / sum(w for w, _ in moved)
        best = mean if best is None else max(best, mean) if up else min(best, mean)
    return best if best is not None else 0.0


def _with_gain(
    one: Scored, asked: Sequence[Scored], share: Mapping[str, float], adjust: Adjust, total: float | None
) -> Scored:
    """Points the score would rise by if this alone were in full; unknown stays without a number."""
    if one.finding.value is None or total is None:
        return one
    full = Finding("passed", 1.0)
    changed = [_replaced(s, full) if s is one else s for s in asked]
    gained = (_total(changed, share, adjust) or 0.0) - total
    return Scored(
        one.id,
        one.pillar,
        one.question,
        one.weight,
        one.source,
        one.fix,
        one.finding,
        round(max(0.0, gained) * 100, 1),
    )


def _replaced(one: Scored, finding: Finding) -> Scored:
    return Scored(one.id, one.pillar, one.question, one.weight, one.source, one.fix, finding)


def _shown(pillar: Pillar) -> Pillar:
    return Pillar(
        pillar.id,
        round(pillar.weight, 4),
        _points(pillar.score) if pillar.score is not None else None,
        round(pillar.coverage, 4),
        _points(pillar.low),
        _points(pillar.high),
        pillar.cap,
    )


def _points(value: float) -> float:
    return round(100 * value, 1)
