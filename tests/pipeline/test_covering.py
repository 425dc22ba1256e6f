"""Nothing of the published file shows a person's address or number, whichever way it is read."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
from click.testing import CliRunner
from nights import Nights, contents, job, listing, rows

from analysis.masking import MASK
from analysis.published import market_file
from pipeline.archive import Archive
from pipeline.cli import hiresignal
from pipeline.refresh import Plan, refresh

NOW = datetime(2026, 4, 1, tzinfo=UTC)
PEOPLE = ("jane@example.com", "+1 415 555 0123", "jane [at] example [dot] com")
JANE, NUMBER, SPELT = PEOPLE
TALKATIVE = job(
    1,
    f"AI Engineer, ask {JANE}",
    location=f"Berlin ({NUMBER})",
    department=f"Data, {JANE}",
    jobUrl=f"https://jobs.ashbyhq.com/x/job-1?from={JANE}",
    descriptionHtml=f"<p>Python. {SPELT}, {NUMBER}. We pay 100,000 to 120,000 EUR to {JANE}.</p>",
    compensation={
        "compensationTiers": [
            {
                "title": f"Talk to {JANE}",
                "components": [
                    {
                        "compensationType": "Salary",
                        "interval": "1 YEAR",
                        "minValue": 100000,
                        "maxValue": 120000,
                        "currencyCode": "EUR",
                    }
                ],
            }
        ]
    },
)
NO_JOB = {"id": "nothing", "title": None, "note": JANE}


def everything(data: Path) -> str:
    return "\n".join(row for table in contents(data).values() for row in table)


def test_no_table_names_a_person(nights: Nights, tmp_path: Path) -> None:
    data = tmp_path / "data"
    nights.answer(0, "acme", listing([TALKATIVE, NO_JOB]))
    nights.answer(1, "acme", listing([{**TALKATIVE, "title": f"Engineer of {SPELT}"}, NO_JOB]))
    refresh(Plan(data=data, origin=nights.folder), NOW)
    assert not [said for said in PEOPLE if said in everything(data)]
    ((title, text, url),) = rows(data, "select title, text, url from postings")
    assert title == f"Engineer of {MASK * len(SPELT)}"
    assert text.startswith("Python. " + MASK * len(SPELT))
    assert url == f"https://jobs.ashbyhq.com/x/job-1?from={MASK * len(JANE)}"
    assert rows(data, "select min, max from pay where basis = 'field'") == [(100_000.0, 120_000.0)]
    asked = CliRunner().invoke(hiresignal, ["sql", "select title from postings", "--data", str(data)])
    assert MASK in asked.output
    kept = Archive(data / "archive")
    assert all(JANE.encode() in kept.response(entry.place).body for entry in kept.entries())


def test_a_market_of_older_rules_is_covered_and_read_again(nights: Nights, tmp_path: Path) -> None:
    data = tmp_path / "data"
    nights.answer(0, "acme", listing([TALKATIVE, job(2)]))
    refresh(Plan(data=data, origin=nights.folder), NOW)
    with duckdb.connect(market_file(data)) as con:
        con.execute("delete from readers where reader = 'masking'")
        con.execute("update postings set text = 'Python. Ask ' || $1 where native_id = 'job-1'", [JANE])
        con.execute(
            "insert into versions (posting, seen_at, changed, text) "
            "select id, first_seen, [], text from postings"
        )
        con.execute("insert into rejects values ('c', 'item', 'reason', $1)", [JANE])
    assert JANE in everything(data)
    outcome = refresh(Plan(data=data, origin=nights.folder), NOW)
    assert JANE not in everything(data)
    assert outcome.read == 1, "the other posting reads as before"
    assert rows(data, "select text from postings where native_id = 'job-1'") == [
        (f"Python. Ask {MASK * len(JANE)}",)
    ]
    assert refresh(Plan(data=data, origin=nights.folder), NOW).read == 0
