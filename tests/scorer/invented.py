"""Invented people and repositories: one description serves the loopback server and the facts alike."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass, field
from datetime import date, timedelta

from scorer import code
from scorer.facts import Account, Commit, Facts, Merged, Repo

TODAY = date(2026, 11, 20)


@dataclass
class Repository:
    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    commits: list[tuple[date, str, bool]] = field(default_factory=list)  # day, headline, own; oldest first
    description: str = ""
    homepage: str = ""
    topics: tuple[str, ...] = ()
    created: date = TODAY - timedelta(days=400)
    stars: int = 0
    fork: bool = False
    template: bool = False
    archived: bool = False
    private: bool = False
    ci: str | None = None  # success, failure
    first_release: date | None = None
    issues_by_others: int = 0

    @property
    def pushed(self) -> date:
        return max((day for day, _, _ in self.commits), default=self.created)


@dataclass
class Pull:
    repo: str
    number: int
    title: str
    merged: date
    lines: int = 80
    association: str = "CONTRIBUTOR"
    contributors: int = 40


@dataclass
class Person:
    login: str
    name: str = "An Invented Person"
    bio: str = ""
    website: str = ""
    location: str = ""
    followers: int = 3
    repos: list[Repository] = field(default_factory=list)
    pulls: list[Pull] = field(default_factory=list)
    pinned: tuple[str, ...] = ()
    organisation: bool = False


def steady(
    count: int, days: int, *, end: date = TODAY, words: str = "Handle case"
) -> list[tuple[date, str, bool]]:
    """Commits spread evenly, each with a headline of its own."""
    kinds = ("Add", "Fix", "Refactor", "Test", "Document")
    first = end - timedelta(days=days - 1)
    step = (days - 1) / max(1, count - 1)
    return [
        (first + timedelta(days=round(n * step)), f"{kinds[n % 5]} {words} {_letters(n)}", True)
        for n in range(count)
    ]


def _letters(n: int) -> str:
    return "".join(chr(97 + int(d)) for d in str(n))


def tarball(repo: Repository, owner: str) -> bytes:
    """As GitHub packs it: everything below one folder, with a pax header that names the commit."""
    out = io.BytesIO()
    with tarfile.open(
        fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT, pax_headers={"comment": "0" * 40}
    ) as archive:
        for path, data in sorted(repo.files.items()):
            entry = tarfile.TarInfo(f"{owner}-{repo.name}-0000000/{path}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def facts_of(person: Person, *, token: bool = True, as_of: date = TODAY) -> Facts:
    """What reading this person's GitHub would give, without a server."""
    repos = []
    for one in person.repos:
        own = [c for c in one.commits if c[2]]
        if one.fork or one.template or one.private or len(own) < 4:
            continue
        repos.append(
            Repo(
                name=one.name,
                url=f"https://github.com/{person.login}/{one.name}",
                created=one.created,
                pushed=one.pushed,
                description=one.description,
                homepage=one.homepage,
                topics=one.topics,
                archived=one.archived,
                pinned=token and one.name in person.pinned,
                commits=tuple(Commit(day, words, mine) for day, words, mine in one.commits),
                commits_total=len(one.commits),
                first_release=one.first_release if token else None,
                issues_by_others=one.issues_by_others if token else None,
                ci_green={"success": True, "failure": False}.get(one.ci or ""),
                code=code.read((path, len(data), data) for path, data in one.files.items()),
            )
        )
    return Facts(
        as_of=as_of,
        account=Account(
            person.login,
            f"https://github.com/{person.login}",
            person.bio,
            person.website,
            person.location,
            tuple(f"{person.login}/{p}" for p in person.pinned) if token else None,
        ),
        repos=tuple(repos),
        merged=tuple(
            Merged(
                p.repo,
                f"https://github.com/{p.repo}/pull/{p.number}",
                p.title,
                p.merged,
                p.lines,
                p.contributors if token else None,
                p.association in ("OWNER", "MEMBER"),
            )
            for p in person.pulls
        ),
    )
