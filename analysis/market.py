"""Asks the market: one filter, one question, one frame with a promised schema."""

import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from analysis.filter import BadFilter, Filter
from analysis.masking import teach
from analysis.questions import QUESTIONS, Choice, definition, parts, sql

__all__ = [
    "About",
    "BadFilter",
    "Filter",
    "NoSuchQuestion",
    "NotSummarised",
    "about",
    "ask",
    "keep_answers",
    "summarise",
]

EVERYTHING = Filter()
ASKED_OF_ALL = (
    "demand",
    "mix",
    "pay",
    "stated",
    "segments",
    "trend",
    "roles",
    "movers",
    "pairs",
    "companies",
    "life",
    "coverage",
)
ASKED_OF_A_ROLE = ("demand", "mix", "pay", "movers", "pairs")
POPULAR_SKILLS = 40  # whose pairs are kept; those of a rare skill are quickly counted
SUMMARY_NEEDED = "This market has no summary to count from. Run `hiresignal refresh`, which writes one."


class NoSuchQuestion(ValueError):
    """No SQL file answers a question of that name, or it has no such choice."""


class NotSummarised(RuntimeError):
    """The market file was written without its last step."""


@dataclass(frozen=True, slots=True)
class About:
    """What stands behind an answer: its definition, period, panel and date."""

    definition: str
    market_date: date | None
    first: date | None  # the earliest and latest opening among the postings asked about
    last: date | None
    postings: int
    companies: int
    boards: int
    sources: tuple[str, ...]
    unanswered: Mapping[str, int]  # filter -> postings left out because they do not say
    synthetic: bool

    @property
    def frame(self) -> str:
        """One line on where the numbers come from."""
        panel = f"{self.boards:,} boards and threads of {', '.join(self.sources) or 'no source'}"
        period = f"opened {self.first} to {self.last}" if self.first else "no postings"
        size = f"{self.postings:,} postings, {self.companies:,} companies"
        return f"{size}, {panel}; {period}; market of {self.market_date}"


def ask(
    con: duckdb.DuckDBPyConnection, question: str, where: Filter = EVERYTHING, **choices: Choice
) -> pl.DataFrame:
    """The answer to `question` over the postings `where` keeps, with the schema `QUESTIONS` promises.

    Answers that are asked often stand ready in the file; the same SQL wrote them.
    """
    prepared = _prepare(con, question, where, choices)
    stored = con.execute(
        "select answer from counted_answers where question = $question and asked = $asked",
        {"question": question, "asked": prepared.digest},
    ).fetchall()
    return pl.read_ipc(io.BytesIO(stored[0][0])) if stored else _answer(con, prepared)


def about(con: duckdb.DuckDBPyConnection, question: str, where: Filter = EVERYTHING) -> About:
    """The definition, period, panel and date that belong to every number of an answer."""
    params = where.for_sql(_market_date(con)) | {"by": "all"}
    _scope(con, params)
    row = con.sql(sql("frame"), params=_named(sql("frame"), params)).pl().row(0, named=True)
    unanswered = {
        name: row[name] for name in ("level", "country", "metro", "workplace", "stage", "ai_native")
    }
    return About(
        definition=definition(question),
        market_date=row["market_date"],
        first=row["first"],
        last=row["last"],
        postings=row["postings"],
        companies=row["companies"],
        boards=row["boards"],
        sources=tuple(row["sources"]),
        unanswered={name: count for name, count in unanswered.items() if count},
        synthetic=row["synthetic"],
    )


def summarise(con: duckdb.DuckDBPyConnection) -> None:
    """Writes the tables that questions count from: a refresh does so before it publishes."""
    con.execute(sql("summarise"))
    con.execute("set variable scope = null")


def keep_answers(con: duckdb.DuckDBPyConnection) -> None:
    """Works out the answers asked most, so that readers need not: the last step before publishing."""
    con.execute("delete from counted_answers")
    for question in ASKED_OF_ALL:
        _keep(con, question, EVERYTHING)
    roles = con.execute("select distinct role from counted where role <> 'unread' order by role").fetchall()
    for (role,) in roles:
        for question in ASKED_OF_A_ROLE:
            _keep(con, question, Filter(role=role))
    for skill in ask(con, "demand")["skill"].head(POPULAR_SKILLS):
        _keep(con, "pairs", EVERYTHING, skill=skill)


@dataclass(frozen=True, slots=True)
class _Prepared:
    question: str
    text: str
    params: Mapping[str, object]
    digest: str


def _prepare(
    con: duckdb.DuckDBPyConnection, question: str, where: Filter, choices: Mapping[str, Choice]
) -> _Prepared:
    if question not in QUESTIONS:
        raise NoSuchQuestion(
            f'There is no question "{question}". Ask one of: {", ".join(sorted(QUESTIONS))}.'
        )
    offered = QUESTIONS[question].choices
    if strange := choices.keys() - offered.keys():
        known = ", ".join(offered) or "none"
        raise NoSuchQuestion(f'"{question}" has no choice {", ".join(sorted(strange))}; it has: {known}.')
    if choices.get("by", "all") not in parts():
        raise NoSuchQuestion(f'Nothing divides by "{choices["by"]}". Use one of: {", ".join(parts())}.')
    text = sql(QUESTIONS[question].file or question)
    params = {**where.for_sql(_market_date(con)), "by": "all", **offered, **choices}
    return _Prepared(question, text, params, _digest([sql("summarise"), sql("scope"), text, params]))


def _market_date(con: duckdb.DuckDBPyConnection) -> date:
    try:
        ((on,),) = con.execute("select market_date from counted_market").fetchall()
    except duckdb.CatalogException as missing:
        raise NotSummarised(SUMMARY_NEEDED) from missing
    return on or date.min


def _scope(con: duckdb.DuckDBPyConnection, params: Mapping[str, object]) -> None:
    """Selects the postings asked about, unless this connection asked about the same ones before."""
    text = sql("scope")
    named = _named(text, params)
    digest = _digest([text, named])
    if con.execute("select getvariable('scope')").fetchall() != [(digest,)]:
        con.execute(text, named)
        con.execute("set variable scope = $digest", {"digest": digest})


def _answer(con: duckdb.DuckDBPyConnection, prepared: _Prepared) -> pl.DataFrame:
    question = QUESTIONS[prepared.question]
    _scope(con, {**prepared.params, "since": None} if question.by_opening else prepared.params)
    if "masked(" in prepared.text:
        teach(con)
    rows = con.sql(prepared.text, params=_named(prepared.text, prepared.params)).pl()
    finished = question.finish(rows)
    dated = finished.with_columns(date=pl.lit(prepared.params["until"] or _market_date(con)))
    return dated.select(pl.col(name).cast(kind) for name, kind in question.schema.items())


def _keep(con: duckdb.DuckDBPyConnection, question: str, where: Filter, **choices: Choice) -> None:
    prepared = _prepare(con, question, where, choices)
    blob = io.BytesIO()
    _answer(con, prepared).write_ipc(blob)
    con.execute(
        "insert into counted_answers values ($question, $asked, $answer)",
        {"question": question, "asked": prepared.digest, "answer": blob.getvalue()},
    )


def _digest(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _named(text: str, params: Mapping[str, object]) -> dict[str, object]:
    """Those of the parameters that the text names: DuckDB refuses any other."""
    return {name: params[name] for name in set(re.findall(r"\$(\w+)", text))}
