"""Reading a person's GitHub over a loopback server: shapes, call counts, and every way it can go wrong."""

import gzip
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from github_server import TOKEN, GitHub, Reply, serving
from invented import TODAY, Person, Pull, Repository, steady

from scorer import cli, github, graphql, queries
from scorer.asking import Answer, Unreachable
from scorer.found import TARBALL, Found, NoSuchUser, NotAPerson, NotRead
from scorer.wire import Wire

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
README = b"""# Shelfmark

Shelfmark answers questions about library rules for branch staff who have a reader waiting at the desk.

It exists because the rulebook has nine hundred pages and nobody finds anything in it within a minute.

![How a question travels](docs/flow.png)

```sh
pip install shelfmark
shelfmark serve
uvicorn shelfmark.app:app
```

It answers 87 % of 120 real questions correctly.
"""
CODE = b"""import openai
client = openai.OpenAI(timeout=20)

def answer(question):
    return client.chat.completions.create(model="m", messages=[{"role": "user", "content": question}])
"""
TESTS = b"""from app import answer

def test_answers():
    assert answer("When do you open?") == "At nine"
"""


def repository(name: str = "shelfmark", **changes: Any) -> Repository:
    given: dict[str, Any] = {
        "files": {
            "README.md": README,
            "app.py": CODE,
            "tests/test_app.py": TESTS,
            ".github/workflows/ci.yml": b"on: push\njobs: {}\n",
        },
        "commits": steady(230, 120),
        "ci": "success",
        "description": "Answers questions with retrieval",
    }
    return Repository(name, **{**given, **changes})


def mira(**changes: Any) -> Person:
    given: dict[str, Any] = {
        "repos": [repository(), repository("forklift", fork=True), repository("tiny", commits=steady(2, 2))],
        "pulls": [Pull("langchain-ai/langchain", 11, "Retry on a cut stream", TODAY - timedelta(days=40))],
        "pinned": ("shelfmark",),
    }
    return Person("mira-invented", **{**given, **changes})


def read(
    hub: GitHub, login: str = "mira-invented", *, cache: Path, **options: Any
) -> tuple[Found, github.Calls]:
    waited: list[float] = options.pop("waited", [])
    with Wire(most=TARBALL, pace_factor=0) as wire:
        return github.read(
            login,
            send=options.pop("send", wire),
            cache_root=cache,
            now=options.pop("now", NOW),
            pause=waited.append,
            api=hub.url,
            **options,
        )


def test_both_ways_see_the_same(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        plain, calls = read(hub, cache=tmp_path)
        rich, _ = read(hub, cache=tmp_path, token=TOKEN)
    assert [r.name for r in plain.repos or ()] == [r.name for r in rich.repos or ()] == ["shelfmark"]
    one, other = (plain.repos or ())[0], (rich.repos or ())[0]
    assert one.commits == other.commits
    assert (one.commits_total, one.code, one.ci_green) == (other.commits_total, other.code, True)
    assert [m.url for m in plain.merged or ()] == [m.url for m in rich.merged or ()]
    assert [m.lines for m in plain.merged or ()] == [80]
    assert other.pinned
    assert not one.pinned
    assert calls.left is not None
    assert not calls.token


def test_calls_without_a_token(tmp_path: Path) -> None:
    many = [repository(f"repo-{n:03}") for n in range(320)]
    with serving(mira(repos=many, pulls=[Pull("a/b", n, "x", TODAY) for n in range(9)])) as hub:
        found, calls = read(hub, cache=tmp_path)
        assert len(hub.log) <= 35
    assert len(found.repos or ()) == 6
    assert calls.used <= 35
    assert "only the 300" in found.unread["older repositories"]


def test_calls_with_a_token(tmp_path: Path) -> None:
    many = [repository(f"repo-{n:03}") for n in range(320)]
    with serving(mira(repos=many)) as hub:
        found, _ = read(hub, cache=tmp_path, token=TOKEN)
        assert hub.asked("/graphql") <= 6
        assert hub.asked("/tarball/") == 10
        assert len(hub.log) - hub.asked("codeload") <= 16
    assert len(found.repos or ()) == 10


def test_second_run_asks_nothing_within_the_hour_and_conditionally_after(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        first, _ = read(hub, cache=tmp_path)
        asked = len(hub.log)
        again, calls = read(hub, cache=tmp_path)
        assert (len(hub.log), calls.used) == (asked, 0)
        later, _ = read(hub, cache=tmp_path, now=NOW + timedelta(hours=2))
        assert sum("if-none-match" in h for h in hub.headers[asked:]) >= 4
    assert first.repos == again.repos == later.repos


def test_network_down_with_a_warm_cache(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        first, _ = read(hub, cache=tmp_path)

        def down(*_: object) -> Answer:
            raise Unreachable("ConnectError")

        later, calls = read(hub, cache=tmp_path, now=NOW + timedelta(days=3), send=down)
    assert later.repos == first.repos
    assert calls.oldest == NOW


def test_network_down_with_nothing_kept(tmp_path: Path) -> None:
    with Wire(most=1000, pace_factor=0) as wire, pytest.raises(NotRead, match="could not be reached"):
        github.read(
            "nobody", send=wire, cache_root=tmp_path, now=NOW, pause=lambda _: None, api="http://127.0.0.1:9"
        )


def test_limit_midway_keeps_what_was_read_and_goes_on_from_there(tmp_path: Path) -> None:
    reset = str(int((NOW + timedelta(minutes=50)).timestamp()))

    def limit(method: str, path: str, number: int) -> Reply | None:
        headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}
        return (403, headers, b'{"message": "API rate limit exceeded"}') if number > 4 else None

    with serving(mira(repos=[repository(), repository("second")])) as hub:
        hub.trouble = limit
        found, _ = read(hub, cache=tmp_path)
        assert len(hub.log) == 5  # the refusal is believed: nothing more is asked
        assert "12:50 UTC" in str(found.unread)
        assert len(found.repos or ()) == 1
        hub.trouble = lambda *_: None
        before = len(hub.log)
        whole, _ = read(hub, cache=tmp_path, now=NOW + timedelta(minutes=55))
        assert not any("/users/mira-invented" in path for _, path in hub.log[before:])
    assert len(whole.repos or ()) == 2
    assert "merged" not in whole.unread


def test_secondary_limit_is_waited_out(tmp_path: Path) -> None:
    def once(method: str, path: str, number: int) -> Reply | None:
        return (403, {"retry-after": "7"}, b'{"message": "secondary rate limit"}') if number == 2 else None

    waited: list[float] = []
    with serving(mira()) as hub:
        hub.trouble = once
        found, _ = read(hub, cache=tmp_path, waited=waited)
    assert waited == [7.0]
    assert found.repos
    assert "repos" not in found.unread


@pytest.mark.parametrize("token", ["", TOKEN])
def test_nobody_and_organisation(tmp_path: Path, token: str) -> None:
    with serving(Person("invented-gmbh", organisation=True)) as hub:
        with pytest.raises(NoSuchUser, match="Check the spelling"):
            read(hub, "nobody-at-all", cache=tmp_path, token=token)
        with pytest.raises(NotAPerson, match="organisation"):
            read(hub, "invented-gmbh", cache=tmp_path, token=token)


@pytest.mark.parametrize("token", ["", TOKEN])
@pytest.mark.parametrize(
    "repos",
    [
        [],
        [repository(fork=True)],
        [repository(template=True)],
        [Repository("empty")],
        [repository(commits=steady(3, 3))],
        [repository(commits=[(day, words, False) for day, words, _ in steady(50, 60)])],
    ],
    ids=["none", "only forks", "template", "empty", "three commits", "somebody else's"],
)
def test_nothing_of_their_own(tmp_path: Path, repos: list[Repository], token: str) -> None:
    with serving(mira(repos=repos)) as hub:
        found, _ = read(hub, cache=tmp_path, token=token)
    assert found.repos == ()


def test_empty_repository_answers_409(tmp_path: Path) -> None:
    with serving(mira(repos=[repository()])) as hub:
        hub.trouble = lambda method, path, n: (
            (409, {}, b'{"message": "Git Repository is empty."}') if "/commits" in path else None
        )
        found, _ = read(hub, cache=tmp_path)
    assert found.repos == ()


def test_expired_token_falls_back_and_says_so(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        found, calls = read(hub, cache=tmp_path, token="expired")
    assert found.repos
    assert "Renew it" in found.unread["access"]
    assert not calls.token


def test_tarball_too_large_is_unknown(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        hub.trouble = lambda method, path, n: (200, {}, b"x" * (TARBALL + 10)) if "codeload" in path else None
        found, _ = read(hub, cache=tmp_path)
    (repo,) = found.repos or ()
    assert repo.code is None
    assert "20 MB" in repo.unread


def test_no_secret_on_disk_or_in_names(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        read(hub, cache=tmp_path, token=TOKEN)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert files
    for path in files:
        assert "mira" not in str(path.relative_to(tmp_path))
        assert TOKEN not in str(path)
        assert TOKEN.encode() not in path.read_bytes()


def test_forget_removes_what_is_kept(own_cache: Path) -> None:
    with serving(mira()) as hub:
        run = CliRunner().invoke(
            cli.score, ["--github", "mira-invented", "--api-url", hub.url, "--format", "json"]
        )
        assert run.exit_code == 0, run.output
        assert any(own_cache.rglob("*"))
        CliRunner().invoke(cli.score, ["--github", "Mira-Invented", "--forget"])
    assert not [p for p in own_cache.rglob("*") if p.is_file()]


def test_offline_uses_what_is_kept_and_asks_nobody(own_cache: Path) -> None:
    with serving(mira()) as hub:
        line = [
            "--github",
            "mira-invented",
            "--api-url",
            hub.url,
            "--format",
            "json",
            "--as-of",
            "2026-11-20",
        ]
        first = CliRunner().invoke(cli.score, line)
        asked = len(hub.log)
        second = CliRunner().invoke(cli.score, [*line, "--offline"])
        assert len(hub.log) == asked
    assert first.exit_code == second.exit_code == 0
    assert json.loads(first.stdout)["score"] == json.loads(second.stdout)["score"]


def test_rest_bodies_have_githubs_shapes(tmp_path: Path, github_shapes: Path) -> None:
    import jsonschema

    described = json.loads(gzip.decompress((github_shapes / "api.github.com.json.gz").read_bytes()))
    parts = described["components"]

    def check(body: Any, path: str) -> None:
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**_nullable(schema), "components": _nullable(parts)}).validate(body)

    with serving(mira()) as hub, Wire(most=10**7, pace_factor=0) as wire:

        def get(path: str) -> Any:
            return wire("GET", hub.url + path, {}, None, 10**7).json()

        check(get("/users/mira-invented"), "/users/{username}")
        check(get("/users/mira-invented/repos?per_page=100"), "/users/{username}/repos")
        check(get("/repos/mira-invented/shelfmark/commits?per_page=100"), "/repos/{owner}/{repo}/commits")
        check(get("/search/issues?q=author:mira-invented"), "/search/issues")


def _nullable(node: Any) -> Any:
    """OpenAPI 3.0 writes `nullable` where JSON Schema allows the type null."""
    if isinstance(node, list):
        return [_nullable(one) for one in node]
    if not isinstance(node, dict):
        return node
    out = {key: _nullable(value) for key, value in node.items() if key != "example"}
    if out.pop("nullable", False) is True:
        return {"anyOf": [out, {"type": "null"}]}
    return out


def test_queries_validate_against_githubs_schema(github_shapes: Path) -> None:
    from graphql import build_schema, parse, validate

    schema = build_schema(
        gzip.decompress((github_shapes / "schema.graphql.gz").read_bytes()).decode(), assume_valid=True
    )
    names = {f"name{n}": "x" for n in range(16)}
    cursors = {f"after{n}": "x" for n in range(16)}
    for query in (
        queries.PERSON,
        queries.MORE,
        queries.aliased("Newest", queries.NEWEST, names),
        queries.aliased("Oldest", queries.OLDEST, {**names, **cursors}),
    ):
        assert validate(schema, parse(query)) == []


def test_the_last_page_is_the_same_page() -> None:
    head = "a" * 40
    assert graphql.cursor_before_oldest(f"{head} 99", 230) == f"{head} 199"
    assert graphql.cursor_before_oldest(f"{head} 99", 300) == f"{head} 199"
    assert graphql.cursor_before_oldest(f"{head} 99", 100) == ""


def test_what_is_past_thirty_days_is_swept(tmp_path: Path) -> None:
    with serving(mira()) as hub:
        read(hub, cache=tmp_path)
        kept = [p for p in tmp_path.rglob("*") if p.is_file()]
        old = (NOW - timedelta(days=31)).timestamp()
        for path in kept:
            os.utime(path, (old, old))
        read(hub, "mira-invented", cache=tmp_path)
        assert all(path.stat().st_mtime > old for path in tmp_path.rglob("*") if path.is_file())


def test_a_repository_missing_from_the_answer_is_unknown(tmp_path: Path) -> None:
    def without(method: str, path: str, number: int) -> Reply | None:
        return (200, {}, b'{"data": {"r0": null}}') if "Newest" in path else None

    with serving(mira()) as hub:
        hub.trouble = without
        found, _ = read(hub, cache=tmp_path, token=TOKEN)
    assert found.repos == ()
    assert "repository shelfmark" in found.unread
