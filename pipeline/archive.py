"""Every response kept as WARC (ISO 28500), one gzip file a source and run; reads ours and strangers'.

A cut record reads as a short body without any error, so lengths and digests are checked here: a damaged
record is a capture that is not complete, never an empty listing.
"""

import base64
import gzip
import hashlib
import os
import shutil
import tempfile
import uuid
import weakref
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, GzipWriter, WarcRecord, WarcRecordType

from pipeline.forgotten import Forgotten
from pipeline.http import Response
from pipeline.moved import Moved, Place, holds_bodies_only, run_of

SOFTWARE = "hiresignal"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
KEPT_HEADERS = ("content-type", "etag", "last-modified", "retry-after")
FILES = "*.warc*"
RESPONSES = (WarcRecordType.response, WarcRecordType.revisit, WarcRecordType.resource)
NEEDED = ("Content-Length", "WARC-Date", "WARC-Target-URI")


@dataclass(frozen=True, slots=True)
class Kept:
    """A body that stands in the archive already."""

    place: Place
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of an archive, without its body."""

    place: Place
    url: str
    fetched_at: datetime
    digest: str | None
    revisit: bool  # the body stands elsewhere
    status: int  # 0 when no response came
    run: str | None  # None in archives of others
    synthetic: bool
    failure: str | None  # why no response came; None for a response
    refers_to: Place | None = None  # where a revisit says its body stands


def digest(body: bytes) -> str:
    """The payload digest as WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


class Archive:
    """The files of one folder. Writing appends to the current run's files; reading needs no run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unpacked: Path | None = None
        self._moved: Moved | None = None
        self._forgotten: Forgotten | None = None

    def keep(
        self, response: Response, *, source: str, run: str, synthetic: bool, kept: Kept | None = None
    ) -> Place:
        """Writes a response and says where; a body that stands at `kept` already is not written twice."""
        return self._append(_of(response, kept), source=source, run=run, synthetic=synthetic)

    def keep_failure(
        self, url: str, reason: str, at: datetime, *, source: str, run: str, synthetic: bool
    ) -> Place:
        """Writes that nothing came, so that a database rebuilt from the archive knows it too."""
        record = _record(WarcRecordType.metadata, url, at, reason.encode())
        record.headers["Content-Type"] = "text/plain; charset=utf-8"
        record.set_bytes_content(reason.encode())
        return self._append(record, source=source, run=run, synthetic=synthetic)

    def response(self, place: Place, *, body_at: Place | None = None) -> Response:
        """The response at a place; a revisit answers with the body it refers to, or the one at `body_at`."""
        place = self.moved.now_at(place) or place
        with self._path(place.file).open("rb") as stream:
            stream.seek(place.position)
            record = next(iter(ArchiveIterator(stream, parse_http=False)), None)
            if record is None:
                raise OSError(f"{place.file} ends before byte {place.position}")
            response, refers_to = _response(record)
        refers_to = refers_to or body_at
        if refers_to is None:
            return response
        if not self.holds(refers_to):
            return replace(response, complete=False)  # pruned, or never copied along
        earlier = self.response(refers_to)
        return replace(response, body=earlier.body, complete=response.complete and earlier.complete)

    @property
    def moved(self) -> Moved:
        """Where records went when files were written anew."""
        if self._moved is None:
            self._moved = Moved.of(self.folder)
        return self._moved

    @property
    def forgotten(self) -> Forgotten:
        """Postings that must not come back."""
        if self._forgotten is None:
            self._forgotten = Forgotten.of(self.folder)
        return self._forgotten

    def holds(self, place: Place) -> bool:
        """Does the record of a place still stand here? Old files are pruned, or were never copied along."""
        found = self.moved.now_at(place)
        return found is not None and (self.folder / found.file).exists()

    def body_of(self, place: Place) -> Place | None:
        """Where the body of a record stands, which a revisit only refers to; None when it is gone."""
        found: Place | None = place
        while found is not None and self.holds(found):
            found = self.moved.now_at(found) or found
            with self._path(found.file).open("rb") as stream:
                stream.seek(found.position)
                record = next(iter(ArchiveIterator(stream, parse_http=False)), None)
                if record is None:
                    return None
                if record.record_type != WarcRecordType.revisit:
                    return found
                found = _refers_to(record)
        return None

    def entries(self) -> Iterator[Entry]:
        """All records that hold a response or tell of a failure, file by file, in their order."""
        for name in self.names():
            yield from self.entries_of(name)

    def names(self) -> list[str]:
        """The files that count; not those that were written anew, nor a rewriting that was interrupted."""
        found = (str(path.relative_to(self.folder)) for path in sorted(self.folder.rglob(FILES)))
        return [name for name in found if self.moved.counts(name)]

    def runs(self) -> set[str]:
        """The runs whose files stand here."""
        return {run_of(name) for name in self.names() if not holds_bodies_only(name)}

    def entries_of(self, name: str) -> Iterator[Entry]:
        """The records of one file, in their order."""
        path = self.folder / name
        run: str | None = None
        synthetic = False
        last = 0
        try:
            self._unpack(path, name)
            for record in ArchiveIterator(str(self._path(name)), parse_http=False):
                last = record.stream_pos
                if record.record_type == WarcRecordType.warcinfo:
                    fields = _fields(record.reader.read())
                    if fields.get("software") == SOFTWARE:
                        run, synthetic = fields.get("run"), fields.get("synthetic") == "true"
                elif record.record_type in RESPONSES or (
                    run and record.record_type == WarcRecordType.metadata
                ):
                    yield _entry(record, name, run, synthetic)
            if self._path(name) == path:
                _check_tail(path, last)
        except (OSError, EOFError) as error:  # damaged: everything before stays readable
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Entry(Place(name, 0), "", at, None, False, 0, run, synthetic, f"unreadable: {error}")

    def _path(self, name: str) -> Path:
        unpacked = self._unpacked and self._unpacked / name
        return unpacked if unpacked and unpacked.exists() else self.folder / name

    def _unpack(self, path: Path, name: str) -> None:
        """A file gzipped as one piece has no places to go back to: it is read from an unpacked copy."""
        if self._unpacked:
            (self._unpacked / name).unlink(missing_ok=True)  # of an earlier look at a file that changed since
        if path.suffix != ".gz" or not _one_member(path):
            return
        if self._unpacked is None:
            self._unpacked = Path(tempfile.mkdtemp(prefix="hiresignal-"))
            weakref.finalize(self, shutil.rmtree, self._unpacked, ignore_errors=True)
        copy = self._unpacked / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path) as packed, copy.open("wb") as plain:
            shutil.copyfileobj(packed, plain)

    def _append(self, record: WarcRecord, *, source: str, run: str, synthetic: bool) -> Place:
        path = self.folder / f"{source.replace(':', '_')}-{run}.warc.gz"
        self.folder.mkdir(parents=True, exist_ok=True)
        begun = path.stat().st_size if path.exists() else 0
        try:
            with path.open("ab") as stream:
                if begun == 0:
                    _write(_warcinfo(path.name, run, synthetic), stream)
                position = stream.tell()
                _write(record, stream)
        except OSError:
            if begun:
                os.truncate(path, begun)  # a full disk must not leave half a record behind
            else:
                path.unlink(missing_ok=True)
            raise
        return Place(path.name, position)


def _entry(record: WarcRecord, name: str, run: str | None, synthetic: bool) -> Entry:
    if missing := [header for header in NEEDED if not record.headers.get(header)]:
        raise OSError(f"a record without {' and '.join(missing)} at byte {record.stream_pos}")
    failure, status = None, 200
    if record.record_type == WarcRecordType.metadata:
        failure, status = record.reader.read().decode(errors="replace") or "cut off", 0
    elif record.record_type != WarcRecordType.resource:
        words = record.reader.read(32).split()
        status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return Entry(
        Place(name, record.stream_pos),
        _header(record, "WARC-Target-URI").strip("<>"),
        _date(record),
        record.headers.get("WARC-Payload-Digest"),
        record.record_type == WarcRecordType.revisit,
        status,
        run,
        synthetic,
        failure,
        _refers_to(record),
    )


def _one_member(path: Path) -> bool:
    with path.open("rb") as stream:
        member = zlib.decompressobj(wbits=31)
        while not member.eof and (chunk := stream.read(1 << 16)):
            member.decompress(chunk)
        return member.eof and not member.unused_data and not stream.read(1)


def _check_tail(path: Path, last: int) -> None:
    """A gzip member cut in its first bytes yields no record and no error: find what nobody read."""
    if path.suffix != ".gz":
        return
    with path.open("rb") as stream:
        stream.seek(last)
        member = zlib.decompressobj(wbits=31)
        while not member.eof and (chunk := stream.read(1 << 16)):
            member.decompress(chunk)
        if not member.eof or member.unused_data or stream.read(1):
            raise OSError(f"cut off after the record at byte {last}")


def _write(record: WarcRecord, stream: BinaryIO) -> None:
    member = BytesIO()  # built whole, so that a file never holds half a gzip member of ours
    writer = GzipWriter(member)
    record.write(writer, checksum_data=True)
    writer.finish()
    stream.write(member.getvalue())
    stream.flush()


def _record(kind: WarcRecordType, url: str | None, at: datetime, body: bytes) -> WarcRecord:
    record = WarcRecord()
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{url} {at.isoformat()} {digest(body)}")
    record.init_headers(record_type=kind, record_urn=f"uuid:{name}".encode())
    record.headers["WARC-Date"] = _stamp(at)
    if url:
        record.headers["WARC-Target-URI"] = url
    return record


def _warcinfo(filename: str, run: str, synthetic: bool) -> WarcRecord:
    at = datetime.strptime(run[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    record = _record(WarcRecordType.warcinfo, None, at, filename.encode())
    record.headers["WARC-Filename"] = filename
    record.headers["Content-Type"] = "application/warc-fields"
    fields = {"software": SOFTWARE, "format": "WARC File Format 1.1", "run": run}
    if synthetic:
        fields["synthetic"] = "true"
    record.set_bytes_content("".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode())
    return record


def _of(response: Response, kept: Kept | None) -> WarcRecord:
    if response.url.startswith("file:"):
        record = _record(WarcRecordType.resource, response.url, response.fetched_at, response.body)
        record.headers["Content-Type"] = response.headers.get("content-type", "application/octet-stream")
        record.set_bytes_content(response.body)
        return record
    kind = WarcRecordType.revisit if kept or response.status == 304 else WarcRecordType.response
    record = _record(kind, response.url, response.fetched_at, response.body)
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.headers["WARC-Payload-Digest"] = digest(response.body)
    if not response.complete:
        record.headers["WARC-Truncated"] = "disconnect"
    if kind is WarcRecordType.revisit:
        record.headers["WARC-Profile"] = NOT_MODIFIED if response.status == 304 else IDENTICAL
        if kept:
            record.headers["WARC-Refers-To-Target-URI"] = response.url
            record.headers["WARC-Refers-To-Date"] = _stamp(kept.fetched_at)
            record.headers["WARC-Refers-To-Filename"] = kept.place.file
            record.headers["WARC-Refers-To-Offset"] = str(kept.place.position)
    body = b"" if kind is WarcRecordType.revisit else response.body
    record.set_bytes_content(_head(response, len(response.body)) + body)
    return record


def member(response: Response) -> bytes:
    """The gzip member that holds a response, whole."""
    stream = BytesIO()
    _write(_of(response, None), stream)
    return stream.getvalue()


def _head(response: Response, length: int) -> bytes:
    lines = [f"HTTP/1.1 {response.status} "]
    lines += [f"{name}: {response.headers[name]}" for name in KEPT_HEADERS if name in response.headers]
    lines += [f"content-length: {length}", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _response(record: WarcRecord) -> tuple[Response, Place | None]:
    block = record.reader.read()
    whole = len(block) == record.content_length and "WARC-Truncated" not in record.headers
    url = _header(record, "WARC-Target-URI").strip("<>")
    if record.record_type == WarcRecordType.resource:
        kind = _header(record, "Content-Type")
        return Response(url, 200, {"content-type": kind}, block, _date(record), whole), None
    raw = block.partition(b"\r\n\r\n")[2]
    record.set_bytes_content(block)
    record.parse_http(auto_decode="all")
    body = record.reader.read()
    head = record.http_headers
    status = int(head.status_code or 0) if head else 0
    headers = {name.lower(): value for name, value in head.items()} if head else {}
    if record.record_type != WarcRecordType.revisit:
        whole = whole and _length_fits(headers, raw) and _digest_fits(record, raw, body)
    return Response(url, status, headers, body, _date(record), whole), _refers_to(record)


def _refers_to(record: WarcRecord) -> Place | None:
    file, offset = _header(record, "WARC-Refers-To-Filename"), _header(record, "WARC-Refers-To-Offset")
    return Place(file, int(offset)) if file and offset.isdigit() else None


def _length_fits(headers: dict[str, str], raw: bytes) -> bool:
    stated = headers.get("content-length", "")
    return not stated.isdigit() or "transfer-encoding" in headers or len(raw) == int(stated)


def _digest_fits(record: WarcRecord, raw: bytes, body: bytes) -> bool:
    stated = _header(record, "WARC-Payload-Digest")
    algorithm, _, value = stated.partition(":")
    if algorithm.lower() not in ("sha1", "sha256", "sha512", "md5"):
        return True  # nothing to check against
    # Writers differ in whether the digest is of the bytes on the wire or of the decoded body.
    for candidate in (raw, body):
        found = hashlib.new(algorithm.lower(), candidate, usedforsecurity=False)
        if value.lower() in (found.hexdigest(), base64.b32encode(found.digest()).decode().lower()):
            return True
    return False


def _header(record: WarcRecord, name: str) -> str:
    return record.headers.get(name) or ""


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _date(record: WarcRecord) -> datetime:
    return _moment(_header(record, "WARC-Date"))


@lru_cache(maxsize=1024)
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _fields(block: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in block.decode(errors="replace").splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
