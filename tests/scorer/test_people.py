"""Invented people: their order was written down first; neither gaming nor who one is changes a score."""

import json
from dataclasses import replace
from itertools import combinations

import crowd
import pytest
from invented import TODAY

from scorer import formats, report
from scorer.facts import Facts
from scorer.score import score

TOLERANCE = 2.0


def points(facts: Facts) -> float:
    result = score(facts)
    (portfolio,) = [p for p in result.pillars if p.id == "portfolio"]
    return portfolio.score or 0.0


def test_order_holds_for_19_of_20_pairs() -> None:
    """A tie is not in order either. 280 of 293 pairs are (95.6 %); fewer would be a step back."""
    tiers = crowd.order()
    scores = {name: points(crowd.facts(name)) for tier in tiers for name in tier}
    assert len(scores) >= 24
    pairs = [(a, b) for above, below in combinations(tiers, 2) for a in above for b in below]
    wrong = [(a, scores[a], b, scores[b]) for a, b in pairs if scores[a] <= scores[b]]
    assert len(wrong) <= 0.05 * len(pairs), wrong
    assert (len(pairs), len(pairs) - len(wrong)) >= (293, 280), wrong


@pytest.mark.parametrize(("gamed", "honest"), crowd.twins())
def test_gaming_buys_nothing(gamed: str, honest: str) -> None:
    assert points(crowd.facts(gamed)) == pytest.approx(points(crowd.facts(honest)), abs=TOLERANCE)


def test_most_gaming_buys_not_a_tenth_of_a_point() -> None:
    """Eleven twins: nine score as their honest selves, stuffing a README or dependencies moves under 0.6."""
    apart = {a: abs(points(crowd.facts(a)) - points(crowd.facts(b))) for a, b in crowd.twins()}
    assert len(apart) >= 11
    assert max(apart.values()) < 0.6, apart
    assert sum(one < 0.1 for one in apart.values()) >= 9, apart


def test_a_gap_in_commits_of_last_year_is_not_held_against_anybody() -> None:
    """Depth counts active weeks; what lies between them does not matter."""
    found = crowd.facts("steady-middle")
    (first, *rest) = found.repos or ()
    days = sorted({c.day for c in first.commits or ()})
    # The same weeks of work with half a year of nothing in the middle.
    gap = 182
    middle = days[len(days) // 2]
    moved = tuple(
        replace(c, day=c.day.fromordinal(c.day.toordinal() - gap)) if c.day < middle else c
        for c in first.commits or ()
    )
    earlier = first.created.fromordinal(first.created.toordinal() - gap) if first.created else None
    gapped = replace(found, repos=(replace(first, commits=moved, created=earlier), *rest))
    assert points(gapped) == points(found)


def test_the_same_facts_give_the_same_bytes() -> None:
    facts, again = crowd.facts("two-projects-with-evals"), crowd.facts("two-projects-with-evals")
    once = {written(facts) for _ in range(100)} | {written(again)}
    assert len(once) == 1


def written(facts: Facts) -> str:
    result = score(facts)
    return report.as_json(facts, result, {}) + formats.as_text(facts, result, {})


def test_the_text_fits_a_terminal_and_explains_itself() -> None:
    facts = crowd.facts("rag-live-no-tests")
    text = formats.as_text(facts, score(facts), {})
    long = [line for line in text.splitlines() if len(line) > 80 and "http" not in line]
    assert long == []
    for words in (
        "SCORE",
        "Self-assessment",
        "depending on what could not be seen",
        "not comparable",
        "counts for you",
        "The weights are ours",
    ):
        assert words in text, words


def test_the_json_keeps_its_contract() -> None:
    facts = crowd.facts("rag-live-no-tests")
    content = json.loads(report.as_json(facts, score(facts), {}))
    assert list(content)[:2] == ["schema_version", "notice"]
    promised = "schema_version rubric input_hash as_of market_date segment score coverage interval"
    promised += " weight_range pillars signals skills actions postings unknown"
    assert set(promised.split()) <= set(content)
    for signal in content["signals"]:
        assert {"id", "status", "value", "weight", "evidence", "fix", "gain", "reason"} <= set(signal)
        assert (signal["value"] is None) == (signal["status"] == "unknown")
    low, high = content["interval"]
    assert low <= content["score"] <= high
    assert content["weight_range"][0] <= content["score"] <= content["weight_range"][1]


def test_little_seen_means_no_total() -> None:
    facts = Facts(
        as_of=TODAY, account=crowd.facts("nothing").account, unread={"repos": "GitHub did not answer"}
    )
    result = score(facts)
    assert result.total is None
    assert "NO TOTAL" in formats.as_text(facts, result, {})
