"""Reads the published market for the pages; what was asked of one file is remembered by that file's name."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore

import duckdb
import polars as pl

from analysis.claims import ROLE, SINCE, judged, stated
from analysis.filter import Filter
from analysis.learn import learn
from analysis.market import EVERYTHING, About, about, ask
from analysis.published import connected, market_file
from analysis.questions import Choice, definition
from analysis.verdicts import CAVEAT

REMEMBERED = 512  # answers; a few kilobytes each
AT_ONCE = 2  # readers of a small server's cores and memory; other visitors wait their turn

Choices = tuple[tuple[str, str | int | tuple[str, ...] | None], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A frame, and what stands behind its numbers, which is counted when it is shown."""

    frame: pl.DataFrame
    behind: Callable[[], About]

    @property
    def about(self) -> About:
        return self.behind()


@dataclass(frozen=True, slots=True)
class Market:
    """One published file of a data folder."""

    data: Path
    name: str

    def ask(self, question: str, where: Filter = EVERYTHING, **choices: Choice) -> Answer:
        """The answer and its frame; asked twice of one file, it is read once."""
        chosen = tuple(sorted((name, _hashable(value)) for name, value in choices.items()))
        return Answer(_ask(self, question, where, chosen), self._behind(where, definition(question)))

    def about(self, where: Filter = EVERYTHING) -> About:
        """How many postings the filter keeps, of which companies, period and panel."""
        return _about(self, where)

    def claims(self, where: Filter = EVERYTHING, *, only: tuple[str, ...] = ()) -> Answer:
        """What the guides say (all, or the claims of these ids), judged by the postings the filter keeps."""
        judged_by = replace(where, role=where.role or ROLE, since=where.since or SINCE)
        return Answer(_claims(self, where, only), self._behind(judged_by, CAVEAT))

    def learn(self, known: Sequence[str], where: Filter = EVERYTHING) -> Answer:
        """What to learn next when one knows some skills."""
        frame = _learn(self, tuple(sorted(known)), where)
        return Answer(frame, self._behind(where, definition("unlocks")))

    def parts(self, by: str) -> list[str]:
        """The values a property takes in this market, the most frequent first."""
        listed = self.ask("mix", by=by).frame["part"].to_list()
        return [part for part in listed if part != "unknown"]

    def _behind(self, where: Filter, says: str) -> Callable[[], About]:
        return lambda: replace(_about(self, where), definition=says)


def market(data: Path) -> Market:
    """The market published now; raises NoMarketYet or OlderSchema with what to do."""
    found = Market(data, market_file(data).name)
    _about(found, EVERYTHING)
    return found


_turns = BoundedSemaphore(AT_ONCE)
_idle: LifoQueue[tuple[Market, duckdb.DuckDBPyConnection]] = LifoQueue()


@contextmanager
def _reading(market: Market) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that stays open: what one question read and selected is at hand for the next."""
    with _turns:
        con = _left_idle(market) or connected(market.data)
        try:
            yield con
        finally:
            _idle.put((market, con))


def _left_idle(market: Market) -> duckdb.DuckDBPyConnection | None:
    """The one used last; those of a file that another has replaced are closed."""
    while True:
        try:
            of, con = _idle.get_nowait()
        except Empty:
            return None
        if of == market:
            return con
        con.close()


@lru_cache(maxsize=REMEMBERED)
def _ask(market: Market, question: str, where: Filter, chosen: Choices) -> pl.DataFrame:
    choices: dict[str, Choice] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in chosen
    }
    with _reading(market) as con:
        return ask(con, question, where, **choices)


@lru_cache(maxsize=REMEMBERED)
def _about(market: Market, where: Filter) -> About:
    with _reading(market) as con:
        return about(con, "demand", where)


@lru_cache(maxsize=REMEMBERED)
def _learn(market: Market, known: tuple[str, ...], where: Filter) -> pl.DataFrame:
    with _reading(market) as con:
        return learn(con, known, where)


@lru_cache(maxsize=REMEMBERED)
def _claims(market: Market, where: Filter, only: tuple[str, ...]) -> pl.DataFrame:
    with _reading(market) as con:
        return judged(con, where, [claim for claim in stated() if not only or claim.id in only])


def _hashable(value: Choice) -> str | int | tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) else value
