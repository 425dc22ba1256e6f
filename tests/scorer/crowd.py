"""Builds the invented people of tests/people from their descriptions."""

from __future__ import annotations

import importlib.util
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from invented import TODAY, Person, Pull, Repository, facts_of, steady

from scorer.facts import Facts, Link
from scorer.signals import live, writing
from scorer.skills import evidenced

PEOPLE = Path(__file__).parents[1] / "people"


@lru_cache(maxsize=1)
def blocks() -> dict[str, dict[str, str]]:
    spec = importlib.util.spec_from_file_location("people_blocks", PEOPLE / "blocks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.BLOCKS  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def described() -> dict[str, dict[str, Any]]:
    rows = tomllib.loads((PEOPLE / "people.toml").read_text(encoding="utf-8"))["person"]
    return {row["id"]: row for row in rows}


def order() -> list[list[str]]:
    lines = (PEOPLE / "order.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def twins() -> list[tuple[str, str]]:
    return [(name, row["twin"]) for name, row in described().items() if "twin" in row]


def person(name: str) -> Person:
    row = described()[name]
    return Person(
        login=name,
        bio=row.get("bio", ""),
        website=row.get("website", ""),
        followers=row.get("followers", 3),
        pinned=tuple(row.get("pinned", ())),
        repos=[_repository(one) for one in row["repos"]],
        pulls=[
            Pull(repo, n, "Fix an edge case", TODAY - timedelta(days=60))
            for n, repo in enumerate(row.get("pulls", ()))
        ],
    )


def _repository(row: dict[str, Any]) -> Repository:
    count, days = row["work"]
    commits, created = _history(row.get("history", "steady"), count, days)
    if "add" in row:
        more, _ = _history(row["add"]["history"], *row["add"]["work"])
        commits = sorted([*commits, *more])
    files: dict[str, bytes] = {}
    for block in row["blocks"]:
        for path, text in blocks()[block].items():
            shown = text.replace("{title}", row["name"].title()).replace("{topic}", "the rules of a library")
            files[path] = (shown if path == "README.md" else text).encode()
    return Repository(
        name=row["name"],
        files=files,
        commits=commits,
        homepage=f"https://{row['name']}.invented.example" if row.get("live") else "",
        created=created,
        stars=row.get("stars", 0),
        fork=row.get("fork", False),
        ci=row.get("ci"),
    )


def _history(kind: str, count: int, days: int) -> tuple[list[tuple[date, str, bool]], date]:
    began = TODAY - timedelta(days=days + 1)
    match kind:
        case "weekend":
            return [
                (TODAY - timedelta(days=n % 2), f"Work on part {'abcdefghij'[n % 10]}", True)
                for n in range(count)
            ], began
        case "scripted":
            return [(TODAY - timedelta(days=n % days), f"Update log {n}", True) for n in range(count)], began
        case "backdated":
            start = TODAY - timedelta(days=days + 200)
            return [(start + timedelta(days=n), f"Add part {n * 7919}", True) for n in range(count)], began
        case "imported":
            others = [(TODAY - timedelta(days=600 - n), f"Add thing {n}", False) for n in range(180)]
            mine = [(day, words, True) for day, words, _ in steady(count, days)]
            return sorted([*others, *mine]), began
    return steady(count, days), began


def facts(name: str, **changes: Any) -> Facts:
    """Everything known about an invented person; links answer for what is live."""
    who = person(name)
    found = facts_of(who, token=True)
    repos = found.repos or ()
    urls = [url for repo in repos for url in live.addresses(repo)]
    assert found.account is not None
    pages = [
        Link(url, 200, title=url.split("//")[1].split(".")[0], words="Ask something")
        for url in dict.fromkeys(urls)
    ]
    pages += [Link(url, 200, entries=6) for url in writing.addresses(found.account, repos)]
    return replace(found, links=tuple(pages), evidenced=evidenced(repos), **changes)
