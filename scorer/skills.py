"""Names the skills in a person's words with the same reader that reads postings, and those in their code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import lru_cache

from analysis import skills
from analysis.layout import lay_out
from analysis.sections import Section, Span
from analysis.skillbook import book
from scorer.facts import Code, Repo
from scorer.ownwork import trust
from scorer.signals._code import imports

LANGUAGES = {".py": "Python", ".ts": "TypeScript", ".tsx": "TypeScript", ".js": "JavaScript", ".go": "Go"} | {
    ".rs": "Rust",
    ".java": "Java",
    ".sql": "SQL",
    ".tf": "Terraform",
}
MOSTLY = 0.6  # of a technique's signal
OWN = 0.5  # trust in a repository below which its code evidences nothing
SOME = 2_000  # bytes of a language that are more than a script


def named(text: str) -> tuple[str, ...]:
    """The ids of the skills a text names, in order, once each."""
    return tuple(dict.fromkeys(skill for skill, _ in quoted(text)))


def quoted(text: str) -> list[tuple[str, str]]:
    """Each skill a text names, with the line that names it."""
    # A resume has none of a posting's sections: the whole text counts as what it is about.
    page = lay_out(text)
    mentions = skills.find(page.text, [Span(0, len(page.text), Section.requirement)])
    return [(m.skill, _line(text, page.origin(m.start or 0))) for m in mentions]


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)].strip()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Every spelling of a skill without its marks, for names of packages: "scikit-learn" as "scikitlearn"."""
    return {_bare(form.text): skill.id for skill in reversed(book().skills) for form in skill.forms}


def _bare(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _skill_of(root: str) -> str | None:
    """The skill a package stands for."""
    wanted = PACKAGES.get(root, root)
    found = _by_name().get(_bare(wanted))
    return found or _by_name().get(
        _bare(wanted.removesuffix("_client").removesuffix("-js").removesuffix("db"))
    )


def evidenced(repos: Iterable[Repo]) -> dict[str, str]:
    """Skills seen in the code of one's own repositories, each with the line."""
    found: dict[str, str] = {}
    for repo in repos:
        if repo.code is not None and trust(repo) >= OWN:
            for skill, where in (*_techniques(repo), *_packages(repo, repo.code), *_files(repo, repo.code)):
                found.setdefault(skill, where)
    return dict(sorted(found.items()))


def _packages(repo: Repo, code: Code) -> Iterable[tuple[str, str]]:
    """What is imported outside tests and is neither one's own nor the standard library's."""
    for name, (first, *_) in imports(code).items():
        root = name if name.startswith("@") else name.partition(".")[0]
        if root and root not in sys.stdlib_module_names and (skill := _skill_of(root)):
            yield skill, repo.link(first.path, first.line)


def _files(repo: Repo, code: Code) -> Iterable[tuple[str, str]]:
    """Languages by how much of them there is; containers and CI by their files."""
    sizes: dict[str, int] = {}
    first: dict[str, str] = {}
    for file in code.files:
        suffix = "." + file.path.rpartition(".")[2]
        name = LANGUAGES.get(suffix) if file.kind in ("source", "test", "config") else None
        if file.path.rpartition("/")[2].startswith("Dockerfile"):
            name = "Docker"
        elif "/workflows/" in file.path:
            name = "CI/CD"
        if name:
            sizes[name] = sizes.get(name, 0) + (file.size if suffix in LANGUAGES else SOME)
            first.setdefault(name, file.path)
    for name, size in sizes.items():
        skill = _by_name().get(_bare(name))
        if size >= SOME and skill:
            yield skill, repo.link(first[name], 1)


def _techniques(repo: Repo) -> Iterable[tuple[str, str]]:
    """What no package name tells: retrieval, agents, evaluation, where a signal saw most of it."""
    from scorer.signals import agent, evals, rag
    from scorer.signals._ai import model_call

    for measure, names in (
        (rag.one, ("RAG", "vector databases", "embeddings")),
        (agent.one, ("AI agents", "tool calling")),
        (evals.one, ("LLM evaluation",)),
    ):
        finding = measure(repo)
        if finding.value is not None and finding.value >= MOSTLY and finding.evidence:
            for name in names:
                if skill := _by_name().get(_bare(name)):
                    yield skill, finding.evidence[0].where
    call = model_call(repo.code) if repo.code else None
    if call is not None:
        for name in ("large language models", "LLM APIs"):
            if skill := _by_name().get(_bare(name)):
                yield skill, repo.link(call.path, call.line)


PACKAGES = {
    "sklearn": "scikit-learn",
    "torch": "PyTorch",
    "cv2": "computer vision",
    "psycopg": "PostgreSQL",
    "psycopg2": "PostgreSQL",
    "asyncpg": "PostgreSQL",
    "google.generativeai": "Gemini",
    "sentence_transformers": "embeddings",
    "qdrant_client": "Qdrant",
    "chromadb": "Chroma",
    "next": "Next.js",
    "ai": "Vercel AI SDK",
    "boto3": "AWS",
    "pyspark": "Spark",
    "opentelemetry": "OpenTelemetry",
    "@anthropic-ai/sdk": "Anthropic",
    "transformers": "Hugging Face",
}


def title(skill: str) -> str:
    """The name people read."""
    known = book().by_id.get(skill)  # type: ignore[call-overload]
    return known.name if known else skill
