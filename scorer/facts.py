"""What is known about one person: values only, the same however they were fetched.

Signals see nothing else. A fact that could not be read is None, and `Facts.unread` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

FileKind = Literal["source", "test", "docs", "data", "config", "notebook", "vendored", "other"]


@dataclass(frozen=True, slots=True)
class File:
    path: str
    size: int
    kind: FileKind
    assertions: int = 0  # statements in a test that can fail


@dataclass(frozen=True, slots=True)
class Sight:
    """A name seen in code: a module imported, a function called, a key or constant written."""

    name: str
    path: str
    line: int
    test: bool = False
    args: tuple[str, ...] = ()  # keyword arguments, for calls
    loop: bool = False  # inside a loop
    guarded: bool = False  # inside a try that names what it catches


@dataclass(frozen=True, slots=True)
class Dataset:
    """A file of cases: how many, counted once each."""

    path: str
    cases: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """What a repository's files say, each with path and line. Read, never run."""

    files: tuple[File, ...] = ()
    imports: tuple[Sight, ...] = ()
    calls: tuple[Sight, ...] = ()
    keys: tuple[Sight, ...] = ()
    constants: tuple[Sight, ...] = ()
    bare_excepts: tuple[Sight, ...] = ()
    readme: Document | None = None
    documents: tuple[Document, ...] = ()
    workflows: tuple[Document, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    dependencies: tuple[str, ...] = ()
    secrets: tuple[Sight, ...] = ()
    attacks: tuple[Sight, ...] = ()  # injection attempts written into tests and evals
    env_ignored: bool = False
    unread_files: int = 0  # source files past the reading limit or not parseable
    unread_share: float = 0.0  # of the source, by bytes, past the reading limit
    # Forty signals ask the same few things of ten thousand sights: an answer stays where it was found.
    looked_up: dict[object, Any] = field(init=False, default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Commit:
    day: date
    headline: str
    own: bool
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Repo:
    """An inspected repository. `commits` holds the newest and oldest hundred, `commits_total` counts all."""

    name: str
    url: str
    created: date | None
    pushed: date | None
    description: str = ""
    homepage: str = ""
    topics: tuple[str, ...] = ()
    archived: bool = False
    pinned: bool = False
    commits: tuple[Commit, ...] | None = None
    commits_total: int = 0
    first_release: date | None = None
    ci_green: bool | None = None
    issues_by_others: int | None = None
    code: Code | None = None
    local: bool = False  # a clone on this machine: nobody vouches for its dates
    unread: str = ""  # why `code` or `commits` is None
    looked_up: dict[object, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def page(self, name: str) -> str:
        """A page of the repository on GitHub; a local clone has none."""
        return f"{self.url}/{name}" if self.url.startswith(("http://", "https://")) else ""

    def link(self, path: str, line: int = 0) -> str:
        """Where a line can be looked at."""
        if self.url.startswith(("http://", "https://")):
            return f"{self.url}/blob/HEAD/{path}" + (f"#L{line}" if line else "")
        return f"{path}:{line}" if line else path


@dataclass(frozen=True, slots=True)
class Merged:
    """A pull request of this person merged in somebody else's repository."""

    repo: str
    url: str
    title: str
    merged: date | None
    lines: int | None = None
    contributors: int | None = None
    own_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    login: str
    url: str
    bio: str = ""
    website: str = ""
    location: str = ""
    pinned: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What an address answered when it was tried. `reason` says why it was not."""

    url: str
    status: int | None
    title: str = ""
    words: str = ""
    entries: int = 0  # dated or listed posts, where the page is a feed or a blog
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    text: str
    section: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated position, project or study."""

    section: str
    title: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text in a file that nobody sees on the page."""

    text: str
    how: str
    page: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill the resume names, and the best place it names it: dated, bullet or list."""

    skill: str
    where: Literal["dated", "bullet", "list"]
    quote: str


@dataclass(frozen=True, slots=True)
class Resume:
    """What a resume says, in reading order, without what nobody can see."""

    text: str
    pages: int
    headline: str = ""
    name: str = ""
    email: str = ""
    sections: tuple[Section, ...] = ()
    entries: tuple[Entry, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    links: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    claims: tuple[Claim, ...] = ()
    contact_in_body: bool = True
    garbled: float = 0.0  # share of characters that no font could name
    short: bool = False  # too little text for a resume
    level: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How far the evidence reaches in one segment of the market: shares 0..1, and what stands behind them."""

    segment: str
    market_date: date
    postings: int
    companies: int
    coverage: float
    reach: float | None  # of the open postings that require something; None when there is none
    reached: int
    within_sight: int = 0  # open postings that require something
    must_haves: tuple[tuple[str, float], ...] = ()  # skill, evidence
    bundles: tuple[tuple[tuple[str, ...], float], ...] = ()  # skills hired together, evidence
    rising: tuple[tuple[str, float], ...] | None = None  # None: no earlier market to compare with
    demanded: tuple[tuple[str, float, float], ...] = ()  # skill, weight, evidence


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known about one person on one day."""

    as_of: date
    account: Account | None = None
    repos: tuple[Repo, ...] | None = None
    merged: tuple[Merged, ...] | None = None
    links: tuple[Link, ...] | None = None
    resume: Resume | None = None
    evidenced: Mapping[str, str] | None = None  # skill -> file:line in code
    fit: Fit | None = None
    unread: Mapping[str, str] = field(default_factory=dict)
