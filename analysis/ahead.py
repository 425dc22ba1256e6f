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


# What the dashboard's first page asks of each of the filters below.
FIRST_PAGE = (
    Asked("demand"),
    Asked("naming", {"any_of": CLOUDS}),
    Asked("pay", {"by": "all"}),
    Asked("companies"),
    Asked("roles", {"by": "all", "period": "year", "panel": "all"}, {"since": "7d"}),
    Asked("movers", change=OF_ALL_YEARS),
)
FIRST_CLAIMS = ("d1", "d1-any", "d2", "d2-aws", "d2-gcp", "d2-azure", "d5")  # about its figures
OTHER_PAGES = (  # what they ask of the usual postings when they open
    Asked("trend", {"period": "quarter"}, OF_ALL_YEARS),
    Asked("roles", {"period": "quarter"}, {"role": None, "since": None}),
    Asked("mix", {"by": "any_role"}, {"role": None}),
    Asked("mix", {"by": "level"}),
    Asked("pay", {"by": "level"}, {"country": "US"}),
)
PERIODS = ("30d", "90d", None)
IN_SIGHT, OFTEN = ("level", "country", "workplace"), 6  # filters changed most, and how many values of each
FILTER_BAR = ("country", "specialisation", "metro", "source")  # its lists are those of the whole market


def keep_answers(con: duckdb.DuckDBPyConnection) -> None:
    """Every question of the whole market and of the usual postings; what pages ask; the claims."""
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
        for where, questions in _pages(con).items():
            keep_about(con, where)
            for asked in questions:
                keep(con, asked.question, where, **asked.choices)
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


def _pages(con: duckdb.DuckDBPyConnection) -> dict[Filter, list[Asked]]:
    """What pages ask when they open, the first one under every usual filter: the questions of each filter."""
    pages: dict[Filter, list[Asked]] = {}
    for where in _filters(con):
        for asked in (*FIRST_PAGE, *(OTHER_PAGES if where == START else ())):
            narrowed = replace(where, **asked.change)
            questions = pages.setdefault(narrowed, [])
            if asked not in questions:
                questions.append(asked)
    return pages


def _filters(con: duckdb.DuckDBPyConnection) -> list[Filter]:
    """The usual postings and all roles, each with one filter in sight changed; and every role."""
    everybody = replace(START, role=None)
    roles = con.execute("select distinct role from counted where role <> 'unread' order by role").fetchall()
    return [
        START,
        everybody,
        *(replace(START, role=role) for (role,) in roles),
        *(replace(where, since=since) for where in (START, everybody) for since in PERIODS),
        *(
            replace(where, **{name: value})
            for where in (START, everybody)
            for name in IN_SIGHT
            for value in ask(con, "mix", where, by=name)["part"].head(OFTEN)
            if value != "unknown"
        ),
    ]
