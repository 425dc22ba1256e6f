"""What a Ray cluster of two nodes on this machine costs and gains, and that no kill costs a row.

`python tests/bench/cluster.py [postings]`; the default is 20,000. The texts are those of ../shared when it
is there, else of the invented sample (after `make demo`), repeated under other ids.
"""

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from analysis.market import summarise
from analysis.published import opened
from analysis.read import POSTINGS, read
from pipeline import lake, store
from pipeline.cluster import READINGS
from pipeline.migrate import migrate

ROOT = Path(__file__).parents[2]
SIZE = 20_000
PARTS = 40  # files of postings: enough that a kill comes between two of them
REAL = ROOT.parent / "shared" / "real" / "fieldguide.jsonl.gz"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
REPEATED = """
insert into postings (
    id, source, board, native_id, title, company, location, text, first_seen, last_seen
)
select
    'file:bench:' || number, 'file', 'file:bench', number, title, company, location, text, $now, $now
from range($size) as numbers (number)
inner join texts on texts.n = number % (select count(*) from texts)
"""


def main(argv: list[str] | None = None) -> int:
    sys.path.append(str(ROOT / "tests" / "pipeline"))
    from ray_nodes import drive, landed, two_nodes

    args = sys.argv[1:] if argv is None else argv
    if args[:1] == ["--alone"]:
        _alone(args[1], args[2])
        return 0
    size = int(args[0]) if args else SIZE
    with tempfile.TemporaryDirectory() as folder:
        ours, alone = f"{folder}/lake", f"{folder}/alone"
        files = _write(Path(folder), ours, size)
        _say(f"{size:,} postings of {_texts().height:,} texts in {files} files")
        words = [sys.executable, __file__, "--alone", ours, alone]
        told = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
        _say(f"one process: {told['seconds']:.1f} s, {size / told['seconds']:.0f}/s, {told['mb']:.0f} MB")
        with two_nodes() as nodes:
            began = time.monotonic()
            assert drive(ours, f"{folder}/cluster").wait() == 0
            took = time.monotonic() - began
            _say(f"cluster, two nodes of one processor: {took:.1f} s in all, {size / took:.0f}/s")
            began, driver = time.monotonic(), drive(ours, f"{folder}/killed")
            first = landed(f"{folder}/killed", 0)
            driver.kill()
            driver.wait()
            driver = drive(ours, f"{folder}/killed")
            second = landed(f"{folder}/killed", first + 1)
            nodes.pop().kill()
            assert driver.wait() == 0
            took = time.monotonic() - began
            _say(f"driver killed at file {first}, a node at file {second} of {files}: {took:.1f} s in all")
        for name in READINGS:
            expected = _rows(f"{alone}/{name}.parquet")
            for run in ("cluster", "killed"):
                assert _rows(f"{folder}/{run}/{name}/**/*.parquet") == expected, (run, name)
            _say(f"{name}: {expected[0]:,} rows, the same three times")
    return 0


def _write(folder: Path, ours: str, size: int) -> int:
    """A market of repeated texts as a lake; how many files of postings it has."""
    con = store.connect(folder / "market-1.duckdb")
    migrate(con, NOW)
    con.register("texts", _texts())
    con.execute(REPEATED, {"size": size, "now": NOW})
    summarise(con)
    con.close()
    (folder / "current").write_text("market-1.duckdb\n", encoding="utf-8")
    with opened(folder) as market:
        told = lake.write(
            market, ours, private=True, postings_a_part=min(-(-size // PARTS), lake.POSTINGS_A_PART)
        )
    return len(told.tables["postings"].parts)


def _texts() -> pl.DataFrame:
    if not REAL.exists():
        with opened(ROOT / "data" / "demo") as con:
            return con.sql("select title, company, location, text from postings").pl().with_row_index("n")
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return pl.DataFrame(
        [(r["title"], r["company"], r["location"], r["description"]) for r in rows],
        schema=["title", "company", "location", "text"],
        orient="row",
    ).with_row_index("n")


def _alone(ours: str, out: str) -> None:
    """Reads the lake in this process; prints seconds and the most memory it held."""
    Path(out).mkdir()
    began = time.monotonic()
    parts = lake.manifest(ours).tables["postings"].parts
    readings = [read(pl.read_parquet(Path(ours, part.path), columns=POSTINGS.names())) for part in parts]
    for name in READINGS:
        pl.concat([getattr(each, name) for each in readings]).write_parquet(f"{out}/{name}.parquet")
    seconds = time.monotonic() - began
    print(json.dumps({"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}))  # noqa: T201


def _rows(files: str) -> tuple[int, int]:
    """How many rows, and the sum of their hashes: the order of rows does not matter, every value does."""
    ((count, digest),) = duckdb.execute(
        "select count(*), sum(hash(rows)) from read_parquet($files, hive_partitioning = false) as rows",
        {"files": files},
    ).fetchall()
    return count, digest


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
