"""Works out what is asked most before a market is published, so that no reader waits for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import duckdb

from analysis.claims import keep_judged
from analysis.filter import START, Filter
from analysis.market import EVERYTHING, ask, keep, keep_about
from analysis.questions import QUESTIONS, Choice

MEMORY = "600MB"  # beside it a writer needs a few hundred megabytes for the answers themselves
POPULAR_SKILLS = 40  # whose pairs are kept; those of a rare skill are quickly counted

# Not for everybody: one posting; postings of a filter; what waits for a skill to be named; single pays.
ASKED_ONE_BY_ONE = ("posting", "postings", "vocabulary", "naming", "lead", "tenure", "unlocks", "offers")
OVER_YEARS = ("demand", "trend", "movers", "roles", "life")  # asked of all years on file as well

CLOUDS = ("aws", "google-cloud", "azure")
HEADLINES = (("python",), ("retrieval-augmented-generation",), CLOUDS, *((skill,) for skill in CLOUDS))


class Asked(NamedTuple):
    """A question with what differs from the usual filter and the usual choices."""

    question: str
    choices: Mapping[str, Choice] = {}
    change: Mapping[str, str | None] = {}


# What the dashboard's first page asks of a role, beside questions with their usual choices.
FIRST_PAGE = (
    *(Asked("naming", {"any_of": list(skills)}) for skills in HEADLINES),
    Asked("pay", {"by": "all"}),
    Asked("roles", {"by": "all", "period": "year", "panel": "all"}, {"since": "7d"}),
    Asked("movers", change={"since": None}),
)
FILTER_BAR = ("country", "specialisation", "metro", "source")  # its lists are those of the whole market


def keep_answers(con: duckdb.DuckDBPyConnection) -> None:
    """Every question of the whole market and of each role, the first page, and the guides' claims."""
    con.execute("delete from counted_answers")
    with _little_memory(con):
        for where in (EVERYTHING, *_filters(con)):
            keep_about(con, where)
            for question in sorted(QUESTIONS.keys() - ASKED_ONE_BY_ONE):
                keep(con, question, where)
        for by in FILTER_BAR:
            keep(con, "mix", by=by)
        for skill in ask(con, "demand")["skill"].head(POPULAR_SKILLS):
            keep(con, "pairs", skill=skill)
        for where in _filters(con):
            _keep_first_page(con, where)
        keep_about(con, replace(START, since=None))
        for question in OVER_YEARS:
            keep(con, question, replace(START, since=None))
        keep_judged(con, START)


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
