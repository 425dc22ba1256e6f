"""Names the skills in a person's words with the same reader that reads postings, and those in their code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import lru_cache

from analysis import skills
from analysis.sections import Section, Span
from analysis.skillbook import book
from scorer.facts import Repo
from scorer.ownwork import trust

LANGUAGES = {".py": "Python", ".ts": "TypeScript", ".tsx": "TypeScript", ".js": "JavaScript", ".go": "Go"} | {
    ".rs": "Rust",
    ".java": "Java",
    ".cpp": "C++",
    ".sql": "SQL",
    ".tf": "Terraform",
}
SOME = 2_000  # bytes of a language that are more than a script


def named(text: str) -> tuple[str, ...]:
    """The ids of the skills a text names, in order, once each."""
    return tuple(dict.fromkeys(skill for skill, _ in quoted(text)))


def quoted(text: str) -> list[tuple[str, str]]:
    """Each skill a text names, with the line that names it."""
    # A resume has none of a posting's sections: the whole text counts as what it is about.
    mentions = skills.find(text, [Span(0, len(text), Section.requirement)])
    return [(m.skill, _line(text, m.start or 0)) for m in mentions]


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
        if repo.code is None or trust(repo) < 0.5:
            continue
        own = {part.removesuffix(".py") for f in repo.code.files for part in f.path.split("/")[:2]}
        for sight in repo.code.imports:
            root = sight.name if sight.name.startswith("@") else sight.name.partition(".")[0]
            if sight.test or not root or root in own or root in sys.stdlib_module_names:
                continue
            if skill := _skill_of(root):
                found.setdefault(skill, repo.link(sight.path, sight.line))
        sizes: dict[str, list[int | str]] = {}
        for file in repo.code.files:
            suffix = "." + file.path.rpartition(".")[2]
            if suffix in LANGUAGES and file.kind in ("source", "test", "config"):
                entry = sizes.setdefault(LANGUAGES[suffix], [0, file.path])
                entry[0] = int(entry[0]) + file.size
            if file.path.rpartition("/")[2].startswith("Dockerfile"):
                sizes.setdefault("Docker", [SOME, file.path])
            if "/workflows/" in file.path:
                sizes.setdefault("CI/CD", [SOME, file.path])
        for name, (size, path) in sizes.items():
            if int(size) >= SOME and (skill := _by_name().get(_bare(name) or name)):
                found.setdefault(skill, repo.link(str(path), 1))
    return dict(sorted(found.items()))


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
