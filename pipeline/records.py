"""Posting: the typed record every source yields, and what travels beside it."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from pipeline.http import Request, Response

Known = Mapping[str, str | None]
"""Native id -> revision of the postings already stored for a board; None while a detail page waits."""


class NotAListing(Exception):
    """The body is not what this source answers with: a login page, an error page, another format."""


@dataclass(frozen=True, slots=True)
class Board:
    """One company's board at one source; everything but source and token may be unknown."""

    source: str
    token: str
    company: str | None = None
    stage: str | None = None
    ai_native: bool | None = None
    frontier_lab: bool | None = None
    industry: str | None = None
    checked: str | None = None
    listed_by: str | None = None


def _writable(value: str) -> str:
    """JSON may hold half a letter (a lone surrogate), which no file can."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def _one_line(value: str) -> str:
    return " ".join(_writable(value).split())


def _utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


Text = Annotated[str, AfterValidator(_writable)]
Line = Annotated[str, AfterValidator(_one_line)]
NonEmptyLine = Annotated[str, AfterValidator(_one_line), Field(min_length=1)]
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]


class StatedPay(BaseModel):
    """Pay as the source's own fields state it, full figures a period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: float | None = None
    max: float | None = None
    currency: str | None = None
    period: Literal["year", "month", "week", "day", "hour"] | None = None
    kind: Literal["base", "ote", "total", "unspecified"] = "unspecified"
    where: Line | None = None


class Posting(BaseModel):
    """One opening as its source states it. What the source does not say is None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    board: str
    native_id: Annotated[Text, Field(min_length=1)]
    title: NonEmptyLine
    company: NonEmptyLine
    text: Text
    url: Text | None = None
    location: Line | None = None
    countries: tuple[str, ...] | None = None
    workplace: Literal["remote", "hybrid", "onsite"] | None = None
    employment_type: Literal["full_time", "part_time", "contract", "freelance", "internship"] | None = None
    department: Line | None = None
    requisition: Text | None = None
    pay: tuple[StatedPay, ...] = ()
    revision: Text | None = None  # the source's edit stamp; not from a list that leaves out what details tell
    posted_at: Moment | None = None
    posted_how: Literal["published", "created", "thread", "file"] | None = None
    expires_at: Moment | None = None

    @property
    def key(self) -> str:
        return f"{self.source}:{self.board}:{self.native_id}"

    def completed_by(self, later: "Posting") -> "Posting":
        """This posting with what a later response of the same visit adds."""
        return self.model_copy(update={k: v for k, v in later if v not in (None, (), "")})


@dataclass(frozen=True, slots=True)
class Reject:
    """An item that is no posting, why, and the item as it came."""

    item: str
    reason: str
    raw: str


class Source(Protocol):
    """What every file in pipeline/sources says and does; DESIGN section 3."""

    HOME: str
    TERMS: str
    ATTRIBUTION: str | None
    SHARE_TEXT: bool
    PACE: float
    DEFAULT: bool
    COMPLETE: bool

    @staticmethod
    def requests(board: Board, known: Known) -> Generator[Request, Response, int | None]: ...
    @staticmethod
    def board_of(url: str) -> str | None: ...
    @staticmethod
    def parse(response: Response) -> Iterator[Posting | Reject]: ...


def each(items: Iterable[Any], make: Callable[[Any], Posting | None]) -> Iterator[Posting | Reject]:
    """One posting an item; an item that does not fit becomes a reject with its reason, None is left out."""
    for number, item in enumerate(items):
        try:
            posting = make(item)
        except ValidationError as error:
            first = error.errors()[0]
            yield _reject(item, number, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield _reject(item, number, f"{type(error).__name__}: {error}")
        else:
            if posting is not None:
                yield posting


def merged(found: Sequence[Posting]) -> list[Posting]:
    """One posting a key, in first-seen order; later responses add to earlier ones."""
    by_key: dict[str, Posting] = {}
    for posting in found:
        earlier = by_key.get(posting.key)
        by_key[posting.key] = earlier.completed_by(posting) if earlier else posting
    return list(by_key.values())


def _reject(item: Any, number: int, reason: str) -> Reject:
    name = str(item.get("id") or number) if isinstance(item, Mapping) else str(number)
    return Reject(item=_writable(name), reason=_writable(reason[:300]), raw=_writable(repr(item)[:2_000]))
