"""How postings word their conditions: taxonomy/wording.toml as compiled patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files

PLACEHOLDER = re.compile(r"<([A-Z]+)>")


def pattern(table: str, name: str) -> re.Pattern[str]:
    """Any of the lines of a name, in upper or lower case."""
    return re.compile(alternatives(table, name), re.IGNORECASE)


def lower_pattern(table: str, name: str) -> re.Pattern[str]:
    """The same for a text already in lower case, which is twice as fast."""
    return re.compile(alternatives(table, name))


def lower_patterns(table: str, name: str) -> list[re.Pattern[str]]:
    """The same, every line a pattern of its own."""
    return [re.compile(line) for line in _lines(table, name)]


def lower_lines(table: str, name: str) -> re.Pattern[str]:
    """The same where ^ and $ stand for the ends of any line."""
    return re.compile(alternatives(table, name), re.MULTILINE)


def lower_words(table: str, name: str) -> re.Pattern[str]:
    """The same where every line begins with a word: most characters are passed over at once."""
    return re.compile(rf"(?<!\w)(?:{alternatives(table, name)})")


def whole_words(table: str, name: str) -> re.Pattern[str]:
    """The same as words of their own: not within other words, nor the first half of "R&D"."""
    return re.compile(rf"(?<![\w&'’])(?:{alternatives(table, name)})(?![\w'’])")


def alternatives(table: str, name: str) -> str:
    """The lines of a name joined with "or"."""
    return "|".join(_lines(table, name))


def _lines(table: str, name: str) -> list[str]:
    """The lines of a name, each name in <> replaced by what it stands for."""
    return [
        PLACEHOLDER.sub(lambda part: f"(?:{alternatives(table, part[1])})", line)
        for line in words(table, name)
    ]


def words(table: str, name: str) -> list[str]:
    """The lines of a name as plain words."""
    return _wording()[table][name]


def names(table: str) -> list[str]:
    """What a table holds, in its order."""
    return list(_wording()[table])


@cache
def _wording() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("analysis.taxonomy") / "wording.toml").read_text(encoding="utf-8"))
