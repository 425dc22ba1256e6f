"""Says the result to a program: the stable JSON contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scorer.facts import Facts
from scorer.findings import Evidence
from scorer.score import RUBRIC, VERSION, Pillar, Score, Scored, rubric_hash
from scorer.telling import NOTICE, unknowns

SCHEMA = 1


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
