"""Personio: a company's open positions as XML, one call a board; no key. On personio.com: board `NAME.com`.

No recording of the feed exists among ours; it rests on Personio's documentation alone.
"""

import re
from collections.abc import Generator, Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.fields import employment, joined, moment, texts
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, each

HOME, TERMS = "https://www.personio.com", "https://developer.personio.de/docs/retrieving-open-job-positions"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 0.2, True, True

ADDRESS = "https://{}.jobs.personio.{}/xml?language=en"
POSITION = "https://{}.jobs.personio.{}/job/{}"
OURS = re.compile(r"https?://([\w-]+)\.jobs\.personio\.(de|com)/xml/?(?:[?#]|$)")
PAGE = re.compile(r"https?://([\w-]+)\.jobs\.personio\.(de|com)(?:/|$)")


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(ADDRESS.format(*_account(board.token)))


def board_of(url: str) -> str | None:
    return _token(OURS.match(url))


def board_on(url: str) -> str | None:
    return _token(PAGE.match(url))


def parse(response: Response) -> Iterator[Posting | Reject]:
    board = board_of(response.url) or ""
    try:
        feed = fromstring(response.body, forbid_dtd=True)
    except (
        ParseError,
        DefusedXmlException,
        ValueError,
        LookupError,
    ) as error:  # LookupError: unknown encoding
        raise NotAListing(f"no XML of positions from {response.url}: {error}") from error
    if feed.tag != "workzag-jobs":
        raise NotAListing(f"<{feed.tag}> instead of positions from {response.url}")

    def posting(position: Element) -> Posting:
        said = {part.tag: (part.text or "").strip() for part in position}
        sections = position.iterfind("jobDescriptions/jobDescription")
        offices = [office.text for office in position.iterfind("additionalOffices/office")]
        return Posting(
            source="personio",
            board=board,
            native_id=said["id"],
            title=said["name"],
            company=said.get("subcompany") or _account(board)[0],
            text=texts(
                *(
                    f"<h3>{part.findtext('name') or ''}</h3>{part.findtext('value') or ''}"
                    for part in sections
                )
            ),
            url=POSITION.format(*_account(board), said["id"]),
            location=joined([said.get("office"), *offices]),
            employment_type=employment(said.get("employmentType")) or employment(said.get("schedule")),
            department=said.get("department") or None,
            posted_at=moment(said.get("createdAt")),
            posted_how="created" if said.get("createdAt") else None,
        )

    return each(feed.iterfind("position"), posting)


def _account(board: str) -> tuple[str, str]:
    return (board.removesuffix(".com"), "com") if board.endswith(".com") else (board, "de")


def _token(found: re.Match[str] | None) -> str | None:
    return f"{found[1]}{'.com' if found[2] == 'com' else ''}" if found else None
