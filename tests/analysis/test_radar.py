"""The vocabulary radar: unknown names beside skills, and those that rise."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.radar import Told, coverage, rising
from analysis.reading_cli import taxonomy

ASKS = "Requirements\n- Experience with LangChain, Frobnicator and Kubernetes"


def test_a_name_listed_beside_skills_is_noticed() -> None:
    found = coverage([Told("Acme", ASKS), Told("Bolt", ASKS), Told("Cog", "We sell cars.")], top=5)
    assert (found.postings, found.naming, found.skills) == (3, 2, 2)
    (unknown,) = found.unknown
    assert (unknown.name, unknown.postings, unknown.companies) == ("Frobnicator", 2, 2)
    assert "LangChain, Frobnicator and" in unknown.example


@pytest.mark.parametrize(
    "asks",
    [
        f"Requirements\n- LangChain and Kubernetes {'taught with care ' * 3}, Production systems that last",
        f"Requirements\n- LangChain and Kubernetes {'taught with care ' * 3}, Experience with people",
        "Requirements\n- LangChain, Kubernetes, MS or PhD",
        "Requirements\n- LangChain, Kubernetes, and then some more work, Lean and patient",
    ],
)
def test_cut_words_degrees_and_doubtful_names_are_none(asks: str) -> None:
    assert coverage([Told("Acme", asks)], top=5).unknown == []


def test_words_far_from_skills_are_not() -> None:
    assert coverage([Told("Acme", "We work in Berlin, Hamburg and Munich.")], top=5).unknown == []


def test_a_name_rises_when_its_share_grows_over_companies() -> None:
    early = [Told(f"c{n}", "Requirements\n- Python and Go", date(2026, 1, 1 + n)) for n in range(10)]
    late = [Told(f"c{n}", ASKS if n < 4 else "Requirements\n- Go", date(2026, 6, 1 + n)) for n in range(10)]
    (found,) = rising([*late, *early], top=5)
    assert (found.name, found.before, found.after, found.companies) == ("Frobnicator", 0.0, 0.4, 4)


def test_one_company_is_no_trend() -> None:
    told = [Told("Acme", ASKS, date(2026, 1 + n // 10, 1 + n % 10)) for n in range(20)]
    assert rising(told, top=5) == []


def test_the_command_reads_json_lines(tmp_path: Path) -> None:
    lines = tmp_path / "postings.jsonl"
    lines.write_text(
        "\n".join(json.dumps({"company": f"c{n}", "text": ASKS, "day": f"2026-0{n}-01"}) for n in (1, 2, 3))
    )
    told = CliRunner().invoke(taxonomy, ["coverage", str(lines)])
    assert "3 of 3 postings name a skill" in told.output
    assert "Frobnicator\t3 postings" in told.output
    assert CliRunner().invoke(taxonomy, ["rising", str(lines)]).exit_code == 0


def test_the_command_reads_the_published_market(published: Callable[..., Path]) -> None:
    data = published(lambda market: market.posting("Acme"))
    told = CliRunner().invoke(taxonomy, ["coverage", "--data", str(data)])
    assert "of 1 postings" in told.output


def test_no_market_is_said_in_a_line(tmp_path: Path) -> None:
    told = CliRunner().invoke(taxonomy, ["rising", "--data", str(tmp_path)])
    assert told.exit_code == 1
    assert "hiresignal refresh" in told.output


def test_the_vocabulary_is_checked() -> None:
    told = CliRunner().invoke(taxonomy, ["check"])
    assert told.exit_code == 0
    assert "skills" in told.output


@pytest.mark.parametrize("verb", ["coverage", "rising", "check"])
def test_help_is_quick_and_there(verb: str) -> None:
    assert CliRunner().invoke(taxonomy, [verb, "--help"]).exit_code == 0
