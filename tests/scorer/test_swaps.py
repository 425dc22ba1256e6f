"""Who one is changes nothing: two people who differ in that alone get the same JSON, to the byte."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import crowd
import pytest
from click.testing import CliRunner
from github_server import serving
from invented import Person, Repository, facts_of
from market_file import publish
from test_github import README, mira, repository

from scorer import cli
from scorer.score import score

pytestmark = pytest.mark.slow

RESUME = """# Ines Plantedname
AI engineer building retrieval
Berlin, Germany
ines.planted@example.org | +49 30 5550199 | https://github.com/mira-invented
## Experience
AI Engineer, Paragraph GmbH\tJan 2023 - Present
- Built a RAG pipeline with Python and pgvector over 40,000 rulings for 300 users
- Shipped an evaluation suite for the agent; accuracy rose from 71% to 88%
Software Engineer, Klammer AG\tMar 2019 - Dec 2022
- Developed an LLM service with FastAPI and cut latency by 40%
## Education
MSc Machine Learning, Example University, grade 1.3\t2013 - 2018
## Skills
Python, Docker, LangGraph
"""
LIMITS = """# Limits

- Tables that run over two pages are read as two tables; 4 of 60 held-out cases fail because of it.
- Questions in two languages at once retrieve the wrong half, so they are refused with a sentence.
"""
GRENZEN = """# Grenzen

- Tabellen über zwei Seiten werden als zwei gelesen; 4 von 60 zurückgehaltenen Fällen scheitern daran.
- Fragen in zwei Sprachen zugleich finden die falsche Hälfte und werden mit einem Satz abgelehnt.
"""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, market: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIRESIGNAL_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("PATH", "/nowhere")
        return scored(tmp_path_factory.mktemp("resume"), market)


def scored(folder: Path, market: Path, *, person: Person | None = None, resume: str = RESUME) -> str:
    """The JSON of one whole run against loopback, with GitHub, resume and market."""
    file = folder / "resume.md"
    file.write_text(resume, encoding="utf-8")
    with serving(person or mira()) as hub:
        line = ("--github", "mira-invented", "--api-url", hub.url, "--resume", str(file), "--format", "json")
        found = CliRunner().invoke(cli.score, [*line, "--data", str(market), "--as-of", "2026-11-20"])
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ines Plantedname", "Mohammed Different-Longername"),
        ("Ines Plantedname", "Mr Ines Plantedname (he/him)"),
        ("Ines Plantedname\n", "Ines Plantedname\nBorn 12 March 1961 in Rome, married, two children\n"),
        ("Example University, grade 1.3", "Another Famous Institute of Technology"),
        ("2013 - 2018", "1983 - 1988"),
        ("Berlin, Germany", "Munich, Germany"),
        ("+49 30 5550199", "+49 89 123 456 78"),
        ("ines.planted@example.org", "somebody@elsewhere.example.org"),
        ("Mar 2019 - Dec 2022", "Mar 2015 - Dec 2018"),
    ],
    ids=["name", "gender", "birth", "school", "age", "city", "phone", "e-mail", "gap"],
)
def test_a_resume(tmp_path: Path, market: Path, before: str, old: str, new: str) -> None:
    assert old in RESUME
    assert scored(tmp_path, market, resume=RESUME.replace(old, new)) == before


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another Name"},
        {"followers": 90_000},
        {"location": "Munich, Germany"},
        {"bio": "She likes mountains"},
    ],
    ids=["name", "followers", "city", "pronoun in the bio"],
)
def test_an_account(tmp_path: Path, market: Path, change: dict[str, Any]) -> None:
    given = {"location": "Berlin, Germany", "bio": "Likes mountains"}
    before = scored(tmp_path, market, person=mira(**given))
    assert scored(tmp_path, market, person=mira(**{**given, **change})) == before


def test_stars(tmp_path: Path, market: Path) -> None:
    famous = mira(repos=[repository(stars=50_000)])
    assert scored(tmp_path, market, person=famous) == scored(
        tmp_path, market, person=mira(repos=[repository()])
    )


def test_the_language_of_a_readme_and_its_documents(tmp_path: Path, market: Path) -> None:
    english = written(crowd.blocks()["readme"]["README.md"], LIMITS)
    german = written(crowd.blocks()["readme_german"]["README.md"], GRENZEN)
    assert scored(tmp_path, market, person=mira(repos=[german])) == scored(
        tmp_path, market, person=mira(repos=[english])
    )


# Limits, why this model, where the data comes from, risks, incidents, security: as headings of documents.
HEADINGS = {
    "English": "Limits | Why this model | Where the data comes from | Risks | Incidents | Security",
    "German": "Grenzen | Warum dieses Modell | Woher die Daten kommen | Risiken | Störungen | Sicherheit",
    "French": "Limites | Pourquoi ce modèle | D'où viennent les données | Risques | Incidents | Sécurité",
    "Spanish": "Limitaciones | Por qué este modelo | Dónde hay datos | Riesgos | Incidencias | Seguridad",
    "Portuguese": "Limitações | Por que este modelo | De onde vêm os dados | Riscos | Incidentes | Segurança",
    "Italian": "Limiti | Perché questo modello | Da dove vengono i dati | Rischi | Incidenti | Sicurezza",
    "Dutch": "Beperkingen | Waarom dit model | Gegevens en bronnen | Risico's | Incidenten | Beveiliging",
    "Polish": "Ograniczenia | Dlaczego ten model | Skąd pochodzą dane | Ryzyka | Awarie | Bezpieczeństwo",
    "Russian": "Ограничения | Почему эта модель | Откуда взяты данные | Риски | Инциденты | Безопасность",
    "Turkish": "Sınırlamalar | Neden bu model | Veriler nereden geliyor | Riskler | Arızalar | Güvenlik",
    "Chinese": "局限 | 为什么选择这个模型 | 数据来源 | 风险 | 故障 | 安全",
    "Japanese": "制限 | なぜこのモデルか | データの出所 | リスク | 障害 | セキュリティ",
    "Korean": "한계 | 왜 이 모델인가 | 데이터 출처 | 위험 | 장애 | 보안",
    "Hindi": "सीमाएँ | यह मॉडल क्यों | डेटा कहाँ से आता है | जोखिम | घटनाएँ | सुरक्षा",
    "Arabic": "القيود | لماذا هذا النموذج | مصدر البيانات | المخاطر | حوادث | الأمان",
}
BODY = (
    "\n\n" + "Four of sixty held-out cases fail because tables that run over two pages are read as two. " * 4
)


@pytest.mark.parametrize("language", HEADINGS)
def test_headings_are_known_in_every_language(language: str) -> None:
    """Each of the six headings is worth what it is worth in English."""
    assert worth(HEADINGS[language]) == worth(HEADINGS["English"])
    assert worth(HEADINGS[language])["runbook"] == 1.0


def worth(headings: str) -> dict[str, float | None]:
    notes = "\n".join(f"# {heading}{BODY}\n" for heading in headings.split(" | "))
    given = repository(files={**repository().files, "docs/notes.md": notes.encode()})
    result = score(facts_of(mira(repos=[given])))
    asked = ("honest", "decisions", "runbook", "injection")
    return {s.id: s.finding.value for s in result.signals if s.id in asked}


def written(readme: str, limits: str) -> Repository:
    given = repository()
    given.files |= {"README.md": readme.encode(), "docs/limits.md": limits.encode()}
    return given


def _another_repository() -> dict[str, Any]:
    return {"person": mira(repos=[repository(), repository("second")])}


def _no_figure_in_the_readme() -> dict[str, Any]:
    files = {**repository().files, "README.md": README.replace(b"87 %", b"nearly all")}
    return {"person": mira(repos=[repository(files=files)])}


def _another_bullet() -> dict[str, Any]:
    return {"resume": RESUME.replace("by 40%", "by half")}


def _another_skill() -> dict[str, Any]:
    return {"resume": RESUME.replace("Docker", "Kubernetes")}


@pytest.mark.parametrize(
    "change", [_another_repository, _no_figure_in_the_readme, _another_bullet, _another_skill]
)
def test_what_counts_changes_the_hash(
    tmp_path: Path, market: Path, before: str, change: Callable[[], dict[str, Any]]
) -> None:
    after = scored(tmp_path, market, **change())
    assert json.loads(before)["input_hash"] != json.loads(after)["input_hash"]
