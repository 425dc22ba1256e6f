"""The companies we ask: the list that comes with the program, and the user's own file over it.

A frame, not the market: two hand-made lists of AI and technology companies (`ai_company`, `tech_250`) and companies
picked because they hire for AI, data or software (`picked`). Whoever reads a share of companies must know that.
"""

import csv
import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.records import Board
from pipeline.sources import all_sources, feeds, named

COLUMNS = [field.name for field in fields(Board)]
OWN = "boards.csv"  # the user's own list, in the folder of their data
QUICK = 20  # boards of a first look

Key = tuple[str, str]


class BrokenList(ValueError):
    """A board list that cannot be read, with the line and what to change."""


class NoSuchSource(ValueError):
    """No source has this name."""


class NoBoard(ValueError):
    """An address that no source knows."""


def _empty_is_unknown(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _optional(kind: object) -> object:
    return Annotated[kind | None, BeforeValidator(_empty_is_unknown)]  # type: ignore[operator]


Word = Annotated[str | None, BeforeValidator(_empty_is_unknown)]
YesNo = Annotated[bool | None, BeforeValidator(_empty_is_unknown)]
Stage = Literal["startup", "scaleup", "enterprise", "big_tech", "public", "consultancy"]


class Row(BaseModel):
    """A line of a board list, as a person may write it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    source: Annotated[str, Field(min_length=1)]
    token: Annotated[str, Field(min_length=1)]
    company: Word = None
    stage: Annotated[Stage | None, BeforeValidator(_empty_is_unknown)] = None
    ai_native: YesNo = None
    frontier_lab: YesNo = None
    industry: Word = None
    checked: Annotated[date | None, BeforeValidator(_empty_is_unknown)] = None
    listed_by: Word = None


def listed(
    *,
    own: Path | None = None,
    sources: Collection[str] = (),
    boards: Sequence[str] = (),
    keys: Collection[str] = (),
) -> list[Board]:
    """The boards to ask, in the order of the list.

    Without a choice: every board of the sources that are on by default. `sources` names sources, also those that are
    off; `boards` names boards as SOURCE:TOKEN, also unlisted ones. A source that needs keys is left out unless the
    settings in `keys` have them all.
    """
    known = {_key(board): board for board in everything(own=own)}
    for source in sources:
        _source_exists(source)
    if boards:
        wanted = [_parts(name) for name in boards]
        return [known.get(key) or Board(*key) for key in wanted]
    return [
        board
        for board in known.values()
        if _is_asked(board.source, sources) and _has_keys(board.source, keys)
    ]


def everything(*, own: Path | None = None) -> list[Board]:
    """The shipped list, the feeds that need no list, and the user's own file over both."""
    shipped = read(files("pipeline") / "boards.csv")  # type: ignore[arg-type]
    whole_feeds = [Board(name, token, listed_by="feed") for name, token in feeds().items()]
    mine = read(own) if own is not None and own.exists() else []
    return merged([*shipped, *whole_feeds], mine)


def quick(boards: Iterable[Board]) -> list[Board]:
    """A first look: the newest thread, and confirmed boards of AI companies that answer in one call."""
    boards = list(boards)
    rank = [board for board in boards if board.source == "ashby" and board.ai_native and board.checked]
    rank.sort(key=lambda board: (not board.frontier_lab, board.stage != "scaleup", board.token))
    threads = [board for board in boards if board.source == "hn"]
    return threads + rank[:QUICK]


def read(path: Path) -> list[Board]:
    """The boards of a file; raises BrokenList with the line that is wrong."""
    found: dict[Key, Board] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = {"source", "token"} - set(rows.fieldnames or ())
        if missing:
            raise BrokenList(f"{path}: the first line must name the columns {', '.join(COLUMNS[:2])} and may name "
                             f"{', '.join(COLUMNS[2:])}.")  # fmt: skip
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            try:
                board = _board(Row.model_validate(row))
            except ValidationError as error:
                first = error.errors()[0]
                raise BrokenList(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
            except ValueError as error:
                raise BrokenList(f"{where}: {error}") from error
            if _key(board) in found:
                raise BrokenList(
                    f"{where}: {board.source}:{board.token} stands in the list twice; delete one."
                )
            found[_key(board)] = board
    return list(found.values())


def merged(boards: Iterable[Board], mine: Iterable[Board]) -> list[Board]:
    """The user's boards over the others: what they say wins, what they leave empty stays."""
    together = {_key(board): board for board in boards}
    for board in mine:
        said = {name: value for name, value in asdict(board).items() if value is not None}
        together[_key(board)] = replace(together.get(_key(board), board), **said)
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


def recognised(address: str) -> Key:
    """Source and token of SOURCE:TOKEN, of an address we ask, or of a page people see; raises NoBoard."""
    if "://" not in address:
        return _parts(address)
    found = named(address)
    if found is None:
        raise NoBoard(
            f"No source knows {address}. A page with a JobPosting of its own can be added as careers:{address}"
        )
    return found


def _parts(name: str) -> Key:
    source, separator, token = name.partition(":")
    if not separator or not token:
        raise NoBoard(f"{name!r} is no board: write SOURCE:TOKEN, for example ashby:openai.")
    _source_exists(source)
    _token_fits(source, token)
    return source, token


def _board(row: Row) -> Board:
    _source_exists(row.source)
    _token_fits(row.source, row.token)
    said = row.model_dump()
    return Board(**(said | {"checked": row.checked.isoformat() if row.checked else None}))


def _source_exists(name: str) -> None:
    if name not in all_sources():
        close = difflib.get_close_matches(name, all_sources(), n=1)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(all_sources())}."
        raise NoSuchSource(f"No source is called {name!r}. {hint}")


def _token_fits(source: str, token: str) -> None:
    """A token and its address must lead to each other, or answers would be filed under another board."""
    site = all_sources()[source]
    first = next(site.requests(Board(source, token), {}), None)
    back = site.board_of(first.url) if first else None
    if back != token:
        raise NoBoard(f"{token!r} is no board of {source}." + (f" Write it {back!r}." if back else ""))


def _is_asked(source: str, chosen: Collection[str]) -> bool:
    return source in chosen if chosen else all_sources()[source].DEFAULT


def _has_keys(source: str, keys: Collection[str]) -> bool:
    return set(getattr(all_sources()[source], "KEYS", ())) <= set(keys)


def _key(board: Board) -> Key:
    return board.source, board.token


def _as_text(value: str | bool | None) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value
