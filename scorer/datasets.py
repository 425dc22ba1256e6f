"""Counts the cases of a golden set: each distinct case once, however often it is repeated."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from scorer.facts import Dataset

PLACE = re.compile(
    r"eval|gold|ground.?truth|benchmark|test.?set|test.?case|(?:^|[/_-])(?:cases|qa|questions)\b", re.I
)
# Elsewhere than among evaluations a list is a golden set only when its rows say what is expected.
SURELY = re.compile(r"eval|gold|ground.?truth|benchmark", re.IGNORECASE)
EXPECTED = re.compile(r"expect|answer|output|label|reference|target|truth|response|ideal", re.IGNORECASE)
LFS = "version https://git-lfs"
MOST = 2_000_000  # characters read of one file


def read(path: str, text: str) -> Dataset | None:
    """The cases of a file that by its place holds some; None when it is no set of cases."""
    if not PLACE.search(path) or text.startswith(LFS):
        return None
    match PurePosixPath(path).suffix.lower():
        case ".jsonl":
            rows: Iterable[Any] = (_json(line) for line in text[:MOST].splitlines())
        case ".json":
            rows = _listed(_json(text))
        case ".csv" | ".tsv":
            tab = path.endswith(".tsv")
            rows = csv.DictReader(io.StringIO(text[:MOST]), delimiter="\t" if tab else ",")
        case ".yaml" | ".yml":
            rows = _yaml(text[:MOST])
        case ".py":
            rows = _python(text[:MOST])
        case _:
            return None
    return _counted(path, rows)


def _counted(path: str, rows: Iterable[Any]) -> Dataset | None:
    seen: set[str] = set()
    fields: set[str] = set()
    try:
        for row in rows:
            if isinstance(row, dict) and len(row) >= 2:  # a question without an answer is not a case
                seen.add(_essence(row))
                fields |= {str(key) for key in row}
    except csv.Error:
        return None
    if not seen or not (SURELY.search(path) or any(EXPECTED.search(field) for field in fields)):
        return None
    return Dataset(path, len(seen), tuple(sorted(fields))[:20])


def _essence(row: dict[Any, Any]) -> str:
    """What makes a case itself: numbers and spacing changed by a script make no new one."""
    words = " ".join(str(value) for key, value in sorted(row.items(), key=str) if str(key).lower() != "id")
    return re.sub(r"\W+", " ", re.sub(r"\d+", "0", words.lower())).strip()


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _listed(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        value = next((one for one in value.values() if isinstance(one, list)), [])
    return value if isinstance(value, list) else []


def _yaml(text: str) -> Iterable[dict[str, str]]:
    """Items of the outermost list of mappings; enough to count, not a parser."""
    items = re.split(r"(?m)^\s{0,4}- (?=\w+\s*:)", text)[1:]
    for item in items:
        pairs = re.findall(r"(\w+)\s*:\s*(.*)", item)
        yield dict(pairs) if len(pairs) > 1 else {}


def _python(text: str) -> Iterable[dict[str, str]]:
    """Cases written as a module-level list of dicts, tuples or calls."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in tree.body:
        value = getattr(node, "value", None)
        if isinstance(value, ast.List | ast.Tuple) and len(value.elts) >= 5:
            for item in value.elts:
                if isinstance(item, ast.Dict | ast.Tuple | ast.Call):
                    yield {"case": ast.unparse(item), "of": "list"}
