"""Says the result: as text for a person, as JSON for a program, as Markdown and HTML to keep."""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from scorer.facts import Facts
from scorer.findings import Evidence
from scorer.score import ENOUGH, RUBRIC, VERSION, Pillar, Score, Scored, rubric_hash

SCHEMA = 1
WIDTH = 80
NOTICE = (
    "Self-assessment: readiness against signals that guides and postings state, not a chance of being hired. "
    "For your own work; not for judging others."
)
TITLES = {"portfolio": "Portfolio", "market": "Market fit", "resume": "Resume"}
MARKS = {"passed": "+", "partly": "~", "failed": "-", "unknown": "?"}
BEST = 8  # next actions shown


def as_json(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """The stable contract; see `schema_version`."""
    return json.dumps(content(facts, result, extra), ensure_ascii=False, indent=1) + "\n"


def content(facts: Facts, result: Score, extra: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA,
        "notice": NOTICE,
        "rubric": {"name": RUBRIC, "version": VERSION, "hash": rubric_hash()},
        "input_hash": result.input_hash,
        "as_of": facts.as_of.isoformat(),
        "market_date": extra.get("market_date"),
        "segment": extra.get("segment"),
        "score": result.total,
        "coverage": result.coverage,
        "interval": [result.low, result.high],
        "weight_range": [result.weight_low, result.weight_high],
        "pillars": [_pillar(p) for p in result.pillars],
        "signals": [_signal(s) for s in result.signals],
        "red_flags": [
            {"id": f.id, "pillar": f.pillar, "words": f.words, "evidence": [_evidence(e) for e in f.evidence]}
            for f in result.flags
        ],
        "skills": extra.get("skills", []),
        "actions": extra.get("actions", []),
        "postings": extra.get("postings", []),
        "advice": extra.get("advice", []),
        "hidden_text": [{"text": h.text, "how": h.how, "page": h.page} for h in facts.resume.hidden]
        if facts.resume
        else [],
        "unknown": unknowns(facts, result, extra),
        **({"review": extra["review"]} if "review" in extra else {}),
    }


def _pillar(pillar: Pillar) -> dict[str, Any]:
    return {
        "id": pillar.id,
        "weight": pillar.weight,
        "score": pillar.score,
        "coverage": pillar.coverage,
        "interval": [pillar.low, pillar.high],
        "cap": pillar.cap or None,
    }


def _signal(one: Scored) -> dict[str, Any]:
    return {
        "id": one.id,
        "pillar": one.pillar,
        "question": one.question,
        "status": one.finding.status,
        "value": one.finding.value,
        "weight": one.weight,
        "source": one.source,
        "evidence": [_evidence(e) for e in one.finding.evidence],
        "fix": one.fix,
        "gain": one.gain,
        "reason": one.finding.reason or None,
        "unverified": one.finding.unverified,
    }


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {"text": evidence.text, "where": evidence.where}


def unknowns(facts: Facts, result: Score, extra: Mapping[str, Any]) -> list[dict[str, str]]:
    """What could not be seen, and why: signals first, then inputs."""
    blind = [{"what": s.id, "why": s.finding.reason} for s in result.signals if s.finding.status == "unknown"]
    said = {row["why"] for row in blind}
    inputs = [{"what": what, "why": why} for what, why in sorted(facts.unread.items()) if why not in said]
    return blind + inputs + list(extra.get("unknown", []))


def as_text(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """The report for a terminal of 80 columns."""
    return "\n".join(_lines(facts, result, extra)) + "\n"


def _lines(facts: Facts, result: Score, extra: Mapping[str, Any]) -> Iterator[str]:
    segment = extra.get("segment")
    yield from _wrap(
        f"Compared with: {segment['words']}" if segment else "Compared with: no postings (see the end)"
    )
    rubric = f"rubric {RUBRIC} version {VERSION} ({rubric_hash()[:12]})"
    yield f"As of {facts.as_of}; {rubric}; input {result.input_hash[:12]}"
    yield from _wrap(NOTICE)
    yield ""
    yield from _headline(result)
    for flag in result.flags:
        yield from _wrap(f"RED FLAG: {flag.words}", indent="  ")
        for evidence in flag.evidence:
            yield from _wrap(_said(evidence), indent="    ")
    for pillar in result.pillars:
        yield ""
        yield from _pillar_lines(pillar, [s for s in result.signals if s.pillar == pillar.id])
    yield from _skills(extra)
    yield from _actions(extra)
    yield from _postings(extra)
    yield from _advice(extra)
    yield from _reviewed(extra)
    yield from _hidden(facts)
    yield from _unseen(facts, result, extra)


def _headline(result: Score) -> Iterator[str]:
    if result.total is None:
        yield from _wrap(
            f"No total: only {result.coverage:.0%} of what counts could be seen, and {ENOUGH:.0%} is the "
            f"least "
            "for one. The parts that were seen stand below."
        )
    else:
        yield f"SCORE {result.total:.0f} of 100"
    yield from _wrap(
        f"Between {result.low:.0f} and {result.high:.0f}, depending on what could not be seen; "
        f"{result.coverage:.0%} of "
        f"what counts was seen. Were every weight half as large or half as large again, the score would lie "
        f"between {result.weight_low:.0f} and {result.weight_high:.0f}.",
        indent="  ",
    )
    if len(result.pillars) < 3:
        names = ", ".join(TITLES[p.id].lower() for p in result.pillars) or "nothing"
        yield from _wrap(
            f"Rests on {names} only: not comparable with a score from three pillars.", indent="  "
        )


def _pillar_lines(pillar: Pillar, asked: list[Scored]) -> Iterator[str]:
    points = "not measured" if pillar.score is None else f"{pillar.score:.0f} of 100"
    share = f"{pillar.weight:.0%} of the score, {pillar.coverage:.0%} seen"
    yield f"{TITLES[pillar.id].upper()}: {points} ({share})"
    if pillar.cap:
        yield from _wrap(pillar.cap, indent="  ")
    known = [s for s in asked if s.finding.value is not None]
    counts_for = [s for s in known if (s.finding.value or 0) >= 0.5]
    against = [s for s in known if (s.finding.value or 0) < 0.5]
    for title, rows in (("counts for you", counts_for), ("counts against you", against)):
        if rows:
            yield f" {title}"
        for one in sorted(rows, key=lambda s: (-(s.gain or 0) if rows is against else -s.weight, s.id)):
            yield from _signal_lines(one)


def _signal_lines(one: Scored) -> Iterator[str]:
    value = one.finding.value or 0.0
    gain = f"  (+{one.gain:.1f} points if in full)" if one.gain else ""
    yield from _wrap(f"{MARKS[one.finding.status]} {one.question} {value:.0%}{gain}", indent="  ", hang=2)
    for evidence in one.finding.evidence[:2]:
        yield from _wrap(_said(evidence), indent="      ")
    if one.finding.reason:
        yield from _wrap(one.finding.reason, indent="      ")


def _skills(extra: Mapping[str, Any]) -> Iterator[str]:
    rows = extra.get("skills", [])
    if not rows:
        return
    yield ""
    yield "SKILLS: claimed in the resume, evidenced in code, demanded by postings"
    yield f"  {'skill':<22}{'claimed':<8}{'in code':<8}{'demanded':<11}{'pay difference, USD'}"
    for row in rows[:20]:
        asked = row["demanded"]
        demanded = f"{asked['n']} ({asked['share']:.0%})" if asked else "no market"
        claimed = (row["claimed"] or {}).get("where", "-")
        evidenced = "yes" if row["evidenced"] else "-"
        pay = pay_words(asked.get("pay")) if asked else ""
        yield f"  {row['name'][:21]:<22}{claimed:<8}{evidenced:<8}{demanded:<11}{pay}".rstrip()


def pay_words(pay: Mapping[str, Any] | None) -> str:
    if not pay:
        return "n too small"
    return f"{pay['difference']:+,.0f} ({pay['low']:+,.0f}..{pay['high']:+,.0f})"


def _actions(extra: Mapping[str, Any]) -> Iterator[str]:
    rows = extra.get("actions", [])
    if rows:
        yield ""
        yield "WHAT TO DO NEXT"
    for number, row in enumerate(rows[:BEST], start=1):
        yield from _wrap(f"{number}. {row['do']}", indent="  ", hang=3)
        worth = [f"+{row['points']:.1f} points"]
        if row.get("postings_unlocked") is not None:
            worth.append(f"{row['postings_unlocked']} more postings within reach")
        if row.get("pay"):
            worth.append(f"pay {pay_words(row['pay'])} USD a year")
        worth.append(f"about {row['effort']}")
        yield from _wrap("; ".join(worth), indent="     ")


def _postings(extra: Mapping[str, Any]) -> Iterator[str]:
    rows = extra.get("postings", [])
    if rows:
        yield ""
        yield "OPEN POSTINGS THAT FIT BEST"
    for row in rows[:10]:
        yield from _wrap(
            f"{row['title']}, {row['company']} ({row['covered']:.0%} of what it requires)", indent="  "
        )
        if row["missing"]:
            yield from _wrap(f"missing: {', '.join(row['missing'])}", indent="      ")
        if row.get("url"):
            yield f"      {row['url']}"


def _advice(extra: Mapping[str, Any]) -> Iterator[str]:
    for part in extra.get("advice", []):
        yield ""
        yield part["title"].upper()
        for line in part["lines"]:
            yield from _wrap(line, indent="  ", hang=2)


def _reviewed(extra: Mapping[str, Any]) -> Iterator[str]:
    review = extra.get("review")
    if review and not review.get("why_not"):
        from scorer.review import lines

        yield ""
        yield f"REVIEW BY {review['model'].upper()} (changes no point)"
        for line in lines(review):
            yield from _wrap(line, indent="  ", hang=2)


def _hidden(facts: Facts) -> Iterator[str]:
    if facts.resume and facts.resume.hidden:
        yield ""
        yield "TEXT NOBODY CAN SEE (left out of the score)"
        for one in facts.resume.hidden[:10]:
            yield from _wrap(f'page {one.page}, {one.how}: "{one.text[:100]}"', indent="  ")


def _unseen(facts: Facts, result: Score, extra: Mapping[str, Any]) -> Iterator[str]:
    rows = unknowns(facts, result, extra)
    if rows:
        yield ""
        yield "WHAT COULD NOT BE SEEN (never counted as zero)"
    for row in rows:
        yield from _wrap(f"? {row['what']}: {row['why']}", indent="  ", hang=2)


def _said(evidence: Evidence) -> str:
    return f"{evidence.text}  {evidence.where}".rstrip()


def _wrap(text: str, *, indent: str = "", hang: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_markdown(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """The report as a document to keep."""
    lines = ["# Readiness", "", NOTICE, ""]
    for line in _lines(facts, result, extra):
        bare = line.strip()
        if bare and bare.split(":")[0].split(" (")[0].isupper() and not line.startswith(" "):
            lines += ["", f"## {bare}", ""]
        else:
            lines.append(f"{line}  " if bare else "")
    return "\n".join(lines) + "\n"


def as_html(facts: Facts, result: Score, extra: Mapping[str, Any]) -> str:
    """One page without scripts or anything fetched; every word from outside is escaped."""
    body = html.escape(as_text(facts, result, extra))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Readiness</title>'
        "<style>body{max-width:52rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap;font:1rem/1.5 "
        "monospace}"
        "</style></head><body><h1>Readiness</h1>\n<pre>" + body + "</pre></body></html>\n"
    )
