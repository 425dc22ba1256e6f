"""One WARC record: made of a response, read back, and checked whether it is all there.

A cut record reads as a short body without any error, so lengths and digests are checked here: a damaged
record is a capture that is not complete, never an empty listing.
"""

import base64
import hashlib
import uuid
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from fastwarc import GzipWriter, WarcRecord, WarcRecordType

from pipeline.http import Response
from pipeline.moved import Place

SOFTWARE = "hiresignal"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
KEPT_HEADERS = ("content-type", "etag", "last-modified", "retry-after")
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


def entry_of(record: WarcRecord, name: str, run: str | None, synthetic: bool) -> Entry:
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
        refers_to(record),
    )


def one_member(path: Path) -> bool:
    with path.open("rb") as stream:
        member = zlib.decompressobj(wbits=31)
        while not member.eof and (chunk := stream.read(1 << 16)):
            member.decompress(chunk)
        return member.eof and not member.unused_data and not stream.read(1)


def check_tail(path: Path, last: int) -> None:
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


def write(record: WarcRecord, stream: BinaryIO) -> None:
    member = BytesIO()  # built whole, so that a file never holds half a gzip member of ours
    writer = GzipWriter(member)
    record.write(writer, checksum_data=True)
    writer.finish()
    stream.write(member.getvalue())
    stream.flush()


def record_of(kind: WarcRecordType, url: str | None, at: datetime, body: bytes) -> WarcRecord:
    record = WarcRecord()
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{url} {at.isoformat()} {digest(body)}")
    record.init_headers(record_type=kind, record_urn=f"uuid:{name}".encode())
    record.headers["WARC-Date"] = _stamp(at)
    if url:
        record.headers["WARC-Target-URI"] = url
    return record


def warcinfo(filename: str, run: str, synthetic: bool) -> WarcRecord:
    at = datetime.strptime(run[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    record = record_of(WarcRecordType.warcinfo, None, at, filename.encode())
    record.headers["WARC-Filename"] = filename
    record.headers["Content-Type"] = "application/warc-fields"
    fields = {"software": SOFTWARE, "format": "WARC File Format 1.1", "run": run}
    if synthetic:
        fields["synthetic"] = "true"
    record.set_bytes_content("".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode())
    return record


def response_record(response: Response, kept: Kept | None) -> WarcRecord:
    if response.url.startswith("file:"):
        record = record_of(WarcRecordType.resource, response.url, response.fetched_at, response.body)
        record.headers["Content-Type"] = response.headers.get("content-type", "application/octet-stream")
        record.set_bytes_content(response.body)
        return record
    kind = WarcRecordType.revisit if kept or response.status == 304 else WarcRecordType.response
    record = record_of(kind, response.url, response.fetched_at, response.body)
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
    write(response_record(response, None), stream)
    return stream.getvalue()


def _head(response: Response, length: int) -> bytes:
    lines = [f"HTTP/1.1 {response.status} "]
    lines += [f"{name}: {response.headers[name]}" for name in KEPT_HEADERS if name in response.headers]
    lines += [f"content-length: {length}", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def response_of(record: WarcRecord) -> tuple[Response, Place | None]:
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
    return Response(url, status, headers, body, _date(record), whole), refers_to(record)


def refers_to(record: WarcRecord) -> Place | None:
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


def fields(block: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in block.decode(errors="replace").splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
