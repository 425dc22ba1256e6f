"""What a page of the app shows, as its tests ask for it."""

import re
from typing import NamedTuple

from streamlit.testing.v1 import AppTest

FIGURE = re.compile(r"(?P<title>.+)\n\n\*\*(?P<value>.+)\*\*(?:\n\n(?P<says>.+))?")


class Shown(NamedTuple):
    """A key figure; `hover` is what its help says."""

    value: str
    says: str
    hover: str


def figures(app: AppTest) -> dict[str, Shown]:
    """The key figures of a page by their titles."""
    found = {}
    for element in app.markdown:
        if figure := FIGURE.fullmatch(element.value.replace("\\", "")):
            hover = element.proto.help.replace("\\", "")
            found[figure["title"]] = Shown(figure["value"], figure["says"] or "", hover)
    return found
