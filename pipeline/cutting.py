"""Cuts forgotten postings out of what a site answered, whatever its format, and proves it by reading again.

A posting is looked for by its id: as a field of an item in a list, else anywhere within the item. What is
left must read as the same postings without the forgotten ones; a body that cannot be cut so is blanked.
"""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import ElementTree

from pipeline.forgotten import Forgotten
from pipeline.http import Response
from pipeline.records import NotAListing, Posting, Source
from pipeline.sources.careers import structured

TOTALS = ("total", "totalFound", "totalCount", "total_count")  # how many items a list says it has
Fits = Callable[[Any], bool]


def without(response: Response, site: Source, forgotten: Forgotten) -> Response | None:
    """The response without forgotten postings; None when nothing else was in it."""
    board = site.board_of(response.url)
    if board is None or not forgotten.boards:
        return response
    before = _postings(response, site)
    gone = {key for key in before if forgotten.has(key)}
    if not gone:
        return response
    second_best = None
    for body in _attempts(response.body, [before[key].native_id for key in gone]):
        cut = replace(response, body=body, headers=_unstamped(response))
        if _postings(cut, site).keys() == before.keys() - gone:
            if _says_as_much(site, response, cut):
                return cut
            second_best = second_best or cut  # one page of several, which looks like the last one now
    if second_best:
        return second_best
    if gone == before.keys():
        return None
    return replace(response, body=b"", complete=False, headers=_unstamped(response))


def _postings(response: Response, site: Source) -> dict[str, Posting]:
    try:
        return {item.key: item for item in site.parse(response) if isinstance(item, Posting)}
    except NotAListing:
        return {}


def _unstamped(response: Response) -> dict[str, str]:
    """Length and encoding were those of the whole body."""
    return {
        name: value
        for name, value in response.headers.items()
        if name not in ("content-length", "content-encoding", "transfer-encoding")
    }


def _says_as_much(site: Source, before: Response, after: Response) -> bool:
    """A list that was whole is whole without the posting too."""
    judge = getattr(site, "whole", None)
    return judge is None or bool(judge([before])) == bool(judge([after]))


def _attempts(body: bytes, ids: Collection[str]) -> Iterator[bytes]:
    paths = [path for one in ids if len(path := urlsplit(one).path) > 1 and path != one]

    def named(item: Any) -> bool:
        return isinstance(item, dict) and any(_is_one(value, ids) for value in item.values())

    def holding(item: Any) -> bool:
        said = json.dumps(item, ensure_ascii=False)
        return any(one in said for one in (*ids, *paths))

    for fits, outermost in ((named, True), (holding, True), (holding, False)):
        yield from _json(body, fits, outermost=outermost)
    yield from _xml(body, ids)
    for outermost in (True, False):
        yield from _page(body, holding, outermost=outermost)


def _is_one(value: Any, ids: Collection[str]) -> bool:
    return isinstance(value, str | int) and str(value) in ids


def _json(body: bytes, fits: Fits, *, outermost: bool) -> Iterator[bytes]:
    for totals in (True, False):
        try:
            tree = json.loads(body)
        except (ValueError, RecursionError):
            return
        removed = _cut(tree, fits, outermost=outermost)
        if removed and totals:
            _lower_totals(tree, removed)
        if removed:
            yield json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _cut(node: Any, fits: Fits, *, outermost: bool) -> int:
    """Removes items of lists; how many."""
    removed = 0
    if isinstance(node, dict):
        return sum(_cut(value, fits, outermost=outermost) for value in node.values())
    if isinstance(node, list):
        for item in list(node):
            inside = 0 if outermost and fits(item) else _cut(item, fits, outermost=outermost)
            if not inside and fits(item):
                node.remove(item)
                inside = 1
            removed += inside
    return removed


def _lower_totals(node: Any, removed: int) -> None:
    if isinstance(node, dict):
        for name, value in node.items():
            if name in TOTALS and type(value) is int:
                node[name] = max(0, value - removed)
            else:
                _lower_totals(value, removed)


def _xml(body: bytes, ids: Collection[str]) -> Iterator[bytes]:
    try:
        root: Element = ElementTree.fromstring(body)
    except (ParseError, ValueError):
        return
    found = [
        (parent, child)
        for parent in root.iter()
        for child in parent
        if any((field.text or "").strip() in ids for field in child)
    ]
    for parent, child in found:
        parent.remove(child)
    if found:
        yield tostring(root, encoding="utf-8", xml_declaration=True)


def _page(body: bytes, fits: Fits, *, outermost: bool) -> Iterator[bytes]:
    """Of a page with structured data only that data, as what people see there may say the same."""
    blocks = [block for block in structured(body) if block is not None]
    if _cut(blocks, fits, outermost=outermost):
        # "</" would end the script within a text
        scripts = (json.dumps(block).replace("</", "<\\/") for block in blocks)
        page = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
        yield f"<!doctype html><html><body>{page}</body></html>".encode()
