"""One job is counted once: what is merged, what the employer tells apart; their order does not matter."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.duplicates import THRESHOLD, Job, clusters, jaccard, shingles_of

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS[:200])
FIRST = Job(
    "a", "ashby:acme", True, "Acme, Inc.", "Senior Engineer, Search", "berlin", None, TEXT,
    datetime(2026, 4, 1, tzinfo=UTC), ("DE",), "Berlin",
)  # fmt: skip
ELSEWHERE = replace(FIRST, id="b", board="hn:1", own_board=False, first_seen=datetime(2026, 4, 2, tzinfo=UTC))


def text_like(share: float) -> str:
    """Another text that shares that part of its shingles, Jaccard, with TEXT."""
    rest = next(n for n in range(200) if jaccard(shingles_of(TEXT), shingles_of(_swapped(n))) < share)
    return _swapped(rest - 1)


def _swapped(number: int) -> str:
    return " ".join([*WORDS[: 200 - number], *WORDS[300 : 300 + number]])


def merged(one: Job, other: Job) -> str | None:
    """Why the two are one job; None when they are two."""
    found = {member.posting: member for member in clusters([one, other])}
    return found[other.id].why if found[one.id].cluster == found[other.id].cluster else None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "title"),
        ({"company": "ACME"}, "title"),
        ({"title": "Sr. Engineer - Search (m/f/d)", "place": "hamburg"}, "text"),
        ({"place": "", "countries": (), "metro": None}, "text"),
        ({"place": "", "text": text_like(THRESHOLD)}, "text"),
        ({"place": "", "text": text_like(0.8)}, None),
        ({"text": text_like(0.55)}, "title"),
        ({"text": text_like(0.45)}, None),
        ({"text": "Write to us."}, "title"),
        ({"company": "Acme Labs"}, None),
        ({"title": "Engineer, Search"}, None),
        ({"title": "Staff Engineer, Search"}, None),
        ({"title": "Senior Engineer, Payments"}, None),
        ({"board": "ashby:acme", "own_board": True}, None),
        ({"place": "berlin or paris", "countries": ("DE", "FR"), "metro": None}, "text"),
        ({"place": "paris", "countries": ("FR",), "metro": "Paris"}, None),
        ({"place": "munich", "metro": "Munich"}, None),
        ({"countries": ("FR",), "metro": None}, None),
    ],
)
def test_two_postings_are_one_job_unless_the_employer_tells_them_apart(
    changes: dict[str, object], why: str | None
) -> None:
    assert merged(FIRST, replace(ELSEWHERE, **changes)) == why


def test_a_requisition_in_both_addresses_is_one_job_whatever_else_they_say() -> None:
    address = "https://boards.greenhouse.io/acme/jobs/4567890"
    one = replace(FIRST, url=address, place="", text="")
    other = replace(ELSEWHERE, url=f"{address}?gh_src=x", place="remote", text="")
    assert merged(one, other) == "requisition"
    assert merged(one, replace(other, url=address.replace("4567890", "4567891"))) is None


def test_the_order_of_postings_does_not_matter() -> None:
    titles = ("Senior Engineer, Search", "Sr Engineer, Search", "Engineer, Search", "Senior Engineer, Ads")
    jobs = [
        replace(ELSEWHERE, id=f"job{n}", title=titles[n % 4], text=text_like(0.5 + n / 40)) for n in range(16)
    ]
    found = clusters(jobs)
    assert 1 < len({member.cluster for member in found}) < len(jobs)
    for seed in range(5):
        assert clusters(random.Random(seed).sample(jobs, len(jobs))) == found
