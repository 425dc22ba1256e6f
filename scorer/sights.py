"""Gathers what is seen in source, in whichever language: names with path and line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scorer.facts import Sight

LONGEST = 160  # characters of a name; longer is generated
LONG_TEXT = 80  # characters: a shorter constant is no prompt
USAGE = frozenset(
    (
        *("usage", "usage_metadata", "input_tokens", "output_tokens"),
        *("prompt_tokens", "completion_tokens", "total_tokens"),
    )
)
# A prompt that fences what it did not write: <document>{text}</document>
HTML = "style|script|title|div|span|body|head|html|table|tbody|thead|code|pre|button|option|label|text|svg"
FENCE = re.compile(
    "<(?!(?:" + HTML + r")\b)(\w{3,20})[^>\n]*>(?:\s|\\n)*(?:\{[^{}\n]*\}|%s|\$\{[^}\n]*\})(?:\s|\\n)*</\1>"
)


@dataclass(slots=True)
class Sights:
    """Everything seen so far in one repository."""

    imports: list[Sight] = field(default_factory=list)
    calls: list[Sight] = field(default_factory=list)
    keys: list[Sight] = field(default_factory=list)
    constants: list[Sight] = field(default_factory=list)
    bare_excepts: list[Sight] = field(default_factory=list)


class Gatherer:
    """What one file says: each name once, and what each local name stands for."""

    def __init__(self, path: str, test: bool, into: Sights) -> None:
        self.path, self.test, self.into = path, test, into
        self.names: dict[str, str] = {}
        self.seen: set[tuple[int, str, tuple[str, ...], bool, bool]] = set()
        self.assertions = 0

    def _add(
        self,
        sights: list[Sight],
        name: str,
        line: int,
        *,
        args: tuple[str, ...] = (),
        loop: bool = False,
        guarded: bool = False,
    ) -> None:
        key = (id(sights), name, args, loop, guarded)
        if name and len(name) <= LONGEST and key not in self.seen:
            self.seen.add(key)
            sights.append(Sight(name, self.path, line, self.test, args, loop, guarded))


def fences(path: str, source: str, *, test: bool, into: Sights) -> None:
    """Adds every place where foreign text is put between marks."""
    for found in FENCE.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        into.constants.append(Sight(f"fenced:{found[1].lower()}", path, line, test))
