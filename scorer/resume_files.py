"""Reads DOCX, Markdown, plain text and JSON Resume into the same lines as a PDF."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.decoding import decoded
from scorer.facts import Hidden
from scorer.layout import Line
from scorer.resume_pdf import NotReadable, Pages

UNZIPPED = 50_000_000  # bytes a DOCX may hold
TEXT = 400_000  # characters of a resume in plain text
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLED_AWAY = re.compile(
    r"<(\w+)[^>]*style=[^>]*(?:display:\s*none|opacity:\s*0|font-size:\s*0)[^>]*>.*?</\1>", re.DOTALL
)
TINY_HALF_POINTS = 6  # w:sz counts half points: 3 pt


def read_docx(data: bytes) -> Pages:
    """A DOCX with its tables, text boxes, headers and footers, in document order."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > UNZIPPED:
                raise NotReadable("The DOCX unpacks to more than 50 MB: it is no resume.")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise NotReadable("The DOCX is damaged: save it anew.") from error
    pages = Pages(count=1)
    for section in document.sections:
        _paragraphs(section.header._element, pages)
    _paragraphs(document.element.body, pages)
    for section in document.sections:
        _paragraphs(section.footer._element, pages)
    pages.links += [
        rel.target_ref
        for rel in document.part.rels.values()
        if rel.is_external and rel.reltype.endswith("/hyperlink")
    ]
    pages.characters = sum(len(line.text) for line in pages.lines)
    if not pages.lines:
        raise NotReadable("The DOCX holds no text that can be seen.")
    return pages


def _paragraphs(element: Any, pages: Pages) -> None:
    for paragraph in element.iter(f"{WORD}p"):
        if any(parent.tag.endswith("}Fallback") for parent in paragraph.iterancestors()):
            continue  # Word writes a text box twice: once for itself, once for old readers
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        name = style.get(f"{WORD}val", "") if style is not None else ""
        numbered = paragraph.find(f"{WORD}pPr/{WORD}numPr") is not None or "List" in name
        shown, sizes, bolds = "", [11.0], []
        for run in _runs(paragraph):
            text = "".join(_said(part) for part in run)
            how = _hidden(run)
            if how and text.strip():
                pages.hidden.append(Hidden(text.strip()[:400], how, 1))
                continue
            shown += text
            size = run.find(f"{WORD}rPr/{WORD}sz")
            if size is not None:
                sizes.append(_number(size.get(f"{WORD}val")) / 2)
            bolds.append(run.find(f"{WORD}rPr/{WORD}b") is not None)
        heading = name.lower().startswith(("heading", "title"))
        for text in shown.splitlines():
            if text.strip():
                bullet = "• " if numbered else ""
                size = max(sizes) + (3 if heading else 0)
                pages.lines.append(Line(bullet + text.strip(), size, heading or all(bolds or [False]), 1))


def _runs(paragraph: Any) -> Iterator[Any]:
    """Runs of this paragraph, not those of a text box inside it: they come as paragraphs of their own."""
    for run in paragraph.iter(f"{WORD}r"):
        owner = next(p for p in run.iterancestors() if p.tag == f"{WORD}p")
        if owner is paragraph:
            yield run


def _said(part: Any) -> str:
    match part.tag.removeprefix(WORD):
        case "t":
            return part.text or ""
        case "tab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
    return ""


def _hidden(run: Any) -> str:
    """How a run is hidden; empty when it can be seen."""
    look = run.find(f"{WORD}rPr")
    if look is None:
        return ""
    vanish = look.find(f"{WORD}vanish")
    if vanish is not None and vanish.get(f"{WORD}val", "true") not in ("0", "false"):
        return "marked as hidden"
    size = look.find(f"{WORD}sz")
    if size is not None and _number(size.get(f"{WORD}val")) <= TINY_HALF_POINTS:
        return "too small to read"
    color = look.find(f"{WORD}color")
    shade = look.find(f"{WORD}shd")
    behind = shade.get(f"{WORD}fill", "FFFFFF") if shade is not None else "FFFFFF"
    behind = "FFFFFF" if behind in ("auto", "") else behind
    highlighted = look.find(f"{WORD}highlight") is not None
    # A white word in a dark table cell is seen; a cell's colour is its ancestor's business.
    cell = next((a.find(f"{WORD}tcPr/{WORD}shd") for a in run.iterancestors(f"{WORD}tc")), None)
    if cell is not None and shade is None and cell.get(f"{WORD}fill", "auto") != "auto":
        behind = cell.get(f"{WORD}fill")
    if color is not None and not highlighted and _near(color.get(f"{WORD}val", ""), behind):
        return "of the colour of what is behind it"
    return ""


def _near(one: str, other: str) -> bool:
    if not all(re.fullmatch(r"[0-9A-Fa-f]{6}", c) for c in (one, other)):
        return False
    pairs = [(int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (0, 2, 4)]
    return max(abs(a - b) for a, b in pairs) <= 28


def _number(text: str | None) -> float:
    return float(text) if text and text.replace(".", "", 1).isdigit() else 22.0


def read_text(data: bytes) -> Pages:
    """Markdown or plain text, line by line."""
    text = decoded(data)
    if len(text) > TEXT:
        raise NotReadable("The file holds more text than a resume.")
    text, hidden = _without_hidden(text)
    pages = Pages(count=1, hidden=hidden)
    for line in text.splitlines():
        found = re.match(r"\s*(#{1,6})\s+(.*)", line)
        shown = re.sub(r"!?\[([^\]]*)\]\(([^)]*)\)", r"\1", found[2] if found else line)
        shown = re.sub(r"\*\*|__|`|<[^>]+>", "", shown).strip()
        if shown and not re.fullmatch(r"[-=_*]{3,}", shown):
            size = 18.0 - 2 * len(found[1]) if found else 10.0
            pages.lines.append(Line(shown, max(size, 10.5) if found else size, bool(found), 1))
        pages.links += re.findall(r"\]\((\S+?)\)", line)
    pages.characters = len(text)
    if not pages.lines:
        raise NotReadable("The file is empty.")
    return pages


def _without_hidden(text: str) -> tuple[str, list[Hidden]]:
    """Comments are not seen once Markdown is shown, and neither are letters of no width."""
    hidden = [Hidden(m[1].strip()[:400], "in a comment", 1) for m in re.finditer(r"<!--(.*?)-->", text, re.S)]
    hidden += [
        Hidden(re.sub(r"<[^>]+>", "", m[0]).strip()[:400], "styled away", 1)
        for m in STYLED_AWAY.finditer(text)
    ]
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = STYLED_AWAY.sub("", text)
    return re.sub("[\u200b\u200c\u2060\ufeff]", "", text), hidden


def read_json(data: bytes) -> Pages:
    """JSON Resume (jsonresume.org), written out as the lines a page would show."""
    try:
        resume = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise NotReadable("The file looks like JSON and is not: check it with a validator.") from error
    if not isinstance(resume, Mapping) or not isinstance(resume.get("basics"), Mapping):
        raise NotReadable("The JSON is no JSON Resume: it needs `basics`, see jsonresume.org.")
    pages = Pages(count=1)
    basics = resume["basics"]
    _say(pages, _text(basics, "name"), size=20)
    _say(pages, _text(basics, "label"))
    profiles = [_text(p, "url") for p in _items(basics, "profiles")]
    _say(
        pages,
        " | ".join(
            filter(None, (_text(basics, "email"), _text(basics, "phone"), _text(basics, "url"), *profiles))
        ),
    )
    pages.links += [url for url in (_text(basics, "url"), *profiles) if url]
    if _text(basics, "summary"):
        _say(pages, "Summary", size=14)
        _say(pages, _text(basics, "summary"))
    for heading, key, names in (
        ("Experience", "work", ("position", "name")),
        ("Experience", "volunteer", ("position", "organization")),
        ("Projects", "projects", ("name",)),
        ("Education", "education", ("studyType", "area", "institution")),
        ("Certificates", "certificates", ("name", "issuer")),
        ("Achievements", "awards", ("title",)),
    ):
        items = _items(resume, key)
        if items:
            _say(pages, heading, size=14)
        for item in items:
            until = _text(item, "endDate") or ("Present" if _text(item, "startDate") else "")
            dates = " - ".join(filter(None, (_text(item, "startDate")[:7], until[:7]))) or _text(item, "date")
            title = ", ".join(filter(None, (_text(item, name) for name in names)))
            _say(pages, "\t".join(filter(None, (title, dates))))
            _say(pages, _text(item, "summary") or _text(item, "description"))
            for one in item.get("highlights") or ():
                _say(pages, f"• {one}")
            pages.links += [url for url in (_text(item, "url"),) if url]
    skills = _items(resume, "skills")
    if skills:
        _say(pages, "Skills", size=14)
    for item in skills:
        words = ", ".join(str(k) for k in item.get("keywords") or ())
        _say(pages, ": ".join(filter(None, (_text(item, "name"), words))))
    pages.characters = sum(len(line.text) for line in pages.lines)
    return pages


def _say(pages: Pages, text: str, size: float = 10.0) -> None:
    for line in text.splitlines():
        if line.strip():
            pages.lines.append(Line(line.strip(), size, size > 12, 1))


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value[:5_000] if isinstance(value, str) else ""


def _items(item: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = item.get(key)
    return [one for one in value if isinstance(one, Mapping)][:200] if isinstance(value, list) else []
