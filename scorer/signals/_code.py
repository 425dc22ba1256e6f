"""Looks things up in a repository's code: imports, calls, files; tests never count as the product."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from scorer import readme
from scorer.facts import Code, File, Repo, Sight
from scorer.findings import Evidence
from scorer.readme import Block


def imported(code: Code, *modules: str) -> Sight | None:
    """The first import of one of some modules (or below them) outside tests."""
    return next((s for s in code.imports if not s.test and is_one_of(s.name, modules)), None)


def called(code: Code, pattern: re.Pattern[str], *, within: Container[str] | None = None) -> Sight | None:
    """The first call outside tests whose full name matches; `within` some files only."""
    calls = (s for s in code.calls if not s.test and (within is None or s.path in within))
    return next((s for s in calls if pattern.search(s.name)), None)


def used(code: Code, *modules: str) -> Sight | None:
    """The first call that leads into one of some modules: an import alone is not use."""
    importing = {s.path for s in code.imports if not s.test and is_one_of(s.name, modules)}
    calls = (s for s in code.calls if s.path in importing and not s.test)
    return next((s for s in calls if is_one_of(s.name.removeprefix("@"), modules)), None)


def passing(code: Code, *arguments: str, to: re.Pattern[str] | None = None) -> Sight | None:
    """The first call outside tests given one of some keyword arguments."""
    wanted = set(arguments)
    return next(
        (s for s in code.calls if not s.test and wanted & set(s.args) and (to is None or to.search(s.name))),
        None,
    )


def keyed(code: Code, *keys: str, within: Container[str] | None = None) -> Sight | None:
    """The first such key or attribute outside tests; `within` some files only."""
    seen = (s for s in code.keys if not s.test and (within is None or s.path in within))
    return next((s for s in seen if s.name in keys), None)


def filed(code: Code, pattern: re.Pattern[str], *, least: int = 20) -> File | None:
    """The first file whose path matches and that holds more than a line."""
    return next((f for f in code.files if f.size >= least and pattern.search(f.path)), None)


def shown(repo: Repo, sight: Sight | File | None, words: str) -> Evidence | None:
    """Evidence for something found; None stays None."""
    if sight is None:
        return None
    line = sight.line if isinstance(sight, Sight) else 0
    detail = f" ({sight.name})" if isinstance(sight, Sight) else ""
    return Evidence(words + detail[:60], repo.link(sight.path, line))


def written(code: Code) -> Iterable[tuple[str, Block, tuple[Block, ...]]]:
    """Every section of the README and the documents: path, heading, what stands below it."""
    texts = ([code.readme] if code.readme else []) + list(code.documents)
    for document in texts:
        for heading, below in readme.sections(readme.blocks(document.text)):
            yield document.path, heading, below


def is_one_of(name: str, modules: tuple[str, ...]) -> bool:
    return name in modules or name.startswith(_below(modules))


@lru_cache(maxsize=64)
def _below(modules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{module}{mark}" for module in modules for mark in "./:")
