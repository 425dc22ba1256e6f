"""Turns a posting's HTML into the plain text that every reader reads and every span indexes."""

import html as entities
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

PARAGRAPHS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr"),
        *("section", "article", "header", "footer", "main", "aside"),
    )
)
LINES = frozenset(
    (
        *("div", "li", "tr", "br", "dt", "dd", "address", "fieldset", "form", "figure", "figcaption", "nav"),
        *("option", "summary", "details"),
    )
)
CELLS = frozenset({"td", "th"})
UNSEEN = frozenset({"script", "style", "template", "head", "noscript", "svg", "iframe", "object"})

ANY_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--)")
BLOCK_TAG = re.compile(r"<(?:p|div|br|li|ul|ol|h[1-6]|table|tr|section|article|pre)\b", re.IGNORECASE)
ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;/?(?:p|div|br|li|ul|ol|h[1-6]|strong|b|em|span|section)\b", re.IGNORECASE
)
INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff\ud800-\udfff]")
BULLET = re.compile(r"^[ ]*[•·●▪◦‣∙○■►▸➢➤✓✔*–—-]+[ ]*(?=\S)", re.MULTILINE)
TOO_MANY_BREAKS = re.compile(r"\n\n\n+")
MAX_ESCAPES = 3  # Greenhouse escapes once, feeds that copy it escape again


def from_html(html: str) -> str:
    """Plain text of a posting's HTML: a line a block, "- " before items, blank lines between paragraphs.

    HTML that was escaped once or twice is unescaped first. Text without any tag keeps its lines.
    """
    for _ in range(MAX_ESCAPES):
        if not ESCAPED_TAG.search(html) or BLOCK_TAG.search(html):
            break
        html = entities.unescape(html)
    if not ANY_TAG.search(html):
        return tidy(entities.unescape(html))
    keep_breaks = not BLOCK_TAG.search(html)
    return tidy(_walk(INVISIBLE.sub("", html), keep_breaks=keep_breaks))


def tidy(text: str) -> str:
    """The same text without invisible characters, odd spaces and piled-up blank lines."""
    seen = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in seen.split("\n")]
    return TOO_MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def _walk(html: str, *, keep_breaks: bool) -> str:
    root = LexborHTMLParser(html).root
    if root is None:
        return ""
    page = _Page()
    # An explicit stack: a hostile page can nest deeper than Python recurses.
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            page.leave(tag)
            if node.next is not None and node is not root:
                stack.append((node.next, False))
            continue
        if tag == "-text":
            page.write(node.text_content or "", keep_breaks=keep_breaks)
        if tag in UNSEEN or tag.startswith("-"):
            if node.next is not None:
                stack.append((node.next, False))
            continue
        page.enter(tag)
        stack.append((node, True))
        if node.child is not None:
            stack.append((node.child, False))
    return "".join(page.pieces)


def _in_one_line(words: str) -> str:
    """The words with one space between them, and one before and after where there was any."""
    before, after = " " * words[0].isspace(), " " * words[-1].isspace()
    return f"{before}{' '.join(words.split())}{after}"


class _Page:
    """Text as it is set: breaks are owed, and paid only when the next word arrives."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.owed = 0
        self.bullet = False
        self.space = False
        self.preformatted = 0
        self.items = 0

    def enter(self, tag: str) -> None:
        if tag == "pre":
            self.preformatted += 1
        self._owe(tag)
        if tag == "li":
            self.bullet = True
            self.items += 1
        elif tag in CELLS:
            self.space = True

    def leave(self, tag: str) -> None:
        if tag == "pre":
            self.preformatted -= 1
        if tag == "li":
            self.bullet = False
            self.items -= 1
        if tag != "br":
            self._owe(tag)

    def write(self, words: str, *, keep_breaks: bool) -> None:
        if not words or words.isspace():
            self.space = self.space or bool(words)
            return
        if not (self.preformatted or keep_breaks):
            words = _in_one_line(words)
        if self.owed:
            if self.pieces:
                self.pieces.append("\n" * self.owed)
            words = words.lstrip(" ")
        elif self.space:
            self.pieces.append(" ")
        if self.bullet:
            words = "- " + BULLET.sub("", words.lstrip())
        self.pieces.append(words)
        self.owed, self.space, self.bullet = 0, False, False

    def _owe(self, tag: str) -> None:
        if self.bullet:  # <li><p>: the paragraph begins on the bullet's own line
            return
        if tag in PARAGRAPHS:
            self.owed = max(self.owed, 1 if self.items else 2)
        elif tag == "br":
            self.owed = min(2, self.owed + 1)
        elif tag in LINES:
            self.owed = max(1, self.owed)
