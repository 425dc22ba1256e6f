"""How findings add up: monotone in good work, unknown never zero, ranges that hold."""

import random
from dataclasses import replace
from datetime import timedelta

import crowd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import TODAY, Repository, facts_of, steady

from scorer import signals
from scorer.facts import Code, Facts, Merged, Repo, Sight
from scorer.findings import Finding, graded, unknown
from scorer.score import MOVE, Scored, _extreme, _mean, rubric_hash, score

PARTS = (
    "chat",
    "rag",
    "agent",
    "fullstack",
    "production",
    "tests",
    "evals",
    "evals_small",
    "docs",
    "hygiene",
    "readme",
)


def built(names: list[str], commits: int, days: int, name: str = "desk") -> Repository:
    files = {path: text.encode() for part in names for path, text in crowd.blocks()[part].items()}
    return Repository(
        name,
        files=files,
        commits=steady(commits, days),
        created=TODAY - timedelta(days=days + 3),
        ci="success",
    )


def known(*repos: Repository) -> Facts:
    from invented import Person

    found = facts_of(Person("ines", repos=list(repos), pinned=tuple(r.name for r in repos)))
    return replace(found, links=())


def portfolio(facts: Facts) -> float:
    return next(p.score or 0.0 for p in score(facts).pillars if p.id == "portfolio")


repositories = st.builds(
    built,
    st.lists(st.sampled_from(PARTS), unique=True, max_size=5),
    st.integers(4, 240),
    st.integers(4, 200),
)


@settings(max_examples=25, deadline=None)
@given(repositories, repositories)
def test_another_repository_never_lowers(one: Repository, other: Repository) -> None:
    other.name = "other"
    assert portfolio(known(one, other)) >= portfolio(known(one))


@settings(max_examples=25, deadline=None)
@given(repositories, st.sampled_from(("tests", "evals", "docs", "hygiene")))
def test_more_tests_evals_or_documents_never_lower(one: Repository, part: str) -> None:
    more = {path: text.encode() for path, text in crowd.blocks()[part].items()}
    better = Repository(
        **{**vars(one), "files": {**one.files, **{p: d for p, d in more.items() if p not in one.files}}}
    )
    assert portfolio(known(better)) >= portfolio(known(one))


@settings(max_examples=25, deadline=None)
@given(
    repositories, st.sampled_from(("langchain-ai/langchain", "a/b", "someone/awesome-x")), st.integers(1, 400)
)
def test_a_merged_pull_request_never_lowers(one: Repository, repo: str, lines: int) -> None:
    before = known(one)
    pull = Merged(repo, f"https://github.com/{repo}/pull/1", "Fix", TODAY, lines, 30)
    assert portfolio(replace(before, merged=(pull,))) >= portfolio(before)


@settings(max_examples=25, deadline=None)
@given(repositories, st.integers(1, 30))
def test_more_commits_never_lower(one: Repository, count: int) -> None:
    more = [
        (TODAY - timedelta(days=n % 3), f"Add {chr(97 + n % 26)}{'x' * (n // 26)} part", True)
        for n in range(count)
    ]
    better = Repository(**{**vars(one), "commits": sorted([*one.commits, *more])})
    assert portfolio(known(better)) >= portfolio(known(one)) - 1e-9


@pytest.mark.parametrize("signal", [s for s in signals.every() if s.PILLAR == "portfolio"], ids=signals.name)
def test_unknown_is_never_zero(signal: signals.Signal) -> None:
    """What was not read leaves a signal out; it does not count as nought."""
    unread = Repo("desk", "https://github.com/ines/desk", TODAY, TODAY, unread="larger than 20 MB packed")
    finding = signals.ask(signal, Facts(as_of=TODAY, repos=(unread,), links=()))
    assert (finding.status, finding.value) == ("unknown", None)


def test_the_interval_holds_every_outcome() -> None:
    facts = crowd.facts("steady-middle")
    blind = replace(facts, links=None, merged=None, unread={"links": "down", "merged": "down"})
    seen, less = score(facts), score(blind)
    assert less.low <= seen.total <= less.high  # type: ignore[operator]
    assert less.coverage < seen.coverage


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.5, 12), st.floats(0, 1)), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_no_moved_weights_leave_the_range(weighted: list[tuple[float, float]], chance: random.Random) -> None:
    low, high = _extreme(weighted, up=False), _extreme(weighted, up=True)
    for _ in range(40):
        moved = [(w * chance.uniform(1 - MOVE, 1 + MOVE), v) for w, v in weighted]
        mean = sum(w * v for w, v in moved) / sum(w for w, _ in moved)
        assert low - 1e-9 <= mean <= high + 1e-9


def test_a_committed_key_caps_the_portfolio_and_is_never_shown() -> None:
    facts = crowd.facts("three-projects-with-evals")
    key = Sight("AWS access key", "app/settings.py", 3)
    first, *rest = facts.repos or ()
    leaking = replace(
        facts, repos=(replace(first, code=replace(first.code or Code(), secrets=(key,))), *rest)
    )
    result = score(leaking)
    assert portfolio(leaking) == 60.0
    assert [f.id for f in result.flags] == ["committed_key"]
    assert result.flags[0].evidence[0].where.endswith("app/settings.py#L3")


def test_gain_is_what_full_marks_would_add() -> None:
    result = score(crowd.facts("chat-two-months"))
    asked = [s for s in result.signals if s.gain is not None]
    for one in asked[:5]:
        full = [replace(s, finding=Finding("passed", 1.0)) if s is one else s for s in result.signals]
        assert 100 * ((_mean(full) or 0) - (_mean(result.signals) or 0)) == pytest.approx(one.gain, abs=0.06)


def test_signals_without_a_value_carry_no_weight() -> None:
    one = Scored("a", "portfolio", "?", 2.0, "s", "f", graded(0.5))
    other = Scored("b", "portfolio", "?", 5.0, "s", "f", unknown("down"))
    assert _mean([one, other]) == 0.5


def test_rubric_hash_is_stable_within_a_version() -> None:
    assert rubric_hash() == rubric_hash()
    assert len(rubric_hash()) == 64
