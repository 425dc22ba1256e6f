"""Says a result in rows: title by title, each row with what it rests on. Every format shows the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorer.facts import Facts
from scorer.findings import Evidence, shortened
from scorer.score import ENOUGH, RUBRIC, VERSION, Pillar, Score, Scored, rubric_hash

NOTICE = (
    "Self-assessment: readiness against signals that guides and postings state, not a chance of being hired. "
    "For your own work; not for judging others."
)
LEGEND = (
    "Each line below is a question that guides or postings ask of you: + yes, ~ in part, - no. The "
    "percentage is how far; (+4.3) is what the score would gain if it were yes."
)
TITLES = {"portfolio": "Portfolio", "market": "Market fit", "resume": "Resume"}
MARKS = {"passed": "+", "partly": "~", "failed": "-", "unknown": "?"}
NEAR, SHOWN = 0.5, 2  # of a question, to count for somebody; pieces of evidence shown for each
STEPS, SKILLS, POSTINGS = 8, 20, 10  # rows shown


@dataclass(frozen=True, slots=True)
class Row:
    """One thing said: how deep it stands under its title, its mark, and where it can be looked up."""

    text: str
    depth: int = 0
    mark: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under names, first column widest."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    rows: Sequence[Row | Table]


def parts(facts: Facts, result: Score, extra: Mapping[str, Any]) -> Iterator[Part]:
    """The whole report, in the order it is read."""
    yield Part(_score(result), list(_opening(facts, result, extra)))
    for pillar in result.pillars:
        asked = [s for s in result.signals if s.pillar == pillar.id]
        yield _pillar(pillar, asked, (extra.get("review") or {}).get("with_review", {}))
    yield from _skills(extra)
    yield from _actions(extra)
    yield from _postings(extra)
    for advised in extra.get("advice", []):
        yield Part(advised["title"], [Row(line) for line in advised["lines"]])
    yield from _reviewed(extra)
    if facts.resume and facts.resume.hidden:
        found = [f'page {h.page}, {h.how}: "{shortened(h.text, 100)}"' for h in facts.resume.hidden[:10]]
        yield Part("Text nobody can see (left out of the score)", [Row(one) for one in found])
    questions = {s.id: s.question for s in result.signals}
    unseen = [
        Row(f"{questions.get(row['what'], row['what'])} {row['why']}".strip(), mark="?")
        if row["what"] in questions
        else Row(f"{row['what']}: {row['why']}", mark="?")
        for row in unknowns(facts, result, extra)
    ]
    if unseen:
        yield Part("What could not be seen (never counted as zero)", unseen)


def unknowns(facts: Facts, result: Score, extra: Mapping[str, Any]) -> list[dict[str, str]]:
    """What could not be seen, and why: signals first, then inputs."""
    blind = [{"what": s.id, "why": s.finding.reason} for s in result.signals if s.finding.status == "unknown"]
    said = {row["why"] for row in blind}
    inputs = [{"what": what, "why": why} for what, why in sorted(facts.unread.items()) if why not in said]
    return blind + inputs + list(extra.get("unknown", []))


def _score(result: Score) -> str:
    if result.total is None:
        return f"No total: only {result.coverage:.0%} of what counts could be seen"
    return f"Score {result.total:.0f} of 100"


def _opening(facts: Facts, result: Score, extra: Mapping[str, Any]) -> Iterator[Row]:
    if result.total is None:
        yield Row(f"{ENOUGH:.0%} is the least for a total. The parts that were seen stand below.")
    yield Row(
        f"Between {result.low:.0f} and {result.high:.0f}, depending on what could not be seen; "
        f"{result.coverage:.0%} of what counts was seen. The weights are ours: with every weight half as "
        f"large, or half as large again, the score lies between {result.weight_low:.0f} and "
        f"{result.weight_high:.0f}."
    )
    if len(result.pillars) < len(TITLES):
        names = " and ".join(TITLES[p.id].lower() for p in result.pillars) or "nothing"
        yield Row(f"Rests on {names} only: not comparable with a score from three pillars.")
    for flag in result.flags:
        yield Row(f"RED FLAG: {flag.words}")
        yield from (Row(e.text, 1, where=e.where) for e in flag.evidence)
    yield Row(NOTICE)
    yield Row(LEGEND)
    rubric = f"rubric {RUBRIC} version {VERSION} ({rubric_hash()[:12]})"
    yield Row(f"As of {facts.as_of}; {rubric}; input {result.input_hash[:12]}.")


def _pillar(pillar: Pillar, asked: list[Scored], reviewed: Mapping[str, list[str]]) -> Part:
    points = "not measured" if pillar.score is None else f"{pillar.score:.0f} of 100"
    title = f"{TITLES[pillar.id]}: {points} ({pillar.weight:.0%} of the score, {pillar.coverage:.0%} seen)"
    rows = [Row(pillar.cap)] if pillar.cap else []
    known = [s for s in asked if s.finding.value is not None]
    speaks_for = [s for s in known if (s.finding.value or 0) >= NEAR]
    against = [s for s in known if (s.finding.value or 0) < NEAR]
    if speaks_for:
        rows.append(Row("counts for you"))
        for one in sorted(speaks_for, key=lambda s: (-s.weight, s.id)):
            rows += _signal(one, reviewed)
    if against:
        rows.append(Row("counts against you"))
        for one in sorted(against, key=lambda s: (-(s.gain or 0), s.id)):
            rows += _signal(one, reviewed)
    return Part(title, rows)


def _signal(one: Scored, reviewed: Mapping[str, list[str]]) -> Iterator[Row]:
    gain = f" (+{one.gain:.1f})" if one.gain else ""
    yield Row(f"{one.question} {one.finding.value or 0.0:.0%}{gain}", 1, MARKS[one.finding.status])
    yield from (_evidence(e) for e in one.finding.evidence[:SHOWN])
    if one.finding.reason:
        yield Row(one.finding.reason, 2)
    yield from (Row(f"with review: {remark}", 2) for remark in reviewed.get(one.id, ()))


def _evidence(evidence: Evidence) -> Row:
    return Row(evidence.text, 2, where=evidence.where)


def _skills(extra: Mapping[str, Any]) -> Iterator[Part]:
    rows = extra.get("skills", [])
    if not rows:
        return
    names = ("skill", "claimed", "in code", "demanded", "pay difference, USD")
    shown = tuple(_skill(row) for row in rows[:SKILLS])
    more = [Row(f"and {len(rows) - SKILLS} more; --format json names them all")] if rows[SKILLS:] else []
    said = Row("claimed: the best place of the resume that names it; demanded: postings that do.")
    yield Part(
        "Skills: claimed in the resume, evidenced in code, demanded by postings",
        [said, Table(names, shown), *more],
    )


def _skill(row: Mapping[str, Any]) -> tuple[str, ...]:
    asked = row["demanded"]
    claimed = {"dated": "work", "bullet": "bullet", "list": "list"}.get(
        (row["claimed"] or {}).get("where", ""), "-"
    )
    demanded = f"{asked['n']} ({asked['share']:.0%})" if asked else "no market"
    pay = pay_words(asked.get("pay")) if asked else ""
    return row["name"], claimed, "yes" if row["evidenced"] else "-", demanded, pay


def pay_words(pay: Mapping[str, Any] | None) -> str:
    if not pay:
        return "too few to say"
    return f"{pay['difference']:+,.0f} ({pay['low']:+,.0f}..{pay['high']:+,.0f})"


def _actions(extra: Mapping[str, Any]) -> Iterator[Part]:
    rows: list[Row | Table] = []
    for number, row in enumerate(extra.get("actions", [])[:STEPS], start=1):
        worth = [f"+{row['points']:.1f} points"]
        if row.get("postings_unlocked"):
            worth.append(f"{row['postings_unlocked']} more open postings within reach")
        if row.get("pay"):
            worth.append(f"pay {pay_words(row['pay'])} USD a year")
        rows += [Row(row["do"], mark=f"{number}."), Row("; ".join([*worth, f"about {row['effort']}"]), 1)]
    if rows:
        yield Part("What to do next", rows)


def _postings(extra: Mapping[str, Any]) -> Iterator[Part]:
    listed = extra.get("postings", [])
    if not listed:
        return
    rows: list[Row | Table] = []
    for row in listed[:POSTINGS]:
        if not row["covered"]:
            continue
        rows.append(Row(f"{row['title']}, {row['company']} ({row['covered']:.0%} of what it requires)"))
        if row["missing"]:
            rows.append(Row(f"missing: {', '.join(row['missing'])}", 1))
        if row.get("url"):
            rows.append(Row("", 1, where=row["url"]))
    none = "None yet: no open posting requires a skill that you show in work or code."
    yield Part("Open postings that fit best", rows or [Row(none)])


def _reviewed(extra: Mapping[str, Any]) -> Iterator[Part]:
    review = extra.get("review")
    if review and review.get("why_not"):
        yield Part("Review by a model", [Row(review["why_not"])])
    elif review:
        from scorer.review import lines

        yield Part(f"Review by {review['model']} (changes no point)", [Row(line) for line in lines(review)])
