"""Postings one already has: files as spreadsheets and scripts of every kind write them."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from pipeline.cli import hiresignal
from pipeline.files import CannotLoad, parse, response_of
from pipeline.records import NotAListing, Posting, Reject

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TABLE = "Job Title,Company,Description,Salary-Min,salary_max,Currency,Period,Posted At\r\n"
ROW = 'Data Engineer,Société Zürich,"Python, required\r\nand SQL",90000,120000,CHF,yearly,2026-10-01\r\n'


def loaded(path: Path, day: date | None = None, **mapping: str) -> list[Posting | Reject]:
    return list(parse(response_of(path, mapping=mapping, day=day, now=NOW)))


def only(path: Path, day: date | None = None, **mapping: str) -> Posting:
    (found,) = loaded(path, day, **mapping)
    assert isinstance(found, Posting), found
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_as_any_system_saves_it(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "MINE.CSV").write_bytes((TABLE + ROW).encode(encoding))
    found = only(tmp_path / "MINE.CSV")
    assert (found.title, found.company) == ("Data Engineer", "Société Zürich")
    assert found.text == "Python, required\r\nand SQL"
    assert found.posted_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert [(band.min, band.max, band.currency, band.period) for band in found.pay] == [
        (90_000, 120_000, "CHF", "year")
    ]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_table_may_be_parted_by_other_signs(tmp_path: Path, separator: str) -> None:
    lines = [["title", "company", "description"], ["AI Engineer", "Acme, Inc", "Python, SQL"]]
    (tmp_path / "mine.csv").write_text("\n".join(separator.join(line) for line in lines), encoding="utf-8")
    found = only(tmp_path / "mine.csv")
    assert (found.company, found.text) == ("Acme, Inc", "Python, SQL")


@pytest.mark.parametrize(
    "written",
    [
        *("2026-10-05", "2026-10-05 00:00:00", "2026-10-05T02:00:00+02:00", "20261005", "2026/10/05"),
        *("5.10.2026", "5 Oct 2026", "5 October 2026", "October 5, 2026", "1791158400", "1791158400000"),
    ],
)
def test_a_date_may_be_written_in_any_way_that_is_clear(tmp_path: Path, written: str) -> None:
    (tmp_path / "mine.csv").write_text(f'title,company,text,date\nA,B,C,"{written}"\n', encoding="utf-8")
    found = only(tmp_path / "mine.csv")
    assert (found.posted_at, found.posted_how) == (datetime(2026, 10, 5, tzinfo=UTC), "published")


def test_dates_that_could_be_two_days_are_refused(tmp_path: Path) -> None:
    rows = ["title,company,text,posted", *("A,B,C,10/05/2026" for _ in range(3))]
    (tmp_path / "mine.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(CannotLoad, match="posted: the date '10/05/2026' cannot be read"):
        loaded(tmp_path / "mine.csv")
    rows += [f"A,B,C{n},2026-10-05" for n in range(4)]
    (tmp_path / "mine.csv").write_text("\n".join(rows), encoding="utf-8")
    found = loaded(tmp_path / "mine.csv")
    assert [isinstance(one, Reject) for one in found] == [True] * 3 + [False] * 4


@pytest.mark.parametrize(
    ("low", "high", "pay"),
    [
        ("120000", "150000.5", (120_000, 150_000.5)),
        ("$120,000", "$150,000", (120_000, 150_000)),
        ("120k", "", (120_000, None)),
        ("0", "0", None),
    ],
)
def test_sums_may_be_written_as_people_write_them(
    tmp_path: Path, low: str, high: str, pay: tuple[float, float | None] | None
) -> None:
    (tmp_path / "mine.csv").write_text(
        f'title,company,text,salary_min,salary_max\nA,B,C,"{low}","{high}"\n', encoding="utf-8"
    )
    assert [(band.min, band.max) for band in only(tmp_path / "mine.csv").pay] == ([pay] if pay else [])


def test_json_lines_may_differ_in_fields_and_types_and_bad_ones_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(
        '\ufeff{"id": 7, "title": "AI Engineer", "company": "Acme", "html": "<p>Rust</p>"}\r\n'
        "\r\n"
        '{"id": "x", "title": "Analyst", "company": "Acme", "text": "SQL", "salary_min": 5.5}\n'
        'not json\n[1, 2]\n{"title": "No text", "company": "Acme"}\n',
        encoding="utf-8",
    )
    found = loaded(tmp_path / "mine.jsonl")
    assert [(one.native_id, one.text) for one in found if isinstance(one, Posting)] == [
        *(("7", "Rust"), ("x", "SQL"))
    ]
    assert [(one.reason, one.raw) for one in found if isinstance(one, Reject)] == [
        ("TypeError: the line is no JSON object", "'not json'"),
        ("TypeError: the line is no JSON object", "'[1, 2]'"),
        ("ValueError: no text", "{'title': 'No text', 'company': 'Acme'}"),
    ]


def test_parquet_columns_may_be_mapped_and_rows_dated(tmp_path: Path) -> None:
    frame = pl.DataFrame({"role name": ["AI Engineer"], "firm": ["Acme"], "text": ["Go"], "id": [1]})
    frame.write_parquet(tmp_path / "mine.parquet")
    found = only(tmp_path / "mine.parquet", date(2026, 9, 1), title="role name", company="firm")
    assert (found.title, found.company, found.source) == ("AI Engineer", "Acme", "file:mine")
    assert (found.posted_at, found.posted_how) == (datetime(2026, 9, 1, tzinfo=UTC), "file")


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("a.txt", b"x", "reads .jsonl, .csv and .parquet"),
        ("a.csv", b"one,two\n1,2\n", "No column found for title and company and text among one, two"),
        ("a.jsonl", b"", "among none"),
        ("a.csv", b"title,company,text\nA,B\nC,D,E,F,G\n", "a.csv cannot be read"),
        ("a.parquet", b"PAR1 and nothing else", "a.parquet cannot be read"),
        ("a.csv", b"", "a.csv cannot be read"),
    ],
)
def test_what_is_no_table_of_postings_is_refused(tmp_path: Path, name: str, body: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(NotAListing, match=says):
        loaded(tmp_path / name)


def test_the_command_refuses_in_a_line_and_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"title,company,text\nA,B\nC,D,E,F,G\n")
    words = ["load", str(tmp_path / "a.csv"), "--data", str(tmp_path / "data")]
    refused = CliRunner().invoke(hiresignal, words)
    assert refused.exit_code == 1
    assert "Error: a.csv cannot be read" in refused.output
    assert not (tmp_path / "data" / "current").exists()
    undated = CliRunner().invoke(hiresignal, [*words, "--date", "2026-99-99"])
    assert undated.exit_code == 2
    assert "does not match the format" in undated.output


def test_a_file_need_not_say_where_or_when(tmp_path: Path) -> None:
    rows = [f"AI Engineer,Acme {n % 12},We need Python for task {n} and many more words." for n in range(30)]
    (tmp_path / "a.csv").write_text("\n".join(["title,company,text", *rows]), "utf-8")
    loading = CliRunner().invoke(hiresignal, ["load", str(tmp_path / "a.csv"), "--data", str(tmp_path / "d")])
    assert loading.exit_code == 0, loading.output
    assert (tmp_path / "d" / "current").exists()
