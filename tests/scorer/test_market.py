"""Market fit against a real published file: segments, premiums, reach, and what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import crowd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from market_file import publish

from scorer import advice, cli, market
from scorer.facts import Claim, Facts, Resume
from scorer.fit import LISTED, best_postings, demanded, fit, strength, triangle, unlocked
from scorer.market import NoMarket, Segment
from scorer.score import score


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def segment(published: Path) -> Segment:
    return market.read(published, role="ai_engineer", level=None, country="US")


def test_a_segment_says_what_it_is(segment: Segment) -> None:
    assert (len(segment.postings), segment.companies, segment.widened) == (240, 40, False)
    assert segment.shares["python"] == 1.0
    assert segment.counts["pgvector"] == 120
    assert "240 postings of 40 companies" in segment.words


def test_a_small_segment_widens_and_says_so(published: Path) -> None:
    found = market.read(published, role="ai_engineer", level="staff", country="US")
    assert found.widened
    assert "widened" in found.words
    assert len(found.postings) == 240


def test_pay_counts_only_beyond_doubt(segment: Segment) -> None:
    paid = {skill: pay for skill, _, pay in demanded(segment)}
    kubernetes, rag = paid["kubernetes"], paid["retrieval-augmented-generation"]
    assert kubernetes is not None
    assert kubernetes.low > 0
    assert kubernetes.share == pytest.approx(0.19, abs=0.03)
    assert kubernetes.premium == kubernetes.share
    assert rag is not None
    assert rag.premium == 0.0
    assert paid["python"] is None  # every posting names it: nothing to compare with


def test_no_market_no_synthetic_market(tmp_path: Path) -> None:
    with pytest.raises(NoMarket, match="hiresignal refresh"):
        market.read(tmp_path, role="ai_engineer", level=None, country=None)
    with pytest.raises(NoMarket, match="synthetic"):
        market.read(
            publish(tmp_path / "demo", postings=3, synthetic=True),
            role="ai_engineer",
            level=None,
            country=None,
        )
    with pytest.raises(NoMarket, match="no postings for"):
        market.read(publish(tmp_path / "other", postings=3), role="ml_research", level=None, country=None)


def test_measures(segment: Segment) -> None:
    nothing = fit(segment, {})
    assert (nothing.coverage, nothing.reach, nothing.reached) == (0.0, 0.0, 0)
    everything = fit(segment, dict.fromkeys(segment.shares, 1.0))
    assert (everything.coverage, everything.reach) == (1.0, 1.0)
    assert [skill for skill, _ in nothing.must_haves] == [
        "pgvector",
        "python",
        "retrieval-augmented-generation",
    ]
    python = fit(segment, {"python": 1.0})
    alone = [p for p in segment.postings if p.open and p.required == {"python"}]
    assert python.reached == len(alone) > 0


def test_unlocking_counts_postings_that_come_within_reach(segment: Segment) -> None:
    have = {"python": 1.0, "retrieval-augmented-generation": 1.0}
    before, after = fit(segment, have), fit(segment, {**have, "pgvector": 1.0})
    assert unlocked(segment, have, "pgvector") == after.reached - before.reached > 0


def test_best_postings_say_what_is_missing(segment: Segment) -> None:
    rows = best_postings(segment, {"python": 1.0, "langgraph": 1.0})
    assert len(rows) == 10
    assert [r["covered"] for r in rows] == sorted((r["covered"] for r in rows), reverse=True)
    assert rows[0]["missing"] == []


def listing(*skills: str) -> Resume:
    claims = tuple(Claim(skill, "list", "a list") for skill in skills)
    return Resume("text", 1, claims=claims)


def test_a_list_of_every_skill_buys_no_reach_and_little_coverage(segment: Segment) -> None:
    honest = listing("python", "docker")
    stuffed = listing(*segment.shares, *(f"skill-{n}" for n in range(80)))
    facts = Facts(as_of=segment.market_date)
    one = fit(segment, strength(replace(facts, resume=honest)))
    other = fit(segment, strength(replace(facts, resume=stuffed)))
    assert other.reach == one.reach == 0.0
    assert other.coverage < 0.1
    assert max(strength(replace(facts, resume=honest)).values()) == LISTED


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["python", "pgvector", "langgraph", "kubernetes"]), st.floats(0, 1)))
def test_more_evidence_never_lowers_fit(segment: Segment, have: dict[str, float]) -> None:
    before, after = fit(segment, have), fit(segment, {**have, "pgvector": 1.0})
    assert after.coverage >= before.coverage
    assert after.reach >= before.reach


def test_triangle_and_actions(segment: Segment) -> None:
    facts = crowd.facts("chat-two-months", resume=listing("kubernetes"))
    evidence = strength(facts)
    facts = replace(facts, fit=fit(segment, evidence))
    rows = {row["id"]: row for row in triangle(facts, segment, evidence)}
    assert rows["kubernetes"]["claimed"] == {"where": "list", "quote": "a list"}
    assert rows["kubernetes"]["evidenced"] is None
    assert rows["kubernetes"]["demanded"]["n"] == 48
    result = score(facts)
    steps = advice.actions(facts, result, segment, evidence)
    assert steps == sorted(steps, key=lambda s: (-s["points"], s["id"]))
    skills = [s for s in steps if s["id"].startswith("skill:")]
    assert all(s["postings_unlocked"] is not None and s["effort"] for s in skills)


def test_the_report_names_the_segment_first(published: Path, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(
        "# Ines Invented\nines@example.org\n## Experience\nAI Engineer, Paragraph\tJan 2023 - Present\n"
        "- Built a RAG pipeline with Python and pgvector for 300 users\n## Skills\nKubernetes\n",
        encoding="utf-8",
    )
    line = [
        "--resume",
        str(tmp_path / "r.md"),
        "--data",
        str(published),
        "--offline",
        "--as-of",
        "2026-11-20",
    ]
    text = CliRunner().invoke(cli.score, line)
    assert text.exit_code == 0, text.output
    assert text.stdout.startswith("Compared with: AI engineer, all levels, all countries")
    found = json.loads(CliRunner().invoke(cli.score, [*line, "--format", "json"]).stdout)
    assert found["market_date"] == "2026-11-18"
    assert found["segment"]["n"] == 240
    assert {p["id"] for p in found["pillars"]} == {"market", "resume"}
    assert found["score"] is not None
    again = CliRunner().invoke(cli.score, [*line, "--format", "json"])
    assert json.loads(again.stdout) == found


def test_techniques_are_evidenced_by_code_that_shows_them() -> None:
    code = crowd.facts("three-projects-with-evals").evidenced or {}
    assert {"retrieval-augmented-generation", "ai-agents", "llm-evaluation", "large-language-models"} <= set(
        code
    )
    assert code["retrieval-augmented-generation"].startswith("https://github.com/")
    nothing = crowd.facts("dependencies-only").evidenced
    assert nothing == {}
