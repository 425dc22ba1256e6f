"""A year's pay and dollars: the constants by country, the packaged rates, and the ECB's feed."""

import datetime as dt

import pytest

from analysis import annual
from analysis.money import currencies
from analysis.pay import read

# The shape of https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml; invented rates.
FEED = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
\t\t<Cube time="2026-09-02">
\t\t\t<Cube currency="USD" rate="1.2000"/>
\t\t\t<Cube currency="GBP" rate="0.8000"/>
\t\t</Cube>
\t\t<Cube time="2026-09-01">
\t\t\t<Cube currency="USD" rate="1.1000"/>
\t\t\t<Cube currency="GBP" rate="0.9000"/>
\t\t</Cube>
\t</Cube>
</gesmes:Envelope>
"""


def test_the_newest_day_of_the_feed_counts_and_others_keep_the_packaged_rate() -> None:
    rates = annual.from_ecb(FEED)
    assert rates.date == dt.date(2026, 9, 2)
    assert rates.usd(100, "EUR") == pytest.approx(120)
    assert rates.usd(100, "GBP") == pytest.approx(150)
    assert rates.usd(100, "USD") == pytest.approx(100)
    assert rates.per_eur["VND"] == annual.packaged().per_eur["VND"]
    assert rates.usd(100, "XYZ") is None


def test_a_posting_is_converted_by_the_rates_it_is_given() -> None:
    text = "Salary: €100,000 - €120,000"
    assert read(text, rates=annual.from_ecb(FEED)).bands[0].annual_usd == pytest.approx(132_000)


@pytest.mark.parametrize(
    "feed",
    [
        b"",
        b"<html>Service unavailable</html>",
        FEED.replace(b'currency="USD"', b'currency="USX"'),
        FEED.replace(b'"1.2000"', b'"n/a"'),
        FEED.replace(b'"0.8000"', b'"0"'),
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
)
def test_a_broken_feed_says_so(feed: bytes) -> None:
    with pytest.raises(annual.BrokenFeed, match="Keep the rates you have"):
        annual.from_ecb(feed)


def test_every_currency_we_read_has_a_rate() -> None:
    assert set(currencies()) <= set(annual.packaged().per_eur)
    assert annual.packaged().date >= dt.date(2026, 1, 1)


def test_hours_follow_the_country() -> None:
    assert annual.times_a_year("hour", "US") == 2_080
    assert annual.times_a_year("hour", "FR") == 1_820
    assert annual.times_a_year("hour", "GB") == 1_950
    assert annual.times_a_year("week") == 52
    assert annual.times_a_year("fortnight") is None


def test_plausible_depends_on_where() -> None:
    assert annual.plausible(8_000, "INR")
    assert annual.plausible(8_000, "USD", ["BO"])
    assert not annual.plausible(8_000, "USD", ["US"])
    assert not annual.plausible(3_000_000, "USD")
