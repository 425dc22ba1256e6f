"""The archive: what goes in comes out, and what is damaged says so."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc import ArchiveIterator, GzipWriter, WarcRecord, WarcRecordType

from pipeline.archive import Archive
from pipeline.http import Response
from pipeline.warc import Kept, digest

AT = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
RUN = "20260301T030000Z"
ANSWER = Response(
    "https://x.example/1", 200, {"etag": '"ü"', "content-type": "text/plain"}, b"hello " * 500, AT
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_a_response_comes_back_as_it_went_in(archive: Archive) -> None:
    place = archive.keep(ANSWER, source="ashby", run=RUN, synthetic=False)
    back = archive.response(place)
    assert (back.url, back.status, back.body, back.fetched_at) == (ANSWER.url, 200, ANSWER.body, AT)
    assert back.headers["etag"] == '"ü"'
    assert back.complete


def test_a_body_kept_before_is_written_once(archive: Archive) -> None:
    first = archive.keep(ANSWER, source="ashby", run=RUN, synthetic=False)
    size = (archive.folder / first.file).stat().st_size
    again = archive.keep(ANSWER, source="ashby", run=RUN, synthetic=False, kept=Kept(first, AT))
    not_modified = replace(ANSWER, status=304)
    third = archive.keep(not_modified, source="ashby", run=RUN, synthetic=False, kept=Kept(first, AT))
    assert archive.response(again).body == ANSWER.body
    assert archive.response(third).status == 304
    assert archive.response(third).body == ANSWER.body
    kinds = [r.record_type for r in ArchiveIterator(str(archive.folder / first.file), parse_http=False)]
    assert kinds == [
        WarcRecordType.warcinfo,
        WarcRecordType.response,
        WarcRecordType.revisit,
        WarcRecordType.revisit,
    ]
    assert size > 0


def test_a_revisit_whose_body_was_pruned_is_not_complete(archive: Archive) -> None:
    first = archive.keep(ANSWER, source="old", run=RUN, synthetic=False)
    again = archive.keep(ANSWER, source="new", run=RUN, synthetic=False, kept=Kept(first, AT))
    (archive.folder / first.file).unlink()
    assert not archive.response(again).complete


def test_a_failure_is_kept_too(archive: Archive) -> None:
    archive.keep_failure("https://x.example/2", "timed out", AT, source="ashby", run=RUN, synthetic=True)
    (entry,) = archive.entries()
    assert (entry.url, entry.failure, entry.run, entry.synthetic) == (
        "https://x.example/2",
        "timed out",
        RUN,
        True,
    )


def test_the_same_answers_make_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        place = Archive(tmp_path / name).keep(ANSWER, source="ashby", run=RUN, synthetic=False)
        files.append((tmp_path / name / place.file).read_bytes())
    assert files[0] == files[1]


def test_every_cut_is_noticed(archive: Archive, tmp_path: Path) -> None:
    """Wherever a file of two records is cut, what is left is either whole or said to be damaged."""
    archive.keep(ANSWER, source="ashby", run=RUN, synthetic=False)
    place = archive.keep(replace(ANSWER, url="https://x.example/2"), source="ashby", run=RUN, synthetic=False)
    whole = (archive.folder / place.file).read_bytes()
    ends = [entry.place.position for entry in archive.entries()] + [len(whole)]
    cut = Archive(tmp_path / "cut")
    cut.folder.mkdir()
    for length in range(1, len(whole)):
        (cut.folder / "x.warc.gz").write_bytes(whole[:length])
        entries = list(cut.entries())
        good = [e for e in entries if e.failure is None and cut.response(e.place).complete]
        assert all(cut.response(e.place).body == ANSWER.body for e in good)
        damaged = len(entries) > len(good)
        assert damaged != (length in ends), length


def test_a_body_shorter_than_it_states_is_not_complete(archive: Archive) -> None:
    place = archive.keep(
        replace(ANSWER, complete=False, body=b"hel"), source="ashby", run=RUN, synthetic=False
    )
    assert not archive.response(place).complete


def test_a_body_with_another_digest_is_not_complete(tmp_path: Path) -> None:
    _write_foreign(tmp_path / "x.warc.gz", b"what came", stated=digest(b"what was meant"))
    archive = Archive(tmp_path)
    (entry,) = archive.entries()
    assert not archive.response(entry.place).complete


@pytest.mark.parametrize("pack", ["a member a record", "one member", "plain"])
def test_archives_of_others_are_read(tmp_path: Path, pack: str) -> None:
    body = b"x" * 5000
    path = tmp_path / "foreign.warc.gz"
    for number in range(3):
        _write_foreign(path, body + str(number).encode(), url=f"https://x.example/{number}")
    if pack != "a member a record":
        plain = gzip.decompress(path.read_bytes())
        path.unlink()
        if pack == "plain":
            (tmp_path / "foreign.warc").write_bytes(plain)
        else:
            path.write_bytes(gzip.compress(plain))
    archive = Archive(tmp_path)
    found = [(e.url, e.run, archive.response(e.place).body[-1:]) for e in archive.entries()]
    assert found == [(f"https://x.example/{n}", None, str(n).encode()) for n in range(3)]


def test_a_compressed_and_chunked_body_is_decoded(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"jobs": []}')
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    _write_foreign(tmp_path / "x.warc.gz", chunked, head=head)
    archive = Archive(tmp_path)
    (entry,) = archive.entries()
    assert archive.response(entry.place).body == b'{"jobs": []}'
    assert archive.response(entry.place).complete


def _write_foreign(
    path: Path, body: bytes, *, url: str = "https://x.example/1", head: bytes = b"", stated: str | None = None
) -> None:
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = url
    record.headers["WARC-Date"] = "2026-03-01T03:00:00Z"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    if stated:
        record.headers["WARC-Payload-Digest"] = stated
    record.set_bytes_content((head or b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)) + body)
    with path.open("ab") as stream:
        writer = GzipWriter(stream)
        record.write(writer, checksum_data=True)
        writer.finish()
