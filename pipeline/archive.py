"""Every response kept as WARC (ISO 28500), one gzip file a source and run; reads ours and strangers'."""

import gzip
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.forgotten import Forgotten
from pipeline.http import Response
from pipeline.moved import Moved, Place, holds_bodies_only, run_of
from pipeline.warc import (
    SOFTWARE,
    Entry,
    Kept,
    check_tail,
    entry_of,
    fields,
    one_member,
    record_of,
    refers_to,
    response_of,
    response_record,
    warcinfo,
    write,
)

FILES = "*.warc*"
RESPONSES = (WarcRecordType.response, WarcRecordType.revisit, WarcRecordType.resource)


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
        return self._append(response_record(response, kept), source=source, run=run, synthetic=synthetic)

    def keep_failure(
        self, url: str, reason: str, at: datetime, *, source: str, run: str, synthetic: bool
    ) -> Place:
        """Writes that nothing came, so that a database rebuilt from the archive knows it too."""
        record = record_of(WarcRecordType.metadata, url, at, reason.encode())
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
            response, body_stands = response_of(record)
        body_stands = body_stands or body_at
        if body_stands is None:
            return response
        if not self.holds(body_stands):
            return replace(response, complete=False)  # pruned, or never copied along
        earlier = self.response(body_stands)
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
                found = refers_to(record)
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

    def parts(self) -> set[str]:
        """Source and run of every file that stands here whole, as `part` writes them."""
        whole = (name for name in self.names() if not holds_bodies_only(name))
        return {f"{Path(name).name.rpartition('-')[0]}-{run_of(name)}" for name in whole}

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
                    about = fields(record.reader.read())
                    if about.get("software") == SOFTWARE:
                        run, synthetic = about.get("run"), about.get("synthetic") == "true"
                elif record.record_type in RESPONSES or (
                    run and record.record_type == WarcRecordType.metadata
                ):
                    yield entry_of(record, name, run, synthetic)
            if self._path(name) == path:
                check_tail(path, last)
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
        if path.suffix != ".gz" or not one_member(path):
            return
        if self._unpacked is None:
            self._unpacked = Path(tempfile.mkdtemp(prefix="hiresignal-"))
            weakref.finalize(self, shutil.rmtree, self._unpacked, ignore_errors=True)
        copy = self._unpacked / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path) as packed, copy.open("wb") as plain:
            shutil.copyfileobj(packed, plain)

    def _append(self, record: WarcRecord, *, source: str, run: str, synthetic: bool) -> Place:
        path = self.folder / f"{part(source, run)}.warc.gz"
        self.folder.mkdir(parents=True, exist_ok=True)
        begun = path.stat().st_size if path.exists() else 0
        try:
            with path.open("ab") as stream:
                if begun == 0:
                    write(warcinfo(path.name, run, synthetic), stream)
                position = stream.tell()
                write(record, stream)
        except OSError:
            if begun:
                os.truncate(path, begun)  # a full disk must not leave half a record behind
            else:
                path.unlink(missing_ok=True)
            raise
        return Place(path.name, position)


def part(source: str, run: str) -> str:
    """What one source said in one run, as its file is named."""
    return f"{source.replace(':', '_')}-{run}"
