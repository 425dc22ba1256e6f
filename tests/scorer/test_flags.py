"""Red flags of resumes, resume signals, and questions on a terminal."""

from dataclasses import replace
from pathlib import Path

import pytest
from invented import TODAY

from scorer import run
from scorer.facts import Bullet, Claim, Facts, Resume, Section
from scorer.options import Options, Problem, country_of, login_of, understood
from scorer.redflags import flags
from scorer.score import score

BASE = Resume(
    "text " * 80,
    1,
    sections=(Section("experience", "Experience", ("x",)), Section("projects", "Projects", ("x",))),
    bullets=(Bullet("Built a RAG service for 300 users", "experience", dated=True),),
    claims=(Claim("python", "dated", "Built"),),
)


def raised(resume: Resume) -> set[str]:
    return {flag.id for flag in flags(Facts(as_of=TODAY, resume=resume))}


def test_an_honest_resume_raises_none() -> None:
    assert raised(BASE) == set()


FLAGGED = {
    "chat_use": replace(BASE, bullets=(Bullet("Used ChatGPT to write texts", "experience", dated=True),)),
    "no_projects": replace(BASE, sections=(Section("skills", "Skills", ("x",)),), claims=()),
    "certificates_only": replace(BASE, sections=(Section("certificates", "Certificates", ("x",)),)),
    "unbacked_skills": replace(BASE, claims=tuple(Claim(f"skill-{n}", "list", "list") for n in range(25))),
}


@pytest.mark.parametrize("flag", FLAGGED)
def test_each_flag_is_raised_and_costs_at_most_a_fifth(flag: str) -> None:
    assert flag in raised(FLAGGED[flag])
    everything = replace(
        FLAGGED["unbacked_skills"],
        sections=FLAGGED["certificates_only"].sections,
        bullets=FLAGGED["chat_use"].bullets,
    )
    facts = Facts(as_of=TODAY, resume=everything)
    result = score(facts)
    known = [(s.weight, s.finding.value) for s in result.signals if s.finding.value is not None]
    plain = 100 * sum(w * v for w, v in known) / sum(w for w, _ in known)
    assert 0.79 * plain <= (result.pillars[0].score or 0) <= plain


def test_building_with_a_chat_models_api_is_no_flag() -> None:
    bullet = Bullet("Used the ChatGPT API to build a support pipeline", "experience", dated=True)
    assert "chat_use" not in raised(replace(BASE, bullets=(bullet,)))


def options(**changes: object) -> Options:
    given: dict[str, object] = dict.fromkeys(Options.__dataclass_fields__)
    return Options(**{**given, "data": Path("nowhere"), **changes})  # type: ignore[arg-type]


def test_a_terminal_is_asked_for_what_the_resume_does_not_say() -> None:
    asked: list[str] = []

    def answer(words: str) -> str:
        asked.append(words)
        return " senior "

    assert run._asked(options(ask=answer), "Level", "junior, senior") == "senior"
    assert asked == ["Level (junior, senior), or Enter for all"]
    assert run._asked(options(ask=lambda _: ""), "Level", "") is None
    assert run._asked(options(), "Level", "") is None


@pytest.mark.parametrize(
    ("said", "login"),
    [
        ("octocat", "octocat"),
        (" @octocat ", "octocat"),
        ("https://github.com/octo-cat/", "octo-cat"),
        ("www.github.com/octocat", "octocat"),
        (None, None),
    ],
)
def test_a_login_may_be_given_as_people_copy_it(said: str | None, login: str | None) -> None:
    assert login_of(said) == login


@pytest.mark.parametrize("said", ["not a user!!", "", "github.com/octocat/repo", "-x"])
def test_what_can_be_no_login_is_said_before_anybody_is_asked(said: str) -> None:
    with pytest.raises(Problem, match="is no GitHub name"):
        login_of(said)


@pytest.mark.parametrize("changes", [{"role": "wizard"}, {"level": "guru"}])
def test_a_role_or_level_that_no_posting_has_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(Problem, match="Use one of"):
        understood(options(**changes))


def test_a_country_may_be_named_and_is_refused_when_unknown() -> None:
    assert [country_of(said) for said in ("de", "Germany", "USA", "remote", None)] == [
        *("DE", "DE", "US", "remote", None)
    ]
    with pytest.raises(Problem, match="two letters"):
        country_of("Atlantis")
