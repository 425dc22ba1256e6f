"""The gates a refresh must pass before it is published: counts, fill rates, rejects, pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb

from pipeline.sql import statement

Verdict = Literal["passed", "failed", "not measured"]


class GateFailed(RuntimeError):
    """A gate did not pass: nothing is published, the working copy stays."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must hold: `value` on the right side of `limit`."""

    name: str
    says: str
    limit: float
    at_least: bool

    def verdict(self, value: float | None) -> Verdict:
        if value is None:
            return "not measured"
        return "passed" if (value >= self.limit if self.at_least else value <= self.limit) else "failed"


GATES = (
    Gate("postings", "postings in the market", 1, at_least=True),
    Gate("failed_boards", "share of boards that did not answer", 0.5, at_least=False),
    Gate(
        "listed_to_usual",
        "postings listed, as a part of what the same boards usually list",
        0.6,
        at_least=True,
    ),
    Gate("stale_sources", "share of the sources asked that gave nothing for three days", 0.5, at_least=False),
    Gate("rejected", "share of items that are no postings", 0.3, at_least=False),
    Gate("title", "share of postings with a title", 0.999, at_least=True),
    Gate("company", "share of postings with a company", 0.95, at_least=True),
    Gate("text", "share of postings with a text", 0.9, at_least=True),
    Gate("place", "share of postings that say where", 0.5, at_least=True),
    Gate("dated", "share of postings with a date of their own", 0.3, at_least=True),
    Gate("read", "share of postings that were read", 1.0, at_least=True),
    Gate(
        "odd_pay", "share of pay bands outside 5 thousand to 2 million dollars a year", 0.02, at_least=False
    ),
    Gate("upside_down_pay", "pay bands whose low end is above the high end", 0, at_least=False),
)


def check(con: duckdb.DuckDBPyConnection, runs: Sequence[str]) -> list[tuple[Gate, float | None, Verdict]]:
    """Measures every gate after `runs`, writes the verdicts, and raises GateFailed if one failed."""
    measured = _measure(con, runs)
    results = [(gate, measured[gate.name], gate.verdict(measured[gate.name])) for gate in GATES]
    for run in runs[-1:]:
        con.executemany(
            "insert or replace into gates values (?, ?, ?, ?, ?)",
            [(run, gate.name, value, gate.limit, verdict) for gate, value, verdict in results],
        )
    if failed := [(gate, value) for gate, value, verdict in results if verdict == "failed"]:
        raise GateFailed(
            "Not published. "
            + " ".join(
                f"Gate {gate.name}: {gate.says} is {value:.3g}, "
                f"the limit is {'at least' if gate.at_least else 'at most'} {gate.limit:g}."
                for gate, value in failed
            )
        )
    return results


def _measure(con: duckdb.DuckDBPyConnection, runs: Sequence[str]) -> dict[str, float | None]:
    answer = con.execute(statement("measures"), {"runs": list(runs)})
    names = [column[0] for column in answer.description or ()]
    (row,) = answer.fetchall()
    return {name: None if value is None else float(value) for name, value in zip(names, row, strict=True)}
