"""Threads of Hacker News in the shape the search service of the forum serves them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from adverts import Advert
from shapes import as_json


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a thread: an offer, or the talk around it. Without text it was deleted."""

    id: int
    at: datetime
    text: str | None
    replies: tuple["Comment", ...] = ()


def thread(id: int, title: str, opened: datetime, comments: Iterable[Comment]) -> bytes:
    return as_json(
        {
            "id": id,
            "created_at": _zulu(opened),
            "created_at_i": int(opened.timestamp()),
            "type": "story",
            "author": "whoishiring",
            "title": title,
            "url": None,
            "text": "Please say where the job is, and whether it can be done remotely.",
            "points": 300 + id % 97,
            "parent_id": None,
            "story_id": id,
            "options": [],
            "children": [_comment(comment, id, id) for comment in comments],
        }
    )


def _comment(comment: Comment, parent: int, story: int) -> dict[str, object]:
    return {
        "id": comment.id,
        "created_at": _zulu(comment.at),
        "created_at_i": int(comment.at.timestamp()),
        "type": "comment",
        "author": f"poster{comment.id % 9973}" if comment.text else None,
        "title": None,
        "url": None,
        "text": comment.text,
        "points": None,
        "parent_id": parent,
        "story_id": story,
        "options": [],
        "children": [_comment(reply, comment.id, story) for reply in comment.replies],
    }


def threads_found(threads: Sequence[tuple[int, str, datetime]]) -> bytes:
    """The search for the newest threads, newest first, with the neighbours it always finds."""
    hits = []
    for id, title, opened in threads:
        for ahead, name in ((2, title.replace("Who is hiring?", "Who wants to be hired?")), (0, title)):
            at = opened + timedelta(seconds=ahead)
            hits.append(
                {"objectID": str(id + ahead), "author": "whoishiring", "title": name, "created_at": _zulu(at)}
            )
    return as_json({"hits": hits, "nbHits": len(hits), "page": 0, "hitsPerPage": 20})


def offer(advert: Advert, header: str) -> str:
    """An offer as people type it into a comment: a header with bars, then paragraphs."""
    site = f"https://{advert.company.name.split()[0].lower()}.example/jobs"
    asked = "; ".join(line.rstrip(".") for line in advert.needs)
    paragraphs = [
        escape(header),
        escape(f"{advert.about} {advert.intro}", quote=False),
        escape(f"What you'd do: {'; '.join(line.rstrip('.') for line in advert.duties)}.", quote=False),
        escape(f"We're looking for: {asked}.", quote=False),
        *([escape(f"Nice to have: {'; '.join(advert.pluses)}.", quote=False)] if advert.pluses else []),
        f'Apply: <a href="{site.replace("/", "&#x2F;")}" rel="nofollow">{site.replace("/", "&#x2F;")}</a>',
    ]
    return "<p>".join(paragraphs)


def _zulu(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
