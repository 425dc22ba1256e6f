"""Careers pages: any page of the user's list that holds schema.org JobPosting, where its robots.txt allows.

The board is the page's address. It is asked for with the fragment `#JobPosting`, which no server gets to see:
an address of the open web does not say that a job stands behind it, and a replay must know.
Recordings: 62 job pages of one site (script type written `application/ld&#x2B;json`) and six of other sites.
"""

import html
import json
import re
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, each
from pipeline.sources import _jobposting

HOME, TERMS = "https://schema.org/JobPosting", "https://www.rfc-editor.org/rfc/rfc9309"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, False, 0.5, True, False

MARK = "#JobPosting"
OURS = re.compile(r"https?://[^/?#]+\.[^/?#]+[^#]*" + MARK + r"$")
CONTROLS = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA = re.compile(r",\s*([}\]])")
WRAPPERS = ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", ";")


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(board.token.split("#")[0] + MARK)


def board_of(url: str) -> str | None:
    return url.removesuffix(MARK) if OURS.match(url) else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    page = response.url.removesuffix(MARK)
    blocks = structured(response.body)
    if not blocks:
        raise NotAListing(f"{page} holds no structured data")
    jobs = [job for block in blocks for job in _jobposting.within(block)]

    def posting(job: dict[str, Any]) -> Posting:
        address = urljoin(page, job["url"]) if isinstance(job.get("url"), str) else page
        number = (
            str((job.get("identifier") or {}).get("value") or "")
            if isinstance(job.get("identifier"), dict)
            else ""
        )
        return _jobposting.posting(
            job, source="careers", board=page, native_id=number or address, url=address
        )

    return each(jobs, posting)


def structured(body: bytes) -> list[Any]:
    """What the JSON-LD scripts of a page say; None for one that is broken beyond mending."""
    return [_read(block) for block in _blocks(body)]


def _blocks(body: bytes) -> list[str]:
    """The JSON-LD scripts of a page, also where their type is escaped as `application/ld&#x2B;json`."""
    scripts = LexborHTMLParser(body).css("script[type]")
    kinds = (
        (html.unescape(script.attributes.get("type") or "").strip().lower(), script) for script in scripts
    )
    return [script.text() for kind, script in kinds if kind.startswith("application/ld+json")]


def _read(block: str) -> Any:
    """The JSON of a script, mended where pages commonly break it; None when it stays unreadable."""
    text = block.strip()
    for wrapper in WRAPPERS:
        text = text.removeprefix(wrapper).removesuffix(wrapper).strip()
    tame = TRAILING_COMMA.sub(r"\1", CONTROLS.sub(" ", text))
    for candidate in (text, tame, html.unescape(tame)):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None
