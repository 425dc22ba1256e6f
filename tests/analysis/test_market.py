"""Questions over a small invented market, counted by hand."""

from datetime import UTC, date, datetime
from typing import Any

import duckdb
import polars as pl
import pytest

from analysis import ahead
from analysis.claims import judged, stated
from analysis.filter import START, BadFilter, Filter
from analysis.market import NoSuchQuestion, NotSummarised, about, ask, summarise
from analysis.places import gazetteer
from analysis.questions import QUESTIONS, definition


def fill(market: Any, companies: int = 12) -> None:
    """Three postings a company: all name python, a third requires rag, the first four companies name aws."""
    for skill in ("python", "rag", "aws"):
        market.skill(skill)
    market.source("ashby")
    for number in range(companies):
        company = f"company-{number:02}"
        cloud = " aws" if number < 4 else ""
        market.posting(company, f"python! rag!{cloud}", level="senior", usd=100_000 + 10_000 * number)
        market.posting(company, f"python?{cloud}", level="mid", country="GB")
        market.posting(company, f"python{cloud}", level="mid", country=None)


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_an_empty_market_keeps_every_promise(market: Any, question: str) -> None:
    con = market.ready()
    answer = ask(con, question)
    assert answer.schema == QUESTIONS[question].schema
    assert definition(question)


def test_demand_counts_shares_by_hand(market: Any) -> None:
    fill(market)
    skills = {row["skill"]: row for row in ask(market.ready(), "demand").to_dicts()}
    assert (skills["python"]["n"], skills["python"]["companies"]) == (36, 12)
    assert skills["python"]["share"] == 1.0
    assert skills["python"]["required"] == pytest.approx(1 / 3)
    assert skills["python"]["wanted"] == pytest.approx(2 / 3)
    assert skills["rag"]["postings"] == 12
    assert skills["aws"]["share"] == pytest.approx(1 / 3)
    assert skills["aws"]["named_by"] == 4


def test_postings_that_agree_within_companies_widen_the_interval(market: Any) -> None:
    fill(market)
    skills = {row["skill"]: row for row in ask(market.ready(), "demand").to_dicts()}
    by_company, by_posting = skills["aws"], skills["rag"]
    assert by_company["share"] == by_posting["share"]
    assert by_company["share_deff"] > 2.5
    assert by_posting["share_deff"] == 1.0
    assert (
        by_company["share_high"] - by_company["share_low"]
        > by_posting["share_high"] - by_posting["share_low"]
    )


def test_few_postings_give_a_reason_and_no_share(market: Any) -> None:
    fill(market, companies=9)
    row = ask(market.ready(), "demand").row(0, named=True)
    assert row["share"] is None
    assert row["why"] == "27 of 30 postings needed"
    assert row["n"] == 27


def test_few_companies_give_a_reason_and_no_share(market: Any) -> None:
    market.skill("python")
    for _ in range(40):
        market.posting("one", "python")
    assert ask(market.ready(), "demand")["why"].to_list() == ["1 of 10 companies needed"]


@pytest.mark.parametrize(
    ("where", "postings"),
    [
        (Filter(level="senior"), 12),
        (Filter(country="gb"), 12),
        (Filter(role="ml_engineer"), 0),
        (Filter(source="ashby", workplace="remote"), 36),
    ],
)
def test_the_filter_keeps_what_it_says(market: Any, where: Filter, postings: int) -> None:
    fill(market)
    assert about(market.ready(), "demand", where).postings == postings


def test_postings_that_do_not_say_are_told_apart_from_those_that_differ(market: Any) -> None:
    fill(market)
    con = market.ready()
    assert about(con, "demand", Filter(country="US")).unanswered == {"country": 12}
    assert about(con, "demand", Filter(country="US", level="senior")).unanswered == {}


def test_a_job_posted_twice_counts_once_unless_asked(market: Any) -> None:
    first = market.posting("a")
    market.posting("a", cluster=first, source="greenhouse")
    con = market.ready()
    assert about(con, "demand").postings == 1
    assert about(con, "demand", Filter(once=False)).postings == 2
    # The first posting is out of scope: the other then stands for the job.
    assert about(con, "demand", Filter(source="greenhouse")).postings == 1


def test_each_company_can_weigh_the_same(market: Any) -> None:
    market.skill("python")
    for number in range(10):
        market.posting(f"small-{number}", "python")
    for _ in range(30):
        market.posting("large")
    con = market.ready()
    assert ask(con, "demand")["share"].to_list() == [0.25]
    assert ask(con, "demand", Filter(weight="company"))["share"].to_list() == [pytest.approx(10 / 11)]


def test_a_period_keeps_what_was_open_in_it(market: Any) -> None:
    market.source("ashby")
    market.source("hn", complete=False)
    market.posting("closed-in-june", posted="2026-05-01", closed="2026-06-15")
    market.posting("still-open", posted="2025-01-01")
    market.posting("old-thread", source="hn", posted="2021-03-01")
    con = market.ready()
    assert about(con, "demand").postings == 3
    assert about(con, "demand", Filter(since="2026-07-01")).postings == 1
    assert about(con, "demand", Filter(since="90d")).postings == 2
    assert about(con, "demand", Filter(since="2021-04-01", until="2021-06-01")).postings == 1
    assert con.sql("select posting from counted where is_open").fetchall() == [("ashby:still-open:00002",)]


def test_the_market_has_a_date_of_its_own(market: Any) -> None:
    fill(market)
    con = market.ready()
    assert about(con, "demand").market_date == date(2026, 9, 1)
    assert ask(con, "demand")["date"].unique().to_list() == [date(2026, 9, 1)]
    assert ask(con, "demand", Filter(until="2026-08-15"))["date"].unique().to_list() == [date(2026, 8, 15)]


def test_times_are_read_as_utc_wherever_the_program_runs(market: Any) -> None:
    market.con.execute("set TimeZone = 'America/Los_Angeles'")
    market.posting("a", posted="2026-08-01T00:30:00+00:00", seen=datetime(2026, 8, 2, tzinfo=UTC))
    assert about(market.ready(), "demand").first == date(2026, 8, 1)


@pytest.mark.slow
def test_an_answer_kept_ready_equals_one_worked_out(market: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(market)
    con = market.ready()
    worked_out, behind, said = ask(con, "demand", START), about(con, "demand", START), judged(con)
    monkeypatch.setattr(ahead, "_filters", lambda _: [START])  # the dashboard's tests keep those of all
    ahead.keep_answers(con)
    con.execute("delete from counted_skills")
    con.execute("update counted set company_no = 1")
    assert ask(con, "demand", START).equals(worked_out)
    assert about(con, "demand", START) == behind
    assert judged(con).equals(said)
    (one,) = [claim for claim in stated() if claim.id == "d1"]
    assert judged(con, START, [one])["claim"].unique().to_list() == ["d1"]
    assert ask(con, "demand", Filter(level="senior"))["postings"].sum() == 0


def test_a_share_of_none_or_all_has_a_bound_of_none_or_all(market: Any) -> None:
    market.skill("sql")
    for number in range(40):
        market.posting(f"c{number}", "sql")
    row = ask(market.ready(), "demand").row(0, named=True)
    assert (row["share"], row["share_high"]) == (1.0, 1.0)
    assert (row["required"], row["required_low"]) == (0.0, 0.0)


def test_naming_counts_a_family_and_several_of_it(market: Any) -> None:
    for skill, parents in (("aws", []), ("llm-apis", []), ("bedrock", ["llm-apis", "aws"]), ("azure", [])):
        market.skill(skill, parents=parents)
    for number in range(10):
        market.posting(f"c{number}", "aws bedrock azure")
        market.posting(f"c{number}", "bedrock!")
        market.posting(f"c{number}", "")
    con = market.ready()

    def share(**choices: Any) -> float:
        return ask(con, "naming", **choices)["share"][0]

    assert share(any_of=["aws"]) == pytest.approx(1 / 3)
    assert share(any_of=["aws+"]) == pytest.approx(2 / 3)
    assert share(any_of=["llm-apis+"]) == pytest.approx(2 / 3)  # of two parents, both count
    assert share(any_of=["aws", "azure"], at_least=2) == pytest.approx(1 / 3)
    assert share(any_of=["aws|azure", "bedrock"], at_least=2) == pytest.approx(1 / 3)
    assert share(any_of=["aws+"], need="required") == pytest.approx(1 / 3)
    assert share(any_of=["azure"], among=["aws"]) is None  # twenty postings are too few


def test_mix_says_unknown_rather_than_dropping(market: Any) -> None:
    fill(market)
    answer = ask(market.ready(), "mix", by="country")
    assert dict(answer.select("part", "postings").iter_rows()) == {"US": 12, "GB": 12, "unknown": 12}
    assert answer["n"].unique().to_list() == [36]


def test_pay_is_one_value_a_posting_and_base_is_never_mixed_with_total(market: Any) -> None:
    for number in range(40):
        market.posting(f"c{number % 20}", usd=100_000 + 1_000 * number)
        market.posting(f"c{number % 20}", usd=400_000, kind="total")
    con = market.ready()
    base, total = (
        ask(con, "pay", by="all").row(0, named=True),
        ask(con, "pay", by="all", kind="total").row(0, named=True),
    )
    assert (base["n"], base["companies"], base["median"]) == (40, 20, 119_000)
    assert base["p25"] < base["median_low"] <= base["median"] <= base["median_high"] < base["p75"]
    assert base["low_end"] == pytest.approx(119_500 * 0.9)
    assert total["median"] == 400_000


def test_pay_can_be_asked_of_one_skill(market: Any) -> None:
    for number in range(40):
        market.posting(f"c{number % 20}", skills="python!", usd=100_000)
        market.posting(f"c{number % 20}", skills="java!", usd=200_000)
    con = market.ready()
    assert [ask(con, "pay", by="all", skill=skill)["median"][0] for skill in ("python", "java")] == [1e5, 2e5]
    assert ask(con, "pay", by="all")["n"][0] == 80
    assert ask(con, "pay", by="all", skill="cobol").is_empty()


def test_pay_of_few_companies_is_withheld(market: Any) -> None:
    for number in range(40):
        market.posting(f"c{number % 5}", usd=100_000)
    row = ask(market.ready(), "pay", by="all").row(0, named=True)
    assert row["median"] is None
    assert "companies" in row["why"]


def test_coverage_lists_each_source(market: Any) -> None:
    fill(market)
    row = ask(market.ready(), "coverage").row(0, named=True)
    assert (row["source"], row["postings"], row["boards"], row["open"]) == ("ashby", 36, 12, 36)
    assert row["states_pay"] == pytest.approx(1 / 3)
    assert row["country_known"] == pytest.approx(2 / 3)


def test_what_cannot_be_asked_is_said(market: Any) -> None:
    with pytest.raises(NotSummarised, match="refresh"):
        ask(market.con, "demand")
    con = market.ready()
    with pytest.raises(NoSuchQuestion, match="demand"):
        ask(con, "weather")
    with pytest.raises(NoSuchQuestion, match="skills"):
        ask(con, "demand", skills=["python"])
    with pytest.raises(NoSuchQuestion, match="workplace"):
        ask(con, "mix", by="colour")


def test_summarising_again_changes_nothing(market: Any) -> None:
    fill(market)
    con = market.ready()
    before = con.sql("from counted order by row").pl()
    summarise(con)
    assert con.sql("from counted order by row").pl().equals(before)


def test_answers_do_not_depend_on_the_order_of_rows(market: Any) -> None:
    fill(market)
    con: duckdb.DuckDBPyConnection = market.ready()
    before = ask(con, "demand")
    con.execute("create table shuffled as select * from posting_skills order by hash(posting, skill)")
    con.execute("delete from posting_skills")
    con.execute("insert into posting_skills select * from shuffled")
    summarise(con)
    assert ask(con, "demand").equals(before)


@pytest.mark.parametrize(
    "bad",
    [
        {"role": "ai_enginer"},
        {"since": "yesterday"},
        {"weight": "heavy"},
        {"country": "Atlantis"},
        {"specialisation": "nlp"},
        {"metro": "Atlantis"},
        {"metro": ""},
    ],
)
def test_a_filter_no_posting_can_pass_is_refused(bad: dict[str, str]) -> None:
    with pytest.raises(BadFilter):
        Filter(**bad)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("de", "DE"),
        ("Germany", "DE"),
        ("usa", "US"),
        ("united kingdom", "GB"),
        ("EU", "EU"),
        ("Europe", "EU"),
    ],
)
def test_a_country_may_be_named_as_people_name_it(said: str, code: str) -> None:
    assert Filter(country=said).country == code


@pytest.mark.parametrize("said", ["new york", "New York", "Brooklyn", "NYC"])
def test_a_metro_may_be_named_by_a_city_in_it(said: str) -> None:
    assert Filter(metro=said).metro == "New York"


def test_every_metro_is_known_by_its_name() -> None:
    every = {entry.metro for entries in gazetteer().names.values() for entry in entries if entry.metro}
    assert len(every) > 50
    assert all(Filter(metro=one).metro == one for one in every)


def test_a_filter_goes_through_a_url_and_back() -> None:
    where = Filter(
        role="ai_engineer", country="us", ai_native=False, since="90d", once=False, weight="company"
    )
    assert Filter.from_params(where.to_params() | {"page": "demand"}) == where
    assert Filter().to_params() == {}


def test_the_frame_is_one_line(market: Any) -> None:
    fill(market)
    behind = about(market.ready(), "demand")
    assert behind.sources == ("ashby",)
    assert "36 postings, 12 companies" in behind.frame
    assert isinstance(ask(market.con, "demand"), pl.DataFrame)


def test_a_bundle_is_named_whole_and_compared_with_chance(market: Any) -> None:
    fill(market)
    (row,) = ask(market.ready(), "bundles").to_dicts()
    assert sorted(row["skills"]) == ["aws", "python", "rag"]
    assert (row["postings"], row["n"], row["named_by"]) == (4, 36, 4)
    assert row["share"] == pytest.approx(4 / 36)
    assert row["lift"] == pytest.approx((4 / 36) / (1 * (12 / 36) * (12 / 36)))


def test_bundles_hold_the_skill_they_are_asked_for(market: Any) -> None:
    fill(market)
    con = market.ready()
    assert ask(con, "bundles", skill="rag")["skills"].list.contains("rag").to_list() == [True]
    assert ask(con, "bundles", skill="cobol").is_empty()
    assert ask(con, "bundles", size=4).is_empty()


def test_a_pair_is_told_from_either_side(market: Any) -> None:
    fill(market)
    con = market.ready()
    among = {(row["skill"], row["other"]): row for row in ask(con, "pairs").to_dicts()}
    for skill in ("python", "rag", "aws"):
        for row in ask(con, "pairs", skill=skill).to_dicts():
            assert among[skill, row["other"]] == row
