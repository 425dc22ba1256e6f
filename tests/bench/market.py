"""How fast the market answers, and in how much memory: an invented market of any size.

`python tests/bench/market.py [postings ...]`; the default is 10,000, 100,000 and 1,000,000.
"""

import json
import math
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from analysis.ahead import keep_answers
from analysis.filter import Filter
from analysis.market import ask, summarise
from analysis.published import MEMORY, opened
from analysis.questions import Choice

SIZES = (10_000, 100_000, 1_000_000)
POSTINGS_A_COMPANY = 40
ROUNDS = 20
HERE = Path(__file__).parent
MIGRATIONS = HERE.parents[1] / "pipeline" / "migrations"

EVERYTHING, TENTH = Filter(), Filter(metro="Austin")  # about nine per cent of the postings
AI, NARROW = Filter(role="ai_engineer"), Filter(role="ai_engineer", country="US", since="365d")
ASKED: list[tuple[str, str, Filter, dict[str, Choice]]] = [
    ("demand, all", "demand", EVERYTHING, {}),
    ("demand, one role", "demand", AI, {}),
    ("demand, a tenth", "demand", TENTH, {}),
    ("demand, role, country and year", "demand", NARROW, {}),
    ("demand, a third", "demand", Filter(level="senior", weight="company"), {}),
    ("mix by role, all", "mix", EVERYTHING, {}),
    ("mix by degree, a tenth", "mix", TENTH, {"by": "degree"}),
    ("pay, all", "pay", EVERYTHING, {}),
    ("pay, a tenth", "pay", TENTH, {}),
    ("trend, all", "trend", EVERYTHING, {}),
    ("trend of one skill, a tenth", "trend", TENTH, {"skills": ["skill-3"]}),
    ("roles over time, all", "roles", EVERYTHING, {}),
    ("movers, all", "movers", EVERYTHING, {}),
    ("movers, a tenth", "movers", TENTH, {}),
    ("pairs, all", "pairs", EVERYTHING, {}),
    ("pairs of one skill, all", "pairs", EVERYTHING, {"skill": "skill-3"}),
    ("pairs of one skill, a tenth", "pairs", TENTH, {"skill": "skill-3"}),
    ("companies, all", "companies", EVERYTHING, {}),
    ("companies, a tenth", "companies", TENTH, {}),
    ("openings and closings, all", "life", EVERYTHING, {}),
    ("stated pay, all", "stated", EVERYTHING, {}),
    ("coverage", "coverage", EVERYTHING, {}),
    ("share naming any of three, all", "naming", EVERYTHING, {"any_of": ["skill-3", "skill-9", "skill-40"]}),
    ("postings that fit, a tenth", "postings", TENTH, {"skills": ["skill-1", "skill-2", "skill-3"]}),
]


def main(argv: list[str] | None = None) -> int:
    args = sys.argv[1:] if argv is None else argv
    if args[:1] == ["--answers"]:
        print(json.dumps(_answers(Path(args[1]))))  # noqa: T201
        return 0
    results = {size: _measured(size) for size in (map(int, args) if args else SIZES)}
    for size, (built, answers) in results.items():
        print(f"\n{size:,} postings: {built}")  # noqa: T201
        for name, figure in answers.items():
            print(f"  {name:<34}{figure:>10,.1f}")  # noqa: T201
    _scale({size: answers for size, (_, answers) in results.items()})
    return 0


def _measured(postings: int) -> tuple[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        began = time.perf_counter()
        build(data / "market-1.duckdb", postings)
        (data / "current").write_text("market-1.duckdb\n", encoding="utf-8")
        megabytes, seconds = (data / "market-1.duckdb").stat().st_size / 1e6, time.perf_counter() - began
        # A process of its own: its peak memory is that of a reader, not of the builder.
        run = subprocess.run([sys.executable, __file__, "--answers", folder], check=True, capture_output=True)
        return f"{megabytes:,.0f} MB, built in {seconds:.0f} s", json.loads(run.stdout)


def build(path: Path, postings: int) -> None:
    """Writes an invented market as a refresh would publish it."""
    params = {"postings": postings, "companies": max(postings // POSTINGS_A_COMPANY, 20)}
    with duckdb.connect(path) as con:
        for migration in sorted(MIGRATIONS.glob("*.sql")):
            con.execute(migration.read_text(encoding="utf-8"))
        for statement in (HERE / "market.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                named = set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", statement)))
                con.execute(re.sub(r"--.*", "", statement), {name: params[name] for name in named})
        summarise(con)
        keep_answers(con)
        con.execute("checkpoint")


def _answers(data: Path) -> dict[str, float]:
    """Milliseconds: the 95th percentile of warm answers, the first answer of a cold file; megabytes."""
    began = time.perf_counter()
    with opened(data) as con:
        ask(con, "demand")
        figures = {"cold start and first answer, ms": (time.perf_counter() - began) * 1e3}
        scan = "select count(*), max(skill) from counted_skills"
        figures["bare scan of the mentions, ms"] = _p95(lambda: con.execute(scan).fetchall())
        for name, question, where, choices in ASKED:
            figures[f"{name}, ms"] = _p95(partial(ask, con, question, where, **choices))
    figures[f"peak memory with a limit of {MEMORY}, MB"] = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    )
    return figures


def _p95(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.quantiles(times[1:], n=20)[-1]


def _scale(results: dict[int, dict[str, float]]) -> None:
    """Time as a power of the number of postings, from the smallest to the largest size."""
    if len(results) < 2:
        return
    small, large = min(results), max(results)
    print("\ntime grows as postings to the power of (and at 100 million, s):")  # noqa: T201
    for name in results[large]:
        if name.endswith(", ms"):
            power = math.log(results[large][name] / results[small][name]) / math.log(large / small)
            future = results[large][name] * (1e8 / large) ** power / 1e3
            print(f"  {name:<34}{power:>6.2f}{future:>10,.1f}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
