"""What to do next: in points, postings and dollars, and as one project rather than a list."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.skillbook import book
from scorer.facts import Facts
from scorer.findings import Finding, shortened
from scorer.fit import COVERED, as_pay, demanded, fit, unlocked
from scorer.market import Segment, role_title
from scorer.score import Score, Scored, score
from scorer.signals.built_ai import OBJECT
from scorer.signals.outcomes import FIGURE
from scorer.skills import title

MOST, SHOWN_SKILLS = 8, 3
KINDS = {
    "rag": "a retrieval system over 10,000 documents you know well",
    "agent": "an agent that does one real task with tools and asks before what cannot be undone",
    "fullstack": "a small product people sign in to",
}
BESIDE = ("evals", "live", "tests", "observability", "honest", "readme_60s", "cost", "injection")
REWRITES = 3
Rows = list[dict[str, Any]]


@lru_cache(maxsize=1)
def _book() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("advice.toml").read_text(encoding="utf-8"))


def actions(facts: Facts, result: Score, segment: Segment | None, evidence: Mapping[str, float]) -> Rows:
    """The next best steps, most points first; ties by name. Skills have places of their own among them."""
    rows = [_signal_action(s) for s in result.signals if s.gain and s.pillar != "market"]
    rows.sort(key=lambda r: (-r["points"], r["id"]))
    skills = _skill_actions(facts, result, segment, evidence)[:SHOWN_SKILLS] if segment is not None else []
    return sorted([*rows[: MOST - len(skills)], *skills], key=lambda r: (-r["points"], r["id"]))


def _signal_action(one: Scored) -> dict[str, Any]:
    missing = f" Missing: {', '.join(one.finding.missing[:3])}." if one.finding.missing else ""
    return {
        "id": one.id,
        "do": one.fix + missing,
        "points": one.gain,
        "postings_unlocked": None,
        "pay": None,
        "effort": _book()["effort"].get(one.id, "a few days"),
    }


def _skill_actions(facts: Facts, result: Score, segment: Segment, evidence: Mapping[str, float]) -> Rows:
    rows: Rows = []
    pays = {skill: pay for skill, _, pay in demanded(segment)}
    missing = [skill for skill in pays if evidence.get(skill, 0.0) < COVERED]
    ranked = sorted(missing, key=lambda s: (-unlocked(segment, evidence, s), -segment.shares[s], s))
    for skill in ranked[:SHOWN_SKILLS]:
        better = score(replace(facts, fit=fit(segment, {**evidence, skill: 1.0})))
        gained = (better.total or 0.0) - (result.total or 0.0) if result.total is not None else 0.0
        rows.append(
            {
                "id": f"skill:{skill}",
                "do": f"Show {title(skill)} in a project of yours: {segment.counts[skill]} of "
                f"{len(segment.postings)} postings name it.",
                "points": round(max(0.0, gained), 1),
                "postings_unlocked": unlocked(segment, evidence, skill),
                "pay": as_pay(pays[skill]),
                "effort": f"{_weeks(skill)} weeks of study",
            }
        )
    return rows


def _weeks(skill: str) -> int:
    known = book().by_id.get(skill)  # type: ignore[call-overload]
    return int(_book()["weeks"].get(known.area if known else "", 3))


def sections(
    facts: Facts, result: Score, segment: Segment | None, evidence: Mapping[str, float]
) -> list[dict[str, Any]]:
    """Advice in words: the project, the learning order, headline and bullets, and what refusals mean."""
    parts = (
        ("Build this next", _project(result, segment, evidence)),
        ("Learn in this order", _learning(segment, evidence)),
        ("Headline", _headline(facts, segment, evidence)),
        ("Bullets, before and after", _bullets(facts)),
        ("If you are told", _refusals(result)),
    )
    return [{"title": heading, "lines": lines} for heading, lines in parts if lines]


def _project(result: Score, segment: Segment | None, evidence: Mapping[str, float]) -> list[str]:
    """One project that lifts several signals at once, chosen by what it would gain."""
    found = {s.id: s for s in result.signals}
    open_kinds = [k for k in KINDS if k in found and (found[k].gain or 0) > 0]
    if not open_kinds:
        return []
    kind = max(open_kinds, key=lambda k: (found[k].gain or 0.0, -list(KINDS).index(k)))
    beside = [s for s in BESIDE if s in found and (found[s].gain or 0) > 0][:5]
    lines = [f"Build {KINDS[kind]}."]
    if segment is not None:
        wanted = [
            s for s, _, _ in demanded(segment) if evidence.get(s, 0.0) < COVERED and segment.shares[s] >= 0.05
        ]
        if wanted:
            lines.append(
                f"Use what postings ask for and you have not shown: {', '.join(map(title, wanted[:4]))}."
            )
    lines += [f"- {found[s].fix} (+{found[s].gain})" for s in (kind, *beside)]
    total = sum(found[s].gain or 0.0 for s in (kind, *beside))
    lines.append(f"Together about {total:.0f} points; the gains are of each signal alone and add up roughly.")
    return lines


def _learning(segment: Segment | None, evidence: Mapping[str, float]) -> list[str]:
    """The product track of the guides, without what is evidenced already, weighed by the postings."""
    lines: list[str] = []
    for step in _book()["learning"]:
        if max((evidence.get(s, 0.0) for s in step["skills"]), default=0.0) >= COVERED:
            continue
        asked = ""
        if segment is not None:
            named = sum(any(s in p.named for s in step["skills"]) for p in segment.postings)
            asked = f"; {named} of {len(segment.postings)} postings name it"
        lines.append(f"{len(lines) + 1}. {step['step']}: {step['weeks']} weeks{asked}")
    return lines


def _headline(facts: Facts, segment: Segment | None, evidence: Mapping[str, float]) -> list[str]:
    """A headline from what is evidenced; none is made up."""
    code = facts.evidenced or {}
    shares = segment.shares if segment else {}
    shown = sorted((s for s in code if evidence.get(s, 0.0) >= 1.0), key=lambda s: (-shares.get(s, 0.0), s))
    before = facts.resume.headline if facts.resume else facts.account.bio if facts.account else ""
    if len(shown) < 2:
        return []
    named = role_title(segment.role if segment else "ai_engineer")
    after = f"{named} | building with {', '.join(map(title, shown[:3]))}"
    return [f'before: "{shortened(before, 100) or "(none)"}"', f'after:  "{after[:1].upper() + after[1:]}"']


def _bullets(facts: Facts) -> list[str]:
    """The person's own bullets with the place marked where a fact is missing; no fact is invented."""
    lines: list[str] = []
    for bullet in facts.resume.bullets if facts.resume else ():
        if bullet.section not in ("experience", "projects") or len(bullet.text.split()) < 5:
            continue
        gaps = []
        if not FIGURE.search(bullet.text):
            gaps.append("[how many, how much faster, or how much cheaper]")
        if not OBJECT.search(bullet.text) and "model" in bullet.text.lower():
            gaps.append("[which model and technique]")
        if gaps:
            text = shortened(bullet.text.rstrip(". "), 140)
            lines += [f'before: "{text}"', f'after:  "{text}, {" ".join(gaps)}"']
        if len(lines) >= 2 * REWRITES:
            break
    return lines


def _refusals(result: Score) -> list[str]:
    """What is usually meant, with where this person stands on it."""
    found: dict[str, Finding] = {s.id: s.finding for s in result.signals}
    lines = []
    for row in _book()["refusal"]:
        stands = _standing(row["signals"], found)
        lines.append(f'"{row["said"]}": {row["means"]}{stands}')
    return lines


def _standing(names: Sequence[str], found: Mapping[str, Finding]) -> str:
    known = [f"{n} {found[n].value:.0%}" for n in names if n in found and found[n].value is not None]
    return f" Yours: {', '.join(known)}." if known else ""
