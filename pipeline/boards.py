"""The companies we ask: the list that comes with the program, and the user's own file over it.

A frame, not the market: two hand-made lists of AI and technology companies (`ai_company`, `tech_250`) and
companies picked because they hire for AI, data or software (`picked`). A share of companies is one of these.
"""

import csv
import difflib
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from analysis.decoding import decoded
from pipeline.records import Board
from pipeline.sources import all_sources, feeds, named

SHIPPED = Path(__file__).with_name("boards.csv")
OWN = "boards.csv"  # the user's own list, in the folder of their data
COLUMNS = [field.name for field in fields(Board)]
QUICK = 20  # boards of a first look

Key = tuple[str, str]


class BrokenList(ValueError):
    """A board list that cannot be read, with the line and what to change."""


class NoSuchSource(ValueError):
    """No source has this name."""


class NoBoard(ValueError):
    """What was written leads to no board."""


def _empty_is_unknown(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Unknown = BeforeValidator(_empty_is_unknown)


class Row(BaseModel):
    """A line of a board list, as a person may write it; empty is unknown."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    source: Annotated[str, Field(min_length=1)]
    token: Annotated[str, Field(min_length=1)]
    company: Annotated[str | None, Unknown] = None
    stage: Annotated[
        Literal["startup", "scaleup", "enterprise", "big_tech", "public", "consultancy"] | None, Unknown
    ] = None
    ai_native: Annotated[bool | None, Unknown] = None
    frontier_lab: Annotated[bool | None, Unknown] = None
    industry: Annotated[str | None, Unknown] = None
    checked: Annotated[date | None, Unknown] = None
    listed_by: Annotated[str | None, Unknown] = None


def listed(
    *,
    own: Path | None = None,
    sources: Collection[str] = (),
    boards: Sequence[str] = (),
    keys: Collection[str] = (),
) -> list[Board]:
    """The boards to ask, in the order of the list.

    Without a choice: every board of the sources that are on by default. `sources` names sources, also those
    that are off; `boards` names boards as SOURCE:TOKEN, also unlisted ones. A source that needs keys is left
    out unless `keys`, the names the settings hold, has them all.
    """
    for source in sources:
        source_exists(source)
    known = {_key(board): board for board in everything(own=own)}
    if boards:
        wanted = (Board(*recognised(name)) for name in boards)
        return [known.get(_key(board), board) for board in wanted]
    return [b for b in known.values() if _is_asked(b.source, sources) and _has_keys(b.source, keys)]


def everything(*, own: Path | None = None) -> list[Board]:
    """The shipped list, the feeds that need no list, and the user's own file over both."""
    whole_feeds = [Board(name, token, listed_by="feed") for name, token in feeds().items()]
    mine = read(own) if own is not None and own.exists() else []
    return merged([*read(SHIPPED), *whole_feeds], mine)


def quick(boards: Iterable[Board]) -> list[Board]:
    """A first look: the newest threads, and confirmed boards of AI companies that answer in one call."""
    boards = list(boards)
    threads = [board for board in boards if board.source == "hn"]
    rank = [board for board in boards if board.source == "ashby" and board.ai_native and board.checked]
    rank.sort(key=lambda board: (not board.frontier_lab, board.stage != "scaleup", board.token))
    return threads + rank[:QUICK]


def read(path: Path) -> list[Board]:
    """The boards of a file; raises BrokenList with the line that is wrong."""
    found: dict[Key, Board] = {}
    lines = io.StringIO(decoded(path.read_bytes()), newline="")
    rows = csv.DictReader(lines, restkey="beyond the last column")
    if not {"source", "token"} <= set(rows.fieldnames or ()):
        raise BrokenList(f"{path}: the first line must name the columns source and token.")
    for row in rows:
        where = f"{path}, line {rows.line_num}"
        try:
            board = _board(row)
        except ValueError as error:
            raise BrokenList(f"{where}: {error}") from error
        if _key(board) in found:
            raise BrokenList(f"{where}: {board.source}:{board.token} stands in the list twice; delete one.")
        found[_key(board)] = board
    return list(found.values())


def merged(boards: Iterable[Board], mine: Iterable[Board]) -> list[Board]:
    """The user's boards over the others: what they say wins, what they leave empty stays."""
    together = {_key(board): board for board in boards}
    for board in mine:
        first = together.get(_key(board), board)
        said = {name: value for name, value in asdict(board).items() if value is not None}
        # The token keeps its first spelling: postings are filed under it.
        together[_key(board)] = replace(first, **(said | {"token": first.token}))
    return list(together.values())


def keep(path: Path, boards: Iterable[Board]) -> None:
    """Adds boards to the user's own file, over what it says of the same boards."""
    before = read(path) if path.exists() else []
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for board in merged(before, boards):
            writer.writerow({name: _as_text(value) for name, value in asdict(board).items()})
    draft.replace(path)


def described(address: str, **said: str | bool | None) -> Board:
    """A board of the user's own, by its address and what they say of it."""
    source, token = recognised(address)
    return _board({"source": source, "token": token, "listed_by": "own", **said})


def recognised(address: str) -> Key:
    """Source and token of SOURCE:TOKEN, of an address we ask, or of a page people see."""
    if address.startswith(("http://", "https://")):
        found = named(address)
        if found is None:
            raise NoBoard(f"No source knows {address}. A page that holds a JobPosting is careers:{address}")
        return found
    source, _, token = address.partition(":")
    if not token:
        raise NoBoard(f"{address!r} is no board: write SOURCE:TOKEN, for example ashby:openai.")
    source_exists(source)
    _token_fits(source, token)
    return source, token


def source_exists(name: str) -> None:
    """Raises NoSuchSource, with the nearest name, for a name no source has."""
    if name not in all_sources():
        close = difflib.get_close_matches(name, all_sources(), n=1)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(all_sources())}."
        raise NoSuchSource(f"No source is called {name!r}. {hint}")


def _board(said: dict[str, str | bool | None]) -> Board:
    try:
        row = Row.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    source_exists(row.source)
    _token_fits(row.source, row.token)
    return Board(**(row.model_dump() | {"checked": row.checked.isoformat() if row.checked else None}))


def _token_fits(source: str, token: str) -> None:
    """A token and its address must lead to each other, or answers would be filed under another board."""
    site = all_sources()[source]
    first = next(site.requests(Board(source, token), {}), None)
    back = site.board_of(first.url) if first else None
    if back != token:
        raise NoBoard(f"{token!r} is no board of {source}." + (f" Write {back!r}." if back else ""))


def _is_asked(source: str, chosen: Collection[str]) -> bool:
    return source in chosen if chosen else all_sources()[source].DEFAULT


def _has_keys(source: str, keys: Collection[str]) -> bool:
    return set(getattr(all_sources()[source], "KEYS", ())) <= set(keys)


def _key(board: Board) -> Key:
    return board.source, board.token.casefold()  # sites do not tell OpenAI from openai


def _as_text(value: str | bool | None) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value
