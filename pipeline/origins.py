"""Which source a name or an address belongs to: those of pipeline/sources, and the user's own files."""

from typing import cast

from pipeline import files
from pipeline.records import Source
from pipeline.sources import all_sources, named


def source_named(name: str) -> Source:
    """The source of a name, such as `ashby`; `file:NAME` for a file of the user's own."""
    # A file is loaded, never asked for: it is a source in all but requests().
    return cast("Source", files) if name.startswith("file:") else all_sources()[name]


def recognise(url: str) -> tuple[str, str] | None:
    """The source and board a recorded URL belongs to; None when no source knows it."""
    if url.startswith("file:"):
        return files.source_of(url), files.BOARD
    return named(url)
