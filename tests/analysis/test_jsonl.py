"""`hiresignal read`: JSON Lines in, JSON Lines out, bad lines told and skipped."""

import json
from collections.abc import Iterator

from click.testing import CliRunner

from analysis.jsonl import BadLine, read_lines
from analysis.reading_cli import read

KEYS = {
    *("id", "role", "roles", "specialisation", "level", "years_min", "degree", "workplace", "countries"),
    *("employment_type", "pay", "skills"),
}
POSTING = {"id": "a", "title": "AI Engineer", "location": "Berlin, Germany", "text": "Requirements\n- Python"}


def test_every_key_is_there_even_for_an_empty_posting() -> None:
    result = CliRunner().invoke(read, input=json.dumps({"id": 7, "text": ""}) + "\n")
    told = json.loads(result.stdout)
    assert told.keys() >= KEYS
    assert (told["id"], told["skills"], told["pay"], told["years_min"]) == (7, [], [], None)
    assert "text" not in told


def test_spans_index_the_text() -> None:
    told = json.loads(CliRunner().invoke(read, input=json.dumps(POSTING)).stdout)
    (skill,) = told["skills"]
    assert POSTING["text"][skill["start"] : skill["end"]] == skill["name"] == "Python"
    assert skill["need"] == "required"
    assert told["countries"] == ["DE"]


def test_html_comes_back_as_the_text_that_spans_index() -> None:
    row = {"id": "h", "html": "<h3>Stack</h3><ul><li>Kubernetes &amp; Go</li></ul>"}
    told = json.loads(CliRunner().invoke(read, input=json.dumps(row)).stdout)
    assert told["text"] == "Stack\n\n- Kubernetes & Go"
    assert [told["text"][s["start"] : s["end"]] for s in told["skills"]] == ["Kubernetes", "Go"]


def test_pay_is_told_in_full() -> None:
    row = POSTING | {"text": "The base salary is $150,000 - $190,000 per year.", "location": "New York, NY"}
    told = json.loads(CliRunner().invoke(read, input=json.dumps(row)).stdout)
    assert told["pay"] == [
        {"min": 150_000, "max": 190_000, "currency": "USD", "period": "year", "kind": "base", "where": ""}
    ]


def test_fields_of_the_source_stand() -> None:
    row = POSTING | {"workplace": "hybrid", "countries": ["FR"], "employment_type": "contract"}
    told = json.loads(CliRunner().invoke(read, input=json.dumps(row)).stdout)
    assert (told["workplace"], told["countries"], told["employment_type"]) == ("hybrid", ["FR"], "contract")


def test_bad_lines_are_numbered_and_do_not_stop_it() -> None:
    lines = [
        "{",
        json.dumps(POSTING),
        "",
        '"text"',
        '{"id": "b"}',
        '{"text": "x"}',
        json.dumps(POSTING | {"id": "z"}),
    ]
    result = CliRunner().invoke(read, input="\n".join(lines))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "z"]
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "line 1",
        "line 4",
        "line 5",
        "line 6",
    ]
    assert '"text" or "html"' in result.stderr
    assert result.exit_code == 1


def test_odd_bytes_are_survived() -> None:
    row = b'{"id": "s", "text": "Requirements: Python \\ud800"}\n\xff\xfe\n'
    result = CliRunner().invoke(read, input=row + json.dumps(POSTING).encode())
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()][-1] == "a"


def test_it_streams() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for n in range(3):
            taken += 1
            yield json.dumps(POSTING | {"id": n})

    def never(number: int, problem: BadLine) -> None:
        raise AssertionError(number, problem)

    told = read_lines(lines(), complain=never)
    assert json.loads(next(told))["id"] == 0
    assert taken == 1


def test_the_mark_that_windows_puts_first_is_no_part_of_a_line() -> None:
    result = CliRunner().invoke(read, input=json.dumps(POSTING).encode("utf-8-sig") + b"\r\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == POSTING["id"]
