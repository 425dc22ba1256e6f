"""What reading an account finds, and what both ways of reading it share."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote

from scorer.asking import Answer, Ask
from scorer.choose import Candidate
from scorer.code import read_tarball
from scorer.facts import Account, Code, Merged, Repo

PAGES = 3  # pages of a hundred repositories, newest push first
TARBALL = 20_000_000  # bytes, packed


class NoSuchUser(Exception):
    """GitHub has no such user."""


class NotAPerson(Exception):
    """The account is an organisation."""


class NotRead(Exception):
    """Nothing is known about the account: GitHub did not answer and nothing is in the cache."""


class Found:
    """What one plan learned; becomes Facts."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.repos: tuple[Repo, ...] | None = None
        self.merged: tuple[Merged, ...] | None = None
        self.unread: dict[str, str] = {}


def start(one: Candidate) -> Repo:
    """A repository before anything of it is read."""
    return Repo(
        one.name,
        one.url,
        one.created,
        one.pushed,
        one.description,
        one.homepage,
        one.topics,
        one.archived,
    )


def read_code(repo: Repo, one: Candidate) -> Generator[Ask, Answer, Repo]:
    """One tarball in place of a request a file."""
    answer = yield Ask(f"/repos/{one.full}/tarball/{quote(one.branch)}", binary=True, limit=TARBALL)
    if not answer.ok:
        return replace(repo, unread=f"code: {why(answer)}")
    code = read_tarball(answer.body)
    if isinstance(code, Code):
        return replace(repo, code=code)
    return replace(repo, unread=f"code: {code}")


def day(moment: str) -> date:
    """The UTC day of GitHub's time."""
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).date()


def headline(message: str) -> str:
    """The first line of a commit message, without addresses somebody may have left there."""
    return re.sub(r"\S+@\S+", "", message.partition("\n")[0])[:120]


def why(answer: Answer) -> str:
    """In words, why there is no answer to read."""
    if answer.reason:
        return answer.reason
    return {
        404: "GitHub says it is not there",
        403: "GitHub refused",
        451: "withheld for legal reasons",
    }.get(answer.status, f"GitHub answered {answer.status}")
