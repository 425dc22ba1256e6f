"""Reads a README as somebody sees it: blocks in order, without badges, comments and markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent
from typing import Literal

Kind = Literal["heading", "prose", "list", "table", "code", "picture"]

BADGE = re.compile(
    r"shields\.io|badge|badgen|codecov|coveralls|travis-ci|circleci|/actions/workflows/|pepy\.tech|"
    r"star-history|readme-stats|visitor|komarev|buymeacoffee|trendshift|contrib\.rocks|sonarcloud",
    re.IGNORECASE,
)
IMAGE = re.compile(
    r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)[^)]*\)|<img[^>]*?src=[\"']([^\"']+)[\"'][^>]*>", re.IGNORECASE
)
VIDEO = re.compile(
    r"<video\b|\.(?:gif|mp4|webm|mov)\b|asciinema\.org|loom\.com|youtu\.?be|user-attachments", re.IGNORECASE
)
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(\s*<?([^)\s>]+)[^)]*\)|<a[^>]*?href=[\"']([^\"']+)[\"'][^>]*>")
DIRECTIVE = re.compile(r"^\.\. ([\w-]+):: ?(\S*)", re.MULTILINE)
OPTION = re.compile(r"\s+:[\w-]+:")
FENCE = re.compile(r"^\s{0,3}(```+|~~~+)\s*([\w+-]*)")


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str  # what is seen; for pictures the address
    line: int
    note: str = ""  # language of code, level of a heading
    raw: str = ""


@lru_cache(maxsize=512)
def blocks(text: str) -> tuple[Block, ...]:
    """The README's blocks in reading order."""
    text = re.sub(r"\A---\n.*?\n---\n", _blank, text, flags=re.DOTALL)  # front matter
    text = re.sub(r"<!--.*?-->", _blank, text, flags=re.DOTALL)
    lines = text.splitlines()
    return tuple(_blocks(list(_marked_up(lines)) if DIRECTIVE.search(text) else lines))


def first(parts: tuple[Block, ...], characters: int) -> tuple[Block, ...]:
    """The blocks one sees within so many characters; pictures take no room."""
    seen, taken = 0, []
    for block in parts:
        if seen >= characters:
            break
        room = characters - seen
        taken.append(Block(block.kind, block.text[:room], block.line, block.note, block.raw))
        if block.kind != "picture":
            seen += len(block.text)
    return tuple(taken)


def sections(parts: tuple[Block, ...]) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Each heading with the blocks below it, deeper headings included."""
    for number, block in enumerate(parts):
        if block.kind != "heading":
            continue
        below = []
        for other in parts[number + 1 :]:
            if other.kind == "heading" and other.note <= block.note:
                break
            below.append(other)
        yield block, tuple(below)


def links(text: str) -> tuple[str, ...]:
    """Web addresses a README links to, badges left out, in order, once each."""
    plain = re.sub(r"\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)", "", text)  # a badge that is a link
    found = [m[2] or m[3] for m in LINK.finditer(plain)]
    found += re.findall(r"<(https?://[^>\s]+)>", plain)
    return tuple(dict.fromkeys(u for u in found if u and u.startswith("http") and not BADGE.search(u)))


def weight(text: str) -> float:
    """Length of prose in letters of an alphabet: a Chinese or Japanese sign says as much as three."""
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))
    return len(text) + 2 * wide


def sentences(text: str) -> int:
    return len([s for s in re.split(r"[.!?。！？؟।]+(?:\s|$)|[。！？]", text) if weight(s.strip()) >= 15])


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _marked_up(lines: list[str]) -> Iterator[str]:
    """reStructuredText's directives as Markdown, line for line: pictures, code, and what nobody sees."""
    inside = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if inside and (not line.strip() or line[:1].isspace()):
            ends = inside == "code" and following.strip() and not following[:1].isspace()
            yield "```" if ends else line if inside == "code" and not OPTION.match(line) else ""
            continue
        inside = ""
        if found := DIRECTIVE.match(line):
            inside = "code" if found[1] in ("code", "code-block", "sourcecode", "parsed-literal") else "other"
            pictured = found[1] in ("image", "figure")
            yield f"```{found[2]}" if inside == "code" else f"![]({found[2]})" if pictured else ""
        elif line.startswith(".. "):
            inside = "other"
            yield ""
        else:
            yield line


def _blocks(lines: list[str]) -> Iterator[Block]:
    prose: list[str] = []
    start, number = 1, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        fence = FENCE.match(line)
        following = lines[number] if number < len(lines) else ""
        heading = _heading(line, following)
        kind = (
            "list"
            if re.match(r"\s*(?:[-*+]|\d+[.)])\s+", line)
            else "table"
            if line.lstrip()[:1] == "|"
            else ""
        )
        if not (fence or heading or kind) and _plain(line):
            start = start if prose else number
            prose.append(line)
            yield from _pictures(line, number)
            continue
        if prose:
            yield Block("prose", " ".join(_plain(p) for p in prose), start, raw="\n".join(prose))
            prose = []
        if fence:
            first_line = next((n for n in range(number, len(lines)) if lines[n].strip()), number) + 1
            language = fence[2].lower()
            body, number = _until(lines, number, fence[1])
            if language in ("mermaid", "plantuml", "dot", "d2"):
                yield Block("picture", fence[2], first_line - 1, language)
            else:
                yield Block("code", body, first_line, language)
        elif heading:
            level, title, skip = heading
            yield Block("heading", title, number, str(level))
            number += skip
        elif kind:
            yield Block("list" if kind == "list" else "table", _plain(line), number, raw=line)
            yield from _pictures(line, number)
        else:
            yield from _pictures(line, number)
    if prose:
        yield Block("prose", " ".join(_plain(p) for p in prose), start, raw="\n".join(prose))


def _heading(line: str, following: str) -> tuple[int, str, int] | None:
    """Level, title, and how many lines of underline follow: Markdown, HTML and reStructuredText."""
    if found := re.match(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*$", line):
        return len(found[1]), _plain(found[2]), 0
    if found := re.match(r"\s*<h([1-6])[^>]*>(.*?)(?:</h\1>|$)", line, re.IGNORECASE):
        return int(found[1]), _plain(found[2]), 0
    if (
        line.strip()
        and re.fullmatch(r"(=|-|~|\^|\*|#)\1{2,}\s*", following)
        and len(following) >= len(line) * 0.6
    ):
        return 1 if following[0] in "=#*" else 2, _plain(line), 1
    return None


def _pictures(line: str, number: int) -> Iterator[Block]:
    for found in IMAGE.finditer(line):
        address = found[2] or found[3]
        if not BADGE.search(address):
            yield Block("picture", address, number)
    if re.search(r"<video\b", line, re.IGNORECASE):
        yield Block("picture", "video", number)


def _until(lines: list[str], number: int, fence: str) -> tuple[str, int]:
    body = []
    while number < len(lines) and not lines[number].lstrip().startswith(fence):
        body.append(lines[number])
        number += 1
    return dedent("\n".join(body)), number + 1


def _plain(line: str) -> str:
    """A line as it is seen: link texts stay, pictures, tags and marks go."""
    line = re.sub(r"\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)", "", line)
    line = IMAGE.sub("", line)
    line = LINK.sub(lambda m: m[1] or "", line)
    line = re.sub(r"<[^>]+>", "", line)
    line = re.sub(r"^\s*(?:[-*+>]|\d+[.)])\s+|\*\*|__|`", "", line)
    return line.replace("|", " ").strip(" \t=-")
