"""The other questions, each on a market small enough to count by hand."""

from datetime import date
from typing import Any

import pytest

from analysis.filter import Filter
from analysis.market import ask


def by(frame: Any, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in frame.to_dicts()}


def thread(market: Any, month: str, *, named: int, of: int = 40, skill: str = "rag") -> None:
    """A monthly thread with postings of as many companies, some of which name the skill."""
    for number in range(of):
        words = skill if number < named else ""
        market.posting(f"c{number}", words, source="hn", posted=f"{month}-02")


def test_a_trend_shows_each_month_of_a_feed(market: Any) -> None:
    market.skill("rag")
    market.source("hn", complete=False)
    thread(market, "2026-01", named=4)
    thread(market, "2026-02", named=12)
    rows = ask(market.ready(), "trend", skills=["rag"]).to_dicts()
    assert [(row["period"], row["postings"], row["share"]) for row in rows] == [
        (date(2026, 1, 1), 4, 0.1),
        (date(2026, 2, 1), 12, pytest.approx(0.3)),
    ]


def test_a_fixed_panel_leaves_out_boards_that_came_later(market: Any) -> None:
    market.skill("rag")
    market.source("ashby")
    market.source("hn", complete=False)
    thread(market, "2026-01", named=4)
    thread(market, "2026-03", named=4)
    for number in range(30):
        market.posting(f"late-{number}", "rag", posted="2026-03-05")
        market.watched(f"late-{number}", "2026-03-01", "2026-03-31")
    con = market.ready()
    assert ask(con, "trend", skills=["rag"], panel="fixed")["postings"].to_list() == [4, 4]
    assert ask(con, "trend", skills=["rag"], panel="all")["postings"].to_list() == [4, 34]


def test_what_opened_before_a_board_was_watched_is_no_trend(market: Any) -> None:
    market.skill("rag")
    market.source("ashby")
    market.watched("a", "2026-08-10", "2026-09-01")
    market.posting("a", "rag", posted="2025-03-01")
    market.posting("a", "rag", posted="2026-08-15")
    rows = ask(market.ready(), "trend", skills=["rag"])
    assert rows["period"].to_list() == [date(2026, 8, 1)]


def test_movers_find_the_change_and_only_that(market: Any) -> None:
    for skill in ("rag", "python"):
        market.skill(skill)
    market.source("hn", complete=False)
    for month, named in (("2025-06", 8), ("2026-06", 32)):
        for number in range(40):
            words = "python rag" if number < named else "python"
            market.posting(f"c{number}", words, source="hn", posted=f"{month}-02")
    rows = by(ask(market.ready(), "movers", Filter(until="2026-09-01")), "skill")
    rag = rows["rag"]
    assert (rag["before"], rag["share"]) == (0.2, 0.8)
    assert rag["change"] == pytest.approx(0.6)
    assert rag["change_low"] < 0.6 < rag["change_high"]
    assert rag["q"] < 0.001
    assert rows["python"]["change"] == 0.0
    # The same companies both times: what they always name cannot widen the change's interval.
    assert rag["change_high"] - rag["change_low"] < 0.36


def test_movers_without_enough_say_why(market: Any) -> None:
    market.skill("rag")
    market.source("hn", complete=False)
    thread(market, "2025-06", named=10, of=20)
    thread(market, "2026-06", named=10)
    row = ask(market.ready(), "movers").row(0, named=True)
    assert row["change"] is None
    assert "in a period" in row["why"]


def test_pairs_measure_against_what_chance_would_give(market: Any) -> None:
    for skill in ("rag", "pinecone", "python"):
        market.skill(skill)
    for number in range(40):
        market.posting(f"c{number}", "python rag pinecone" if number < 20 else "python rag")
        market.posting(f"c{number}", "python")
    rows = by(ask(market.ready(), "pairs", skill="rag"), "other")
    assert rows["pinecone"]["share"] == 0.5
    assert rows["pinecone"]["lift"] == pytest.approx(2.0)
    assert rows["python"]["lift"] == pytest.approx(1.0)
    both = ask(market.con, "pairs")
    assert both.filter((both["skill"] == "python") & (both["other"] == "rag"))["share"].to_list() == [0.5]


def test_roles_over_time_count_a_posting_in_each_role_it_offers(market: Any) -> None:
    market.source("hn", complete=False)
    for number in range(40):
        market.posting(f"c{number}", source="hn", posted="2026-01-02", role="multiple")
    market.con.execute("update facets set roles = ['ai_engineer', 'data_engineer']")
    rows = by(ask(market.ready(), "roles"), "part")
    assert {part: row["share"] for part, row in rows.items()} == {"ai_engineer": 1.0, "data_engineer": 1.0}


def test_segments_are_counted_apart(market: Any) -> None:
    market.skill("rag")
    for number in range(40):
        market.posting(f"c{number}", "rag", level="senior")
        market.posting(f"c{number}", "rag" if number < 10 else "", level="junior")
    rows = by(ask(market.ready(), "segments", skills=["rag"]), "part")
    assert (rows["senior"]["share"], rows["junior"]["share"]) == (1.0, 0.25)


def test_stated_pay_is_a_share_of_all(market: Any) -> None:
    for number in range(40):
        market.posting(f"c{number}", usd=100_000 if number < 10 else None)
    assert ask(market.ready(), "stated").select("part", "share").rows() == [("US", 0.25)]


def test_companies_are_listed_once_however_they_are_written(market: Any) -> None:
    market.board("Acme", stage="startup", ai_native=True)
    market.posting("Acme", usd=100_000)
    market.posting("ACME ", source="hn")
    rows = ask(market.ready(), "companies").to_dicts()
    assert [(row["company"], row["stage"], row["postings"]) for row in rows] == [("Acme", "startup", 2)]


def test_life_counts_openings_closings_and_reposts(market: Any) -> None:
    market.source("ashby")
    market.watched("a", "2026-01-01", "2026-09-01")
    first = market.posting("a", posted="2026-02-01", closed="2026-03-03")
    again = market.posting("a", posted="2026-04-01")
    ghost = market.posting("a", posted="2026-02-05")
    con = market.ready()
    rows = by(ask(con, "life"), "month")
    assert rows[date(2026, 2, 1)]["opened"] == 2
    assert (rows[date(2026, 3, 1)]["closed"], rows[date(2026, 3, 1)]["days_open"]) == (1, 30.0)
    assert rows[date(2026, 4, 1)]["reposted"] == 1
    assert rows[date(2026, 2, 1)]["ghosts"] == 1
    told = {
        (row["what"], row["value"], row["how"])
        for posting in (first, again, ghost)
        for row in ask(con, "posting", posting=posting).to_dicts()
        if row["what"] in ("posted before", "open for long")
    }
    usual = "the company's 1 closed ones: 30 days in the median"
    assert told == {
        ("posted before", first, "opened 2026-02-01 and last listed 2026-03-03; this one opened 2026-04-01"),
        ("open for long", "153 days", usual),
        ("open for long", "208 days", usual),
    }
    assert ask(con, "advert", posting=first)["posted_also"].to_list() == [[date(2026, 4, 1)]]


@pytest.mark.parametrize(
    ("later", "again"),
    [
        ({"posted": "2026-04-01"}, True),
        ({"posted": "2026-03-03"}, True),
        ({"posted": "2026-06-03"}, False),  # more than ninety days after
        ({"posted": "2026-02-20"}, False),  # while the first one stood
        ({"posted": "2026-04-01", "title": "Engineer, AI"}, True),  # the same words
        ({"posted": "2026-04-01", "title": "ML Engineer"}, False),
        ({"posted": "2026-04-01", "company": "b"}, False),
        ({"posted": "2026-04-01", "source": "hn"}, False),
    ],
)
def test_a_repost_is_the_same_job_put_up_again(market: Any, later: dict[str, str], again: bool) -> None:
    market.source("ashby")
    market.source("hn", complete=False)
    first = market.posting("a", posted="2026-02-01", closed="2026-03-03")
    second = market.posting(later.pop("company", "a"), **later)
    found = market.ready().execute("select posting, earlier from counted_reposts").fetchall()
    assert found == ([(second, first)] if again else [])


def test_postings_that_fit_come_first_with_what_is_missing(market: Any) -> None:
    for skill, parents in (("sql", []), ("postgresql", ["sql"]), ("rag", []), ("go", [])):
        market.skill(skill, parents=parents)
    market.source("ashby")
    good = market.posting("a", "sql! rag! go?")
    market.posting("b", "go!")
    market.posting("c", "sql! rag!", closed="2026-08-20")
    rows = ask(market.ready(), "postings", skills=["postgresql", "rag"]).to_dicts()
    assert [row["posting"] for row in rows] == [good, "ashby:b:00002"]
    assert (rows[0]["fit"], rows[0]["held"]) == (0.8, ["rag", "sql"])
    assert rows[1]["missing"] == ["go"]


def test_one_posting_shows_the_words_behind_each_reading(market: Any) -> None:
    market.skill("python")
    id = market.posting("a")
    market.con.execute("update postings set text = 'You write Python every day.'")
    market.con.execute("insert into mentions values (?, 'python', 10, 16, 'required', 'duties', null)", [id])
    rows = by(ask(market.ready(), "posting", posting=id), "what")
    assert rows["skill"]["words"] == "You write Python every day."
    assert rows["posting"]["value"] == "AI Engineer, a"
    assert rows["skill"]["how"] == "required, in duties"
    assert rows["role"]["value"] == "ai_engineer"


def test_parts_stand_in_the_order_people_expect(market: Any) -> None:
    market.skill("python")
    for level, years in (("staff", 10.0), ("junior", 2.0), ("unspecified", None), ("mid", 5.0), ("mid", 5.0)):
        market.posting("acme", "python", level=level, years=years, usd=100_000)
    con = market.ready()
    assert ask(con, "pay", by="level")["part"].to_list() == ["junior", "mid", "staff", "unspecified"]
    assert ask(con, "pay", by="years")["part"].to_list() == ["2", "5", "10", "unknown"]
    assert ask(con, "segments", by="years")["part"].to_list() == ["2", "5", "10", "unknown"]


def test_years_of_a_skill(market: Any) -> None:
    for skill in ("go", "python"):
        market.skill(skill)
    for number in range(36):
        market.posting(f"c{number % 12}", "python! go!" if number < 4 else "python!")
    market.con.execute("update posting_skills set years = 1")
    market.con.execute("update posting_skills set years = 3 where skill = 'python' and posting < 'ashby:c2'")
    con = market.ready()
    python, go = ask(con, "years").to_dicts()
    assert (python["name"], python["n"], python["companies"]) == ("Python", 36, 12)
    assert (python["p25"], python["median"], python["p90"]) == (1.0, 1.0, 3.0)
    assert python["median_low"] == 1.0 <= python["median_high"]
    assert (go["median"], go["why"]) == (None, "4 of 30 postings needed")
    assert ask(con, "years", limit=1)["skill"].to_list() == ["python"]


def test_a_lead_is_measured_within_postings(market: Any) -> None:
    for skill in ("pytorch", "tensorflow"):
        market.skill(skill)
    for number in range(60):
        words = "pytorch tensorflow" if number < 40 else "pytorch" if number < 50 else ""
        market.posting(f"c{number}", words)
    row = ask(market.ready(), "lead", skill="pytorch", rival="tensorflow").row(0, named=True)
    assert (row["postings"], row["rival_postings"]) == (50, 40)
    assert row["lead"] == pytest.approx(1 / 6)
    # Ten postings name the one without the other and none the other way: a lead, though the shares overlap.
    assert row["lead_low"] > 0
