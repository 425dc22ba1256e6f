"""Claims of guides against small invented markets, and the rule that judges them."""

import math
from typing import Any

import pytest

from analysis.claims import Claim, guides, judged, opposed, stated, verdict
from analysis.measures import Measured, Unmeasured
from analysis.skillbook import book


def claim(low: float, high: float, kind: str = "share") -> Claim:
    return Claim("x", ("pillar",), "says", {"kind": kind}, low, high)


def some(*ids: str) -> list[Claim]:
    return [one for one in stated() if one.id in ids]


@pytest.mark.parametrize(
    ("low", "high", "judgement"),
    [
        (0.52, 0.60, "supported"),
        (0.45, 0.65, "supported"),
        (0.44, 0.60, "undecided"),
        (0.60, 0.70, "undecided"),
        (0.66, 0.70, "contradicted"),
        (0.10, 0.44, "contradicted"),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, judgement: str) -> None:
    assert verdict(claim(0.45, 0.65), Measured((low + high) / 2, low, high, 100, 50)) == judgement


def test_there_is_no_verdict_on_too_little_or_on_what_postings_cannot_say() -> None:
    assert verdict(claim(0.5, 1.0), Unmeasured("only 29 postings", 29, 20)) == "too few"
    assert verdict(claim(0.5, 1.0, "untestable"), Unmeasured("census")) == "not testable"
    assert verdict(claim(-math.inf, math.inf, "shown"), Measured(0.5, 0.4, 0.6, 100, 50)) == "no verdict"


def test_every_claim_is_well_formed() -> None:
    claims = stated()
    known = {skill.id for skill in book().skills}
    ids = [one.id for one in claims]
    assert len(set(ids)) == len(ids)
    for one in claims:
        assert one.low < one.high, one.id
        assert set(one.guides) <= guides().keys(), one.id
        assert set(one.against) <= set(ids), one.id
        named = [*one.measure.get("any_of", []), *one.measure.get("among", [])]
        named += [one.measure["skill"]] if "skill" in one.measure else []
        named += [*one.measure.get("rivals", []), *one.measure.get("than", [])]
        assert {word.rstrip("+") for each in named for word in each.split("|")} <= known, one.id


def test_guides_that_contradict_each_other_say_so_both_ways() -> None:
    by_id = {one.id: one for one in stated()}
    assert opposed(by_id["d20-careery"]) == ["d20-career", "d20-pillar", "d20-cbt", "d20-steps"]
    for one in by_id.values():
        for other in opposed(one):
            assert one.id in opposed(by_id[other])
            assert not set(one.guides) & set(by_id[other].guides), (one.id, other)


def test_claims_are_judged_on_the_postings(market: Any) -> None:
    for skill in ("python", "aws", "azure", "google-cloud"):
        market.skill(skill)
    market.skill("amazon-bedrock", parents=["aws"])
    for number in range(60):
        words = "python! aws" if number % 2 else "python! amazon-bedrock"
        market.posting(f"c{number}", words, usd=130_000, level="junior", degree="or_equivalent")
    ids = ("d1", "d2-aws", "d2-lead", "d4", "d5", "d20-career", "d20-careery", "d24", "p1-junior")
    answer = judged(market.ready(), claims=some(*ids, "p2-junior-startup"))
    rows = {(row["claim"], row["where"]): row for row in answer.to_dicts()}
    everywhere, states = "role ai_engineer, since 365d", "role ai_engineer, country US, since 365d"
    assert rows["d1", everywhere]["verdict"] == "supported"
    assert rows["d1", states]["n"] == 60
    assert rows["d2-aws", everywhere]["value"] == 1.0
    assert rows["d2-aws", everywhere]["verdict"] == "contradicted"
    assert rows["d2-lead", everywhere]["verdict"] == "supported"
    assert rows["d5", everywhere]["verdict"] == "contradicted"
    assert rows["d20-careery", everywhere]["verdict"] == "supported"
    assert rows["d20-career", everywhere]["verdict"] == "supported"
    assert rows["d24", everywhere]["verdict"] == "not testable"
    assert rows["d4", everywhere]["verdict"] == "too few"
    junior = rows["p1-junior", "role ai_engineer, level junior, country US, since 365d"]
    assert (junior["verdict"], junior["value"], junior["inside"]) == ("supported", 130_000, 1.0)
    top = rows["p2-junior-startup", "role ai_engineer, level junior, country US, stage startup, since 365d"]
    assert (top["verdict"], top["why"]) == ("too few", "no posting states it")


def test_a_factor_of_growth_compares_two_years(market: Any) -> None:
    market.source("hn", complete=False)
    for year, named in (("2023", 6), ("2025", 30)):
        for number in range(60):
            role = (
                "ai_engineer" if number < named else "ml_engineer" if number < 2 * named else "data_analyst"
            )
            role = "ml_engineer" if year == "2023" and number >= 40 else role
            market.posting(f"c{number}", source="hn", role=role, posted=f"{year}-03-01")
    rows = {row["claim"]: row for row in judged(market.ready(), claims=some("d22")).to_dicts()}
    assert rows["d22"]["verdict"] == "supported"
    assert rows["d22"]["value"] == pytest.approx((30 / 6) / (30 / 26))
    assert rows["d22"]["value_low"] > 1
