"""How fast the market answers, and in how much memory: an invented market of any size.

`python tests/bench/market.py [--in DIR] [postings ...]`; the default is 10,000, 100,000 and 1,000,000.
With `--in` the markets are built in DIR and stay there for the next time. A question is asked twenty times:
its 95th percentile by the clock, its median on the processor, and that as a multiple of a bare scan.
"""

import json
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
from typing import NamedTuple

import duckdb
import numpy as np

from analysis.ahead import keep_answers
from analysis.filter import Filter
from analysis.market import ask, summarise
from analysis.published import MEMORY, opened
from analysis.questions import Choice

SIZES = (10_000, 100_000, 1_000_000)
POSTINGS_A_COMPANY = 40
ROUNDS = 20
FUTURE = 100_000_000  # postings: what a market of the next order but one would cost
SCAN = "bare scan of the mentions"
NAME = "market-1.duckdb"
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
    ("pairs of a rare skill, all", "pairs", EVERYTHING, {"skill": "skill-300"}),
    ("bundles, all", "bundles", EVERYTHING, {}),
    ("bundles, a tenth", "bundles", TENTH, {}),
    ("worth of skills, all", "worth", EVERYTHING, {}),
    ("worth of skills, a tenth", "worth", TENTH, {}),
    ("premium of a role, all", "premium", EVERYTHING, {}),
    ("share naming any of three, all", "naming", EVERYTHING, {"any_of": ["skill-3", "skill-9", "skill-40"]}),
    ("postings that fit, a tenth", "postings", TENTH, {"skills": ["skill-1", "skill-2", "skill-3"]}),
]


class Cost(NamedTuple):
    """Milliseconds of a question: 95th percentile by the clock, median of the processor."""

    p95: float
    processor: float


def main(argv: list[str] | None = None) -> int:
    args = sys.argv[1:] if argv is None else argv
    match args:
        case ["--build", folder, postings]:
            build(Path(folder), int(postings))
        case ["--prepare", folder]:
            print(prepare(Path(folder)))  # noqa: T201
        case ["--answer", folder]:
            print(json.dumps(answers(Path(folder))))  # noqa: T201
        case ["--in", folder, *sizes]:
            _compare({size: _measured(Path(folder) / str(size), size) for size in map(int, sizes or SIZES)})
        case _:
            with tempfile.TemporaryDirectory() as folder:
                main(["--in", folder, *args])
    return 0


def _measured(data: Path, postings: int) -> dict[str, Cost]:
    """Each step in a process of its own: a peak of memory is then that of a writer or a reader alone."""
    print(f"\n{postings:,} postings", flush=True)  # noqa: T201
    if not (data / "current").exists():
        _run("--build", data, postings)
        print(f"  {_run('--prepare', data).strip()}", flush=True)  # noqa: T201
    measured = json.loads(_run("--answer", data))
    print(f"  {measured['said']}")  # noqa: T201
    costs = {name: Cost(*cost) for name, cost in measured["costs"].items()}
    print(f"  {'milliseconds':<34}{'p95':>9}{'cpu':>9}{'x scan':>8}")  # noqa: T201
    for name, cost in costs.items():
        ratio = cost.processor / costs[SCAN].processor
        print(f"  {name:<34}{cost.p95:>9,.0f}{cost.processor:>9,.0f}{ratio:>8,.1f}")  # noqa: T201
    return costs


def _run(*args: object) -> str:
    command = [sys.executable, __file__, *map(str, args)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def build(data: Path, postings: int) -> None:
    """Writes an invented market as a refresh would, but for its last step."""
    data.mkdir(parents=True, exist_ok=True)
    params = {"postings": postings, "companies": max(postings // POSTINGS_A_COMPANY, 20)}
    with duckdb.connect(data / NAME) as con:
        for migration in sorted(MIGRATIONS.glob("*.sql")):
            con.execute(migration.read_text(encoding="utf-8"))
        for statement in (HERE / "market.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                named = set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", statement)))
                con.execute(re.sub(r"--.*", "", statement), {name: params[name] for name in named})
        con.execute("checkpoint")


def prepare(data: Path) -> str:
    """The last step before a market is published, and what it took."""
    began = time.perf_counter()
    with duckdb.connect(data / NAME, config={"memory_limit": MEMORY}) as con:
        summarise(con)
        summarised = time.perf_counter() - began
        keep_answers(con)
        con.execute("checkpoint")
    (data / "current").write_text(f"{NAME}\n", encoding="utf-8")
    kept, size = time.perf_counter() - began - summarised, (data / NAME).stat().st_size / 1e6
    return (
        f"{size:,.0f} MB; summarised in {summarised:.0f} s, answers kept in {kept:.0f} s "
        f"({_processor():.0f} s of the processor), peak {_peak():,.0f} MB"
    )


def answers(data: Path) -> dict[str, object]:
    """What each question costs a reader, warm; the first answer of a cold file; peak memory."""
    began = time.perf_counter()
    with opened(data) as con:
        ask(con, "demand")
        cold = time.perf_counter() - began
        scan = "select sum(row) from counted_skills"  # a bare count is read from the file's statistics
        costs = {SCAN: _cost(lambda: con.execute(scan).fetchall())}
        for name, question, where, choices in ASKED:
            costs[name] = _cost(partial(ask, con, question, where, **choices))
    return {"costs": costs, "said": f"first answer after {cold:.1f} s; a reader's peak {_peak():,.0f} MB"}


def _cost(work: Callable[[], object]) -> Cost:
    work()  # what follows is warm
    clock, processor = list[float](), list[float]()
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), _processor()
        work()
        clock.append((time.perf_counter() - began) * 1e3)
        processor.append((_processor() - used) * 1e3)
    return Cost(statistics.quantiles(clock, n=20)[-1], statistics.median(processor))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _compare(results: dict[int, dict[str, Cost]]) -> None:
    """The processor's time as a fixed part and one that grows with the postings, fitted over all sizes."""
    if len(results) < 2:
        return
    sizes = np.array(list(results), dtype=np.float64)
    print(f"\nmilliseconds: fixed, and a million postings; at {FUTURE:,} postings, seconds")  # noqa: T201
    for name in results[min(results)]:
        costs = np.array([cost[name].processor for cost in results.values()])
        # Each size weighs the same: what is fitted is the relative error.
        design = np.column_stack([np.ones(len(sizes)), sizes / 1e6]) / costs[:, None]
        fixed, growing = np.linalg.lstsq(design, np.ones(len(sizes)), rcond=None)[0]
        future = (fixed + growing * FUTURE / 1e6) / 1e3
        print(f"  {name:<34}{fixed:>8,.0f}{growing:>9,.0f}{future:>9,.1f}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
