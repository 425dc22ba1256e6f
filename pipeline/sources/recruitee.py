"""Recruitee: a company's public offers as JSON, one call a board; no key until 10 February 2027.

From then on the employer must hand out a token; a 401 is answered with that advice. Recordings: two short
responses, one of them with pay.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any

from pipeline.fields import (
    Workplace,
    country,
    employment,
    figure,
    items,
    joined,
    moment,
    period,
    texts,
)
from pipeline.http import Request, Response
from pipeline.records import Board, Known, NotAListing, Posting, Reject, StatedPay, each

HOME, TERMS = "https://recruitee.com", "https://docs.recruitee.com/reference/intro-to-careers-site-api"
ATTRIBUTION, SHARE_TEXT, PACE, DEFAULT, COMPLETE = None, True, 1.0, True, True

ADDRESS = "https://{}.recruitee.com/api/offers/"
OURS = re.compile(r"https?://([\w-]+)\.recruitee\.com/api/offers/?(?:[?#]|$)")
PAGE = re.compile(r"https?://(?!www\.|api\.|docs\.)([\w-]+)\.recruitee\.com(?:/|$)")
UNAUTHORISED = 401


def requests(board: Board, known: Known) -> Generator[Request, Response, None]:
    yield Request(ADDRESS.format(board.token))


def board_of(url: str) -> str | None:
    found = OURS.match(url)
    return found[1] if found else None


def board_on(url: str) -> str | None:
    found = PAGE.match(url)
    return found[1] if found else None


def parse(response: Response) -> Iterator[Posting | Reject]:
    if response.status == UNAUTHORISED:
        raise NotAListing("Recruitee asks for the employer's token since 10 February 2027: drop this board")
    board = board_of(response.url) or ""

    def posting(offer: dict[str, Any]) -> Posting | None:
        if offer.get("status", "published") != "published":
            return None
        places = offer.get("locations") or [offer]
        codes = (country(place.get("country_code") or place.get("country")) for place in places)
        return Posting(
            source="recruitee",
            board=board,
            native_id=str(offer["id"]),
            title=offer["title"],
            company=offer.get("company_name") or board,
            text=texts(offer.get("description"), offer.get("requirements")),
            url=offer.get("careers_url"),
            location=joined(_line(place) for place in places) or offer.get("location"),
            countries=tuple(dict.fromkeys(code for code in codes if code)) or None,
            workplace=_workplace(offer),
            employment_type=employment(offer.get("employment_type_code")),
            department=joined([offer.get("department")]),
            pay=tuple(_pay(offer.get("salary") or {})),
            revision=offer.get("updated_at"),
            posted_at=moment(offer.get("published_at") or offer.get("created_at")),
            posted_how="published"
            if offer.get("published_at")
            else "created"
            if offer.get("created_at")
            else None,
            expires_at=moment(offer.get("close_at")),
        )

    return each(items(response, "offers"), posting)


def _line(place: dict[str, Any]) -> str | None:
    state = place.get("state") or place.get("state_name")
    return ", ".join(part for part in (place.get("city"), state, place.get("country")) if part) or None


def _workplace(offer: dict[str, Any]) -> Workplace | None:
    """The one box that is ticked; several leave it open."""
    boxes: tuple[tuple[str, Workplace], ...] = (
        ("remote", "remote"),
        ("hybrid", "hybrid"),
        ("on_site", "onsite"),
    )
    ticked = [kind for box, kind in boxes if offer.get(box)]
    return ticked[0] if len(ticked) == 1 else None


def _pay(stated: dict[str, Any]) -> Iterator[StatedPay]:
    low, high = figure(stated.get("min")), figure(stated.get("max"))
    if low or high:
        yield StatedPay(
            min=low, max=high, currency=stated.get("currency"), period=period(stated.get("period"))
        )
