"""The edges of GitHub accounts: names that moved, other people's commits, huge, private, stopped half-way."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from github_server import TOKEN, Reply, serving
from invented import Person, Repository, facts_of, steady
from test_github import CODE, NOW, mira, read, repository

from scorer import code, graphql, rest
from scorer.asking import Answer, Unreachable
from scorer.facts import Repo
from scorer.found import TARBALL, NotRead, start
from scorer.ownwork import trust, work
from scorer.score import score
from scorer.wire import Wire

pytestmark = pytest.mark.slow

LOGIN = "mira-invented"


@pytest.mark.parametrize("token", ["", TOKEN])
def test_five_thousand_repositories(tmp_path: Path, token: str) -> None:
    """The three hundred pushed last are looked at, and it is said; no request more than for three hundred."""
    commits = steady(5, 5)
    many = [Repository(f"repo-{n:04}", {"app.py": CODE}, commits) for n in range(5_000)]
    with serving(mira(repos=many)) as hub:
        found, calls = read(hub, cache=tmp_path, token=token)
    assert len(found.repos or ()) == (10 if token else 6)
    assert "only the 300 most recently pushed" in found.unread["older repositories"]
    assert calls.used <= 35


@pytest.mark.parametrize("token", ["", TOKEN])
def test_private_repositories_are_not_there(tmp_path: Path, token: str) -> None:
    with serving(mira(repos=[repository(private=True)])) as hub:
        found, _ = read(hub, cache=tmp_path, token=token)
    assert found.repos == ()
    asked = score(facts_of(Person(LOGIN)))
    assert all("private" not in s.finding.reason for s in asked.signals)


@pytest.mark.parametrize("token", ["", TOKEN])
def test_an_archived_repository_counts_as_what_it_is(tmp_path: Path, token: str) -> None:
    with serving(mira(repos=[repository(archived=True)])) as hub:
        (repo,) = read(hub, cache=tmp_path, token=token)[0].repos or ()
    assert repo.archived
    assert repo.code is not None
    open_, closed = (score(facts_of(mira(repos=[repository(archived=a)]))) for a in (False, True))
    assert open_.total == closed.total


def test_a_repository_renamed_meanwhile_is_followed(tmp_path: Path) -> None:
    """GitHub answers the old name with a permanent redirect."""
    with serving(mira(repos=[repository("newname")])) as hub:

        def moved(method: str, path: str, number: int) -> Reply | None:
            new = path.replace("/oldname/", "/newname/")
            return (301, {"location": hub.url + new}, b"{}") if "/oldname/" in path else None

        hub.trouble = moved
        one = rest.candidate(
            {
                **{"name": "oldname", "owner": {"login": LOGIN}, "html_url": "https://github.com/x/oldname"},
                **{"description": None, "fork": False, "created_at": "2025-01-01T00:00:00Z"},
            }
        )
        with Wire(most=TARBALL, pace_factor=0) as wire:
            found = _driven(rest._commits(start(one), one, LOGIN), wire, hub.url)
    assert found.commits_total == 230


def _driven(plan: Any, wire: Any, url: str) -> Repo:
    """A plan driven by hand, without cache or budget."""
    ask = next(plan)
    while True:
        try:
            ask = plan.send(wire("GET", url + ask.path, {}, None, ask.limit))
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]


# Whose commit it is: by the account GitHub knows for the author's e-mail, whichever of the addresses it is.
COMMITS: dict[str, tuple[str | None, str, int, bool, bool]] = {
    "one's own": (LOGIN, "Add retrieval", 1, True, False),
    "one's own by another e-mail": ("Mira-Invented", "Fix a leak", 1, True, False),
    "an e-mail that no account has": (None, "Add more", 1, False, False),
    "a bot": ("dependabot[bot]", "Bump httpx from 1 to 2", 1, False, False),
    "somebody else, oneself as co-author": (
        "ines",
        "Add x\n\nCo-authored-by: Mira <m@example.org>",
        1,
        False,
        False,
    ),
    "oneself, somebody else as co-author": (
        LOGIN,
        "Add y\n\nCo-authored-by: Ines <i@example.org>",
        1,
        True,
        False,
    ),
    "a squash merge of one's own": (LOGIN, "Add evaluation (#12)\n\n* first\n* second", 1, True, False),
    "a merge": (LOGIN, "Merge branch 'main'", 2, True, True),
}


@pytest.mark.parametrize("what", COMMITS)
def test_whose_commit_it_is(what: str) -> None:
    author, message, parents, own, merge = COMMITS[what]
    by_rest = {
        "commit": {"author": {"date": "2026-01-02T12:00:00Z"}, "message": message},
        "author": {"login": author} if author else None,
        "parents": [{}] * parents,
    }
    by_graphql = {
        "authoredDate": "2026-01-02T12:00:00Z",
        "message": message,
        "author": {"user": {"login": author} if author else None},
        "parents": {"totalCount": parents},
    }
    (one,), (other,) = rest.commits([by_rest], LOGIN), graphql._commits([by_graphql], LOGIN)
    assert one == other
    assert (one.own, one.merge) == (own, merge)
    assert "@" not in one.headline


def test_bots_and_others_lower_the_own_share_only() -> None:
    mine = steady(60, 60)
    bots = [(day, f"Bump a dependency {n}", False) for n, (day, _, _) in enumerate(mine)]
    alone = _repo(repository(commits=mine))
    beside = _repo(repository(commits=sorted([*mine, *bots])))
    assert work(alone).commits == work(beside).commits  # type: ignore[union-attr]
    assert trust(alone) == trust(beside) == 1.0


def test_squash_merges_count_one_each() -> None:
    squashed = [(day, f"{words} (#{n})", True) for n, (day, words, _) in enumerate(steady(40, 80))]
    assert work(_repo(repository(commits=squashed))).commits == 40  # type: ignore[union-attr]


def _repo(one: Repository) -> Repo:
    (found,) = facts_of(mira(repos=[one])).repos or ()
    return found


def facts(files: Mapping[str, str]) -> code.Code:
    return code.read((path, len(text), text.encode()) for path, text in files.items())


def test_a_monorepo_is_read_below_its_root() -> None:
    found = facts(
        {
            "README.md": "# Both\n",
            "packages/api/pyproject.toml": '[project]\ndependencies = ["openai>=2"]\n',
            "packages/api/src/desk/model.py": CODE.decode(),
            "packages/api/tests/test_model.py": "def test_it():\n    assert answer() == 1\n",
            "packages/web/package.json": '{"dependencies": {"react": "19"}}',
            "packages/web/src/App.tsx": 'import React from "react";\n',
            "packages/web/README.md": "# Web\n",
        }
    )
    assert {"openai", "react"} <= set(found.dependencies)
    assert {"openai", "react"} <= {s.name for s in found.imports}
    assert found.readme is not None
    assert found.readme.path == "README.md"
    assert [f.path for f in found.files if f.assertions] == ["packages/api/tests/test_model.py"]


def test_submodules_are_not_there() -> None:
    """A tarball holds an empty folder for each; what it points to is somebody else's repository."""
    found = facts({".gitmodules": '[submodule "vendor/x"]\n\tpath = vendor/x\n', "app.py": "import httpx\n"})
    assert [s.name for s in found.imports] == ["httpx"]
    assert found.unread_files == 0


def test_a_pointer_to_large_storage_is_no_golden_set() -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9000\n"
    assert facts({"evals/golden.jsonl": pointer}).datasets == ()


@pytest.mark.parametrize("token", ["", TOKEN])
@pytest.mark.parametrize("stop", [KeyboardInterrupt, Unreachable])
def test_a_run_stopped_half_way_goes_on_from_there(
    tmp_path: Path, token: str, stop: type[BaseException]
) -> None:
    with (
        serving(mira(repos=[repository(), repository("second")])) as hub,
        Wire(most=TARBALL, pace_factor=0) as wire,
    ):

        def cut(*given: Any) -> Answer:
            if len(hub.log) >= 3:
                raise stop("stopped")
            return wire(*given)

        if stop is KeyboardInterrupt:
            with pytest.raises(KeyboardInterrupt):
                read(hub, cache=tmp_path, token=token, send=cut)
        else:
            read(hub, cache=tmp_path, token=token, send=cut)
        before = [path for _, path in hub.log]
        later, _ = read(hub, cache=tmp_path, token=token, now=NOW + timedelta(minutes=5))
        after = [path for _, path in hub.log[len(before) :]]
    assert {r.name for r in later.repos or ()} == {"shelfmark", "second"}
    assert not set(before[:2]) & set(after)


@pytest.mark.parametrize("days", [0, 40])
def test_the_cache_expires(tmp_path: Path, days: int) -> None:
    def down(*_: object) -> Answer:
        raise Unreachable("ConnectError")

    with serving(mira()) as hub:
        read(hub, cache=tmp_path)
        if not days:
            assert read(hub, cache=tmp_path, send=down)[0].repos
            return
        with pytest.raises(NotRead):
            read(hub, cache=tmp_path, send=down, now=NOW + timedelta(days=days))
