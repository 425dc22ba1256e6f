"""Location lines as postings write them point to the right countries and metros."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import places


@pytest.mark.parametrize(
    ("line", "countries"),
    [
        ("San Francisco, CA", ["US"]),
        ("SF / NYC", ["US"]),
        ("Bay Area", ["US"]),
        ("Remote - US", ["US"]),
        ("Remote (EU)", ["EU"]),
        ("Amsterdam, Netherlands, EU", ["NL"]),
        ("Remote (US, EU)", ["US", "EU"]),
        ("LATAM, EU", ["EU"]),
        ("U.S. (Remote)", ["US"]),
        ("EMEA", []),
        ("Remote - APAC", []),
        ("Remote", []),
        ("Remote (UK, NZ)", ["GB", "NZ"]),
        ("SF (Hayes Valley)", ["US"]),
        ("Venice Beach", []),
        ("Huntington Beach", ["US"]),
        ("Greater London", ["GB"]),
        ("Reading (London)", ["GB"]),
        ("Bangalore", ["IN"]),
        ("Bengaluru, IND", ["IN"]),
        ("Poundiuproda, IND", ["IN"]),
        ("New Malden, GBR", ["GB"]),
        ("IND", ["IN"]),
        ("France, Paris", ["FR"]),
        ("Remote - Ontario, Canada", ["CA"]),
        ("Ontario, CA", ["US"]),
        ("Toronto, ON", ["CA"]),
        ("Moab, UT", ["US"]),
        ("Warsaw, PL", ["PL"]),
        ("Cape Town, ZA", ["ZA"]),
        ("Berlin, DE", ["DE"]),
        ("Wilmington, DE", ["US"]),
        ("Tel Aviv, IL", ["IL"]),
        ("Chicago, IL", ["US"]),
        ("Indianapolis, IN", ["US"]),
        ("Pune, IN", ["IN"]),
        ("Macon, Georgia", ["US"]),
        ("Tbilisi, Georgia", ["GE"]),
        ("Cambridge, MA", ["US"]),
        ("Cambridge", ["GB"]),
        ("London, ON", ["CA"]),
        ("Berlin / London / New York", ["DE", "GB", "US"]),
        ("North America - Remote", ["CA", "US"]),
        ("UK & Europe - Remote", ["GB", "EU"]),
        ("Anywhere", ["WW"]),
        ("Anywhere (USA)", ["US"]),
        ("São Paulo", ["BR"]),
        ("Sao Paulo", ["BR"]),
        ("München", ["DE"]),
        ("Santa Clara Office", ["US"]),
        ("REMOTE OR ONSITE", []),
        ("Mobile, AL", ["US"]),
        ("Mobile team", []),
        ("Hybrid", []),
    ],
)  # fmt: skip
def test_a_location_line_names_its_countries(line: str, countries: list[str]) -> None:
    assert places.countries(places.find(line)) == countries


@pytest.mark.parametrize(
    ("line", "metro"),
    [
        ("Palo Alto, CA", "San Francisco Bay Area"),
        ("Brooklyn, New York", "New York"),
        ("Bellevue", "Seattle"),
        ("Cambridge, MA", "Boston"),
        ("Cambridge, UK", "Cambridge"),
        ("Gurugram", "Delhi NCR"),
        ("Vancouver, WA", "Portland"),
        ("Vancouver", "Vancouver"),
        ("United States", ""),
    ],
)
def test_a_city_belongs_to_the_metro_whose_pay_it_shares(line: str, metro: str) -> None:
    assert places.find(line)[0].metro == metro


@given(st.text(max_size=200))
def test_any_text_names_places_within_itself(text: str) -> None:
    for place in places.find(text):
        assert 0 <= place.start < place.end <= len(text)


def test_time_grows_with_the_length_of_a_line() -> None:
    line = "San Francisco, New York or Berlin / "

    def seconds(times: int) -> float:
        begin = time.process_time()
        places.find.__wrapped__(line * times)  # each time anew
        return time.process_time() - begin

    def least(times: int) -> float:  # another program may hold one of them up
        return min(seconds(times) for _ in range(3))

    seconds(10)
    assert least(4_000) < 20 * least(500) + 0.05


def test_on_site_is_not_ontario() -> None:
    assert places.countries(places.find("Amsterdam, ON-SITE hybrid")) == ["NL"]
    assert places.countries(places.find("Toronto, ON")) == ["CA"]
