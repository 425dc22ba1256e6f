"""Hacker News: "Ask HN: Who is hiring?", the two newest threads; one thread is a board.

A comment is one posting, whatever number of roles it offers: of 27,764 comments in 52 recorded threads (2021
to 2025) only 0.9 % list their roles in header lines of their own, and even those share one text: several
postings would count every skill of that text several times. The title names all the roles instead.

Left out: replies, deleted comments. Rejected with a reason: comments that are no offer (2.9 %: questions,
thanks, complaints, and offers without a header). Places are in `location` as written; the header's pay stands
in the text, where the pay reader finds it.
"""

import calendar
import re
from collections.abc import Generator, Iterator
from datetime import date
from typing import Any

from analysis.text import from_html
from pipeline.fields import decoded, items, joined, listed, moment
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, each
from pipeline.sources import _hn_header

HOME, TERMS = "https://news.ycombinator.com", "https://hn.algolia.com/api"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, True, False

FEED = "newest"  # asks which threads are the newest; a thread's own board is its number
SEARCH = "https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=20"
THREAD = "https://hn.algolia.com/api/v1/items/{}"
COMMENT = "https://news.ycombinator.com/item?id={}"
THREADS = 2

HIRING = re.compile(r"Ask HN: Who is hiring\? \((?P<month>\w+) (?P<year>\d{4})\)")
MONTHS = list(calendar.month_name)  # "" comes first


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    if board.token != FEED:
        yield Request(THREAD.format(board.token))
        return
    found = yield Request(SEARCH)
    stories = (story for story in listed(found, "hits") if isinstance(story, dict))
    hiring = [story["objectID"] for story in stories if HIRING.match(str(story.get("title")))]
    for thread in hiring[:THREADS]:
        yield Request(THREAD.format(thread))


def threads(since: date) -> Generator[Request, Response, dict[str, date]]:
    """Asks for the search's pages until it has every thread opened on or after a day: thread -> its month."""
    found: dict[str, date] = {}
    page, oldest = 0, since.isoformat()
    while oldest >= since.isoformat():  # the search answers the newest first, and nothing past its end
        answer = yield Request(f"{SEARCH.replace('hitsPerPage=20', 'hitsPerPage=100')}&page={page}")
        stories = [story for story in items(answer, "hits") if isinstance(story, dict)]
        for story in stories:
            title = HIRING.match(str(story.get("title")))
            if title and (opened := _opened(title)) >= since:
                found[str(story["objectID"])] = opened
        oldest = min((str(story.get("created_at")) for story in stories), default="")
        page += 1
    return found


def _opened(title: re.Match[str]) -> date:
    return date(int(title["year"]), MONTHS.index(title["month"]), 1)


def board_of(url: str) -> str | None:
    if url.startswith("https://hn.algolia.com/api/v1/search_by_date?") and "author_whoishiring" in url:
        return FEED
    found = re.match(r"https?://hn\.algolia\.com/api/v1/items/(\d+)/?(?:[?#]|$)", url)
    return found[1] if found else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    if board_of(response.url) == FEED:
        items(response, "hits")
        return iter(())
    thread = decoded(response)
    title = HIRING.match(str(thread.get("title"))) if isinstance(thread, dict) else None
    if title is None or not isinstance(thread.get("children"), list):
        raise NotAListing(f"{response.url} is no thread of Who is hiring")
    board = str(thread["id"])
    opened = _opened(title).isoformat()

    def posting(comment: dict[str, Any]) -> Posting | None:
        if not comment.get("text"):
            return None
        text = from_html(comment["text"].replace("\n", "<br>"))  # browsers fold what authors typed as lines
        header = _hn_header.read(text)
        return Posting(
            source="hn",
            board=board,
            native_id=str(comment["id"]),
            title=header.title,
            company=header.company,
            text=text,
            url=COMMENT.format(comment["id"]),
            location=joined(header.places),
            posted_at=moment(comment.get("created_at") or opened),
            posted_how="published" if comment.get("created_at") else "thread",
        )

    return each(thread["children"], posting)
