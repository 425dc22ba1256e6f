"""Looks things up in a repository's code: imports, calls, files; tests never count as the product."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from scorer import readme
from scorer.facts import Code, Document, File, Repo, Sight
from scorer.findings import Evidence
from scorer.readme import Block

ANY = re.compile("")
LISTS = re.compile(
    r"(?:^|/)(?:change(?:s|log)|history|news|releases?|release.?notes|migrat\w+|upgrading|contributing|"
    r"code_of_conduct|api|authors)[\w.-]*$",
    re.IGNORECASE,
)
P = ParamSpec("P")
T = TypeVar("T")


def remembered(look: Callable[Concatenate[Code, P], T]) -> Callable[Concatenate[Code, P], T]:
    """Looks a thing up in the same code once."""

    @wraps(look)
    def once(code: Code, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (look.__name__, args)
        if key not in code.looked_up:
            code.looked_up[key] = look(code, *args, **kwargs)
        found: T = code.looked_up[key]
        return found

    return once


@remembered
def imported(code: Code, *modules: str) -> Sight | None:
    """The first import of one of some modules (or below them) outside tests."""
    return next((seen[0] for name, seen in imports(code).items() if is_one_of(name, modules)), None)


@remembered
def importing(code: Code, *modules: str) -> frozenset[str]:
    """The files that import one of some modules, outside tests."""
    found = (seen for name, seen in imports(code).items() if is_one_of(name, modules))
    return frozenset(sight.path for seen in found for sight in seen)


def called(code: Code, pattern: re.Pattern[str], *, within: Container[str] | None = None) -> Sight | None:
    """The first call outside tests whose full name matches; `within` some files only."""
    return next((s for s in matching(code, pattern) if within is None or s.path in within), None)


def used(code: Code, *modules: str) -> Sight | None:
    """The first call that leads into one of some modules: an import alone is not use."""
    files = importing(code, *modules)
    if not files:
        return None
    found = (seen for name, seen in calls(code).items() if is_one_of(name.removeprefix("@"), modules))
    return min((s for seen in found for s in seen if s.path in files), key=_place, default=None)


def passing(code: Code, *arguments: str, to: re.Pattern[str] = ANY) -> Sight | None:
    """The first call outside tests given one of some keyword arguments."""
    wanted = set(arguments)
    return next((s for s in matching(code, to) if wanted & set(s.args)), None)


def keyed(code: Code, *keys: str, within: Container[str] | None = None) -> Sight | None:
    """The first such key or attribute outside tests; `within` some files only."""
    seen = (s for s in code.keys if not s.test and (within is None or s.path in within))
    return next((s for s in seen if s.name in keys), None)


@remembered
def matching(code: Code, pattern: re.Pattern[str]) -> tuple[Sight, ...]:
    """Every call outside tests whose full name matches, in order; forty signals ask for the same few."""
    found = (seen for name, seen in calls(code).items() if pattern.search(name))
    return tuple(sorted((s for seen in found for s in seen), key=_place))


@remembered
def calls(code: Code) -> Mapping[str, Sequence[Sight]]:
    """Calls outside tests by name: however often a name is called, it is looked at once."""
    return _by_name(code.calls)


@remembered
def imports(code: Code) -> Mapping[str, Sequence[Sight]]:
    """Imports of others' modules outside tests by name, first seen first."""
    mine = _own(code)
    return _by_name(s for s in code.imports if s.name.partition(".")[0] not in mine)


def _own(code: Code) -> frozenset[str]:
    """Packages and modules of the repository itself, which shadow a library of the same name."""
    paths = [f.path.removeprefix("src/").split("/") for f in code.files if f.path.endswith(".py")]
    packages = {parts[0] for parts in paths if parts[1:] == ["__init__.py"]}
    return frozenset(packages | {parts[0].removesuffix(".py") for parts in paths if len(parts) == 1})


def _by_name(sights: Iterable[Sight]) -> dict[str, list[Sight]]:
    found: dict[str, list[Sight]] = {}
    for sight in sights:
        if not sight.test:
            found.setdefault(sight.name, []).append(sight)
    return found


def _place(sight: Sight) -> tuple[str, int, str, tuple[str, ...]]:
    return sight.path, sight.line, sight.name, sight.args


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


def told(code: Code) -> Iterable[Document]:
    """The README and the documents in which somebody explains the work; a list of changes is none of them."""
    documents = (d for d in code.documents if not LISTS.search(d.path))
    return (code.readme, *documents) if code.readme else documents


@remembered
def written(code: Code) -> tuple[tuple[str, Block, tuple[Block, ...]], ...]:
    """Every section of the README and the documents: path, heading, what stands below it."""
    return tuple(
        (document.path, heading, below)
        for document in told(code)
        for heading, below in readme.sections(readme.blocks(document.text))
    )


def is_one_of(name: str, modules: tuple[str, ...]) -> bool:
    return name in modules or name.startswith(_below(modules))


@lru_cache(maxsize=64)
def _below(modules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{module}{mark}" for module in modules for mark in "./:")
