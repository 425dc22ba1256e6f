"""A cluster reads the rows one machine reads, whichever of its processes is killed on the way."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from nights import Nights, job, listing, night
from ray_nodes import Node, drive, landed, two_nodes

from analysis.market import ask, summarise
from analysis.published import opened
from analysis.read import POSTINGS, read
from pipeline import cluster, lake
from pipeline.place import UNFINISHED
from pipeline.refresh import Plan, refresh
from pipeline.restore import MarketThere, restore

pytestmark = pytest.mark.slow

JOBS = 48
PART = 3
LINES = 200  # long adverts, so that a run can be killed while it is under way
READ = ("mentions", "pay", "pay_refusals", "facets", "posting_skills")


@pytest.fixture
def data(nights: Nights, tmp_path: Path) -> Path:
    jobs = [job(n, descriptionPlain=advert(n), descriptionHtml="") for n in range(JOBS)]
    nights.answer(0, "acme", listing(jobs))
    refresh(Plan(data=tmp_path / "data", origin=nights.folder), night(0) + timedelta(hours=1))
    return tmp_path / "data"


def advert(number: int) -> str:
    lines = [
        "Requirements",
        "- Python and RAG",
        f"- {number % 9 + 1}+ years of experience",
        "Salary: €90,000 a year",
    ]
    return "\n".join([*lines, *(f"- Terraform, Kubernetes or PyTorch, case {n}" for n in range(LINES))])


@pytest.fixture
def ours(data: Path, tmp_path: Path) -> str:
    """A lake with every description, in many small files."""
    with opened(data) as con:
        lake.write(con, str(tmp_path / "lake"), private=True, postings_a_part=PART)
    return str(tmp_path / "lake")


def is_what_one_machine_reads(data: Path, ours: str, out: str) -> None:
    with opened(data) as market, lake.opened(ours, out) as found:
        for name in READ:
            columns = ", ".join(f'"{column}"' for column in market.table(name).columns)
            expected, rows = (
                sorted(con.table(name).project(columns).fetchall(), key=repr) for con in (market, found)
            )
            assert rows == expected, name
            assert expected or name == "pay_refusals"
        summarise(found)
        assert ask(found, "demand").equals(ask(market, "demand"))
        assert ask(found, "pay").equals(ask(market, "pay"))


def test_parts_read_one_by_one_are_the_whole_read_at_once(data: Path, ours: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    readers, unread = cluster.begin(ours, out)
    assert len(unread) == JOBS / PART
    for path in unread[:4]:
        cluster.read_part(ours, out, path, readers)
    assert cluster.begin(ours, out) == (readers, unread[4:])  # a run that is taken up skips what is there
    with pytest.raises(lake.NoLake), lake.opened(ours, out):
        pass
    for path in (*unread[4:], unread[5]):  # a task that Ray thought lost writes the same file again
        cluster.read_part(ours, out, path, readers)
    torn = Path(out, "facets", f"part-0.parquet.0{UNFINISHED}")
    torn.write_bytes(b"PAR1")
    cluster.seal(ours, out)
    assert not torn.exists()
    is_what_one_machine_reads(data, ours, out)
    with opened(data) as con:
        at_once = read(con.table("postings").pl().select(POSTINGS.names()))
    found = pl.read_parquet(Path(out, "facets"), hive_partitioning=False)
    assert found.sort("id").equals(at_once.facets.sort("id"))


def test_a_market_is_restored_from_a_lake_and_its_readings(data: Path, ours: str, tmp_path: Path) -> None:
    out, again = str(tmp_path / "out"), tmp_path / "again"
    readers, unread = cluster.begin(ours, out)
    for path in unread:
        cluster.read_part(ours, out, path, readers)
    cluster.seal(ours, out)
    restore(ours, again, night(3), readings=out)
    with opened(data) as before, opened(again) as after:
        for name in lake.TABLES:
            expected, rows = (sorted(map(repr, con.table(name).fetchall())) for con in (before, after))
            assert rows == expected, name
        assert ask(after, "demand").equals(ask(before, "demand"))
    with pytest.raises(MarketThere, match="Name a --data folder"):
        restore(ours, again, night(3))
    assert refresh(Plan(data=again, origin=again / "archive"), night(4)).read == 0  # nothing is read again


def test_only_the_same_readers_go_on(ours: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    _, unread = cluster.begin(ours, out)
    with pytest.raises(cluster.OtherReaders, match="Install one version"):
        cluster.read_part(ours, out, unread[0], "another")
    begun = Path(out, cluster.BEGUN)
    begun.write_text(begun.read_text().replace('"readers":"', '"readers":"other'))
    with pytest.raises(cluster.OtherReaders, match="Name another place"):
        cluster.begin(ours, out)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("dear")
    with pytest.raises(lake.Occupied, match="not empty"):
        cluster.begin(ours, str(tmp_path / "letters"))


def test_a_lake_made_for_others_is_not_read(data: Path, tmp_path: Path) -> None:
    others = str(tmp_path / "others")
    with opened(data) as con:
        lake.write(con, others)
    with pytest.raises(cluster.WithoutTexts, match=r"others.*--private"):
        cluster.begin(others, str(tmp_path / "out"))


@pytest.fixture
def nodes() -> Iterator[list[Node]]:
    with two_nodes() as started:
        yield started


def test_a_killed_driver_and_a_killed_machine_cost_no_row(
    data: Path, ours: str, tmp_path: Path, nodes: list[Node]
) -> None:
    out = str(tmp_path / "out")
    driver = drive(ours, out)
    before = landed(out, 0)
    driver.kill()
    driver.wait()
    assert before < JOBS / PART
    before = len(list(Path(out).glob("facets/**/*.parquet")))
    kept = {path: path.stat().st_mtime_ns for path in Path(out).glob("facets/**/*.parquet")}

    driver = drive(ours, out)
    before = landed(out, before)
    assert before < JOBS / PART
    nodes.pop().kill()
    assert driver.wait(timeout=120) == 0

    assert {path: path.stat().st_mtime_ns for path in kept} == kept  # nothing was read twice
    is_what_one_machine_reads(data, ours, out)
