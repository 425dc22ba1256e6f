"""Answers that stand ready in the published file: readers find them by a digest of all they depend on."""

import hashlib
import io
import json
from collections.abc import Sequence

import duckdb
import polars as pl


def digest(depends_on: Sequence[object]) -> str:
    """Names an answer by the SQL, the filter and the choices it was worked out from."""
    return hashlib.sha256(json.dumps(depends_on, sort_keys=True, default=str).encode()).hexdigest()


def kept(con: duckdb.DuckDBPyConnection, question: str, asked: str) -> pl.DataFrame | None:
    """The answer of that digest, if the file has it."""
    found = con.execute(
        "select answer from counted_answers where question = $question and asked = $asked",
        {"question": question, "asked": asked},
    ).fetchall()
    return pl.read_ipc(io.BytesIO(found[0][0])) if found else None


def store(con: duckdb.DuckDBPyConnection, question: str, asked: str, answer: pl.DataFrame) -> None:
    """Puts an answer into the file; an older one of the same digest gives way."""
    blob = io.BytesIO()
    answer.write_ipc(blob, compression="zstd")
    con.execute(
        "insert or replace into counted_answers values ($question, $asked, $answer)",
        {"question": question, "asked": asked, "answer": blob.getvalue()},
    )
