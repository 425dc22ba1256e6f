"""Reads the first line of a Hacker News posting: company | role | place | terms."""

import re
from functools import lru_cache
from typing import NamedTuple

THREAD = re.compile(r"^\s*ask hn|who is hiring|^\s*$", re.IGNORECASE)
LINK = re.compile(r"\(?https?://\S+|\(?\bwww\.\S+|\S+@\S+")
PARTING = re.compile(r"\s*\|+\s*")
# Prose that runs on, with or without a full stop: "Engineer | Oslo We are a bank".
SENTENCE = re.compile(
    r"(?<=[a-z)\]]{3})[.!?]\s+(?=[A-Z])|(?<=\|)\s*(?=(?:We|Our|At)\b)|(?<=\w)\s+(?=We['’ ][a-z]|Our [a-z])"
)
VERB = re.compile(r"\s*[a-z]+s\b")  # "Oslo Acme builds banks"
NOT_OF_THE_NAME = re.compile(r"\s*(?:\(.*|\s[-–—:].*|,.*|\bis hiring.*)$", re.IGNORECASE)
LONGEST = 400  # characters; some write the whole posting in one line


class Header(NamedTuple):
    """The first line as it stands, without its links and prose, that prose, and its parts.

    The first part is the company.
    """

    first: str
    line: str
    rest: str
    parts: tuple[str, ...]


def header(title: str, text: str) -> Header | None:
    """The header where the title is only the thread's; None for a posting with a title of its own."""
    return _parted(text.lstrip()[:LONGEST].split("\n", 1)[0]) if THREAD.search(title) else None


@lru_cache(maxsize=20_000)
def _parted(first: str) -> Header:
    line, *rest = SENTENCE.split(LINK.sub(" ", first).strip(), maxsplit=1)
    name = _name(line)
    again = line.find(f" {name} ", len(name))
    if name and again > 0 and VERB.match(line, again + len(name) + 1):
        line, rest = line[:again], [line[again:], *rest]
    parts = [part for part in PARTING.split(line) if part]
    if len(parts) < 2:  # some part with dashes or commas
        parts = [part.strip() for part in re.split(r"\s[-–—•]\s|;\s|,\s", line) if part.strip()]
    return Header(first, line, "\n".join(rest), tuple(parts) or ("",))


def employer(title: str, text: str) -> str:
    """The company that a header names first; empty where there is no header."""
    top = header(title, text)
    return _name(top.parts[0]) if top and len(top.parts) > 1 else ""


def _name(line: str) -> str:
    return NOT_OF_THE_NAME.sub("", line.split("|", 1)[0]).strip()
