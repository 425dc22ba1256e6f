"""Names the skills in a person's words with the same reader that reads postings, and those in their code."""

from __future__ import annotations

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


@lru_cache(maxsize=4_000)
def _skill_of(module: str) -> tuple[str, ...]:
    """The skill a package stands for: its words, read like any text."""
    words = module.replace("_", " ").replace("@", "").replace("/", " ").replace("-", " ")
    return named(f"Experience with {words} and {module}.")


def evidenced(repos: Iterable[Repo]) -> dict[str, str]:
    """Skills seen in the code of one's own repositories, each with the line."""
    found: dict[str, str] = {}
    for repo in repos:
        if repo.code is None or trust(repo) < 0.5:
            continue
        for sight in repo.code.imports:
            root = sight.name if sight.name.startswith("@") else sight.name.partition(".")[0]
            if sight.test or sight.name.startswith(".") or not root:
                continue
            for skill in (*_aliases(root), *_skill_of(root)):
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
            if int(size) >= SOME:
                for skill in named(f"Experience with {name}."):
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


def _aliases(root: str) -> tuple[str, ...]:
    name = PACKAGES.get(root)
    return named(f"Experience with {name}.") if name else ()


def title(skill: str) -> str:
    """The name people read."""
    known = book().by_id.get(skill)  # type: ignore[call-overload]
    return known.name if known else skill
