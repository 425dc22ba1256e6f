"""Works out what is asked most before a market is published, so that no reader waits for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import duckdb

from analysis.claims import keep_judged
from analysis.filter import START, Filter
from analysis.market import EVERYTHING, ask, keep, keep_about
from analysis.questions import Choice

MEMORY = "400MB"  # for DuckDB: a writer of a million postings then stays under 1 GB
POPULAR_SKILLS = 40  # whose pairs are kept; those of a rare skill are quickly counted

ASKED = (  # of the whole market and of the usual postings
    "demand",
    "pairs",
    "bundles",
    "segments",
    "mix",
    "pay",
    "worth",
    "places",
    "premium",
    "stated",
    "experience",
    "years",
    "trend",
    "roles",
    "movers",
    "companies",
    "life",
    "coverage",
    "fill",
    "freshness",
)
OVER_YEARS = ("demand", "trend", "movers", "roles", "life")  # asked of all years on file as well

OF_ALL_YEARS: Mapping[str, str | None] = {"since": None}
ALL_YEARS = replace(START, since=None)

CLOUDS = ["aws", "google-cloud", "azure"]


class Asked(NamedTuple):
    """A question with what differs from the usual filter and the usual choices."""

    question: str
    choices: Mapping[str, Choice] = {}
    change: Mapping[str, str | None] = {}


# What the dashboard's first page asks of a role, beside questions with their usual choices.
FIRST_PAGE = (
    Asked("demand"),
    Asked("naming", {"any_of": CLOUDS}),
    Asked("pay", {"by": "all"}),
    Asked("companies"),
    Asked("roles", {"by": "all", "period": "year", "panel": "all"}, {"since": "7d"}),
    Asked("movers", change=OF_ALL_YEARS),
)
FILTER_BAR = ("country", "specialisation", "metro", "source")  # its lists are those of the whole market


def keep_answers(con: duckdb.DuckDBPyConnection) -> None:
    """Every question of the whole market and of the usual postings; each role's first page; the claims."""
    con.execute("delete from counted_answers")
    with _little_memory(con), _at_once(con):
        for where in (EVERYTHING, START):
            for question in ASKED:
                keep(con, question, where)
        for by in FILTER_BAR:
            keep(con, "mix", by=by)
        for skill in ask(con, "demand")["skill"].head(POPULAR_SKILLS):
            keep(con, "pairs", skill=skill)
        for question in OVER_YEARS:
            keep(con, question, ALL_YEARS)
        for where in (EVERYTHING, ALL_YEARS):
            keep_about(con, where)
        for where in _filters(con):
            _keep_first_page(con, where)
        keep_judged(con, START)


@contextmanager
def _at_once(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or none, and written to disk once."""
    con.execute("begin")
    try:
        yield
    except BaseException:  # Ctrl-C and SIGTERM too: a half is never kept; nothing is swallowed
        con.execute("rollback")
        raise
    con.execute("commit")


@contextmanager
def _little_memory(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Large groupings are written to disk rather than held; afterwards the limit is what it was."""
    ((before,),) = con.execute("select current_setting('memory_limit')").fetchall()
    con.execute("set memory_limit = $memory", {"memory": MEMORY})
    try:
        yield
    finally:
        con.execute("set memory_limit = $before", {"before": before})


def _filters(con: duckdb.DuckDBPyConnection) -> list[Filter]:
    """The usual period: for all roles, and for each."""
    roles = con.execute("select distinct role from counted where role <> 'unread' order by role").fetchall()
    return [replace(START, role=role) for role in (None, *(role for (role,) in roles))]


def _keep_first_page(con: duckdb.DuckDBPyConnection, where: Filter) -> None:
    for asked in FIRST_PAGE:
        narrowed = replace(where, **asked.change)  # type: ignore[arg-type]  # names are fields
        keep_about(con, narrowed)
        keep(con, asked.question, narrowed, **asked.choices)
