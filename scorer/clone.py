"""Reads a local clone into the same facts as a repository on GitHub; only git is asked, nothing is run."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from scorer import code
from scorer.facts import Commit, Repo
from scorer.found import headline
from scorer.tarball import ENTRIES, FILE

SKIPPED = {
    ".git",
    "node_modules",
    ".venv",
    "venv",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".tox",
}
BOT = re.compile(r"\[bot\]|^dependabot|^renovate|^github-actions", re.IGNORECASE)
WHOLE = 8_000_000  # bytes of source: one repository on one's own machine may take its time
SEEN = 5_000  # commits


def read(path: Path) -> Repo:
    """The repository at `path`; commits by whoever git says the user is, else by everybody but bots."""
    root = path.resolve()
    commits = _commits(root)
    return Repo(
        name=root.name,
        url=str(path),
        created=min((c.day for c in commits), default=None) if commits else None,
        pushed=max((c.day for c in commits), default=None) if commits else None,
        commits=commits,
        commits_total=len(commits or ()),
        local=True,
        code=code.read(_files(root), most=WHOLE),
        unread="" if commits is not None else "no git history",
    )


def _files(root: Path) -> Iterator[tuple[str, int, bytes]]:
    """What git tracks, where it is a clone; else everything that is not plainly made by tools."""
    tracked = _git(root, "ls-files", "-z")
    paths = [root / name for name in tracked.split("\0") if name] if tracked else sorted(_walk(root))
    for path in paths[:ENTRIES]:
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as handle:
            yield path.relative_to(root).as_posix(), path.stat().st_size, handle.read(FILE)


def _walk(root: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(
            n for n in names if n not in SKIPPED and not n.endswith((".egg-info", ".dist-info"))
        )
        yield from (Path(folder) / name for name in files)


def _commits(root: Path) -> tuple[Commit, ...] | None:
    log = _git(root, "log", f"--max-count={SEEN}", "--format=%as%x1f%ae%x1f%an%x1f%P%x1f%s")
    if not log:
        return None
    rows = [line.split("\x1f") for line in log.splitlines()]
    mine = _git(root, "config", "user.email").strip().lower()
    known = any(row[1].lower() == mine for row in rows)
    return tuple(
        Commit(
            day=date.fromisoformat(day),
            headline=headline(words),
            own=email.lower() == mine if known else not BOT.search(name),
            merge=" " in parents,
        )
        for day, email, name, parents, words in rows
    )


def _git(root: Path, *words: str) -> str:
    """What git answers; empty when there is no git or no repository here."""
    if not (root / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
