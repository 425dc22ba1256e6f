"""Which source a name or an address belongs to: pipeline/sources, the user's own files, the rates."""

from typing import cast

from pipeline import files, rates
from pipeline.records import Source
from pipeline.sources import all_sources, named


def source_named(name: str) -> Source:
    """The source of a name, such as `ashby`; `file:NAME` for a file of the user's own; `ecb` for rates."""
    if name.startswith("file:"):
        return cast("Source", files)  # a file is loaded, never asked for: it has no requests()
    return cast("Source", rates) if name == rates.NAME else all_sources()[name]


def recognise(url: str) -> tuple[str, str] | None:
    """The source and board a recorded URL belongs to; None when no source knows it."""
    if url.startswith("file:"):
        return files.source_of(url), files.BOARD
    if token := rates.board_of(url):
        return rates.NAME, token
    return named(url)
