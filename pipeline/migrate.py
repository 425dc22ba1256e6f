"""Brings a market's file to the tables of today, one numbered file of SQL after the other."""

import hashlib
from datetime import datetime
from importlib.resources import files

import duckdb

from pipeline.sql import statement


class ChangedMigration(Exception):
    """A migration that was applied reads differently now."""


def migrations() -> list[tuple[str, str]]:
    """Name and text of every migration, in order."""
    folder = files("pipeline.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(name, (folder / name).read_text("utf-8")) for name in names]


def migrate(con: duckdb.DuckDBPyConnection, now: datetime) -> list[str]:
    """Applies what is missing, each in one transaction; the names applied."""
    con.execute(statement("migrations"))
    applied = dict(con.execute("select name, sha256 from migrations").fetchall())
    done = []
    for name, text in migrations():
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if name in applied:
            if applied[name] != sha256:
                raise ChangedMigration(
                    f"{name} was applied to this file with other content. "
                    "Restore the file's old text and put the change into a new migration."
                )
            continue
        con.begin()
        try:
            con.execute(text)
            con.execute("insert into migrations values ($1, $2, $3)", [name, sha256, now])
        except duckdb.Error:
            con.rollback()
            raise
        con.commit()
        done.append(name)
    return done
