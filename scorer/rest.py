"""Reads a person's public work over GitHub's REST API: about 25 requests, no token needed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from scorer import choose
from scorer.asking import Answer, Ask
from scorer.choose import Candidate
from scorer.facts import Account, Commit, Merged, Repo
from scorer.findings import SHOWN
from scorer.found import (
    PAGES,
    Found,
    NoSuchUser,
    NotAPerson,
    NotRead,
    day,
    headline,
    read_code,
    start,
    why,
)

DETAILS = 2  # pull requests whose size is asked for: each costs a request of the hour

Plan = Generator[Ask, Answer, Any]


def plan(login: str, linked: Iterable[str] = ()) -> Generator[Ask, Answer, Found]:
    """Everything REST can tell, in the order of what matters most should the requests run out."""
    account = yield from read_account(login)
    found = Found(account)
    candidates = yield from _listing(account.login, found)
    if candidates is not None:
        found.repos = yield from _repos(account.login, candidates, linked, found)
    found.merged = yield from _merged(account.login, found)
    if found.merged:
        found.merged = yield from _sizes(found.merged)
    if found.repos and candidates:
        found.repos = yield from _ci(found.repos, {c.name: c for c in candidates})
    return found


def read_account(login: str) -> Generator[Ask, Answer, Account]:
    """The profile; raises NoSuchUser, NotAPerson or NotRead."""
    answer = yield Ask(f"/users/{quote(login, safe='')}")
    if answer.status == 404:
        raise NoSuchUser(f'GitHub has no user "{login}". Check the spelling.')
    if not answer.ok:
        reason = answer.reason or f"GitHub answered {answer.status}"
        raise NotRead(f'Nothing is known about "{login}": {reason}.')
    user = answer.json()
    if user["type"] == "Organization":
        raise NotAPerson(f'"{user["login"]}" is an organisation. The score is for one person: name a user.')
    return Account(
        login=user["login"],
        url=user["html_url"],
        bio=user["bio"] or "",
        website=user["blog"] or "",
        location=user["location"] or "",
    )


def _listing(login: str, found: Found) -> Generator[Ask, Answer, list[Candidate] | None]:
    rows: list[Candidate] = []
    for page in range(1, PAGES + 1):
        answer = yield Ask(f"/users/{quote(login)}/repos?type=owner&sort=pushed&per_page=100&page={page}")
        if not answer.ok:
            found.unread["repos"] = f"list of repositories: {why(answer)}"
            return rows or None
        rows += [candidate(row) for row in answer.json()]
        last = answer.last_page()
        if page >= last:
            return rows
    found.unread["older repositories"] = f"only the {len(rows)} most recently pushed were looked at"
    return rows


def candidate(row: Mapping[str, Any]) -> Candidate:
    return Candidate(
        name=row["name"],
        owner=row["owner"]["login"],
        url=row["html_url"],
        branch=row.get("default_branch") or "HEAD",
        description=row["description"] or "",
        homepage=row.get("homepage") or "",
        topics=tuple(sorted(row.get("topics") or ())),
        created=day(row["created_at"]),
        pushed=day(row["pushed_at"]) if row.get("pushed_at") else None,
        fork=row["fork"],
        template=bool(row.get("is_template")),
        empty=row.get("size") == 0,
        archived=bool(row.get("archived")),
    )


def _repos(
    login: str, candidates: list[Candidate], linked: Iterable[str], found: Found
) -> Generator[Ask, Answer, tuple[Repo, ...]]:
    repos: list[Repo] = []
    for one in choose.ranked(candidates, login=login, pinned=(), linked=linked):
        if len(repos) == choose.WITHOUT_TOKEN:
            break
        repo = yield from _commits(start(one), one, login)
        own = sum(c.own and not c.merge for c in repo.commits or ())
        if repo.commits is not None and own < choose.OWN_COMMITS:
            continue
        repo = yield from read_code(repo, one)
        repos.append(repo)
        if repo.commits is None and repo.code is None:
            found.unread[f"repository {repo.name}"] = repo.unread
            if len(repos) > SHOWN:
                break
    return tuple(r for r in repos if r.commits is not None or r.code is not None)


def _commits(repo: Repo, one: Candidate, login: str) -> Generator[Ask, Answer, Repo]:
    path = f"/repos/{one.full}/commits?per_page=100"
    first = yield Ask(path)
    if first.status == 409:  # GitHub's answer for a repository without a commit
        return replace(repo, commits=())
    if not first.ok:
        return replace(repo, unread=f"commits: {why(first)}")
    rows, pages = first.json(), first.last_page()
    total = len(rows)
    if pages > 1:
        last = yield Ask(f"{path}&page={pages}")
        if not last.ok:
            return replace(repo, commits=commits(rows, login), commits_total=pages * 100)
        oldest = last.json()
        total = (pages - 1) * 100 + len(oldest)
        rows += oldest
    return replace(repo, commits=commits(rows, login), commits_total=total)


def commits(rows: Iterable[Mapping[str, Any]], login: str) -> tuple[Commit, ...]:
    return tuple(
        Commit(
            day=day(row["commit"]["author"]["date"]),
            headline=headline(row["commit"]["message"]),
            own=((row.get("author") or {}).get("login") or "").lower() == login.lower(),
            merge=len(row["parents"]) > 1,
        )
        for row in rows
        if (row["commit"].get("author") or {}).get("date")
    )


def _ci(repos: tuple[Repo, ...], listed: Mapping[str, Candidate]) -> Generator[Ask, Answer, tuple[Repo, ...]]:
    done: list[Repo] = []
    for repo in repos:
        if repo.code is None or not repo.code.workflows:
            done.append(repo)
            continue
        one = listed[repo.name]
        answer = yield Ask(
            f"/repos/{one.full}/actions/runs?branch={quote(one.branch)}&status=completed&per_page=1"
        )
        runs = answer.json()["workflow_runs"] if answer.ok else []
        done.append(replace(repo, ci_green=runs[0]["conclusion"] == "success" if runs else None))
    return tuple(done)


def _merged(login: str, found: Found) -> Generator[Ask, Answer, tuple[Merged, ...] | None]:
    words = quote(f"is:pr is:merged author:{login} -user:{login}")
    answer = yield Ask(f"/search/issues?q={words}&sort=created&order=desc&per_page=50")
    if not answer.ok:
        found.unread["merged"] = f"pull requests merged elsewhere: {why(answer)}"
        return None
    return tuple(merged(item) for item in answer.json()["items"])


def _sizes(rows: tuple[Merged, ...]) -> Generator[Ask, Answer, tuple[Merged, ...]]:
    """How many lines the newest ones changed; the listing does not say."""
    sized: list[Merged] = []
    for row in rows[:DETAILS]:
        answer = yield Ask(f"/repos/{row.repo}/pulls/{row.url.rpartition('/')[2]}")
        pull = answer.json() if answer.ok else None
        sized.append(replace(row, lines=pull["additions"] + pull["deletions"]) if pull else row)
    return (*sized, *rows[DETAILS:])


def merged(item: Mapping[str, Any]) -> Merged:
    moment = (item.get("pull_request") or {}).get("merged_at") or item.get("closed_at")
    return Merged(
        repo="/".join(item["repository_url"].split("/")[-2:]),
        url=item["html_url"],
        title=item["title"][:200],
        merged=day(moment) if moment else None,
        own_organisation=item["author_association"] in ("OWNER", "MEMBER"),
    )
