"""One file a source of postings; the file name is the source's name."""

import importlib
import pkgutil
from functools import cache
from typing import cast

from pipeline.records import Source


@cache
def all_sources() -> dict[str, Source]:
    """Every source by name; files with a leading underscore are what several sources share."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return {name: cast("Source", importlib.import_module(f"{__name__}.{name}")) for name in names}


def feeds() -> dict[str, str]:
    """Sources that are one board in themselves, with that board's token: they need no list of companies."""
    return {name: feed for name, source in all_sources().items() if (feed := getattr(source, "FEED", None))}


def named(url: str) -> tuple[str, str] | None:
    """The source and the board that a URL belongs to: an address we ask, or a page that people see."""
    for question in ("board_of", "board_on"):
        for name, source in all_sources().items():
            recognise = getattr(source, question, None)
            if recognise and (token := recognise(url)):
                return name, token
    return None
