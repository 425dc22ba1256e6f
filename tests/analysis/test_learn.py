"""What to learn next, on a market where the answer is known."""

from typing import Any

import pytest

from analysis.filter import Filter
from analysis.learn import learn, steps
from analysis.skillbook import NoSuchSkill, book


def fill(market: Any) -> None:
    for skill in ("python", "sql", "large-language-models", "retrieval-augmented-generation", "aws"):
        market.skill(skill, area="software")
    market.skill("pinecone", parents=["vector-databases"])
    for number in range(40):
        market.posting(f"a{number}", "python! retrieval-augmented-generation! sql! large-language-models!")
        market.posting(f"b{number}", "python! aws!" if number < 10 else "python!")
        market.posting(f"c{number}", "pinecone?" if number < 20 else "")


def test_what_brings_most_closer_comes_first_after_what_it_builds_on(market: Any) -> None:
    fill(market)
    answer = learn(market.ready(), ["python", "sql"], Filter())
    rows = {row["skill"]: row for row in answer.to_dicts()}
    assert answer["next"].to_list() == list(range(1, answer.height + 1))
    assert "python" not in rows
    # Two of four required are held: either of the others brings three quarters.
    assert rows["retrieval-augmented-generation"]["unlocks"] == 40
    assert rows["retrieval-augmented-generation"]["closer"] == 10.0
    assert rows["aws"]["unlocks"] == 10
    assert rows["aws"]["within_reach"] == 30
    assert rows["retrieval-augmented-generation"]["after"] == ["embeddings"]
    order = answer["skill"].to_list()
    assert order.index("large-language-models") < order.index("pinecone")
    assert order.index("pinecone") < order.index("retrieval-augmented-generation")
    assert rows["retrieval-augmented-generation"]["weeks"] == "careery 2-3, pillar 4"


def test_a_known_product_covers_what_it_belongs_to(market: Any) -> None:
    fill(market)
    answer = learn(market.ready(), ["pinecone"], Filter())
    assert "retrieval-augmented-generation" not in answer["skill"].to_list()


def test_a_misspelt_skill_offers_near_ones(market: Any) -> None:
    with pytest.raises(NoSuchSkill, match="pytorch"):
        learn(market.ready(), ["pytorhc"], Filter())


def test_tracks_name_known_skills_and_steps() -> None:
    ids, known = {step.id for step in steps()}, {skill.id for skill in book().skills}
    for step in steps():
        assert set(step.needs) <= ids
        assert {skill.rstrip("+") for skill in step.skills} <= known
        assert set(step.weeks) <= set(step.guides)
