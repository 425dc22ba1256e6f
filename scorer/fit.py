"""Holds one person's evidence against a segment: coverage, reach, must-haves, bundles, trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from analysis.skillbook import book
from scorer.facts import Claim, Facts, Fit
from scorer.market import Pay, Segment, pay_of, rising
from scorer.skills import title

CODE, DATED, BULLET, LISTED, ADJACENT, BROADER = 1.0, 1.0, 0.6, 0.4, 0.3, 0.6
# skills listed without work; more of them share what twelve are worth, so that none is bought by listing
LISTS = 12
COVERED = 0.6  # a skill named in a list does not open a posting
REACHED = 0.7  # of what a posting requires
COUNTED = 0.02  # share of postings below which a skill is not demand
MOST = 60  # skills
PAIR, PAIRS, LIFT = 0.10, 5, 1.2


def strength(facts: Facts) -> dict[str, float]:
    """How well each skill is evidenced, 0..1: code or dated work, a bullet, a list, a sibling."""
    found: dict[str, float] = dict.fromkeys(facts.evidenced or {}, CODE)
    claims = facts.resume.claims if facts.resume else ()
    bare = [c for c in claims if c.where == "list" and c.skill not in found]
    listed = LISTED * min(1.0, LISTS / len(bare)) if bare else 0.0
    worth = {"dated": DATED, "bullet": BULLET, "list": listed}
    for claim in claims:
        found[claim.skill] = max(found.get(claim.skill, 0.0), worth[claim.where])
    direct = dict(found)
    shelf = book()
    for skill, value in sorted(direct.items()):
        known = shelf.by_id.get(skill)  # type: ignore[call-overload]
        if known is None or value < BULLET:
            continue
        for broader in shelf.ancestors(known):
            found[broader.id] = max(found.get(broader.id, 0.0), BROADER * value)
        for sibling in shelf.siblings(known):
            found[sibling.id] = max(found.get(sibling.id, 0.0), ADJACENT * value)
    return dict(sorted(found.items()))


def demanded(segment: Segment) -> list[tuple[str, float, Pay | None]]:
    """Skills that count in a segment with their weight: demand x (1 + pay premium)."""
    ranked = sorted(segment.shares.items(), key=lambda kv: (-kv[1], kv[0]))
    rows = [(skill, share) for skill, share in ranked if share >= COUNTED][:MOST]
    paid = [(skill, share, pay_of(segment, skill)) for skill, share in rows]
    return [(skill, share * (1 + (pay.premium if pay else 0.0)), pay) for skill, share, pay in paid]


def fit(segment: Segment, evidence: Mapping[str, float]) -> Fit:
    """The five measures of market fit."""
    wanted = demanded(segment)
    whole = sum(weight for _, weight, _ in wanted)
    covered = sum(weight * evidence.get(skill, 0.0) for skill, weight, _ in wanted)
    open_ones = [p for p in segment.postings if p.open and p.required]
    reached = [p for p in open_ones if share_covered(p.required, evidence) >= REACHED]
    half = len(segment.postings) / 2
    required = Counter(skill for p in segment.postings for skill in p.required)
    up = rising(segment, [skill for skill, _, _ in wanted])
    return Fit(
        segment=segment.words,
        market_date=segment.market_date,
        postings=len(segment.postings),
        companies=segment.companies,
        coverage=round(covered / whole, 4) if whole else 0.0,
        reach=round(len(reached) / len(open_ones), 4) if open_ones else None,
        reached=len(reached),
        within_sight=len(open_ones),
        must_haves=tuple((s, evidence.get(s, 0.0)) for s, n in sorted(required.items()) if n >= half),
        bundles=tuple((pair, min(evidence.get(s, 0.0) for s in pair)) for pair in _bundles(segment)),
        rising=None if up is None else tuple((s, evidence.get(s, 0.0)) for s in up),
        demanded=tuple((skill, round(weight, 4), evidence.get(skill, 0.0)) for skill, weight, _ in wanted),
    )


def share_covered(required: frozenset[str], evidence: Mapping[str, float]) -> float:
    return sum(evidence.get(skill, 0.0) >= COVERED for skill in required) / len(required)


def unlocked(segment: Segment, evidence: Mapping[str, float], skill: str) -> int:
    """Open postings that come within reach with this one skill more."""
    better = {**evidence, skill: 1.0}
    return sum(
        share_covered(p.required, evidence) < REACHED <= share_covered(p.required, better)
        for p in segment.postings
        if p.open and skill in p.required
    )


def _bundles(segment: Segment) -> list[tuple[str, ...]]:
    """Pairs named together by a tenth of the postings and more often than chance, kin aside."""
    pairs: Counter[tuple[str, str]] = Counter()
    frequent = {s for s, share in segment.shares.items() if share >= PAIR}
    for posting in segment.postings:
        pairs.update(combinations(sorted(posting.named & frequent), 2))
    shelf, n = book(), len(segment.postings)
    found = []
    for (a, b), count in pairs.items():
        lift = count / n / (segment.shares[a] * segment.shares[b])
        one = shelf.by_id.get(a)  # type: ignore[call-overload]
        other = shelf.by_id.get(b)  # type: ignore[call-overload]
        kin = one and other and (other in shelf.ancestors(one) or one in shelf.ancestors(other))
        if count >= PAIR * n and lift >= LIFT and not kin:
            found.append((count, (a, b)))
    return [pair for _, pair in sorted(found, key=lambda cp: (-cp[0], cp[1]))[:PAIRS]]


def triangle(facts: Facts, segment: Segment | None, evidence: Mapping[str, float]) -> list[dict[str, Any]]:
    """For each skill claimed, evidenced or in demand: claimed, evidenced, demanded (None: no market)."""
    claims = {c.skill: c for c in (facts.resume.claims if facts.resume else ())}
    pays = {skill: pay for skill, _, pay in demanded(segment)} if segment else {}
    counts = segment.counts if segment else {}
    code = facts.evidenced or {}
    return [
        {
            "id": skill,
            "name": title(skill),
            "claimed": _claimed(claims.get(skill)),
            "evidenced": code.get(skill),
            "strength": round(evidence.get(skill, 0.0), 2),
            "demanded": _demanded(segment, skill, pays.get(skill)) if segment else None,
        }
        for skill in sorted({*pays, *claims, *code}, key=lambda s: (-counts.get(s, 0), s))
    ]


def _claimed(claim: Claim | None) -> dict[str, str] | None:
    return {"where": claim.where, "quote": claim.quote} if claim else None


def _demanded(segment: Segment, skill: str, pay: Pay | None) -> dict[str, Any]:
    return {
        "n": segment.counts.get(skill, 0),
        "of": len(segment.postings),
        "share": round(segment.shares.get(skill, 0.0), 4),
        "pay": as_pay(pay),
    }


def as_pay(pay: Pay | None) -> dict[str, float] | None:
    if pay is None:
        return None
    return {"difference": pay.difference, "low": pay.low, "high": pay.high, "n": pay.n}


def best_postings(segment: Segment, evidence: Mapping[str, float], *, most: int = 10) -> list[dict[str, Any]]:
    """The open postings that fit best, with what is missing for each."""
    rows = [p for p in segment.postings if p.open and p.required]
    rows.sort(key=lambda p: (-share_covered(p.required, evidence), -len(p.required), p.id))
    return [
        {
            "id": p.id,
            "title": p.title.strip(),
            "company": p.company,
            "url": p.url,
            "covered": round(share_covered(p.required, evidence), 4),
            "required": len(p.required),
            "missing": [title(s) for s in sorted(p.required) if evidence.get(s, 0.0) < COVERED],
        }
        for p in rows[:most]
    ]
