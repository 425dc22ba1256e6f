"""Reads the same over GraphQL, which needs a token: three to six requests and one tarball a repository."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace
from typing import Any

from scorer import choose
from scorer.asking import Answer, Ask
from scorer.choose import Candidate
from scorer.facts import Account, Commit, Merged, Repo
from scorer.found import PAGES, Found, NoSuchUser, NotAPerson, NotRead, day, headline, read_code, start, why
from scorer.queries import MORE, NEWEST, OLDEST, PERSON, aliased

CANDIDATES = 16  # asked for at once, so that ten remain when try-outs drop out
GREEN = {"SUCCESS": True, "FAILURE": False, "ERROR": False}


def plan(login: str, linked: Iterable[str] = ()) -> Generator[Ask, Answer, Found]:
    """Everything GraphQL can tell, and the code as tarballs."""
    words = f"is:pr is:merged author:{login} -user:{login} sort:created-desc"
    first = yield ask(PERSON, login=login, merged=words)
    data = _data(first, login)
    user = data["user"]
    pinned = tuple(p["nameWithOwner"] for p in user["pinnedItems"]["nodes"] if p)
    found = Found(
        Account(
            login=user["login"],
            url=user["url"],
            bio=user["bio"] or "",
            website=user["websiteUrl"] or "",
            location=user["location"] or "",
            pinned=pinned,
        )
    )
    found.merged = tuple(_merged(node) for node in data["search"]["nodes"] if node)
    candidates = yield from _listing(user, found)
    order = choose.ranked(candidates, login=user["login"], pinned=pinned, linked=linked)
    found.repos = yield from _repos(user["login"], order[:CANDIDATES], set(pinned), found)
    return found


def ask(query: str, **variables: str) -> Ask:
    return Ask("/graphql", query=query, variables=json.dumps(variables, sort_keys=True))


def _data(answer: Answer, login: str) -> Mapping[str, Any]:
    if not answer.ok:
        raise NotRead(f'Nothing is known about "{login}": {why(answer)}.')
    reply = answer.json()
    data: Mapping[str, Any] = reply.get("data") or {}
    if data.get("user"):
        return data
    if (data.get("repositoryOwner") or {}).get("__typename") == "Organization":
        raise NotAPerson(f'"{login}" is an organisation. The score is for one person: name a user.')
    errors = reply.get("errors") or [{}]
    if errors[0].get("type") in (None, "NOT_FOUND"):
        raise NoSuchUser(f'GitHub has no user "{login}". Check the spelling.')
    raise NotRead(f'Nothing is known about "{login}": GitHub says {errors[0].get("message", "no")!r}.')


def _listing(user: Mapping[str, Any], found: Found) -> Generator[Ask, Answer, list[Candidate]]:
    page = user["repositories"]
    rows = [_candidate(node) for node in page["nodes"]]
    for _ in range(PAGES - 1):
        if not page["pageInfo"]["hasNextPage"]:
            return rows
        answer = yield ask(MORE, login=user["login"], after=page["pageInfo"]["endCursor"])
        if not answer.ok or not (answer.json().get("data") or {}).get("user"):
            found.unread["repos"] = f"list of repositories: {why(answer)}"
            return rows
        page = answer.json()["data"]["user"]["repositories"]
        rows += [_candidate(node) for node in page["nodes"]]
    if page["pageInfo"]["hasNextPage"]:
        found.unread["older repositories"] = f"only the {len(rows)} most recently pushed were looked at"
    return rows


def _candidate(node: Mapping[str, Any]) -> Candidate:
    return Candidate(
        name=node["name"],
        owner=node["owner"]["login"],
        url=node["url"],
        branch=(node["defaultBranchRef"] or {}).get("name") or "HEAD",
        description=node["description"] or "",
        homepage=node["homepageUrl"] or "",
        topics=tuple(sorted(t["topic"]["name"] for t in node["repositoryTopics"]["nodes"])),
        created=day(node["createdAt"]),
        pushed=day(node["pushedAt"]) if node["pushedAt"] else None,
        fork=node["isFork"],
        template=node["isTemplate"],
        empty=node["isEmpty"],
        archived=node["isArchived"],
    )


def _repos(
    login: str, order: list[Candidate], pinned: set[str], found: Found
) -> Generator[Ask, Answer, tuple[Repo, ...] | None]:
    if not order:
        return ()
    names = {f"name{n}": one.name for n, one in enumerate(order)}
    answer = yield ask(aliased("Newest", NEWEST, names), owner=login, **names)
    data = (answer.json().get("data") or {}) if answer.ok else {}
    if not data:
        found.unread["repos"] = f"commits: {why(answer)}"
        return None
    chosen: list[tuple[Candidate, Repo, str]] = []
    for n, one in enumerate(order):
        if data.get(f"r{n}") is None:
            found.unread[f"repository {one.name}"] = "GitHub's answer did not hold it"
            continue
        repo, cursor = _newest(start(one), data[f"r{n}"], login)
        own = sum(c.own and not c.merge for c in repo.commits or ())
        if own >= choose.OWN_COMMITS and len(chosen) < choose.WITH_TOKEN:
            chosen.append((one, replace(repo, pinned=one.full in pinned), cursor))
    older = yield from _oldest(login, chosen)
    repos: list[Repo] = []
    for one, repo, _ in chosen:
        seen = repo.commits or ()
        repo = replace(repo, commits=(*seen, *older.get(repo.name, ())))
        repos.append((yield from read_code(repo, one)))
    return tuple(repos)


def _newest(repo: Repo, node: Mapping[str, Any], login: str) -> tuple[Repo, str]:
    target = (node.get("defaultBranchRef") or {}).get("target")
    if not target:
        return replace(repo, commits=()), ""
    history = target["history"]
    releases = node["releases"]["nodes"]
    others = {(issue["author"] or {}).get("login") for issue in node["issues"]["nodes"]} - {login, None}
    repo = replace(
        repo,
        commits=_commits(history["nodes"], login),
        commits_total=history["totalCount"],
        first_release=day(releases[0]["createdAt"]) if releases else None,
        issues_by_others=len(others),
        ci_green=GREEN.get((target["statusCheckRollup"] or {}).get("state", "")),
    )
    return repo, history["pageInfo"]["endCursor"] or ""


def _oldest(
    login: str, chosen: list[tuple[Candidate, Repo, str]]
) -> Generator[Ask, Answer, dict[str, tuple[Commit, ...]]]:
    """The last page of each long history, as REST's link to the last page gives it."""
    after = {one.name: cursor_before_oldest(cursor, repo.commits_total) for one, repo, cursor in chosen}
    long = [name for name, cursor in after.items() if cursor]
    if not long:
        return {}
    names = {f"name{n}": name for n, name in enumerate(long)}
    cursors = {f"after{n}": after[name] for n, name in enumerate(long)}
    answer = yield ask(aliased("Oldest", OLDEST, {**names, **cursors}), owner=login, **names, **cursors)
    data = (answer.json().get("data") or {}) if answer.ok else {}
    pages = {name: data.get(f"r{n}") for n, name in enumerate(long)}
    return {
        name: _commits(page["defaultBranchRef"]["target"]["history"]["nodes"], login)
        for name, page in pages.items()
        if page
    }


def cursor_before_oldest(cursor: str, total: int) -> str:
    """GitHub's history cursors read "<sha> <index>": the one whose next page is REST's last page."""
    found = re.fullmatch(r"([0-9a-f]{40}) \d+", cursor)
    if total <= 100:
        return ""
    if not found:
        return cursor  # another shape: the next page is better than none
    last_page = total % 100 or 100
    return f"{found[1]} {total - last_page - 1}"


def _commits(nodes: Iterable[Mapping[str, Any]], login: str) -> tuple[Commit, ...]:
    return tuple(
        Commit(
            day=day(node["authoredDate"]),
            headline=headline(node["message"]),
            own=(((node["author"] or {}).get("user") or {}).get("login") or "").lower() == login.lower(),
            merge=node["parents"]["totalCount"] > 1,
        )
        for node in nodes
    )


def _merged(node: Mapping[str, Any]) -> Merged:
    return Merged(
        repo=node["repository"]["nameWithOwner"],
        url=node["url"],
        title=node["title"][:200],
        merged=day(node["mergedAt"]) if node["mergedAt"] else None,
        lines=node["additions"] + node["deletions"],
        contributors=node["repository"]["mentionableUsers"]["totalCount"],
        own_organisation=node["authorAssociation"] in ("OWNER", "MEMBER"),
    )
