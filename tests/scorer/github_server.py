"""A GitHub on loopback: answers for invented people in the shapes of GitHub's REST and GraphQL APIs."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from invented import Person, Pull, Repository, tarball

Reply = tuple[int, dict[str, str], bytes]
TOKEN = "ghp_plantedTokenThatMustNotLeak000000000"


@dataclass
class GitHub:
    """The far side: people, the log of what was asked, and troubles to come."""

    people: dict[str, Person]
    log: list[tuple[str, str]] = field(default_factory=list)  # method, path with query (or GraphQL operation)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    trouble: Callable[[str, str, int], Reply | None] = lambda method, path, number: None
    remaining: int = 60
    url: str = ""

    def asked(self, part: str) -> int:
        return sum(part in path for _, path in self.log)


@contextmanager
def serving(*people: Person) -> Iterator[GitHub]:
    hub = GitHub({p.login.lower(): p for p in people})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("GET", b"")

        def do_POST(self) -> None:
            self._answer("POST", self.rfile.read(int(self.headers["content-length"])))

        def _answer(self, method: str, body: bytes) -> None:
            path = self.path
            if path == "/graphql":
                operation = re.search(r"query \w+", json.loads(body)["query"])
                path = f"/graphql {operation[0] if operation else ''}"
            hub.log.append((method, path))
            hub.headers.append({k.lower(): v for k, v in self.headers.items()})
            status, headers, data = hub.trouble(method, path, len(hub.log)) or answer(hub, self, body)
            etag = f'W/"{hashlib.sha256(data + self.headers.get("authorization", "").encode()).hexdigest()}"'
            if status == 200 and self.headers.get("if-none-match") == etag:
                status, data = 304, b""
            if not (status == 304 and self.headers.get("authorization")):
                hub.remaining -= 1
            self.send_response(status)
            for name, value in {
                "content-type": "application/json; charset=utf-8",
                "etag": etag,
                "x-ratelimit-remaining": str(max(0, hub.remaining)),
                "x-ratelimit-resource": "search" if "/search/" in path else "core",
                **headers,
                "content-length": str(len(data)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet: what was asked stands in the log of the hub."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(hub: GitHub, request: BaseHTTPRequestHandler, body: bytes) -> Reply:
    parts = urlsplit(request.path)
    query = {k: v[0] for k, v in parse_qs(parts.query).items()}
    path = [unquote(p) for p in parts.path.strip("/").split("/")]
    if request.headers.get("authorization") == "Bearer expired":
        return (
            401,
            {},
            _json({"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest"}),
        )
    match path:
        case ["graphql"]:
            return graphql(hub, json.loads(body))
        case ["users", login]:
            person = hub.people.get(login.lower())
            return (200, {}, _json(user(hub, person))) if person else missing()
        case ["users", login, "repos"]:
            return paged(hub, request.path, [repository(hub, p, r) for p, r in _listed(hub, login)], query)
        case ["repos", login, name, *rest]:
            return _repo(hub, request.path, login, name, rest, query)
        case ["codeload", login, name]:
            person, repo = _find(hub, login, name)
            return 200, {"content-type": "application/x-gzip"}, tarball(repo, person.login)
        case ["search", "issues"]:
            found = re.search(r"author:(\S+)", query["q"])
            person = hub.people.get(found[1].lower()) if found else None
            items = [item(hub, person, pull) for pull in person.pulls] if person else []
            return (
                200,
                {},
                _json(
                    {
                        "total_count": len(items),
                        "incomplete_results": False,
                        "search_type": "lexical",
                        "items": items,
                    }
                ),
            )
    return missing()


def _repo(hub: GitHub, path: str, login: str, name: str, rest: list[str], query: dict[str, str]) -> Reply:
    match rest:
        case ["pulls", number]:
            pull = next(
                p
                for one in hub.people.values()
                for p in one.pulls
                if p.repo == f"{login}/{name}" and p.number == int(number)
            )
            return 200, {}, _json({"number": pull.number, "additions": pull.lines, "deletions": 0})
    try:
        person, repo = _find(hub, login, name)
    except LookupError:
        return missing()
    match rest:
        case ["commits"]:
            if not repo.commits:
                return (
                    409,
                    {},
                    _json(
                        {
                            "message": "Git Repository is empty.",
                            "documentation_url": "https://docs.github.com/rest",
                        }
                    ),
                )
            rows = [commit(hub, person, repo, *c) for c in reversed(repo.commits)]
            return paged(hub, path, rows, query)
        case ["tarball", *_]:
            return 302, {"location": f"{hub.url}/codeload/{login}/{name}"}, b""
        case ["actions", "runs"]:
            runs = [{"id": 1, "status": "completed", "conclusion": repo.ci}] if repo.ci else []
            return 200, {}, _json({"total_count": len(runs), "workflow_runs": runs})
    return missing()


def _find(hub: GitHub, login: str, name: str) -> tuple[Person, Repository]:
    person = hub.people[login.lower()]
    repo = next((r for r in person.repos if r.name.lower() == name.lower()), None)
    if repo is None:
        raise LookupError(name)
    return person, repo


def _listed(hub: GitHub, login: str) -> list[tuple[Person, Repository]]:
    person = hub.people[login.lower()]
    public = [r for r in person.repos if not r.private]
    return sorted(((person, r) for r in public), key=lambda pr: pr[1].pushed, reverse=True)


def paged(hub: GitHub, path: str, rows: list[Any], query: dict[str, str]) -> Reply:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    last = max(1, -(-len(rows) // size))
    base = hub.url + re.sub(r"[?&]page=\d+", "", path)
    headers = {}
    if page < last:
        headers["link"] = f'<{base}&page={page + 1}>; rel="next", <{base}&page={last}>; rel="last"'
    return 200, headers, _json(rows[(page - 1) * size : page * size])


def missing() -> Reply:
    return (
        404,
        {},
        _json({"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}),
    )


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _sha(*parts: object) -> str:
    return hashlib.sha1("|".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()


def _moment(day: object) -> str:
    return f"{day}T12:00:00Z"


def simple_user(hub: GitHub, login: str, *, organisation: bool = False) -> dict[str, Any]:
    api = f"{hub.url}/users/{login}"
    links = {
        name: f"{api}/{name.removesuffix('_url')}"
        for name in (
            "followers_url",
            "following_url",
            "gists_url",
            "starred_url",
            "subscriptions_url",
            "organizations_url",
            "repos_url",
            "events_url",
            "received_events_url",
        )
    }
    return {
        "login": login,
        "id": 1,
        "node_id": "U_1",
        "avatar_url": f"{hub.url}/avatar",
        "gravatar_id": "",
        "url": api,
        "html_url": f"https://github.com/{login}",
        **links,
        "type": "Organization" if organisation else "User",
        "user_view_type": "public",
        "site_admin": False,
    }


def user(hub: GitHub, person: Person) -> dict[str, Any]:
    return {
        **simple_user(hub, person.login, organisation=person.organisation),
        "name": person.name,
        "company": None,
        "blog": person.website,
        "location": person.location or None,
        "email": None,
        "hireable": None,
        "bio": person.bio or None,
        "twitter_username": None,
        "public_repos": len(person.repos),
        "public_gists": 0,
        "followers": person.followers,
        "following": 1,
        "created_at": "2020-01-01T00:00:00Z",
        "updated_at": "2026-11-01T00:00:00Z",
    }


REPO_URLS = (
    *(
        "archive",
        "assignees",
        "blobs",
        "branches",
        "collaborators",
        "comments",
        "commits",
        "compare",
        "contents",
    ),
    *("contributors", "deployments", "downloads", "events", "forks", "git_commits", "git_refs", "git_tags"),
    *(
        "hooks",
        "issue_comment",
        "issue_events",
        "issues",
        "keys",
        "labels",
        "languages",
        "merges",
        "milestones",
    ),
    *("notifications", "pulls", "releases", "stargazers", "statuses", "subscribers", "subscription", "tags"),
    *("teams", "trees"),
)


def repository(hub: GitHub, person: Person, repo: Repository) -> dict[str, Any]:
    api = f"{hub.url}/repos/{person.login}/{repo.name}"
    return {
        "id": 1,
        "node_id": "R_1",
        "name": repo.name,
        "full_name": f"{person.login}/{repo.name}",
        "private": False,
        "owner": simple_user(hub, person.login),
        "html_url": f"https://github.com/{person.login}/{repo.name}",
        "description": repo.description or None,
        "fork": repo.fork,
        "url": api,
        **{f"{name}_url": f"{api}/{name}" for name in REPO_URLS},
        "created_at": _moment(repo.created),
        "updated_at": _moment(repo.pushed),
        "pushed_at": _moment(repo.pushed),
        "homepage": repo.homepage or None,
        "size": 120 if repo.commits else 0,
        "stargazers_count": repo.stars,
        "watchers_count": repo.stars,
        "language": "Python",
        "archived": repo.archived,
        "disabled": False,
        "topics": list(repo.topics),
        "visibility": "public",
        "default_branch": "main",
        "is_template": repo.template,
        "forks_count": 0,
        "open_issues_count": 0,
    }


def commit(
    hub: GitHub, person: Person, repo: Repository, day: object, words: str, own: bool
) -> dict[str, Any]:
    sha = _sha(repo.name, day, words)
    api = f"{hub.url}/repos/{person.login}/{repo.name}"
    login = person.login if own else "somebody-else"
    author = {"name": person.name, "email": f"{login}@users.noreply.github.com", "date": _moment(day)}
    return {
        "sha": sha,
        "node_id": "C_1",
        "url": f"{api}/commits/{sha}",
        "html_url": f"https://github.com/{person.login}/{repo.name}/commit/{sha}",
        "comments_url": f"{api}/commits/{sha}/comments",
        "commit": {
            "author": author,
            "committer": author,
            "message": f"{words}\n\nLonger words, written by planted@example.org.",
            "tree": {"sha": sha, "url": f"{api}/git/trees/{sha}"},
            "url": f"{api}/git/commits/{sha}",
            "comment_count": 0,
            "verification": {
                "verified": False,
                "reason": "unsigned",
                "signature": None,
                "payload": None,
                "verified_at": None,
            },
        },
        "author": simple_user(hub, login),
        "committer": simple_user(hub, login),
        "parents": [
            {
                "sha": sha,
                "url": f"{api}/commits/{sha}",
                "html_url": f"https://github.com/{person.login}/{repo.name}",
            }
        ],
    }


def item(hub: GitHub, person: Person, pull: Pull) -> dict[str, Any]:
    api = f"{hub.url}/repos/{pull.repo}"
    issue = f"{api}/issues/{pull.number}"
    page = f"https://github.com/{pull.repo}/pull/{pull.number}"
    return {
        "url": issue,
        "repository_url": api,
        "labels_url": f"{issue}/labels{{/name}}",
        "comments_url": f"{issue}/comments",
        "events_url": f"{issue}/events",
        "html_url": page,
        "id": pull.number,
        "node_id": "PR_1",
        "number": pull.number,
        "title": pull.title,
        "user": simple_user(hub, person.login),
        "labels": [],
        "state": "closed",
        "locked": False,
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": 0,
        "created_at": _moment(pull.merged),
        "updated_at": _moment(pull.merged),
        "closed_at": _moment(pull.merged),
        "author_association": pull.association,
        "draft": False,
        "pull_request": {
            "url": f"{api}/pulls/{pull.number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": _moment(pull.merged),
        },
        "body": "",
        "score": 1.0,
    }


def graphql(hub: GitHub, question: dict[str, Any]) -> Reply:
    """Answers the project's own operations by name; shapes follow GitHub's schema."""
    text, given = question["query"], question["variables"]
    operation = re.search(r"query (\w+)", text)[1]  # type: ignore[index]
    login = (given.get("login") or given.get("owner") or "").lower()
    person = hub.people.get(login)
    if person is None or person.organisation:
        errors = [
            {
                "type": "NOT_FOUND",
                "path": ["user"],
                "message": f"Could not resolve to a User with the login of '{login}'.",
            }
        ]
        owner = {"__typename": "Organization"} if person else None
        return (
            200,
            {},
            _json(
                {"data": {"repositoryOwner": owner, "user": None, "search": {"nodes": []}}, "errors": errors}
            ),
        )
    match operation:
        case "Person":
            data: dict[str, Any] = {
                "repositoryOwner": {"__typename": "User"},
                "user": {
                    "login": person.login,
                    "url": f"https://github.com/{person.login}",
                    "createdAt": "2020-01-01T00:00:00Z",
                    "bio": person.bio or None,
                    "websiteUrl": person.website or None,
                    "location": person.location or None,
                    "pinnedItems": {
                        "nodes": [{"nameWithOwner": f"{person.login}/{p}"} for p in person.pinned]
                    },
                    "repositories": _connection(hub, person, 0),
                },
                "search": {"nodes": [_pull_node(p) for p in person.pulls]},
            }
        case "More":
            data = {"user": {"repositories": _connection(hub, person, int(given["after"]))}}
        case "Newest" | "Oldest":
            data = {}
            for key, name in given.items():
                if key.startswith("name"):
                    number = key.removeprefix("name")
                    cursor = given.get(f"after{number}", "")
                    data[f"r{number}"] = _repo_node(person, _find(hub, login, name)[1], cursor)
    return 200, {}, _json({"data": data})


def _connection(hub: GitHub, person: Person, start: int) -> dict[str, Any]:
    rows = _listed(hub, person.login)
    return {
        "pageInfo": {"hasNextPage": start + 100 < len(rows), "endCursor": str(start + 100)},
        "nodes": [_listed_node(person, repo) for _, repo in rows[start : start + 100]],
    }


def _listed_node(person: Person, repo: Repository) -> dict[str, Any]:
    return {
        "name": repo.name,
        "owner": {"login": person.login},
        "url": f"https://github.com/{person.login}/{repo.name}",
        "description": repo.description or None,
        "homepageUrl": repo.homepage or None,
        "createdAt": _moment(repo.created),
        "pushedAt": _moment(repo.pushed),
        "isFork": repo.fork,
        "isTemplate": repo.template,
        "isEmpty": not repo.commits,
        "isArchived": repo.archived,
        "defaultBranchRef": {"name": "main"} if repo.commits else None,
        "repositoryTopics": {"nodes": [{"topic": {"name": t}} for t in repo.topics]},
    }


def _pull_node(pull: Pull) -> dict[str, Any]:
    return {
        "url": f"https://github.com/{pull.repo}/pull/{pull.number}",
        "title": pull.title,
        "mergedAt": _moment(pull.merged),
        "additions": pull.lines,
        "deletions": 0,
        "authorAssociation": pull.association,
        "repository": {"nameWithOwner": pull.repo, "mentionableUsers": {"totalCount": pull.contributors}},
    }


def _repo_node(person: Person, repo: Repository, cursor: str) -> dict[str, Any]:
    rows = list(reversed(repo.commits))
    start = int(cursor.rpartition(" ")[2]) + 1 if cursor else 0
    page = rows[start : start + 100]
    head = _sha(repo.name)
    history = {
        "totalCount": len(rows),
        "pageInfo": {"endCursor": f"{head} {start + len(page) - 1}" if page else None},
        "nodes": [
            {
                "authoredDate": _moment(day),
                "message": f"{words}\n\nLonger words, written by planted@example.org.",
                "author": {"user": {"login": person.login if own else "somebody-else"}},
                "parents": {"totalCount": 1},
            }
            for day, words, own in page
        ],
    }
    state = {"success": "SUCCESS", "failure": "FAILURE"}.get(repo.ci or "")
    target = {"statusCheckRollup": {"state": state} if state else None, "history": history}
    released = [{"createdAt": _moment(repo.first_release)}] if repo.first_release else []
    return {
        "name": repo.name,
        "releases": {"nodes": released},
        "issues": {"nodes": [{"author": {"login": f"reader-{n}"}} for n in range(repo.issues_by_others)]},
        "defaultBranchRef": {"target": target} if rows else None,
    }
