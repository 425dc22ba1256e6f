"""The You page: ticked skills, a GitHub name and a resume, against a GitHub on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shown import figures

from dashboard import readiness
from dashboard.readiness import NotScored, Person, Report

pytestmark = pytest.mark.slow

RESUME = b"""# Ada Example

AI engineer building retrieval systems. ada@example.org

## Experience
### Engineer, Northwind, 2022-01 to 2025-06
- Built a retrieval system with Python and AWS that answered 2,000 questions a day, 40 % cheaper.

## Skills
Python, SQL, AWS
"""
SECRET = "ghp_planted0000000000000000000000000000"
PAYLOAD = "<script>document.title='owned'</script>"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No cache, token or GitHub of whoever runs the tests: the address answers nobody."""
    monkeypatch.setenv("HIRESIGNAL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("GH_CONFIG_DIR", str(tmp_path / "gh"))
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return


def person(**given: Any) -> Person:
    return Person(**{"login": "", "resume": None, "kind": "md", "token": "", "review": False} | given)


def everything() -> Report:
    """A report with every part filled by hostile words."""
    evidence = [
        {"text": PAYLOAD, "where": "javascript:alert(1)"},
        {"text": "x", "where": "https://ok.example/a"},
    ]
    signal = {"question": f"Is it so? {PAYLOAD}", "status": "partly", "weight": 5, "evidence": evidence}
    pay = {"difference": 9e3, "low": 1e3, "high": 2e4}
    return Report.model_validate(
        {
            "notice": "Self-assessment",
            "as_of": "2026-09-01",
            "market_date": "2026-09-01",
            "segment": {"words": f"AI engineer {PAYLOAD}", "n": 60, "companies": 20},
            "score": 57.0,
            "coverage": 0.8,
            "interval": [50, 66],
            "weight_range": [40, 70],
            "pillars": [{"id": "portfolio", "weight": 1, "score": 57, "coverage": 0.8, "interval": [50, 66]}],
            "signals": [
                signal
                | {"id": "tests", "pillar": "portfolio", "value": 0.9, "fix": "x", "gain": 1, "reason": None},
                signal
                | {
                    "id": "evals",
                    "pillar": "portfolio",
                    "value": 0.1,
                    "fix": "x",
                    "gain": 5,
                    "reason": "none",
                },
                signal
                | {
                    "id": "pins",
                    "pillar": "portfolio",
                    "value": None,
                    "fix": "x",
                    "gain": None,
                    "reason": "?",
                },
            ],
            "red_flags": [{"words": PAYLOAD, "evidence": evidence}],
            "skills": [
                {
                    "id": "python",
                    "name": "Python",
                    "claimed": {"where": "list", "quote": PAYLOAD},
                    "evidenced": "app.py:1",
                    "demanded": {"n": 40, "of": 60, "share": 0.66, "pay": pay},
                },
                {"id": "sql", "name": "SQL", "claimed": None, "evidenced": None, "demanded": None},
            ],
            "actions": [
                {
                    "id": "evals",
                    "do": f"Write evals {PAYLOAD}",
                    "points": 5,
                    "postings_unlocked": 3,
                    "pay": pay,
                    "effort": "a week",
                }
            ],
            "postings": [
                {
                    "title": PAYLOAD,
                    "company": "=1+1",
                    "url": "javascript:alert(1)",
                    "covered": 0.7,
                    "missing": ["SQL"],
                }
            ],
            "advice": [{"title": "Build this next", "lines": [PAYLOAD]}],
            "hidden_text": [{"text": PAYLOAD, "how": "white", "page": 1}],
            "unknown": [{"what": "links", "why": PAYLOAD}],
            "review": {
                "remarks": [{"quote": PAYLOAD, "document": "resume", "remark": "r", "suggestion": "s"}]
            },
        }
    )


def said(app: Any) -> str:
    kinds = (app.text, app.markdown, app.caption, app.info, app.warning)
    return " ".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def button(app: Any, label: str) -> Any:
    (found,) = (each for each in app.button if each.label == label)
    return found


def test_a_resume_is_scored_and_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    report, text = readiness.scored(person(resume=RESUME), tmp_path, keep=True, tell=lambda line: None)
    assert {pillar.id for pillar in report.pillars} == {"resume"}
    assert any("market" in unknown.what for unknown in report.unknown)
    assert json.loads(text)["schema_version"] == 1
    assert list((tmp_path / "scratch").iterdir()) == []


def test_what_is_no_resume_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotScored):
        readiness.scored(person(resume=b"%PDF-1.4 not really", kind="pdf"), tmp_path, keep=True, tell=print)


@pytest.mark.parametrize("login", ["--forget", "a/b", "a b", "x" * 60, "ada;ls"])
def test_a_name_is_checked_before_anything_runs(tmp_path: Path, login: str) -> None:
    with pytest.raises(NotScored, match="no GitHub name"):
        readiness.scored(person(login=login), tmp_path, keep=True, tell=print)


def test_ticked_skills_say_what_they_reach(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    app.multiselect(key="known").set_value(["python"]).run()
    assert not app.exception
    assert "What to learn next" in [heading.value for heading in app.header]
    assert "python" not in str(app.query_params)


def test_the_page_scores_an_upload(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    app.file_uploader[0].upload("resume.md", RESUME, "text/markdown")
    button(app, "Score").click().run(timeout=120)
    assert not app.exception
    assert "Score" in figures(app)
    assert app.query_params == {}
    button(app, "Forget this report").click().run()
    assert "Score" not in figures(app)


def test_a_token_is_never_echoed(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    app.file_uploader[0].upload("resume.md", RESUME, "text/markdown")
    (token,) = (field for field in app.text_input if "token" in field.label)
    assert token.proto.type == token.proto.PASSWORD
    token.set_value(SECRET)
    button(app, "Score").click().run(timeout=120)
    report, text = app.session_state["report"]
    assert SECRET not in f"{said(app)}{text}{report}{app.query_params}"
    assert SECRET not in " ".join(block.proto.body for block in app.get("html"))


@pytest.mark.parametrize(("others", "offered"), [("0", True), ("1", False)])
def test_a_review_says_its_cost_and_waits_for_consent(
    open_app: Any, small_market: Path, monkeypatch: pytest.MonkeyPatch, others: str, offered: bool
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", SECRET)
    monkeypatch.setenv("HIRESIGNAL_FOR_OTHERS", others)
    monkeypatch.setenv("HIRESIGNAL_OFFER_SCORE", "1")
    app = open_app(small_market, "you")
    assert bool(app.checkbox) is offered
    for consent in app.checkbox:
        assert not consent.value
        assert "costs at most" in consent.label
        assert "personal data masked" in consent.label


def test_what_was_ticked_stays_for_the_session_and_out_of_the_url(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    app.multiselect(key="known").set_value(["python", "sql"]).run()
    app.switch_page("views/skill.py").run()
    assert "by what you ticked" in said(app)
    assert "known" not in app.query_params
    app.switch_page("views/you.py").run()
    assert app.multiselect(key="known").value == ["python", "sql"]
    assert not open_app(small_market, "you").multiselect(key="known").value  # another visitor's session


def test_nothing_given_is_asked_for(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    button(app, "Score").click().run()
    assert "Give a GitHub name, a resume, or both." in said(app)


def test_a_hostile_report_is_only_words(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    app.session_state["report"] = (everything(), "{}")
    app.run()
    assert not app.exception
    for block in app.get("html"):
        assert "<script" not in block.proto.body
        assert "javascript:" not in block.proto.body.partition("href=")[2]
    assert any("https://ok.example/a" in block.proto.body for block in app.get("html"))


def test_what_if_adds_the_gain(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "you")
    app.session_state["report"] = (everything(), "{}")
    app.run()
    app.toggle(key="do_evals").set_value(True).run()
    assert figures(app)["Then about"].value == "62"


def test_a_dashboard_for_others_asks_for_nothing_personal(
    open_app: Any, small_market: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRESIGNAL_FOR_OTHERS", "1")
    app = open_app(small_market, "you")
    assert not app.file_uploader
    assert not app.text_input
    monkeypatch.setenv("HIRESIGNAL_OFFER_SCORE", "1")
    assert open_app(small_market, "you").text_input


def test_a_visitor_s_token_goes_to_the_visitor_s_run_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "operator")
    own = readiness._environment(person(token="visitor"), tmp_path, keep=False)
    none = readiness._environment(person(), tmp_path, keep=False)
    assert own["GITHUB_TOKEN"] == "visitor"
    assert "GITHUB_TOKEN" not in none
    assert none["HIRESIGNAL_CACHE"].startswith(str(tmp_path))
