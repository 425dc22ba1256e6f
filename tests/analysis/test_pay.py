"""What postings pay: every way of writing it, and everything money is that is not pay."""

import pytest

from analysis.pay import Band, read

US, DE, GB, IN, PL, CA, AU, SE = ("US",), ("DE",), ("GB",), ("IN",), ("PL",), ("CA",), ("AU",), ("SE",)

WRITTEN = [
    ("Salary: $150K-$200K", US, (150_000, 200_000, "USD", "year", "base")),
    ("| Remote | 150-200k USD | Full-time |", (), (150_000, 200_000, "USD", "year", "unspecified")),
    ("The pay is between $175,000 and $275,000.", US, (175_000, 275_000, "USD", "year", "unspecified")),
    ("Base: $146,800 USD – $272,600 USD", US, (146_800, 272_600, "USD", "year", "base")),
    ("Salary from USD$162,000.00 to USD$190,000.00", US, (162_000, 190_000, "USD", "year", "base")),
    ("Gehalt: €65.000 – €80.000 brutto/Jahr", DE, (65_000, 80_000, "EUR", "year", "base")),
    ("Das Jahresgehalt liegt zwischen 65.000 und 80.000 Euro.", DE, (65_000, 80_000, "EUR", "year", "base")),
    ("| £70k-£90k |", GB, (70_000, 90_000, "GBP", "year", "unspecified")),
    ("pays CA$130,000 to CA$170,000", (), (130_000, 170_000, "CAD", "year", "unspecified")),
    ("CTC: 20-30 LPA", IN, (2_000_000, 3_000_000, "INR", "year", "total")),
    ("Salary ₹12,00,000 - ₹18,00,000 per annum", IN, (1_200_000, 1_800_000, "INR", "year", "base")),
    ("Pay: ₹14L - ₹19L", IN, (1_400_000, 1_900_000, "INR", "year", "unspecified")),
    ("wynagrodzenie 18 000 - 22 000 zł netto", PL, (18_000, 22_000, "PLN", "month", "base")),
    ("Salary CHF 120'000 – 140'000", ("CH",), (120_000, 140_000, "CHF", "year", "base")),
    ("salaire : 45 000 € à 55 000 € brut par an", ("FR",), (45_000, 55_000, "EUR", "year", "base")),
    ("Salario entre 40.000 y 50.000 euros", ("ES",), (40_000, 50_000, "EUR", "year", "base")),
    ("salary of A$140k to A$160k plus super", (), (140_000, 160_000, "AUD", "year", "base")),
    ("Salary S$6,000 - S$9,000 monthly", (), (6_000, 9_000, "SGD", "month", "base")),
    ("Salary 50 000 - 60 000 kr per month", SE, (50_000, 60_000, "SEK", "month", "base")),
    ("Salary $31,2k- $52k", US, (31_200, 52_000, "USD", "year", "base")),
    ("Pay rate: $50-$75 /hour", US, (50, 75, "USD", "hour", "unspecified")),
    ("Pay is $38- $43.00hr .", US, (38, 43, "USD", "hour", "unspecified")),
    ("$1,500 weekly pay", US, (1_500, 1_500, "USD", "week", "unspecified")),
    ("Competitive day rate: £350-£400 per day.", GB, (350, 400, "GBP", "day", "unspecified")),
    ("Salary from 99,200.00", US, (99_200, None, "USD", "year", "base")),
    ("Compensation up to 180k", US, (None, 180_000, "USD", "year", "unspecified")),
    ("Compensation: 200k+ with equity", US, (200_000, None, "USD", "year", "unspecified")),
    ("The base pay is $210,000, depending on location.", US, (210_000, 210_000, "USD", "year", "base")),
    ("Salary: $119,000 &mdash; $125,500 USD", US, (119_000, 125_500, "USD", "year", "base")),
    (
        "<b>Pay</b> $109,000</span><span>&mdash;</span>$115,000 USD",
        US,
        (109_000, 115_000, "USD", "year", "unspecified"),
    ),
    ("salary range is $136,300.00 -\n$217,700.00 annually.", US, (136_300, 217_700, "USD", "year", "base")),
    ("base salary is $200,000 -\u00a0250,000", US, (200_000, 250_000, "USD", "year", "base")),
    ("Salary: $180.000/year to $260,000/year + equity", US, (180_000, 260_000, "USD", "year", "base")),
    ("Base: $170,700 (min) — $213,400 (mid) — $256,100 (max)", US, (170_700, 256_100, "USD", "year", "base")),
    (
        "salary between $126,000 [lowest market] to $188,000 [highest]",
        US,
        (126_000, 188_000, "USD", "year", "base"),
    ),
    ("$312,000-$412,000K OTE", US, (312_000, 412_000, "USD", "year", "ote")),
    ("Total cash compensation: $1.2M – $1.5M", US, (1_200_000, 1_500_000, "USD", "year", "total")),
    ("| $185k-$225k + Equity |", US, (185_000, 225_000, "USD", "year", "unspecified")),
    ("| 160 - 200k + 1-2% |", US, (160_000, 200_000, "USD", "year", "unspecified")),
    ("Range: 80k€ - 95k€ salary", DE, (80_000, 95_000, "EUR", "year", "base")),
    ("Pay: $20–30 /h", CA, (20, 30, "CAD", "hour", "unspecified")),
    (
        "Compensation range is 175,000 to 260,000\nUSD annually.",
        (),
        (175_000, 260_000, "USD", "year", "unspecified"),
    ),
    ("The salary is 3,333 USD - 4,200 USD per\n  month.", IN, (3_333, 4_200, "USD", "month", "base")),
    ("| $160k-$200k + monthly profit share |", US, (160_000, 200_000, "USD", "year", "unspecified")),
    ("Salary minimum: $120,000, maximum: $160,000", US, (120_000, 160_000, "USD", "year", "base")),
    (
        "Salary range: $240K-$300K potential total on target earnings",
        US,
        (240_000, 300_000, "USD", "year", "ote"),
    ),
    ("Salary: $110,000-$150,000(AUD) + super", (), (110_000, 150_000, "AUD", "year", "base")),
]


@pytest.mark.parametrize(("text", "countries", "expected"), WRITTEN)
def test_reads_every_way_of_writing_pay(
    text: str, countries: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    bands = read(text, countries=countries).bands
    assert [(b.min, b.max, b.currency, b.period, b.kind) for b in bands] == [expected]
    assert "$" not in text or text[bands[0].start : bands[0].end].strip() != ""


NOT_PAY = [
    ("We recently raised $20-$30 million from great investors.", "funding"),
    ("Our company raised $100,000 - $200,000 in funding last quarter.", "funding"),
    ("We crossed $3,500 MRR last month.", "revenue"),
    ("You will close deals of $200k–$900k.", "deals"),
    ("Manage a monthly budget of $500,000 across channels.", "budget"),
    ("We processed $85,000 - $120,000 in transactions.", "handles"),
    ("Benefits: $1,000/year stipend for courses.", "stipend"),
    ("Sign-on bonus of $50,000. Health insurance.", "one-off"),
    ("Refer a friend and earn a $2,000 referral bonus", "one-off"),
    ("401(k) match, cap at $10,000 per year", "retirement"),
    ("equity worth $40k - $60k", "equity"),
    ("We have $2.5 billion in revenue.", "revenue"),
    ("Salary plus a 25% Variable Commission Plan ($20,000-$23,750)", "commission"),
    ("Perks: we raised $300\nmillion", "funding"),
    ("Commission only, earn up to $90k a year", "commission only"),
    ("The plan costs $49 per month.", "cost"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_PAY)
def test_refuses_money_that_is_not_pay_and_says_why(text: str, reason: str) -> None:
    pay = read(text, countries=US)
    assert pay.bands == []
    assert any(reason in refusal.reason for refusal in pay.refusals), pay.refusals
    assert all(text[refusal.start : refusal.end] == refusal.text for refusal in pay.refusals)


@pytest.mark.parametrize(
    "text",
    [
        "We have 150,000 employees and 401k plans; call +1 415 555 0100.",
        "Since 2019-2024 we grew 5x, from 10,000 to 40,000 users.",
        "Python 3.11.4, PHP 8, S3, GPT4 and 24/7 on call, 40 hours per week.",
        "Generates 70,000 patient notes daily. Competitive salary.",
        "SOC 2 and ISO 27001; 99.99% uptime.",
        "",
        "Salary: competitive.",
    ],
)
def test_numbers_that_are_no_money_are_not_even_refused(text: str) -> None:
    pay = read(text, countries=US)
    assert (pay.bands, pay.refusals) == ([], [])


def test_krona_and_dollar_follow_the_place_or_are_refused() -> None:
    kronor = "Salary 45 000 - 55 000 kr per month"
    assert [read(kronor, countries=(c,)).bands[0].currency for c in ("SE", "NO", "DK")] == [
        "SEK",
        "NOK",
        "DKK",
    ]
    assert read(kronor).bands == []
    assert "currency" in read(kronor).refusals[0].reason
    dollars = "Salary: $100,000 - $120,000"
    assert [read(dollars, location=where).bands[0].currency for where in ("Toronto", "Sydney", "Berlin")] == [
        "CAD",
        "AUD",
        "USD",
    ]
    assert "currency" in read(dollars, location="Toronto").bands[0].inferred


def test_tiers_stay_apart_each_with_its_place() -> None:
    pay = read(
        "Pay ranges:\n\nZone 1: $175,100 - $206,000\n\nZone 2: $157,590 - $185,400\n\n"
        "For candidates in New York, the range is $190,000 - $220,000. "
        "For all other locations, the range is $160,000 - $180,000.",
        countries=US,
    )
    assert [(b.min, b.where) for b in pay.bands] == [
        (175_100, "Zone 1"),
        (157_590, "Zone 2"),
        (190_000, "New York"),
        (160_000, "all other locations"),
    ]


def test_base_and_on_target_earnings_stay_apart() -> None:
    bands = read("The base salary is $100,000-$150,000 with total OTE $200,000-$300,000.", countries=US).bands
    assert [(b.min, b.kind) for b in bands] == [(100_000, "base"), (200_000, "ote")]
    bands = read("Manager (Base $120k–$140k, Commission $60k, OTE $180k–$200k)", countries=US).bands
    assert [(b.min, b.kind) for b in bands] == [(120_000, "base"), (180_000, "ote")]


def test_two_currencies_are_two_bands() -> None:
    bands = read("Salary: $100,000 - $120,000 CAD / €80,000 - €90,000", location="Remote").bands
    assert [(b.min, b.currency) for b in bands] == [(100_000, "CAD"), (80_000, "EUR")]
    assert [b.currency for b in read("Salary: €100k / $120k").bands] == ["EUR", "USD"]


def test_days_in_the_office_are_not_the_period_of_a_salary() -> None:
    text = "Hybrid, 3 days per week. The expected salary range is $103,300 - $154,975."
    assert [(b.period, "period" in b.inferred) for b in read(text, countries=US).bands] == [("year", True)]


def test_a_figure_between_the_customs_is_refused() -> None:
    assert read("Salary: $10,000", countries=US).bands == []
    assert read("Salary: 4.000 €", countries=DE).bands[0].period == "month"


def test_what_a_source_states_keeps_its_basis_and_is_not_doubled_by_the_text() -> None:
    field = {"min": 150_000, "max": 180_000, "currency": "USD", "period": "year", "kind": None, "where": None}
    pay = read("The base salary range is $150,000 - $180,000.", countries=US, fields=[field])
    assert [(b.basis, b.kind, b.min) for b in pay.bands] == [("field", "base", 150_000)]
    other = read("OTE: $240,000 - $260,000", countries=US, fields=[field])
    assert [(b.basis, b.kind) for b in other.bands] == [("field", "unspecified"), ("text", "ote")]


def test_an_empty_field_is_unknown_and_not_zero() -> None:
    assert read("", fields=[{"min": 0, "max": 0, "currency": "USD", "period": "year"}]).bands == []
    band = read("", fields=[{"min": 0, "max": 90_000, "currency": "EUR", "period": "year"}]).bands[0]
    assert (band.min, band.max, band.annual_usd) == (None, 90_000, None)


def test_a_field_without_currency_follows_the_country_or_is_refused() -> None:
    field = {"min": 50_000, "max": 60_000}
    band = read("", countries=DE, fields=[field]).bands[0]
    assert (band.currency, band.period, band.inferred) == ("EUR", "year", ("currency", "period"))
    nowhere = read("", fields=[field])
    assert nowhere.bands == []
    assert "no currency" in nowhere.refusals[0].reason


def test_an_unbelievable_field_is_flagged_and_has_no_dollars() -> None:
    band = read("", fields=[Band(5, 9, "USD", "year")]).bands[0]
    assert ("implausible" in band.inferred, band.annual_usd) == (True, None)


def test_a_year_beside_every_band() -> None:
    hour = read("Pay: $50 - $100 per hour", countries=US).bands[0]
    assert (hour.annual_min, hour.annual_max, hour.annual_usd) == (104_000, 208_000, 156_000)
    month = read("Gehalt 5.000 € - 6.000 € pro Monat", countries=DE).bands[0]
    assert (month.annual_min, month.annual_max) == (60_000, 72_000)
    assert month.annual_usd is not None
    assert month.annual_usd > 66_000  # a euro buys more than a dollar
    assert read("Compensation up to $180k", countries=US).bands[0].annual_usd is None  # no midpoint


def test_lines_of_a_list_share_the_kind_its_heading_names() -> None:
    text = (
        "The base salary range for this role is:\n\nNew York, NY: $200,000 - $275,000\n\n"
        "Austin, TX: $180,000 - $247,500\n\nDenver, CO (on-target earnings): $190,000 - $290,000"
    )
    kinds = {band.where: band.kind for band in read(text).bands}
    assert kinds["New York, NY"] == kinds["Austin, TX"] == "base"
    assert kinds["Denver, CO"] == "ote"
