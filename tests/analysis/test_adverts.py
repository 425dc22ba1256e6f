"""One posting: its words, edits and age; texts that others may not be shown stay unseen and unsearched."""

from typing import Any

import pytest

from analysis.market import ask

pytestmark = pytest.mark.slow

SECRET, OPEN = "the basilisk project", "the heron project"


def posting(market: Any, text: str, **given: Any) -> str:
    id: str = market.posting(given.pop("company", "Northwind"), **given)
    market.con.execute("update postings set text = ? where id = ?", [text, id])
    return id


def edit(market: Any, id: str, seen_at: str, **before: str) -> None:
    names = ", ".join(before)
    market.con.execute(
        f"insert into versions (posting, seen_at, changed, {names}) "  # noqa: S608  # names of this file
        f"values (?, ?, ?, {', '.join('?' * len(before))})",
        [id, seen_at, [{"location": "place"}.get(name, name) for name in before], *before.values()],
    )


@pytest.fixture
def two_sources(market: Any) -> Any:
    """One posting whose text may be shown to others, one whose may not."""
    market.skill("python")
    market.source("ashby")
    market.source("jobicy", share_text=False)
    for source, words in (("ashby", OPEN), ("jobicy", SECRET)):
        text = f"About us.\nYou know Python for {words}. Write to ann@example.org."
        id = posting(market, text, source=source, skills="python!", company=f"by {source}")
        start = text.index("Python")
        market.con.execute(
            """
            insert into mentions (posting, skill, "start", "end", need, section)
            values (?, 'python', ?, ?, 'required', 'requirement')
            """,
            [id, start, start + 6],
        )
    return market.ready()


@pytest.mark.parametrize(("for_others", "found"), [(0, 1), (1, 0)])
def test_words_are_looked_for_where_they_may_be_shown(two_sources: Any, for_others: int, found: int) -> None:
    asked = {"for_others": for_others}
    assert ask(two_sources, "postings", words=["BASILISK"], **asked).height == found
    assert ask(two_sources, "postings", words=["heron", "python"], **asked).height == 1
    assert ask(two_sources, "postings", words=["heron", "basilisk"], **asked).height == 0
    assert ask(two_sources, "postings", words=["jobicy"], **asked).height == 1  # a company's name is no text


@pytest.mark.parametrize(("for_others", "quoted"), [(0, {OPEN, SECRET}), (1, {OPEN})])
def test_examples_are_lines_that_may_be_shown(two_sources: Any, for_others: int, quoted: set[str]) -> None:
    shown = ask(two_sources, "examples", skill="python", for_others=for_others)
    assert set(shown["named"]) == {"Python"}
    assert set(shown["before"]) == {"You know "}
    assert set(shown["after"]) == {f" for {words}." for words in quoted}


def test_an_advert_covers_people_and_keeps_withheld_texts(two_sources: Any) -> None:
    for posting, seen in (("ashby:by ashby:00001", True), ("jobicy:by jobicy:00002", False)):
        (advert,) = ask(two_sources, "advert", posting=posting, for_others=1).to_dicts()
        assert (advert["text"] is not None) is seen
        (advert,) = ask(two_sources, "advert", posting=posting).to_dicts()
        assert "ann@example.org" not in advert["text"]
        assert advert["days_open"] == 31


def test_each_edit_says_what_stood_before_and_after(market: Any) -> None:
    market.source("ashby")
    id = posting(market, "now", title="Engineer III")
    edit(market, id, "2026-08-10", title="Engineer", text="first")
    edit(market, id, "2026-08-20", title="Engineer II")
    told = ask(market.ready(), "edits", posting=id).select("part", "before", "after").rows()
    assert told == [
        ("title", "Engineer II", "Engineer III"),
        ("text", "first", "now"),
        ("title", "Engineer", "Engineer II"),
    ]


def test_edits_of_a_withheld_text_are_told_without_it(market: Any) -> None:
    market.source("jobicy", share_text=False)
    id = posting(market, SECRET, source="jobicy")
    edit(market, id, "2026-08-10", text=f"old {SECRET}", location="Leeds")
    told = ask(market.ready(), "edits", posting=id, for_others=1).select("part", "before", "after").rows()
    assert told == [("place", "Leeds", None), ("text", None, None)]


def test_the_same_job_posted_again_is_told(market: Any) -> None:
    market.source("ashby")
    market.source("hn", complete=False)
    first = posting(market, "a", posted="2026-05-01", closed="2026-06-01")
    again = posting(market, "a", posted="2026-07-01", cluster=first)
    posting(market, "a", posted="2026-07-02", cluster=first, source="hn")
    (advert,) = ask(market.ready(), "advert", posting=again).to_dicts()
    assert [str(day) for day in advert["posted_also"]] == ["2026-05-01"]
    assert advert["elsewhere"] == 1
