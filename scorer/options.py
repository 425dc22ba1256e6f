"""What a run of `score` is asked for, in the market's and GitHub's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from analysis import places
from analysis.filter import BadFilter, Filter

LOGIN = re.compile(r"(?:@|(?:https?://)?(?:www\.)?github\.com/)?([A-Za-z0-9][A-Za-z0-9_-]{0,99})/?")


class Problem(Exception):
    """What went wrong, in one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """The flags of the command."""

    login: str | None
    clone: Path | None
    resume_file: Path | None
    role: str
    level: str | None
    country: str | None
    as_of: datetime | None
    form: str
    data: Path
    offline: bool
    review: bool
    forget: bool
    api_url: str
    ask: Callable[[str], str] | None = None  # a question to the person, where there is a terminal


def understood(options: Options) -> Options:
    """The same as the market and GitHub name it; raises Problem for what no posting or account can have."""
    try:
        Filter(role=options.role, level=options.level)
    except BadFilter as bad:
        raise Problem(str(bad)) from bad
    return replace(options, login=login_of(options.login), country=country_of(options.country))


def login_of(said: str | None) -> str | None:
    """The login of "octocat", "@octocat" or the address of a profile."""
    if said is None:
        return None
    if named := LOGIN.fullmatch(said.strip()):
        return named[1]
    raise Problem(f'"{said}" is no GitHub name. Give a login, as octocat, or the address of a profile.')


def country_of(said: str | None) -> str | None:
    """The code of "de", "Germany" or "USA"; "remote" and nothing stay."""
    if not said or said == "remote":
        return said
    if known := places.code(said):
        return known
    raise Problem(f'Country "{said}" is not known. Use two letters, as US, or remote.')
