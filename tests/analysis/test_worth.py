"""What goes with pay, on invented markets whose truth is known."""

import math

import numpy as np
import polars as pl
import pytest
from statsmodels.regression.linear_model import OLS

from analysis.premiums import premium
from analysis.worth import EFFECTS, LESS, MORE, NEITHER, OFFERS, place_factors, sampled, worth, worth_of

pytestmark = pytest.mark.slow

LEVELS = {"junior": 0.0, "mid": 0.25, "senior": 0.5, "staff": 0.75}
METROS = {"San Francisco Bay Area": 0.0, "New York": 0.0, "Seattle": math.log(0.95), "Austin": math.log(0.85)}

NONE = pl.lit([], dtype=pl.List(pl.String))
SKILLS = {"kafka": 0.4, "jira": 0.4, "sql": 0.4, "cobol": 0.01}


def market(postings: int = 1_500, companies: int = 60, seed: int = 3) -> pl.DataFrame:
    """Kafka is worth 10 %, Jira costs 8 %, SQL nothing; AI engineers get 20 % more; companies differ too."""
    draw = np.random.default_rng(seed)
    generous = draw.normal(0, 0.1, companies)
    rows = []
    for _ in range(postings):
        company = int(draw.integers(companies))
        level = str(draw.choice(list(LEVELS)))
        metro = [*METROS, None][int(draw.integers(len(METROS) + 1))]
        workplace = "remote" if metro is None else "hybrid"
        role = str(draw.choice(["ai_engineer", "software_engineer"]))
        skills = [skill for skill, share in SKILLS.items() if draw.random() < share]
        log_pay = 11.5 + LEVELS[level] + (METROS[metro] if metro else math.log(0.8)) + generous[company]
        log_pay += (
            0.0953 * ("kafka" in skills) - 0.0834 * ("jira" in skills) + 0.1823 * (role == "ai_engineer")
        )
        usd = math.exp(log_pay + draw.normal(0, 0.1))
        rows.append((f"company {company}", usd, role, level, "US", metro, workplace, None, skills))
    return pl.DataFrame(rows, schema=OFFERS, orient="row")


def row(frame: pl.DataFrame, column: str, value: str) -> dict:
    return frame.filter(pl.col(column) == value).row(0, named=True)


def test_worth_finds_what_pays_more_less_and_nothing() -> None:
    found = worth(market())
    assert found.schema == pl.Schema(EFFECTS)
    kafka, jira, sql = (row(found, "part", skill) for skill in ("kafka", "jira", "sql"))
    assert [kafka["verdict"], jira["verdict"], sql["verdict"]] == [MORE, LESS, NEITHER]
    assert kafka["low"] < 0.10 < kafka["high"]
    assert jira["low"] < -0.08 < jira["high"]
    assert kafka["companies"] == 60
    assert found["part"].to_list() == [
        "kafka",
        "sql",
        "jira",
    ]  # most paid first; cobol is too rare to be looked at


def test_a_skill_few_companies_name_is_withheld_with_the_reason() -> None:
    few = market().with_columns(
        skills=pl.when(pl.col("company").is_in(["company 1", "company 2"]))
        .then(pl.lit(["rust"]))
        .otherwise(NONE)
    )
    assert worth(few).is_empty()
    answer = worth_of(few, ["rust"]).row(0, named=True)
    assert (answer["effect"], answer["verdict"], answer["companies"]) == (None, None, 2)
    assert answer["why"] == "2 of 10 companies needed"


def test_skills_that_always_come_together_are_not_told_apart() -> None:
    tied = market().with_columns(
        skills=pl.when(pl.col("skills").list.contains("kafka"))
        .then(pl.lit(["kafka", "zookeeper"]))
        .otherwise(NONE)
    )
    found = worth(tied)
    assert row(found, "part", "kafka")["verdict"] == MORE
    assert "cannot be told apart" in row(found, "part", "zookeeper")["why"]
    assert row(found, "part", "zookeeper")["effect"] is None


def test_the_regression_is_the_one_statsmodels_fits() -> None:
    some = market(4_000, 40).with_columns(pl.lit(None, pl.String).alias("metro"))
    found = worth_of(some, ["kafka"]).row(0, named=True)
    dummies = some.select(pl.col("level", "workplace", "role").cast(pl.String)).to_dummies(drop_first=True)
    has = some["skills"].list.contains("kafka").to_numpy().astype(float)
    design = np.column_stack([has, np.ones(len(has)), dummies.to_numpy().astype(float)])
    company = some["company"].rank("dense").to_numpy().astype(int)
    fitted = OLS(np.log(some["usd"].to_numpy()), design).fit(
        cov_type="cluster", cov_kwds={"groups": company}, use_t=True
    )
    low, high = np.expm1(fitted.conf_int()[0])
    assert [found["effect"], found["low"], found["high"]] == pytest.approx(
        [np.expm1(fitted.params[0]), low, high], rel=1e-9
    )


def test_more_skills_than_postings_can_tell_apart_are_refused_with_the_reason() -> None:
    draw = np.random.default_rng(9)
    some = market(150, 30)
    many = [[f"skill {n}" for n in range(90) if draw.random() < 0.5] for _ in range(some.height)]
    found = worth(some.with_columns(skills=pl.Series(many)))
    assert found.height == 90
    crowd = found.filter(pl.col("why").is_not_null())
    assert set(crowd["why"]) == {"150 postings are too few to tell so many properties apart"}
    assert 40 < crowd.height < 90
    # Those that most postings name are told apart first.
    assert crowd["n"].max() <= found.filter(pl.col("why").is_null())["n"].min()


def test_any_of_several_skills_counts_once() -> None:
    answer = worth_of(market(), ["kafka", "cobol"]).row(0, named=True)
    assert answer["part"] == "kafka or cobol"
    assert answer["low"] < 0.10 < answer["high"]


def test_related_postings_widen_the_interval() -> None:
    """A skill that whole companies name or do not is known as often as there are companies, not postings."""
    offers = market(postings=3_000, companies=24)
    even = pl.col("company").str.tail(1).is_in(list("02468"))
    by_company = offers.with_columns(skills=pl.when(even).then(pl.lit(["rust"])).otherwise(NONE))
    wide, narrow = worth_of(by_company, ["rust"]), worth_of(offers, ["kafka"])
    assert (wide["high"] - wide["low"])[0] > 3 * (narrow["high"] - narrow["low"])[0]
    assert wide["verdict"][0] == NEITHER


def test_place_factors_stand_against_san_francisco_and_new_york() -> None:
    places = place_factors(market())
    for place, truth in (("Seattle", 0.95), ("Austin", 0.85), ("remote", 0.80)):
        found = row(places, "part", place)
        assert found["low"] < truth < found["high"], place
        assert found["high"] - found["low"] < 0.1
    assert set(places["part"]) == {"Seattle", "Austin", "remote"}


def test_the_premium_compares_equals() -> None:
    found = premium(market())
    assert found["level"].to_list() == ["all", "junior", "mid", "senior", "staff"]
    for answer in found.iter_rows(named=True):
        assert answer["low"] < 0.20 < answer["high"]
        assert answer["why"] is None
    assert premium(market()).equals(found)  # the draws are seeded


def test_the_premium_is_not_fooled_by_who_is_senior() -> None:
    """AI engineers here are mostly senior and paid alike: unmatched they would seem far better paid."""
    offers = market().with_columns(
        role=pl.when(pl.col("level").is_in(["senior", "staff"]) ^ (pl.int_range(pl.len()) % 10 == 0))
        .then(pl.lit("ai_engineer"))
        .otherwise(pl.lit("software_engineer"))
    )
    means = offers.group_by("role").agg(pl.col("usd").log().mean())
    assert abs(means["usd"][0] - means["usd"][1]) > 0.2
    answer = row(premium(offers), "level", "all")
    assert answer["low"] < 0.0 < answer["high"]


@pytest.mark.parametrize("kept", [0, 20])
def test_a_small_market_has_no_answers_but_reasons(kept: int) -> None:
    small = market().head(kept)
    assert worth(small).is_empty()
    assert worth_of(small, ["kafka"])["effect"][0] is None
    assert place_factors(small)["effect"].null_count() == place_factors(small).height
    assert premium(small)["premium"].null_count() == premium(small).height


def test_of_very_many_offers_whole_companies_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    offers = market()
    monkeypatch.setattr("analysis.worth.MOST", offers.height // 2)
    drawn = sampled(offers)
    assert 0.4 * offers.height < drawn.height <= offers.height // 2
    sizes = offers["company"].value_counts().sort("company")
    kept = drawn["company"].value_counts().sort("company")
    assert kept.equals(sizes.filter(pl.col("company").is_in(kept["company"].implode())))
    assert sampled(offers).equals(drawn)
