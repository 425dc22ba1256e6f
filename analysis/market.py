"""Asks the market: one filter, one question, one frame with a promised schema."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from analysis.filter import BadFilter, Filter
from analysis.kept import digest, kept, store
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
    "keep",
    "keep_about",
    "market_date",
    "summarise",
]

EVERYTHING = Filter()
SUMMARY_NEEDED = "This market has no summary to count from. Run `hiresignal refresh`, which writes one."


class NoSuchQuestion(ValueError):
    """No SQL file answers a question of that name, or it has no such choice."""


class NotSummarised(RuntimeError):
    """The market file was written without its last step."""


@dataclass(frozen=True, slots=True)
class About:
    """What stands behind an answer: its definition, period, panel and date."""

    definition: str
    asked: str  # the filter in words
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
    def panel(self) -> str:
        """How many boards and threads, in words."""
        return "1 board or thread" if self.boards == 1 else f"{self.boards:,} boards and threads"

    @property
    def frame(self) -> str:
        """One line on where the numbers come from."""
        panel = f"{self.panel} of {', '.join(self.sources) or 'no source'}"
        period = f"opened {self.first} to {self.last}" if self.first else "no postings"
        size = f"{self.postings:,} postings, {self.companies:,} companies"
        return f"{self.asked}: {size}, {panel}; {period}; market of {self.market_date}"


def ask(
    con: duckdb.DuckDBPyConnection, question: str, where: Filter = EVERYTHING, **choices: Choice
) -> pl.DataFrame:
    """The answer to `question` over the postings `where` keeps, with the schema `QUESTIONS` promises.

    Answers that are asked often stand ready in the file; the same SQL wrote them.
    """
    prepared = _prepare(con, question, where, choices)
    stored = kept(con, question, prepared.digest)
    return _answer(con, prepared) if stored is None else stored


def about(con: duckdb.DuckDBPyConnection, question: str, where: Filter = EVERYTHING) -> About:
    """The definition, period, panel and date that belong to every number of an answer."""
    prepared = _frame(con, where)
    stored = kept(con, "frame", prepared.digest)
    row = (_rows(con, prepared) if stored is None else stored).row(0, named=True)
    unanswered = {
        name: row[name] for name in ("level", "country", "metro", "workplace", "stage", "ai_native")
    }
    return About(
        definition=definition(question),
        asked=where.words,
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


def postings_called(con: duckdb.DuckDBPyConnection, said: str, *, most: int = 5) -> list[str]:
    """The posting of that id; else those whose ids begin so, and end so after a "…", as tables show them."""
    begin, _, end = said.partition("…")
    rows = con.execute(
        "select id from postings where starts_with(id, $begin) and ends_with(id, $end) "
        "order by id <> $begin, id limit $most",
        {"begin": begin, "end": end, "most": most},
    ).fetchall()
    ids = [row[0] for row in rows]
    return ids[:1] if said in ids else ids


def market_date(con: duckdb.DuckDBPyConnection) -> date:
    """The day of the newest response of any source: what `since` counts back from."""
    try:
        ((on,),) = con.execute("select market_date from counted_market").fetchall()
    except duckdb.CatalogException as missing:
        raise NotSummarised(SUMMARY_NEEDED) from missing
    return on or date.min


def summarise(con: duckdb.DuckDBPyConnection) -> None:
    """Writes the tables that questions count from: a refresh does so before it publishes."""
    con.execute(sql("summarise"))
    con.execute("set variable scope = null")


def keep(
    con: duckdb.DuckDBPyConnection, question: str, where: Filter = EVERYTHING, **choices: Choice
) -> None:
    """Stores an answer in the file, for whoever asks the same."""
    prepared = _prepare(con, question, where, choices)
    store(con, question, prepared.digest, _answer(con, prepared))


def keep_about(con: duckdb.DuckDBPyConnection, where: Filter) -> None:
    """Stores what stands behind every answer to a filter."""
    prepared = _frame(con, where)
    store(con, "frame", prepared.digest, _rows(con, prepared))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A question with its SQL and the values for it."""

    question: str
    text: str
    params: Mapping[str, object]
    by_opening: bool = False
    first: str | None = None

    @property
    def digest(self) -> str:
        texts = [sql(name) for name in ("summarise", "scope", self.first) if name]
        promised = list(QUESTIONS[self.question].columns) if self.question in QUESTIONS else []
        return digest([*texts, self.text, self.params, promised])


def _frame(con: duckdb.DuckDBPyConnection, where: Filter) -> _Prepared:
    return _Prepared("frame", sql("frame"), where.for_sql(market_date(con)) | {"by": "all"})


def _prepare(
    con: duckdb.DuckDBPyConnection, question: str, where: Filter, choices: Mapping[str, Choice]
) -> _Prepared:
    if question not in QUESTIONS:
        raise NoSuchQuestion(
            f'There is no question "{question}". Ask one of: {", ".join(sorted(QUESTIONS))}.'
        )
    asked = QUESTIONS[question]
    if strange := choices.keys() - asked.choices.keys():
        known = ", ".join(asked.choices) or "none"
        raise NoSuchQuestion(f'"{question}" has no choice {", ".join(sorted(strange))}; it has: {known}.')
    if choices.get("by", "all") not in parts():
        raise NoSuchQuestion(f'Nothing divides by "{choices["by"]}". Use one of: {", ".join(parts())}.')
    params = {**where.for_sql(market_date(con)), "by": "all", **asked.choices, **choices}
    return _Prepared(question, sql(asked.file or question), params, asked.by_opening, asked.first)


def _answer(con: duckdb.DuckDBPyConnection, prepared: _Prepared) -> pl.DataFrame:
    question = QUESTIONS[prepared.question]
    finished = question.finish(_rows(con, prepared))
    if question.names_of:
        finished = _with_names(con, finished, question.names_of)
    dated = finished.with_columns(date=pl.lit(prepared.params["until"] or market_date(con)))
    return dated.select(pl.col(name).cast(kind) for name, kind in question.schema.items())


def _with_names(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame, of: str) -> pl.DataFrame:
    names = con.sql("select skill, name from skills").pl()
    return frame.join(names, left_on=of, right_on="skill", how="left", maintain_order="left").with_columns(
        pl.coalesce("name", of)
    )


def _rows(con: duckdb.DuckDBPyConnection, prepared: _Prepared) -> pl.DataFrame:
    _scope(con, {**prepared.params, "since": None} if prepared.by_opening else prepared.params)
    if prepared.first:
        con.execute(sql(prepared.first), _named(sql(prepared.first), prepared.params))
    if "masked(" in prepared.text:
        teach(con)
    rows: pl.DataFrame = con.sql(prepared.text, params=_named(prepared.text, prepared.params)).pl()
    return rows


def _scope(con: duckdb.DuckDBPyConnection, params: Mapping[str, object]) -> None:
    """Selects the postings asked about, unless this connection asked about the same ones before."""
    text = sql("scope")
    named = _named(text, params)
    if con.execute("select getvariable('scope')").fetchall() != [(digest([text, named]),)]:
        con.execute(text, named)
        con.execute("set variable scope = $digest", {"digest": digest([text, named])})


def _named(text: str, params: Mapping[str, object]) -> dict[str, object]:
    """Those of the parameters that the text names: DuckDB refuses any other."""
    return {name: params[name] for name in set(re.findall(r"\$(\w+)", text))}
