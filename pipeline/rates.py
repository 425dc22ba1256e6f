"""Exchange rates of the European Central Bank, one small file a night: what turns pay into dollars.

Asked, archived and replayed like a board, though it lists no postings; without it the rates in the package
stand, which are as old as their date.
"""

from collections.abc import Generator, Iterator

import duckdb
import polars as pl

from analysis.annual import BrokenFeed, Rates, from_ecb, packaged
from pipeline.archive import Archive
from pipeline.http import Request, Response
from pipeline.moved import Place
from pipeline.records import Board, Known, NotAListing, Posting, Reject
from pipeline.sql import statement

HOME = "https://www.ecb.europa.eu"
TERMS = "https://www.ecb.europa.eu/services/disclaimer/html/index.en.html"
ATTRIBUTION = "Exchange rates: European Central Bank"
SHARE_TEXT, PACE, DEFAULT, COMPLETE = True, 1.0, True, False

NAME = "ecb"
BOARD = Board(NAME, "daily", listed_by="rates")
URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(URL)


def board_of(url: str) -> str | None:
    return BOARD.token if url == URL else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    """No postings; raises NotAListing when these are no rates."""
    try:
        from_ecb(response.body)
    except BrokenFeed as error:
        raise NotAListing(str(error)) from error
    return iter(())


def apply(con: duckdb.DuckDBPyConnection, archive: Archive) -> Rates:
    """Puts the newest rates that read as such into the market, and its pay into dollars by them."""
    rates = _newest(con, archive)
    rows = [(currency, per_eur, rates.date) for currency, per_eur in sorted(rates.per_eur.items())]
    con.register("staged", pl.DataFrame(rows, schema=["currency", "per_eur", "day"], orient="row"))
    con.execute("delete from rates")
    con.execute("insert into rates by name from staged")
    con.unregister("staged")
    con.execute(statement("convert_pay"))
    return rates


def _newest(con: duckdb.DuckDBPyConnection, archive: Archive) -> Rates:
    found = con.execute(statement("last_rates"), {"url": URL}).fetchall()
    place = Place(*found[0]) if found else None
    response = archive.response(place) if place and archive.holds(place) else None
    if response is None or not response.complete:
        return packaged()
    try:
        fetched = from_ecb(response.body)
    except BrokenFeed:  # the visit says so; yesterday's rates are not worth a failed night
        return packaged()
    return max(fetched, packaged(), key=lambda rates: rates.date)
