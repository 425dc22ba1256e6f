"""What sources ask for, page by page, and when they may say that a board is listed whole."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Source, merged
from pipeline.sources import (
    adzuna,
    arbeitnow,
    careers,
    greenhouse,
    himalayas,
    hn,
    lever,
    recruitee,
    smartrecruiters,
    teamtailor,
    themuse,
    usajobs,
    workday,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)

Far = Callable[[Request], Any]


def answered(request: Request, body: Any) -> Response:
    return Response(request.url, 200, {}, json.dumps(body).encode(), NOW)


def visit(source: Source, board: Board, far: Far, known: Known | None = None) -> list[Response]:
    """All the answers of one visit to a far side."""
    return visit_and_rest(source, board, far, known or {})[0]


def visit_and_rest(source: Source, board: Board, far: Far, known: Known) -> tuple[list[Response], int | None]:
    """All the answers, and how many detail pages wait for the next visit."""
    questions = source.requests(board, known)
    answers = []
    try:
        request = next(questions)
        while True:
            answers.append(answered(request, far(request)))
            request = questions.send(answers[-1])
    except StopIteration as over:
        return answers, over.value


def query(request: Request) -> dict[str, int]:
    return {
        name: int(values[0])
        for name, values in parse_qs(urlsplit(request.url).query).items()
        if values[0].isdigit()
    }


def urls(answers: list[Response]) -> list[str]:
    return [answer.url for answer in answers]


def lever_far(size: int) -> Far:
    jobs = [{"id": str(number), "text": "Engineer"} for number in range(size)]

    def far(request: Request) -> Any:
        asked = query(request)
        return jobs[asked["skip"] : asked["skip"] + asked["limit"]]

    return far


@pytest.mark.parametrize(("size", "pages"), [(0, 1), (99, 1), (100, 2), (101, 2), (250, 3)])
def test_lever_is_read_to_a_short_page(size: int, pages: int) -> None:
    answers = visit(lever, Board("lever", "acme"), lever_far(size))
    assert len(answers) == pages
    assert lever.whole(answers)
    assert sum(len(list(lever.parse(answer))) for answer in answers) == size


def test_lever_is_not_whole_while_a_page_is_missing() -> None:
    first, second, third = visit(lever, Board("lever", "acme"), lever_far(250))
    assert lever.whole([third, first, second])
    assert not lever.whole([first])
    assert not lever.whole([first, second])
    assert not lever.whole([first, third])
    assert not lever.whole([second, third])
    assert not lever.whole([])


def test_one_answer_of_lever_without_a_limit_is_the_whole_board() -> None:
    answer = Response("https://api.lever.co/v0/postings/acme?mode=json", 200, {}, b"[]", NOW)
    assert lever.whole([answer])


def test_lever_in_europe_is_asked_in_europe() -> None:
    answers = visit(lever, Board("lever", "eu/acme"), lever_far(3))
    assert urlsplit(answers[0].url).hostname == "api.eu.lever.co"


GREENHOUSE = {
    "jobs": [
        {"id": 1, "title": "ML Engineer", "updated_at": "2026-05-01"},
        {"id": 2, "title": "Accountant", "updated_at": "2026-05-02"},
        {"id": 3, "title": "Applied Scientist", "updated_at": "2026-05-03"},
        {"id": 4, "title": "AI Engineer", "updated_at": "2026-05-04"},
    ],
    "meta": {"total": 4},
}


def test_greenhouse_asks_for_the_pay_of_new_and_edited_ai_jobs_newest_first() -> None:
    known = {"1": "2026-05-01", "2": "2026-04-01", "3": "2026-04-01"}
    answers = visit(greenhouse, Board("greenhouse", "acme"), lambda request: GREENHOUSE, known)
    asked = [greenhouse.OURS.match(url)[2] for url in urls(answers)]  # type: ignore[index]
    assert asked == [None, "4", "3"]
    assert all("pay_transparency=true" in url for url in urls(answers[1:]))


def detailed_far(size: int) -> Far:
    """A Greenhouse board of AI jobs; each one's own page states pay."""
    jobs = [
        {"id": n, "title": "AI Engineer", "updated_at": f"{n:04}", "content": "Python"} for n in range(size)
    ]

    def far(request: Request) -> Any:
        found = greenhouse.OURS.match(request.url)
        assert found
        if found[2] is None:
            return {"jobs": jobs}
        pay = {"min_cents": 100_000_00, "max_cents": 120_000_00, "currency_type": "USD", "title": "Yearly"}
        return jobs[int(found[2])] | {"pay_input_ranges": [pay]}

    return far


def test_greenhouse_asks_for_a_bounded_number_of_details_a_night_and_for_the_rest_on_the_next() -> None:
    board, size, known, left = Board("greenhouse", "acme"), 150, dict[str, str | None](), []
    for _ in range(4):
        answers, waiting = visit_and_rest(greenhouse, board, detailed_far(size), known)
        left.append((len(answers) - 1, waiting))
        found = merged([p for a in answers for p in greenhouse.parse(a) if isinstance(p, Posting)])
        known |= {p.native_id: p.revision for p in found if p.revision or p.native_id not in known}
    assert left == [(60, 90), (60, 30), (30, 0), (0, 0)]


def test_greenhouse_is_whole_when_the_list_is_as_long_as_it_says() -> None:
    board = Board("greenhouse", "acme")
    assert greenhouse.whole(visit(greenhouse, board, lambda request: GREENHOUSE))
    assert greenhouse.whole(visit(greenhouse, board, lambda request: {"jobs": []}))
    short = GREENHOUSE | {"meta": {"total": 5}}
    assert not greenhouse.whole(visit(greenhouse, board, lambda request: short))
    assert not greenhouse.whole(visit(greenhouse, board, lambda request: GREENHOUSE)[1:])


def test_the_newest_two_hiring_threads_are_read() -> None:
    hits = [
        {"objectID": "5", "title": "Ask HN: Who wants to be hired? (May 2026)"},
        {"objectID": "4", "title": "Ask HN: Who is hiring? (May 2026)"},
        {"objectID": "3", "title": "Ask HN: Who is hiring? (April 2026)"},
        {"objectID": "2", "title": "Ask HN: Who is hiring? (March 2026)"},
    ]
    answers = visit(hn, Board("hn", "newest"), lambda request: {"hits": hits})
    assert [hn.board_of(url) for url in urls(answers)] == ["newest", "4", "3"]


def test_one_hiring_thread_can_be_asked_for_alone() -> None:
    answers = visit(hn, Board("hn", "25632982"), lambda request: {})
    assert urls(answers) == ["https://hn.algolia.com/api/v1/items/25632982"]


def feed_far(key: str, number: str, *, first: int, length: int, size: int) -> Far:
    """A feed of numbered jobs; pages begin at `first`."""

    def far(request: Request) -> Any:
        asked = query(request)
        start = asked["offset"] if "offset" in asked else (asked["page"] - first) * length
        return {key: [{number: str(job)} for job in range(start, min(start + length, size))]}

    return far


@pytest.mark.parametrize(
    ("source", "token", "far", "known", "pages"),
    [
        (himalayas, "all", feed_far("jobs", "guid", first=0, length=20, size=50), {}, 3),
        (
            himalayas,
            "all",
            feed_far("jobs", "guid", first=0, length=20, size=10_000),
            {},
            himalayas.MOST_PAGES,
        ),
        (arbeitnow, "all", feed_far("data", "slug", first=1, length=100, size=250), {}, 4),
        (
            arbeitnow,
            "all",
            feed_far("data", "slug", first=1, length=100, size=10_000),
            {},
            arbeitnow.MOST_PAGES,
        ),
        (
            themuse,
            "all",
            feed_far("results", "id", first=1, length=20, size=30),
            {},
            3 * len(themuse.CATEGORIES),
        ),
    ],
)
def test_a_feed_is_read_until_it_ends_or_our_bound(
    source: Source, token: str, far: Far, known: Mapping[str, str | None], pages: int
) -> None:
    assert len(visit(source, Board("feed", token), far, known)) == pages


@pytest.mark.parametrize(
    ("source", "far"),
    [
        (himalayas, feed_far("jobs", "guid", first=0, length=20, size=10_000)),
        (arbeitnow, feed_far("data", "slug", first=1, length=100, size=10_000)),
    ],
)
def test_a_feed_that_brings_nothing_new_is_left_after_a_page(source: Source, far: Far) -> None:
    known = {str(number): None for number in range(10_000)}
    assert len(visit(source, Board("feed", "all"), far, known)) == 1


def teamtailor_far(pages: int) -> Far:
    def far(request: Request) -> Any:
        page = query(request).get("page", 1)
        numbers = range(10 * page, 10 * page + 10) if page <= pages else []
        return {
            "items": [
                {"id": str(number), "title": "Cook", "url": "https://x.example/1"} for number in numbers
            ]
        }

    return far


@pytest.mark.parametrize("pages", [0, 1, 3])
def test_teamtailor_is_read_until_a_page_brings_nothing_new(pages: int) -> None:
    answers = visit(teamtailor, Board("teamtailor", "acme.teamtailor.com"), teamtailor_far(pages))
    assert len(answers) == pages + 1
    assert teamtailor.whole(answers)
    assert not teamtailor.whole(answers[:-1])
    assert not pages or not teamtailor.whole(answers[1:])


def test_a_teamtailor_site_that_ignores_pages_is_read_twice_only() -> None:
    same = teamtailor_far(1)
    answers = visit(
        teamtailor, Board("teamtailor", "a.example"), lambda r: same(Request("https://a.example/jobs.json"))
    )
    assert len(answers) == 2
    assert teamtailor.whole(answers)


def test_usajobs_is_asked_with_placeholders_that_only_the_client_fills() -> None:
    request = next(usajobs.requests(Board("usajobs", "technology"), {}))
    assert dict(request.headers) == {"user-agent": "{USAJOBS_EMAIL}", "authorization-key": "{USAJOBS_KEY}"}
    assert set(usajobs.KEYS) == {"USAJOBS_EMAIL", "USAJOBS_KEY"}
    asked = next(adzuna.requests(Board("adzuna", "gb"), {})).url
    assert all(f"{{{key}}}" in asked for key in adzuna.KEYS)


def test_usajobs_is_whole_when_the_last_page_is_short() -> None:
    def far(request: Request) -> Any:
        page = query(request)["Page"]
        return {"SearchResult": {"SearchResultItems": [{}] * (usajobs.PAGE_LENGTH if page < 3 else 7)}}

    answers = visit(usajobs, Board("usajobs", "technology"), far)
    assert len(answers) == 3
    assert usajobs.whole(answers)
    assert not usajobs.whole(answers[:2])
    assert not usajobs.whole(answers[1:])


def smartrecruiters_far(size: int, *, says: int) -> Far:
    def far(request: Request) -> Any:
        if "offset" not in query(request):
            return {"id": "1", "name": "Nurse", "jobAd": {"sections": {}}}
        start = query(request)["offset"]
        found = range(start, min(start + 100, size))
        return {
            "totalFound": says,
            "content": [{"id": str(n), "name": "Nurse", "releasedDate": "d"} for n in found],
        }

    return far


def test_smartrecruiters_asks_for_the_texts_of_new_postings() -> None:
    known = {str(number): "d" for number in range(195)}
    answers = visit(smartrecruiters, Board("smartrecruiters", "M"), smartrecruiters_far(200, says=200), known)
    assert len(answers) == 3 + 5
    assert smartrecruiters.whole(answers)
    assert not smartrecruiters.whole(answers[1:])


def test_workday_asks_for_details_of_new_titles_and_is_whole_at_its_total() -> None:
    def far(request: Request) -> Any:
        if request.body is None:
            return {"jobPostingInfo": {"title": "Cook"}}
        start = json.loads(request.body)["offset"]
        found = [
            {"title": "Cook", "externalPath": f"/job/Oslo/Cook_{n}"}
            for n in range(start, min(start + 20, 45))
        ]
        return {"total": 45 if start == 0 else 0, "jobPostings": found}

    known = {f"Cook_{number}": "Cook" for number in range(43)}
    answers = visit(workday, Board("workday", "tallship.wd5/Crew"), far, known)
    assert len(answers) == 3 + 2
    assert workday.whole(answers)
    assert not workday.whole(answers[1:])
    kept = [item for answer in answers for item in workday.parse(answer)]
    revisions = [posting.revision for posting in kept if isinstance(posting, Posting)]
    assert (revisions.count("Cook"), revisions.count(None)) == (2, 45)


def test_a_careers_page_is_marked_by_a_fragment_that_no_server_sees() -> None:
    page = "https://acme.example/jobs/7?lang=en"
    request = next(careers.requests(Board("careers", page), {}))
    assert request.url == page + "#JobPosting"
    assert careers.board_of(request.url) == page
    assert careers.board_of(page) is None


def test_recruitee_says_why_it_answers_401() -> None:
    answer = Response(recruitee.ADDRESS.format("acme"), 401, {}, b"{}", NOW)
    with pytest.raises(NotAListing, match="employer's token"):
        recruitee.parse(answer)
