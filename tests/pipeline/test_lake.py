"""A lake gives back what was written, from a disk and from S3, and only when it is whole."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from nights import Nights, job, listing, night

from analysis.filter import Filter
from analysis.market import ask, summarise
from analysis.published import SCHEMA, opened
from pipeline import lake
from pipeline.lake_cli import export
from pipeline.place import place
from pipeline.refresh import Plan, refresh

pytestmark = pytest.mark.slow

JOBS = 12
PART = 5


@pytest.fixture
def data(nights: Nights, tmp_path: Path) -> Path:
    """A market of two nights on two boards; one edit, so that versions holds a row."""
    for number in (0, 1):
        jobs = [job(n, "AI Engineer" if n % 2 else "Data Engineer") for n in range(JOBS + number)]
        jobs[0]["title"] = f"Machine Learning Engineer {number}"
        nights.answer(number, "acme", listing(jobs))
        nights.answer(number, "bolt", listing(jobs[:3]))
    refresh(Plan(data=tmp_path / "data", origin=nights.folder), night(2) + timedelta(hours=1))
    return tmp_path / "data"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 server of our own on loopback."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    at = place("s3://lake?allow_bucket_creation=true")
    at.files.create_dir("lake")
    yield "s3://lake/market"
    server.stop()


def held(con: duckdb.DuckDBPyConnection, name: str) -> tuple[list[str], list[str], list[str]]:
    table = con.table(name)
    return table.columns, [str(kind) for kind in table.types], sorted(map(repr, table.fetchall()))


def is_the_market(data: Path, uri: str) -> None:
    with opened(data) as market, lake.opened(uri) as found:
        for name in lake.TABLES:
            assert held(found, name) == held(market, name), name
        assert len(held(found, "versions")[2]) > 0
        summarise(found)
        for question in ("demand", "pay", "mix", "coverage", "life"):
            assert ask(found, question).equals(ask(market, question)), question
        where = Filter(role="ai_engineer")
        assert ask(found, "demand", where).equals(ask(market, "demand", where))


def test_a_lake_gives_back_every_row_and_every_answer(data: Path, tmp_path: Path) -> None:
    with opened(data) as con:
        told = lake.write(con, str(tmp_path / "lake"), private=True, postings_a_part=PART)
    assert len(told.tables["postings"].parts) > len(
        {p.path.split("/part")[0] for p in told.tables["postings"].parts}
    )
    is_the_market(data, str(tmp_path / "lake"))


def test_so_does_a_bucket(data: Path, bucket: str) -> None:
    with opened(data) as con:
        lake.write(con, bucket, private=True)
    is_the_market(data, bucket)


def test_duckdb_reads_it_by_itself(data: Path, tmp_path: Path) -> None:
    with opened(data) as con:
        lake.write(con, str(tmp_path / "lake"))
        ((expected,),) = con.execute("select count(*) from postings where source = 'ashby'").fetchall()
    files = str(tmp_path / "lake" / "postings" / "**" / "*.parquet")
    found = duckdb.execute(
        "select count(*) from read_parquet($files) where source = 'ashby'", {"files": files}
    )
    assert found.fetchall() == [(expected,)]


def test_descriptions_leave_only_where_the_terms_allow(data: Path, tmp_path: Path) -> None:
    from analysis.published import market_file

    with duckdb.connect(str(market_file(data))) as con:
        con.execute("update sources set share_text = false where source = 'ashby'")
    with opened(data) as con:
        told = lake.write(con, str(tmp_path / "lake"))
        ours = lake.write(con, str(tmp_path / "ours"), private=True)
    assert told.descriptions_withheld_for == ["ashby"]
    assert ours.descriptions_withheld_for == []
    with lake.opened(str(tmp_path / "lake")) as found, lake.opened(str(tmp_path / "ours")) as all_of_it:
        assert found.execute("select count(text) from postings").fetchall() == [(0,)]
        assert all_of_it.execute("select count(text) > 0 from postings").fetchall() == [(True,)]


def test_a_lake_is_written_once(data: Path, tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake" / "letter.txt").write_text("mine")
    with opened(data) as con, pytest.raises(lake.Occupied, match="not empty"):
        lake.write(con, str(tmp_path / "lake"))
    assert [path.name for path in (tmp_path / "lake").iterdir()] == ["letter.txt"]


KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.published import opened
from pipeline import lake

written = lake._table
def table(name, *rest):
    if name == "facets":
        os.kill(os.getpid(), signal.SIGKILL)
    return written(name, *rest)

lake._table = table
with opened(Path(sys.argv[1])) as con:
    lake.write(con, sys.argv[2])
"""


def test_a_lake_whose_writing_was_killed_is_not_read(data: Path, tmp_path: Path) -> None:
    torn = str(tmp_path / "lake")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(data), torn], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert place(torn).sizes()
    with pytest.raises(lake.NoLake, match="no whole lake"), lake.opened(torn):
        pass


def test_a_missing_or_cut_file_is_noticed(data: Path, tmp_path: Path) -> None:
    uri = str(tmp_path / "lake")
    with opened(data) as con:
        told = lake.write(con, uri)
    path = tmp_path / "lake" / told.tables["mentions"].parts[0].path
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(lake.NotWhole, match=r"1 of .* mentions/"):
        lake.manifest(uri)
    path.unlink()
    with pytest.raises(lake.NotWhole, match="mentions/"):
        lake.manifest(uri)


def test_a_lake_of_another_version_is_refused(data: Path, tmp_path: Path) -> None:
    """Its tables may have other columns: read by place, they would land in the wrong ones."""
    ours = str(tmp_path / "lake")
    with opened(data) as con:
        lake.write(con, ours)
    page = Path(ours, lake.MANIFEST)
    page.write_text(page.read_text().replace(f'"schema_version": {SCHEMA}', '"schema_version": 2'))
    with (
        pytest.raises(lake.OtherVersion, match=f"has schema 2; this version reads {SCHEMA}"),
        lake.opened(ours),
    ):
        pass


def test_the_command_writes_files_or_a_lake_and_says_what_it_cannot(data: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(export, [*words, "--data", str(data)])
        return done.exit_code, done.stderr

    assert run(str(tmp_path / "files")) == (0, f"17 files written to {tmp_path / 'files'}.\n")
    assert run(str(tmp_path / "lake"), "--layout", "lake")[0] == 0
    assert lake.manifest(str(tmp_path / "lake")).tables.keys() == set(lake.TABLES)
    assert run(str(tmp_path / "lake"), "--layout", "lake") == (
        1,
        f"Error: {tmp_path / 'lake'} is not empty. A lake is written once: name a new place, "
        "or remove what is there.\n",
    )
    assert "for --layout lake" in run(str(tmp_path / "other"), "--private")[1]
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(str(tmp_path / "file")) == (
        1,
        f"Error: {tmp_path / 'file'} cannot be written: File exists. Choose another place.\n",
    )
