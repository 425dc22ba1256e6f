"""Reads a repository's files into facts: what it imports, calls, tests, documents. Nothing is run."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import PurePosixPath

from scorer import datasets, python_code, secrets, tarball, typescript_code
from scorer.facts import Code, Dataset, Document, File, FileKind, Sight
from scorer.sights import Sights

Files = Iterable[tuple[str, int, bytes]]

READ = 150_000  # bytes of source parsed for one repository, telling files first; past it files only count
DOCUMENTS, DOCUMENT = 40, 40_000  # how many, and characters of each
ROUGHLY = re.compile(rb"\bassert (?!True)|\.assert[A-Z]|\bexpect\(")  # assertions in tests past the limit
# Imports that signals ask about: where a repository is too large to parse whole, files with these come first.
TELLING = re.compile(
    rb"(?:import|from|require\()\s*[\"'(]?@?(?:openai|anthropic|google|mistral|cohere|groq|ollama|vllm|transformers|"
    rb"litellm|lang(?:chain|graph|fuse|smith)|llama_index|chroma|pinecone|qdrant|weaviate|faiss|pgvector|lancedb|"
    rb"crewai|autogen|mcp|ai\b|httpx|requests|aiohttp|tenacity|stamina|structlog|loguru|logging|opentelemetry|"
    rb"prometheus|sentry|posthog|stripe|fastapi|flask|django|sqlalchemy|sqlite3|react|next|express|streamlit|"
    rb"gradio|jwt|authlib)"
)
VENDORED = re.compile(
    r"(?:^|/)(?:node_modules|_?vendor(?:ed)?|third_party|site-packages|\.venv|venv|dist|build|out|\.next|"
    r"__pycache__)/|\.min\.(?:js|css)$|(?:^|/)(?:package-lock\.json|.*\.lock)$|_pb2\.py$|\.d\.ts$|"
    r"/static/js/|^\.(?!github/)[\w-]+/|[.-](?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{8}\.m?js$"
)
TEST = re.compile(
    r"(?:^|/)(?:tests?|__tests__|specs?|e2e)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.\w+$|\.(?:test|"
    r"spec)\.[jt]sx?$"
)
FIXTURE = re.compile(r"(?:^|/)(?:test_?data|fixtures?|snapshots?|__snapshots__|cassettes?|recordings?)/")
SOURCE = frozenset(
    (
        *(".py", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".go", ".rs", ".java", ".kt", ".rb", ".cs"),
        *(".cpp", ".cc", ".c", ".h", ".swift", ".scala", ".php"),
    )
)
TYPESCRIPT = frozenset([".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs"])
ATTACK = re.compile(
    r"(?:ignore|disregard|forget) (?:all |any |the |your |every)*(?:previous|prior|above|"
    r"earlier) (?:instruction|prompt|rule)s?|reveal (?:the |your )*system prompt",
    re.IGNORECASE,
)
DOCS, DATA = frozenset([".md", ".rst", ".mdx", ".txt"]), frozenset([".jsonl", ".csv", ".tsv", ".parquet"])
CONFIG = frozenset([".toml", ".yml", ".yaml", ".json", ".cfg", ".ini", ".tf", ".env"])


def read_tarball(packed: bytes) -> Code | str:
    """The code in a tarball, or why it was not read."""
    try:
        return read(tarball.files(packed))
    except tarball.Unsafe as error:
        return str(error)


def read(files: Files, *, most: int = READ) -> Code:
    """Facts from (path, size, bytes) of every file; up to `most` bytes of source are parsed."""
    found = _Found()
    for path, size, data in files:
        _take(found, path, size, data)
    unread = found.parse(most)
    return Code(
        files=tuple(sorted(found.files, key=lambda f: f.path)),
        imports=_sorted(found.sights.imports),
        calls=_sorted(found.sights.calls),
        keys=_sorted(found.sights.keys),
        constants=_sorted(found.sights.constants),
        bare_excepts=_sorted(found.sights.bare_excepts),
        readme=min(found.readmes, key=_readme_order, default=None),
        documents=tuple(sorted(found.documents, key=lambda d: d.path)[:DOCUMENTS]),
        workflows=tuple(sorted(found.workflows, key=lambda d: d.path)),
        datasets=tuple(sorted(found.datasets, key=lambda d: d.path)),
        dependencies=tuple(sorted(found.dependencies)),
        secrets=_sorted(found.secrets),
        attacks=_sorted(found.attacks),
        env_ignored=found.env_ignored,
        unread_files=found.unread,
        unread_share=round(unread, 4),
    )


class _Found:
    """What has been gathered while walking; source waits so that it is parsed in a fixed order."""

    def __init__(self) -> None:
        self.files: list[File] = []
        self.readmes: list[Document] = []
        self.documents: list[Document] = []
        self.workflows: list[Document] = []
        self.datasets: list[Dataset] = []
        self.dependencies: set[str] = set()
        self.secrets: list[Sight] = []
        self.attacks: list[Sight] = []
        self.env_ignored = False
        self.source: list[tuple[str, bytes, bool]] = []
        self.sights = Sights()
        self.unread = 0

    def parse(self, most: int) -> float:
        """Parses own code before tests, telling files before others; returns the share that did not fit."""
        left, asserted, skipped = most, {}, 0
        for path, data, test in sorted(self.source, key=_telling_first):
            if len(data) > left:
                self.unread += 1
                skipped += 0 if test else len(data)
                if test:
                    asserted[path] = len(ROUGHLY.findall(data))
                continue
            left -= len(data)
            reader = typescript_code if PurePosixPath(path).suffix in TYPESCRIPT else python_code
            count = reader.read(path, data, test=test, into=self.sights)
            if count is None:
                self.unread += 1
            else:
                asserted[path] = count
        whole = sum(len(data) for _, data, test in self.source if not test)
        self.files = [
            File(f.path, f.size, f.kind, asserted.get(f.path, 0)) if f.kind == "test" else f
            for f in self.files
        ]
        return skipped / whole if whole else 0.0


def _telling_first(source: tuple[str, bytes, bool]) -> tuple[bool, bool, int, str]:
    path, data, test = source
    return test, TELLING.search(data) is None, path.count("/"), path


def _take(found: _Found, path: str, size: int, data: bytes) -> None:
    kind = kind_of(path)
    found.files.append(File(path, size, kind))
    if kind == "vendored":
        return
    name, suffix = PurePosixPath(path).name.lower(), PurePosixPath(path).suffix.lower()
    text = (
        data.decode("utf-8", errors="replace")
        if suffix in DOCS | DATA | CONFIG | SOURCE or not suffix
        else ""
    )
    if name == ".gitignore" and re.search(r"(?m)^[*/]*\.env\b", text):
        found.env_ignored = True
    if (kind == "test" or datasets.PLACE.search(path)) and (attack := ATTACK.search(text)):
        found.attacks.append(Sight("injection", path, text.count("\n", 0, attack.start()) + 1, test=True))
    if kind != "test":
        found.secrets += secrets.find(path, text)
    if suffix in (".py", ".ipynb") or suffix in TYPESCRIPT:
        found.source.append((path, data, kind == "test"))
    if name.startswith("readme") and "/" not in path and suffix in (*DOCS, ""):
        found.readmes.append(Document(path, text[:DOCUMENT]))
    # notes for tools are nobody's write-up
    elif suffix in DOCS and kind == "docs" and not path.startswith("."):
        found.documents.append(Document(path, text[:DOCUMENT]))
    elif path.startswith(".github/workflows/") or name in (".gitlab-ci.yml", "jenkinsfile"):
        found.workflows.append(Document(path, text[:DOCUMENT]))
    if dataset := datasets.read(path, text):
        found.datasets.append(dataset)
    found.dependencies |= _dependencies(path, name, text)


def kind_of(path: str) -> FileKind:
    """What a file is for, by its path."""
    suffix = PurePosixPath(path).suffix.lower()
    if VENDORED.search(path):
        return "vendored"
    if FIXTURE.search(path):
        return "data"
    if suffix == ".ipynb":
        return "notebook"
    if suffix in SOURCE:
        return "test" if TEST.search(path) else "source"
    if suffix in DATA:
        return "data"
    if suffix in DOCS:
        return "docs"
    return "config" if suffix in CONFIG else "other"


def _readme_order(document: Document) -> tuple[bool, str]:
    # README.md before README.zh.md: the one GitHub shows; among equals the name decides.
    return (document.path.lower() not in ("readme.md", "readme.rst", "readme"), document.path)


def _dependencies(path: str, name: str, text: str) -> set[str]:
    if name == "package.json":
        try:
            manifest = json.loads(text)
        except ValueError:
            return set()
        if not isinstance(manifest, dict):
            return set()
        groups = (manifest.get("dependencies"), manifest.get("devDependencies"))
        return {one for group in groups if isinstance(group, dict) for one in group}
    if name == "pyproject.toml":
        try:
            manifest = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return set()
        listed = manifest.get("project", {}).get("dependencies", [])
        poetry = manifest.get("tool", {}).get("poetry", {}).get("dependencies", {})
        return {_distribution(str(line)) for line in (*listed, *poetry)} - {"", "python"}
    if re.fullmatch(r"requirements[\w.-]*\.txt", name):
        return {_distribution(line) for line in text.splitlines() if line[:1].isalpha()} - {""}
    return set()


def _distribution(line: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", line.strip())
    return found[0].lower().replace("_", "-") if found else ""


def _sorted(sights: Iterable[Sight]) -> tuple[Sight, ...]:
    return tuple(sorted(sights, key=lambda s: (s.path, s.line, s.name, s.args)))
