"""Commands that ask the market, as a person types them."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

from analysis.claims import keep_judged
from analysis.cli import COMMANDS
from analysis.export import export
from analysis.filter import START
from analysis.published import opened

pytestmark = pytest.mark.slow

BY_NAME = {command.name: command for command in COMMANDS}


def fill(market: Any) -> None:
    for skill in ("python", "rag"):
        market.skill(skill)
    market.source("ashby")
    for number in range(36):
        market.posting(f"company-{number % 12}", "python! rag", usd=150_000 + 1_000 * number)


@pytest.fixture(scope="module")
def data(published: Callable[..., Path]) -> Path:
    """A market with the claims judged, as a refresh leaves them."""
    folder = published(fill)
    with duckdb.connect(folder / "market-1.duckdb") as con:
        keep_judged(con, START)
    return folder


def run(command: str, data: Path, *args: str) -> Result:
    return CliRunner().invoke(BY_NAME[command], ["--data", str(data), *args])


def test_a_table_fits_eighty_columns_and_carries_its_frame(data: Path) -> None:
    out = run("demand", data, "--role", "ai_engineer").output
    assert max(map(len, out.splitlines())) <= 80
    assert "100% (" in out
    assert "36 postings, 12 companies" in " ".join(out.split())
    assert "2026-09-01" in out


def test_json_holds_the_definition_and_every_column(data: Path) -> None:
    answer = json.loads(run("demand", data, "--format", "json").stdout)
    assert answer["about"]["postings"] == 36
    assert answer["rows"][0]["n"] == 36
    assert {"share_low", "share_high", "companies", "date"} <= answer["rows"][0].keys()


def test_csv_is_only_rows_on_stdout(data: Path) -> None:
    result = run("demand", data, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["skill"] for row in rows] == ["python", "rag"]
    assert "36 postings" in result.stderr


def test_parquet_keeps_types_and_what_it_is_about(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "pay.parquet"
    run("pay", data, "--output", str(file))
    assert pl.read_parquet(file)["median"].dtype == pl.Float64
    assert "Yearly pay" in pl.read_parquet_metadata(file)["definition"]


def test_the_filter_reaches_the_answer(data: Path) -> None:
    answer = json.loads(run("demand", data, "--country", "GB", "--format", "json").stdout)
    assert answer["about"]["postings"] == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--role", "wizard"], "ai_engineer"),
        (["--since", "soon"], "90d"),
        (["--country", "Atlantis"], "two letters"),
        (["--skill", "pythn"], "Did you mean python"),
    ],
)
def test_a_bad_flag_says_what_can_be_asked(data: Path, args: list[str], says: str) -> None:
    result = run("demand", data, *args)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize("said", ["python", "Python", "PYTHON"])
def test_a_skill_is_asked_for_as_people_call_it(data: Path, said: str) -> None:
    rows = json.loads(run("demand", data, "--skill", said, "--format", "json").stdout)["rows"]
    assert [(row["skill"], row["n"]) for row in rows] == [("python", 36)]
    assert rows[0]["share"] == 1


@pytest.mark.parametrize("words", [["demand", "--output"], ["report"]])
def test_what_cannot_be_written_is_one_line(data: Path, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = str(tmp_path / "file" / "within")
    result = run(words[0], data, *words[1:], place)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "Not a directory" in result.output
    assert place in result.output


def test_an_empty_answer_says_what_to_do(data: Path) -> None:
    out = run("demand", data, "--country", "GB").output
    assert "Widen the filter" in out
    assert "0 postings" in out


def test_no_market_is_one_line(tmp_path: Path) -> None:
    result = run("demand", tmp_path)
    assert result.exit_code == 1
    assert "hiresignal refresh" in result.stderr
    assert "Traceback" not in result.stderr


def test_sql_reads_and_cannot_write_or_leave(data: Path) -> None:
    assert "36" in run("sql", data, "select count(*) from postings").output
    assert "title" in run("sql", data, "select title from postings where false").output
    assert run("sql", data, "delete from postings").exit_code == 1
    assert run("sql", data, "from read_csv('/etc/passwd')").exit_code == 1


def test_sql_answers_every_statement_and_says_when_one_failed(data: Path) -> None:
    typed = "select 41 as first; select 42 as second;\nselec 3;\nselect 43\nas third;\n"
    told = CliRunner().invoke(BY_NAME["sql"], ["--data", str(data)], input=typed)
    assert [word in told.stdout for word in ("first", "second", "third")] == [True] * 3
    assert 'at or near "selec"' in told.stderr
    assert told.exit_code == 1


def test_a_query_that_fails_says_so_on_a_terminal_too(data: Path) -> None:
    ours, theirs = os.openpty()
    words = [
        sys.executable,
        "-c",
        "from pipeline.cli import main; main()",
        "sql",
        "selec",
        "--data",
        str(data),
    ]
    told = subprocess.run(words, stdin=theirs, capture_output=True, text=True)
    os.close(ours)
    os.close(theirs)
    assert told.returncode == 1
    assert told.stderr.startswith("Error: ")


def test_a_synthetic_market_says_so(published: Callable[..., Path]) -> None:
    def invented(market: Any) -> None:
        fill(market)
        market.con.execute(
            "insert into runs select 'r', 'ashby', 'ashby:a', now(), 'complete', null, "
            "1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, true"
        )

    assert "SYNTHETIC SAMPLE" in run("demand", published(invented)).output


def test_claims_read_as_blocks_within_eighty_columns(data: Path) -> None:
    out = run("claims", data).output
    assert max(map(len, out.splitlines())) <= 80
    assert "d1-required" in out
    assert "not testable" in out
    assert "Our boards are a list, not the market" in out


def test_claims_as_json_are_numbers(data: Path) -> None:
    rows = json.loads(run("claims", data, "--format", "json").stdout)["rows"]
    python = next(row for row in rows if row["claim"] == "d1")
    # All 36 name it, but of twelve companies: as certain as twelve observations are.
    assert (python["verdict"], python["n"], python["value"]) == ("undecided", 36, 1.0)
    assert python["claimed_high"] == 1.0


def test_a_report_is_one_page_that_needs_nothing_else(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "month.html"
    run("report", data, str(file), "--role", "ai_engineer")
    text = file.read_text(encoding="utf-8")
    assert "Named most: Python 100%" in text
    assert "Plotly.newPlot" in text
    # The same statement about all postings and about those in the US can be told apart.
    assert text.count("<td>role ai_engineer, country US, since 365d</td>") > 0
    assert text.count("<td>role ai_engineer, since 365d</td>") > 0
    assert "<script src" not in text
    assert "<link" not in text


def test_learning_order_and_export(data: Path, tmp_path: Path) -> None:
    rows = json.loads(run("learn", data, "--known", "sql", "--format", "json").stdout)["rows"]
    assert [row["skill"] for row in rows][:1] == ["python"]
    assert run("learn", data, "--known", "pythn").exit_code == 2
    with opened(data) as con:
        export(con, tmp_path / "out", None)
    assert pl.read_parquet(tmp_path / "out" / "postings.parquet").height == 36


@pytest.mark.parametrize("command", sorted(set(BY_NAME) - {"sql", "report", "posting", "claims"}))
def test_every_question_has_a_face(data: Path, command: str) -> None:
    result = run(command, data)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_a_cell_that_a_spreadsheet_would_run_is_text(published: Callable[..., Path]) -> None:
    def invented(market: Any) -> None:
        market.source("ashby")
        market.posting("a", title="=HYPERLINK(1)")

    out = run("postings", published(invented), "--format", "csv").stdout
    assert "'=HYPERLINK(1)" in out


def test_without_a_flag_it_is_about_ai_engineers_of_the_last_year_and_says_so(
    published: Callable[..., Path],
) -> None:
    def both(market: Any) -> None:
        fill(market)
        market.posting("elsewhere", "python", role="data_analyst")
        market.posting("long-gone", "python", posted="2021-01-01", closed="2021-02-01")

    data = published(both)
    asked = {
        postings: json.loads(run("demand", data, "--format", "json", *flags).stdout)["about"]
        for postings, flags in {
            36: [],
            37: ["--role", "all"],
            38: ["--role", "all", "--since", "all"],
        }.items()
    }
    assert [about["postings"] for about in asked.values()] == list(asked)
    assert [about["asked"] for about in asked.values()] == [
        "role ai_engineer, since 365d",
        "since 365d",
        "all postings",
    ]
    assert json.loads(run("mix", data, "--format", "json").stdout)["about"]["postings"] == 37


def test_why_numbers_are_withheld_takes_their_room(published: Callable[..., Path]) -> None:
    def two_levels(market: Any) -> None:
        fill(market)
        market.posting("company-1", "python!", level="intern", usd=50_000)

    lines = run("pay", published(two_levels)).output.splitlines()
    titles = next(line.split() for line in lines if line.startswith("part"))
    assert titles == ["part", "n/companies", "p10", "p25", "median", "p75", "p90", "low", "high"]
    intern, mid = (next(line for line in lines if line.startswith(level)) for level in ("intern", "mid"))
    assert intern.split(maxsplit=2)[2] == "-     -     1 of 30 postings needed"
    assert "36/12" in mid
    assert max(map(len, lines)) <= 80


def test_a_year_is_a_number_and_no_share(published: Callable[..., Path]) -> None:
    def asks_for_years(market: Any) -> None:
        fill(market)
        market.con.execute("update posting_skills set years = 1 where skill = 'python'")

    out = run("years", published(asks_for_years)).output
    python = next(line for line in out.splitlines() if line.startswith("Python"))
    assert python.split() == ["Python", "36/12", "1.0", "1.0", "1.0", "(1.0", "to", "1.0)", "1.0", "1.0"]


def test_why_there_is_no_number_is_said_once(published: Callable[..., Path]) -> None:
    def few(market: Any) -> None:
        market.skill("python")
        market.posting("acme", "python")

    lines = run("demand", published(few), "--role", "all").output.splitlines()
    python = next(line for line in lines if line.startswith("Python"))
    assert " ".join(python.split()) == "Python 1 of 30 postings needed - 1 1"


def test_markdown_keeps_a_definition_in_one_paragraph(data: Path) -> None:
    first, *_ = run("demand", data, "--format", "md").output.split("\n\n")
    assert first.endswith("(required or preferred) apart.")


def test_one_posting_is_shown_whole_in_lines_of_its_own(data: Path) -> None:
    with opened(data) as con:
        ((some,),) = con.execute("select min(id) from postings").fetchall()
    result = run("posting", data, some, "--top", "1")
    assert {"pay", "role"} <= {line.split()[0] for line in result.output.splitlines() if line.split()}
    assert "https://jobs.example/1" in result.output
    assert "…" not in result.output
    assert max(map(len, result.output.splitlines())) <= 80
    assert some == "ashby:company-0:00001"
    for part in ("ashby:company-0:0000", "ashby:company-0…001"):
        assert run("posting", data, part).output == result.output
    several = run("posting", data, "ashby:company-0:000")
    assert several.exit_code == 1
    assert "ashby:company-0:00001, ashby:company-0:00013, ashby:company-0:00025" in several.output
    missing = run("posting", data, "ashby:nobody:1")
    assert missing.exit_code == 1
    assert 'No posting has the id "ashby:nobody:1".' in missing.output


def test_rows_that_a_table_leaves_out_are_counted(data: Path) -> None:
    assert "The first 1 of 2 rows: --top shows more." in run("demand", data, "--top", "1").stderr
