"""Reads the rows of a file as any system saves it: JSON Lines, CSV, Parquet."""

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

import polars as pl

from analysis.decoding import decoded
from pipeline.records import NotAListing

Row = Mapping[str, Any]
SEPARATORS = (",", ";", "\t", "|")


def table(name: str, body: bytes) -> tuple[list[str], Iterable[Row | str]]:
    """The names of the columns, and the rows; a line that is no JSON object stays as it came.

    Raises NotAListing when the file is no table of its kind.
    """
    kind = PurePath(name).suffix.lower()
    try:
        if kind == ".parquet":
            frame = pl.read_parquet(io.BytesIO(body))
        elif kind == ".csv":
            frame = _csv(decoded(body))
        else:
            rows = [_json(line) for line in decoded(body).split("\n") if line.strip()]
            return list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row)), rows
    except pl.exceptions.PolarsError as error:
        raise NotAListing(f"{name} cannot be read: {str(error).splitlines()[0]}") from error
    return frame.columns, frame.iter_rows(named=True)


def _csv(text: str) -> pl.DataFrame:
    """Parted by what the first line has most of: spreadsheets of half of Europe write semicolons."""
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    return pl.read_csv(io.BytesIO(text.encode()), infer_schema=False, separator=separator)


def _json(line: str) -> Row | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return row if isinstance(row, dict) else line
