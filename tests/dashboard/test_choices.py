"""Choices live in the URL: a link shows the same view, and a change of page keeps the filter."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filter import ROLES, WEIGHTS, Filter
from dashboard import choices

pytestmark = pytest.mark.slow

CHANGES = {
    "role": "ml_engineer",
    "since": "90d",
    "level": "senior",
    "country": "GB",
    "workplace": "remote",
    "specialisation": "language",
    "stage": "startup",
    "ai_native": "true",
    "source": "hn",
    "metro": "Berlin",
    "until": "90d",
    "once": "false",
    "weight": "company",
}


@pytest.mark.parametrize(("name", "value"), CHANGES.items())
def test_each_filter_changes_the_page_and_the_url(
    open_app: Any, small_market: Path, name: str, value: str
) -> None:
    app = open_app(small_market, "skills")
    before = app.caption[0].value
    app.selectbox(key=f"where_{name}").set_value(value).run()
    assert not app.exception
    assert app.query_params[name] == value
    assert app.caption[0].value != before
    linked = open_app(small_market, "skills", **{name: value})
    assert linked.caption[0].value == app.caption[0].value


def test_all_roles_is_said_in_the_url(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "skills")
    app.selectbox(key="where_role").set_value("").run()
    assert app.query_params["role"] == "all"
    assert "All roles" in app.caption[0].value


def test_turning_the_page_keeps_the_filter_and_drops_the_page_s_own(
    open_app: Any, small_market: Path
) -> None:
    app = open_app(small_market, "skills", country="GB", rows="40")
    app.query_params.clear()  # what Streamlit does to the URL when another page is chosen
    app.switch_page("views/pay.py").run()
    assert app.query_params == {"country": "GB"}
    assert "GB" in app.caption[0].value


def test_starting_over_empties_the_url(open_app: Any, small_market: Path) -> None:
    app = open_app(small_market, "skills", country="GB", level="senior")
    next(each for each in app.button if each.label == "Start over").click().run()
    assert app.query_params == {}
    assert "GB" not in app.caption[0].value


@pytest.mark.parametrize(
    "params",
    [{"role": "wizard"}, {"since": "yesterday"}, {"once": "perhaps"}, {"weight": "heavy"}, {"rows": "-1"}],
)
def test_a_link_that_asks_nonsense_still_opens(
    open_app: Any, small_market: Path, params: dict[str, str]
) -> None:
    app = open_app(small_market, "skills", **params)
    assert not app.exception
    assert "AI engineer" in app.caption[0].value


@given(
    st.builds(
        Filter,
        role=st.none() | st.sampled_from(ROLES),
        country=st.none() | st.sampled_from(["US", "GB"]),
        since=st.none() | st.sampled_from(["30d", "90d", "2026-01-01"]),
        ai_native=st.none() | st.booleans(),
        once=st.booleans(),
        weight=st.sampled_from(WEIGHTS),
    )
)
def test_every_filter_survives_the_url(chosen: Filter) -> None:
    params = choices.START | choices.as_params(chosen)
    kept = {name: value for name, value in params.items() if value != choices.ALL}
    assert Filter.from_params(kept) == chosen
