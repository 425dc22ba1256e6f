"""A forgotten posting is nowhere, and does not come back."""

import gzip
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from far_side import Answer, FarSide, serving
from nights import board_url, job, listing, rows

from analysis.published import market_file
from pipeline.archive import Archive
from pipeline.cli import hiresignal
from pipeline.cutting import without
from pipeline.forget import NoSuchPosting, forget
from pipeline.forgotten import Forgotten, note
from pipeline.http import Response
from pipeline.records import Board, Posting
from pipeline.refresh import Plan, refresh
from pipeline.sources import all_sources

pytestmark = pytest.mark.slow

FIRST = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
SECRET = "Zanzibar-Quokka-4711"
BOARDS = [Board("ashby", "acme"), Board("ashby", "other")]
IDS = "select id from postings order by id"


def secret_job() -> dict[str, object]:
    text = f"We are {SECRET}. Requirements: Python and RAG, three years of experience with both."
    return job(2, "AI Engineer", descriptionPlain=text, descriptionHtml=f"<p>{text}</p>")


def run(far_side: FarSide, data: Path, number: int) -> None:
    plan = Plan(data=data, boards=BOARDS, pace_factor=0, far_side=far_side.address)
    refresh(plan, FIRST + timedelta(days=number))


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The posting to forget is edited once."""
    data = tmp_path_factory.mktemp("three") / "data"
    with serving() as side:
        for number in range(3):
            boards_of(side, number)
            run(side, data, number)
    return data


@pytest.fixture
def data(three_nights: Path, far_side: FarSide, tmp_path: Path) -> Path:
    """Those three nights, and what the boards said last."""
    boards_of(far_side, 2)
    return shutil.copytree(three_nights, tmp_path / "data")


def boards_of(side: FarSide, number: int) -> None:
    jobs = [job(1), secret_job() | {"title": f"AI Engineer {number}"}, job(3), job(4), job(5)]
    side.answers[board_url("acme")] = Answer(listing(jobs), etag=f'"a{min(number, 1)}"')
    side.answers[board_url("other")] = Answer(listing([job(7)]), etag='"o"')


def everything(data: Path) -> str:
    """All bytes of a data folder, archives unpacked, and all cells of its databases."""
    found = []
    for path in data.rglob("*"):
        if path.suffix == ".gz":
            found.append(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
        elif path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as con:
                for (table,) in con.execute("select table_name from duckdb_tables()").fetchall():
                    found.append(repr(con.table(table).fetchall()))
        if path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(found)


def test_nothing_of_it_is_left_and_the_rest_is(far_side: FarSide, data: Path, tmp_path: Path) -> None:
    assert SECRET in everything(data)
    before = rows(data, IDS)
    (data / "unpublished.duckdb").write_bytes(market_file(data).read_bytes())
    done = forget(data, "ashby:acme:job-2")
    assert (done.records, done.blanked) == (2, 0)
    assert SECRET not in everything(data)
    assert "job-2" not in everything(data)
    left = [row for row in before if row != ("ashby:acme:job-2",)]
    assert rows(data, IDS) == left
    assert all(entry.failure is None for entry in Archive(data / "archive").entries())

    refresh(Plan(data=tmp_path / "rebuilt", origin=data / "archive"), FIRST)
    assert rows(tmp_path / "rebuilt", IDS) == left
    assert rows(tmp_path / "rebuilt", "select count(closed_at) from postings") == [(0,)]

    run(far_side, data, 3)  # the site answers that nothing changed
    far_side.answers[board_url("acme")] = Answer(
        listing([job(1), secret_job(), job(3), job(4), job(5), job(6)])
    )
    run(far_side, data, 4)  # the site still lists it
    assert rows(data, IDS) == sorted([*left, ("ashby:acme:job-6",)])
    assert rows(data, "select count(closed_at) from postings") == [(0,)]
    assert SECRET not in everything(data)


def test_by_the_address_of_its_page(data: Path) -> None:
    found = CliRunner().invoke(
        hiresignal, ["forget", "https://jobs.ashbyhq.com/x/job-2", "--data", str(data)]
    )
    assert found.exit_code == 0, found.output
    assert "ashby:acme:job-2 is forgotten: 2 records" in found.stdout
    assert SECRET not in everything(data)


def test_what_is_not_there_is_said(data: Path) -> None:
    with pytest.raises(NoSuchPosting, match="No posting has the id"):
        forget(data, "ashby:acme:job-99")
    found = CliRunner().invoke(hiresignal, ["forget", "nonsense", "--data", str(data)])
    assert found.exit_code == 1
    assert "Traceback" not in found.output


RECORDINGS = Path(__file__).parent / "recordings"


def recorded(path: Path) -> Response:
    head, body = path.read_bytes().split(b"\n\n", 1)
    request, status, *headers = head.decode().splitlines()
    pairs = (line.split(": ", 1) for line in headers)
    named = {name.lower(): value for name, value in pairs}
    return Response(request.split(" ", 1)[1], int(status), named, body.rstrip(b"\n"), FIRST)


@pytest.mark.parametrize(
    "path", sorted(RECORDINGS.glob("*/*.http")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_source_can_be_cut(path: Path, tmp_path: Path) -> None:
    """Each posting of each recording in turn: the others read as before."""
    site, response = all_sources()[path.parent.name], recorded(path)
    postings = {p.key: p for p in site.parse(response) if isinstance(p, Posting)}
    for number, (key, posting) in enumerate(postings.items()):
        folder = tmp_path / str(number)
        note(folder, f"{posting.source}:{posting.board}", key)
        cut = without(response, site, Forgotten.of(folder))
        if cut is None:
            assert set(postings) == {key}
            continue
        assert cut.complete, "it had to be blanked"
        assert {p.key: p for p in site.parse(cut) if isinstance(p, Posting)} == {
            other: one for other, one in postings.items() if other != key
        }
        assert json.dumps(posting.native_id)[1:-1].encode() not in cut.body or len(posting.native_id) < 6


def test_the_list_names_nobody(tmp_path: Path) -> None:
    note(tmp_path, "ashby:acme", "ashby:acme:job-2")
    note(tmp_path, "ashby:acme", "ashby:acme:job-2")
    told = (tmp_path / "forgotten.txt").read_text()
    assert told.count("\n") == 1
    assert "acme" not in told
    assert Forgotten.of(tmp_path).has("ashby:acme:job-2")
    assert not Forgotten.of(tmp_path).has("ashby:acme:job-1")
