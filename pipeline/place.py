"""A folder on a disk or in an S3 bucket, where files land whole or not at all."""

import posixpath
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pyarrow as pa
from pyarrow import fs

UNFINISHED = ".unfinished"


class Place(NamedTuple):
    """A folder on a disk or in a bucket."""

    files: fs.FileSystem
    path: str

    def below(self, *parts: str) -> str:
        return posixpath.join(self.path, *parts)

    def sizes(self) -> dict[str, int]:
        """Every file below, with its bytes."""
        inside = self.files.get_file_info(fs.FileSelector(self.path, allow_not_found=True, recursive=True))
        return {posixpath.relpath(each.path, self.path): each.size for each in inside if each.is_file}

    def read(self, name: str) -> bytes:
        with self.files.open_input_stream(self.below(name)) as stream:
            content: bytes = stream.read()
        return content

    def land(self, name: str, content: bytes | pa.Buffer) -> None:
        """Writes a file that is there whole or not at all, whoever else writes the same one."""
        if not isinstance(self.files, fs.LocalFileSystem):
            with self.files.open_output_stream(self.below(name)) as stream:  # S3 shows it once it is closed
                stream.write(content)
            return
        unfinished = self.below(f"{name}.{uuid4().hex}{UNFINISHED}")
        self.files.create_dir(posixpath.dirname(unfinished))
        with self.files.open_output_stream(unfinished) as stream:
            stream.write(content)
        self.files.move(unfinished, self.below(name))


def place(uri: str) -> Place:
    """A path, or `s3://bucket/folder`; AWS_ENDPOINT_URL names another server that speaks S3."""
    return Place(*fs.FileSystem.from_uri(uri if "://" in uri else str(Path(uri).resolve())))
