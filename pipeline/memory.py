"""What earlier nights left behind: the last answer of every URL and how every board's last visit ended."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from pipeline.archive import Archive
from pipeline.cutting import without
from pipeline.http import Request, Response
from pipeline.moved import Place
from pipeline.origins import source_named
from pipeline.sql import statement
from pipeline.warc import Kept, digest


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as the archive keeps it; its body is let go once it is parsed."""

    id: str
    response: Response
    size: int
    body_hash: str
    place: Place
    repeated: bool  # the same body as the last time this URL was asked

    @classmethod
    def of(cls, response: Response, place: Place, *, repeated: bool) -> "Capture":
        body_hash = digest(response.body)
        stamp = f"{response.url}\n{response.fetched_at.isoformat()}\n{response.status}\n{body_hash}"
        name = hashlib.sha256(stamp.encode()).hexdigest()[:20]
        return cls(name, response, len(response.body), body_hash, place, repeated)

    def without_body(self) -> "Capture":
        return replace(self, response=replace(self.response, body=b""))


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last whole answer of a URL."""

    etag: str | None
    last_modified: str | None
    body_hash: str
    kept: Kept


class Memory:
    """The last answers and outcomes, read once a run and kept up to date while it goes on."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._answers: dict[str, LastAnswer] = {}
        rows: list[tuple[str, str | None, str | None, str, str, int, datetime]]
        rows = con.execute(statement("latest_captures")).fetchall()
        for url, etag, modified, body_hash, file, position, at in rows:
            self._answers[url] = LastAnswer(etag, modified, body_hash, Kept(Place(file, position), at))
        self._outcomes: dict[str, str] = {}
        self.refresh_outcomes(con)

    def refresh_outcomes(self, con: duckdb.DuckDBPyConnection) -> None:
        self._outcomes = dict(con.execute(statement("last_outcomes")).fetchall())

    def ended_well(self, board: str) -> bool:
        """Was the last visit of a board (source:token) whole?"""
        return self._outcomes.get(board) in ("complete", "unchanged")

    def conditional(self, request: Request) -> Request:
        """The request, asking for an answer only if it differs from the last one."""
        last = self._answers.get(request.url)
        if last is None or request.method != "GET":
            return request
        asked = {"if-none-match": last.etag, "if-modified-since": last.last_modified}
        headers = {**request.headers, **{name: value for name, value in asked.items() if value}}
        return Request(request.url, request.method, headers, request.body)

    def keep(
        self, response: Response, archive: Archive, *, source: str, run: str, synthetic: bool
    ) -> Capture | None:
        """Writes a response into the archive, its body only if it is not there already.

        Without what must be forgotten: None when nothing is left of it.
        """
        cut = without(response, source_named(source), archive.forgotten)
        if cut is None:
            return None
        response = cut
        kept = self._kept(response)
        if kept is not None:  # straight to the body: what refers to what refers to it grows with every night
            body_at = archive.body_of(kept.place)
            kept = replace(kept, place=body_at) if body_at else None
        place = archive.keep(response, source=source, run=run, synthetic=synthetic, kept=kept)
        return self._note(response, place, kept, repeated=self._kept(response) is not None)

    def note(self, response: Response, place: Place) -> Capture:
        """Remembers a response that stands in the archive."""
        kept = self._kept(response)
        return self._note(response, place, kept, repeated=kept is not None)

    def _note(self, response: Response, place: Place, kept: Kept | None, *, repeated: bool) -> Capture:
        capture = Capture.of(response, place, repeated=repeated)
        if response.complete and response.status in (200, 304):
            self._answers[response.url] = LastAnswer(
                response.headers.get("etag"),
                response.headers.get("last-modified"),
                capture.body_hash,
                kept or Kept(place, response.fetched_at),
            )
        return capture

    def _kept(self, response: Response) -> Kept | None:
        last = self._answers.get(response.url)
        same = last is not None and response.complete and last.body_hash == digest(response.body)
        return last.kept if last is not None and same else None

    def filled(self, response: Response, archive: Archive) -> Response | None:
        """A 304 with the body and stamps it stands for; None when the archive no longer holds that body."""
        last = self._answers.get(response.url)
        body_at = archive.body_of(last.kept.place) if last else None
        earlier = archive.response(body_at) if body_at else None
        if last is None or earlier is None or not earlier.complete:
            return None
        stamps = {"etag": last.etag, "last-modified": last.last_modified}
        headers = {name: value for name, value in stamps.items() if value} | dict(response.headers)
        return replace(response, headers=headers, body=earlier.body)
