"""The synthetic sample: its generator makes the committed files, and a refresh makes a market of them."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline import boards, refresh, store
from pipeline.archive import Archive
from pipeline.replay import inventory
from pipeline.sources import named

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
NIGHTS = ["20260805T031500Z", "20260907T031500Z", "20261005T031500Z", "20261104T031500Z"]
LARGEST = 1_500_000  # bytes, all files together
NOW = datetime(2026, 11, 5, tzinfo=UTC)


@pytest.mark.slow
def test_generator_makes_the_committed_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLE / "make.py", tmp_path], check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted([*(path.name for path in SAMPLE.glob("*.warc.gz")), "boards.csv"])
    for name in made:
        assert unpacked(tmp_path / name) == unpacked(SAMPLE / name), (
            f"{name} is stale: run data/sample/make.py"
        )


def test_sample_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.glob("*.warc.gz")) < LARGEST


def test_every_record_is_whole_synthetic_and_somebodys() -> None:
    archive = Archive(SAMPLE)
    held = inventory(archive, named)
    assert (held.unrecognised, held.unreadable) == ([], [])
    assert [recorded.run for recorded in held.runs] == NIGHTS
    assert all(recorded.synthetic for recorded in held.runs)
    entries = [entry for recorded in held.runs for board in recorded.boards.values() for entry in board]
    cut = [entry.url for entry in entries if not entry.revisit and not archive.response(entry.place).complete]
    assert cut == ["https://boards-api.greenhouse.io/v1/boards/galverstone/jobs?content=true"]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample as a refresh publishes it."""
    plan = refresh.Plan(data=tmp_path_factory.mktemp("demo"), origin=SAMPLE)
    outcome = refresh.refresh(plan, NOW)
    assert outcome.published is not None
    con = duckdb.connect(str(outcome.published), read_only=True)
    yield con
    con.close()


@pytest.mark.slow
def test_market_has_the_promised_size(market: duckdb.DuckDBPyConnection) -> None:
    assert rows(market, "select count(*), count(distinct company) from postings") == [(900, 60)]
    assert rows(market, "select distinct run from runs order by run") == [(night,) for night in NIGHTS]
    assert rows(market, "select distinct source from postings order by source") == [
        ("ashby",), ("greenhouse",), ("hn",), ("lever",),
    ]  # fmt: skip
    assert rows(market, "select bool_and(synthetic) from runs") == [(True,)]


@pytest.mark.slow
def test_market_has_a_history(market: duckdb.DuckDBPyConnection) -> None:
    ((closed, reopened),) = rows(market, "select count(closed_at), count(reopened_at) from postings")
    assert (closed, reopened) > (150, 0)
    assert reopened >= 30
    changes = dict(rows(market, "select unnest(changed) as part, count(*) from versions group by part"))
    assert {part for part, count in changes.items() if count >= 3} >= {
        "title", "pay", "workplace", "text", "reopened",
    }  # fmt: skip


@pytest.mark.slow
def test_bad_answers_close_nothing(market: duckdb.DuckDBPyConnection) -> None:
    odd = """
        select board, outcome, closed from runs
        where outcome != 'complete'
        order by outcome, board, run
    """
    assert rows(market, odd) == [
        ("brindlewick", "failed", 0),
        ("galverstone", "failed", 0),
        ("amberwrought", "held", 0),
        ("eu/fallowmere", "unchanged", 0),
        ("ospremere", "unchanged", 0),
        ("ospremere", "unchanged", 0),
        ("toravelle", "unchanged", 0),
    ]


@pytest.mark.slow
def test_reposts_and_near_duplicates_are_there(market: duckdb.DuckDBPyConnection) -> None:
    twice = """
        select count(*) from (
            select company, title, text from postings group by all having count(distinct id) > 1
        )
    """
    elsewhere = """
        select count(*) from (
            select company, title from postings
            where source != 'hn'
            group by all
            having count(distinct location) > 1
        )
    """
    assert rows(market, twice)[0][0] >= 5
    assert rows(market, elsewhere)[0][0] >= 5


@pytest.mark.slow
def test_some_jobs_are_offered_twice_and_counted_once(market: duckdb.DuckDBPyConnection) -> None:
    ((jobs, offered),) = rows(
        market, "select count(distinct cluster), count(*) from clusters where why != 'alone'"
    )
    assert offered > jobs >= 10


@pytest.mark.slow
def test_companies_come_with_what_is_known_of_them(market: duckdb.DuckDBPyConnection) -> None:
    facts = "select company, stage, ai_native from boards where token = 'eu/dovetarn'"
    assert rows(market, facts) == [("Dovetarn", "scaleup", False)]
    lever = "select distinct company from postings where board = 'lever:eu/dovetarn'"
    assert rows(market, lever) == [("Dovetarn",)]


@pytest.mark.slow
def test_ai_engineers_suffice_for_every_level(market: duckdb.DuckDBPyConnection) -> None:
    paid = """
        select level, count(*) >= 30 as postings, count(distinct company) >= 10 as companies
        from postings
        inner join facets on facets.posting = postings.id
        inner join pay on pay.posting = postings.id and pay.n = 0
        where role = 'ai_engineer' and list_contains(facets.countries, 'US')
            and level in ('junior', 'mid', 'senior', 'staff')
        group by level
        order by level
    """
    assert rows(market, paid) == [(level, True, True) for level in ("junior", "mid", "senior", "staff")]


@pytest.mark.slow
def test_pay_comes_in_several_currencies(market: duckdb.DuckDBPyConnection) -> None:
    stated = "select distinct band.currency from (select unnest(pay) as band from postings)"
    assert {currency for (currency,) in rows(market, stated)} >= {"USD", "EUR", "GBP", "CAD", "INR"}


@pytest.mark.slow
def test_sample_refuses_a_folder_of_real_postings(tmp_path: Path) -> None:
    first = refresh.Plan(data=tmp_path, file=a_file(tmp_path))
    refresh.refresh(first, NOW)
    with pytest.raises(store.MixedData, match="holds real postings, and these are synthetic"):
        refresh.refresh(refresh.Plan(data=tmp_path, origin=SAMPLE), NOW)


def test_board_list_names_every_board_of_the_archive() -> None:
    answered = {board for run in inventory(Archive(SAMPLE), named).runs for board in run.boards}
    listed = {(board.source, board.token) for board in boards.read(SAMPLE / "boards.csv")}
    assert listed == {(source, token) for source, token in answered if source != "hn"}


def a_file(folder: Path) -> Path:
    path = folder / "mine.csv"
    text = "We build tools for bakers and need somebody who knows Python and enjoys explaining it. " * 5
    path.write_text(
        f"title,company,location,text,date\nAI Engineer,Acme,London,{text},2026-11-01\n", encoding="utf-8"
    )
    return path


def unpacked(path: Path) -> bytes:
    """What a file says: how gzip packs it depends on the zlib at hand."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def rows(con: duckdb.DuckDBPyConnection, question: str) -> list[tuple[object, ...]]:
    return con.execute(question).fetchall()
