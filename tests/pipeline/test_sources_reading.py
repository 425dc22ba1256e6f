"""How sources read what strangers write: heads of comments, dates, countries, broken structured data."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fields import country, employment, figure, joined, moment, period, workplace
from pipeline.http import Response
from pipeline.records import NotAListing, Posting
from pipeline.sources import _hn_header, careers, personio, remoteok

NOW = datetime(2026, 6, 1, tzinfo=UTC)

HEADERS = [
    ("Acme | Data Engineer | Oslo | ONSITE", "Acme", "Data Engineer", ("Oslo", "ONSITE")),
    ("Acme | Oslo | Full-time | Data Engineer", "Acme", "Data Engineer", ("Oslo",)),
    ("Acme|Data Engineer|REMOTE (EU)", "Acme", "Data Engineer", ("REMOTE (EU)",)),
    ("Acme (https://acme.example) | SRE, SWE | Remote", "Acme", "SRE, SWE", ("Remote",)),
    ("Acme (YC W25) | Founding Engineer | SF", "Acme", "Founding Engineer", ("SF",)),
    ("Acme Security | Backend Developer | Remote", "Acme Security", "Backend Developer", ("Remote",)),
    ("REMOTE | Data Engineer | Acme | Full-time", "Acme", "Data Engineer", ("REMOTE",)),
    ("QA Lead | Full-time | REMOTE | Acme (acme.example)", "Acme", "QA Lead", ("REMOTE",)),
    ("Data Engineer @ Acme | Oslo", "Acme", "Data Engineer", ("Oslo",)),
    ("https://acme.example | Data Engineer | Remote", "acme.example", "Data Engineer", ("Remote",)),
    ("June 2026\nAcme | Data Engineer | Oslo", "Acme", "Data Engineer", ("Oslo",)),
    ("Acme - Data Engineer - Oslo - Full-time", "Acme", "Data Engineer", ("Oslo",)),
    ("Acme | Data Engineer | $120k-$140k | visa | Oslo", "Acme", "Data Engineer", ("Oslo",)),
    ("Acme | Multiple roles | Oslo\n\n- ML Engineer\n- Site Reliability Engineer", "Acme",
     "ML Engineer, Site Reliability Engineer", ("Oslo",)),
    ("Acme | Multiple roles | Oslo\n\nWe build things.", "Acme", "Multiple roles", ("Oslo",)),
    ("Acme | Oslo | Full-time", "Acme", "Acme | Oslo | Full-time", ("Oslo",)),
    ("Position: Data Engineer\nCompany: Acme\nLocation: Oslo", "Acme", "Data Engineer", ("Oslo",)),
    ("Acme is hiring a data engineer in Oslo.", "Acme", "a data engineer in Oslo", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "company", "title", "where"), HEADERS)
def test_heads_of_comments_are_read_in_any_order(
    text: str, company: str, title: str, where: tuple[str, ...]
) -> None:
    header = _hn_header.read(text)
    assert (header.company, header.title, header.places) == (company, title, where)


@pytest.mark.parametrize(
    "text",
    [
        "Applied three times, no answer.",
        "Is this still open?",
        "We are hiring!",
        "Location: Oslo\nRemote: yes\nWilling to relocate: no\nTechnologies: C",
        "",
        "|",
        "| |",
    ],
)
def test_what_is_no_offer_is_none(text: str) -> None:
    with pytest.raises(_hn_header.NoOffer):
        _hn_header.read(text)


@given(st.text(alphabet="Acme |-@/:()\nremote$120k,.engineer", max_size=300))
def test_any_comment_is_an_offer_with_a_name_or_none(text: str) -> None:
    try:
        header = _hn_header.read(text)
    except _hn_header.NoOffer:
        return
    assert header.company.strip()
    assert header.title.strip()
    assert len(header.title) <= _hn_header.LONGEST_TITLE


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-05-04T10:00:00Z", datetime(2026, 5, 4, 10, tzinfo=UTC)),
        ("2026-05-04T10:00:00+02:00", datetime(2026, 5, 4, 8, tzinfo=UTC)),
        ("2026-05-04T10:00:00", datetime(2026, 5, 4, 10, tzinfo=UTC)),
        ("2026-05-04T10:00:00.0000", datetime(2026, 5, 4, 10, tzinfo=UTC)),
        ("2026-05-04 10:00:00 UTC", datetime(2026, 5, 4, 10, tzinfo=UTC)),
        ("2026-05-04", datetime(2026, 5, 4, tzinfo=UTC)),
        (1_777_888_800, datetime(2026, 5, 4, 10, tzinfo=UTC)),
        (None, None),
        ("", None),
        (0, None),
    ],
)
def test_moments_are_aware_and_utc(said: str | int | None, meant: datetime | None) -> None:
    assert moment(said) == meant


@pytest.mark.parametrize("said", ["yesterday", "04/05/2026", 1e30, "2026-13-01"])
def test_a_date_nobody_can_read_is_an_error(said: str | float) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment(said)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "US"), ("USA", "US"), ("U.S.A", "US"), ("us", "US"), ("IN", "IN"), ("IND", "IN"),
        ("Georgia", "GE"), ("Singapore", "SG"), ("Germany ", "DE"), ("EMEA remote", None), ("anywhere", None),
        ("European Union", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_field_for_countries_holds_countries(name: str | None, code: str | None) -> None:
    assert country(name) == code


def test_words_of_sources_become_ours() -> None:
    assert [period(word) for word in ("1 YEAR", "per-month-salary", "Hourly", "1 TIME", "", None)] == [
        "year", "month", "hour", None, None, None,
    ]  # fmt: skip
    assert [workplace(word) for word in ("OnSite", "Hybrid", "unspecified", None)] == [
        "onsite", "hybrid", None, None,
    ]  # fmt: skip
    assert [employment(word) for word in ("FullTime", "FULL_TIME", "Intern", "CDI", "Seasonal", None)] == [
        "full_time", "full_time", "internship", "full_time", None, None,
    ]  # fmt: skip
    assert [figure(sum_) for sum_ in (0, "75.00", None, "")] == [None, 75.0, None, None]
    assert joined([" Oslo, ", None, "Oslo", ""]) == "Oslo"


def page(script: str) -> Response:
    html = f"<html><script type='application/ld+json'>{script}</script></html>"
    return Response("https://acme.example/jobs#JobPosting", 200, {}, html.encode(), NOW)


def test_a_page_of_deep_or_broken_data_holds_no_job() -> None:
    assert list(careers.parse(page("[" * 50_000))) == []
    assert list(careers.parse(page('{"a": ' * 60 + "{}" + "}" * 60))) == []
    assert list(careers.parse(page("{'title': 'single quotes'}"))) == []


def test_a_job_deep_in_a_page_is_found() -> None:
    job = '{"@type": "JobPosting", "title": "Cook", "hiringOrganization": {"name": "Acme"}}'
    nested = f'{{"@graph": [{{"mainEntity": {{"itemListElement": [{{"item": {job}}}]}}}}]}}'
    found = list(careers.parse(page(nested)))
    assert [item.title for item in found if isinstance(item, Posting)] == ["Cook"]


ENTITY = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<workzag-jobs><position><id>1</id><name>&b;</name></position></workzag-jobs>"""


@pytest.mark.parametrize(
    "body", [ENTITY, b"<workzag-jobs>", b"<rss/>", b"<?xml version='1.0' encoding='x-no'?><a/>"]
)
def test_a_feed_with_a_dtd_or_of_another_kind_is_refused(body: bytes) -> None:
    answer = Response("https://acme.jobs.personio.de/xml?language=en", 200, {}, body, NOW)
    with pytest.raises(NotAListing):
        list(personio.parse(answer))


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("Pay: $90,000–$120,000".encode().decode("latin-1"), "Pay: $90,000–$120,000"),
        ("Pay: $90,000–$120,000", "Pay: $90,000–$120,000"),
        ("A café in Málaga", "A café in Málaga"),
    ],
)
def test_what_remote_ok_encodes_twice_reads_as_written(sent: str, read: str) -> None:
    job = {"id": 1, "position": "Engineer", "company": "Acme", "description": sent}
    body = json.dumps([{"legal": "a notice"}, job]).encode()
    [posting] = remoteok.parse(Response(remoteok.ADDRESS, 200, {}, body, NOW))
    assert isinstance(posting, Posting)
    assert posting.text == read
