"""One file a source of postings; the file name is the source's name, its docstring is what people read.

What every source says and does stands in `records.Source`. A source may also have

    FEED            the one board it is, where it needs no list of companies ("all", "newest")
    KEYS            settings it cannot do without; `{NAME}` in its requests stands for them
    A_DAY           requests its terms allow in a day
    IN_CHARTS       False where its rows must stay out of every chart
    board_on(url)   the board of a page that people see; board_of(url) is that of an address we ask
    whole(answers)  do these answers, each of them parsed, list the whole board? Without it any one does
"""

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


def keys() -> frozenset[str]:
    """The settings that some source cannot do without."""
    return frozenset(key for source in all_sources().values() for key in getattr(source, "KEYS", ()))


def named(url: str) -> tuple[str, str] | None:
    """The source and the board that a URL belongs to: an address we ask, or a page that people see."""
    for question in ("board_of", "board_on"):
        for name, source in all_sources().items():
            recognise = getattr(source, question, None)
            if recognise and (token := recognise(url)):
                return name, token
    return None
