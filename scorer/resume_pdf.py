"""Reads a PDF: words with their boxes, links, and which words nobody can see.

A word is seen when drawing the page without any text changes the pixels where it stands. That one comparison
finds
white text, text under a shape or a picture, zero opacity, invisible render modes and clipping alike.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from scorer.facts import Hidden
from scorer.layout import Line, Word, lines

PAGES = 12
SCALE = 2.0  # pixels a point
FAINT = 28  # of 255: a difference nobody reads
TINY = 3.2  # points from ascent to descent
PIXELS = 4_000  # a side; larger pages are drawn smaller
LIGATURES = dict(
    zip(
        "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
        ("ff", "fi", "fl", "ffi", "ffl", "st", "st"),
        strict=True,
    )
)


class NotReadable(Exception):
    """The file cannot be read as a resume; the words say what to do."""


@dataclass(slots=True)
class Pages:
    """What a file's pages say."""

    lines: list[Line] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    count: int = 0
    characters: int = 0
    garbled: int = 0


def read(data: bytes) -> Pages:
    """The pages of a PDF; raises NotReadable for scans, locked and broken files."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise NotReadable(
            "The PDF is locked: save it without a password."
            if locked
            else "The PDF is damaged: export it anew."
        ) from error
    with document:
        if len(document) > PAGES:
            raise NotReadable(
                f"The PDF has {len(document)} pages; a resume of more than {PAGES} is not read."
            )
        pages = Pages(count=len(document))
        for number in range(len(document)):
            _page(document[number], number + 1, pages, document)
    if not pages.lines:
        raise NotReadable(
            "The PDF holds pictures and no text that can be seen: it looks like a scan. It needs OCR first; "
            "better, export the resume from where it was written. Nothing is guessed."
        )
    return pages


def _page(page: pypdfium2.PdfPage, number: int, pages: Pages, document: pypdfium2.PdfDocument) -> None:
    width, height = page.get_size()
    words = list(_words(page, height))
    pages.links += list(_links(page, document))
    pages.characters += sum(len(w.text) for w in words)
    pages.garbled += sum(c in "\ufffd\x00" or "\ue000" <= c <= "\uf8ff" for w in words for c in w.text[1:])
    scale = min(SCALE, PIXELS / max(width, height, 1))
    changed = _changed(page, scale)
    seen: list[Word] = []
    for word in words:
        how = _unseen(word, width, height, changed, scale)
        if how and not (how == "off the page" and re.fullmatch(r"\W*(?:[Pp]age|\d+|of)\W*", word.text)):
            _note(pages.hidden, word.text, how, number)
        elif not how:
            seen.append(word)
    pages.lines += lines(seen, number)


def _note(hidden: list[Hidden], text: str, how: str, page: int) -> None:
    """Words hidden the same way on one page are one finding."""
    if hidden and (hidden[-1].how, hidden[-1].page) == (how, page) and len(hidden[-1].text) < 400:
        hidden[-1] = Hidden(f"{hidden[-1].text} {text}", how, page)
    else:
        hidden.append(Hidden(text, how, page))


def _unseen(word: Word, width: float, height: float, changed: Image.Image, scale: float) -> str:
    """How a word is hidden; empty when it can be seen."""
    if not re.search(r"\w", word.text):
        return ""  # a lone mark tells nothing either way
    if word.x1 <= 0 or word.y1 <= 0 or word.x0 >= width or word.y0 >= height:
        return "off the page"
    if word.size < TINY:
        return "too small to read"
    box = (
        max(0, int(word.x0 * scale)),
        max(0, int(word.y0 * scale)),
        min(changed.width, int(word.x1 * scale) + 1),
        min(changed.height, int(word.y1 * scale) + 1),
    )
    if box[2] <= box[0] or box[3] <= box[1]:
        return "off the page"
    seen = sum(changed.crop(box).histogram()[FAINT + 1 :])
    return "" if seen else "cannot be told from what is behind it"


def _changed(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    """Where text changes the picture: the page as it is against the page without its text."""
    whole = page.render(scale=scale).to_pil().convert("RGB")
    for text in _text_objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        pdfium.FPDFPageObj_SetIsActive(text, False)
    bare = page.render(scale=scale).to_pil().convert("RGB")
    red, green, blue = ImageChops.difference(whole, bare).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _text_objects(parent: object, count: object, get: object, depth: int = 0) -> Iterator[object]:
    for n in range(count(parent)):  # type: ignore[operator]
        item = get(parent, n)  # type: ignore[operator]
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
            yield from _text_objects(
                item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1
            )


def _words(page: pypdfium2.PdfPage, height: float) -> Iterator[Word]:
    text = page.get_textpage()
    raw = text.raw
    letters: list[tuple[str, float, float, float, float, bool]] = []
    for n in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, n)
        char = LIGATURES.get(chr(code), chr(code)) if code else "\ufffd"
        box = pdfium.FS_RECTF()
        if char.isspace() or not pdfium.FPDFText_GetLooseCharBox(raw, n, box):
            yield from _word(letters, height)
            letters = []
            continue
        if letters and _apart(letters[-1], box):
            yield from _word(letters, height)
            letters = []
        bold = pdfium.FPDFText_GetFontWeight(raw, n) >= 600 or _bold_name(raw, n)
        letters.append((char, box.left, box.bottom, box.right, box.top, bold))
    yield from _word(letters, height)


def _apart(before: tuple[str, float, float, float, float, bool], box: pdfium.FS_RECTF) -> bool:
    """Another line, or a gap no letter leaves."""
    size = max(before[4] - before[2], 0.1)
    return bool(
        box.left - before[3] > 0.22 * size
        or box.right < before[1] - 0.5 * size
        or abs((box.top + box.bottom) - (before[4] + before[2])) > size
    )


def _word(letters: list[tuple[str, float, float, float, float, bool]], height: float) -> Iterator[Word]:
    if not letters:
        return
    top, bottom = max(one[4] for one in letters), min(one[2] for one in letters)
    yield Word(
        text=_hyphens("".join(one[0] for one in letters)),
        x0=min(one[1] for one in letters),
        y0=height - top,
        x1=max(one[3] for one in letters),
        y1=height - bottom,
        size=top - bottom,
        bold=sum(one[5] for one in letters) * 2 > len(letters),
    )


def _hyphens(text: str) -> str:
    """One hyphen for all of them; a soft one drawn inside a word is a hyphen, at its end it may be a cut."""
    text = re.sub("[\u2010\u2011]", "-", text)
    text = re.sub("[\u00ad\x02](?=.)", "-", text)
    text = "-" if text in ("\u00ad", "\x02") else text
    return re.sub("-{2,}(?=\\w)", "-", text)


def _bold_name(raw: object, n: int) -> bool:
    name, flags = ctypes.create_string_buffer(80), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, n, name, 80, flags)
    font = bytes(name.value).lower()
    return bool(b"bold" in font or b"black" in font)


def _links(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument) -> Iterator[str]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action:
            continue
        length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if length > 1:
            address = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document.raw, action, address, length)
            yield address.value.decode("utf-8", errors="replace")
