"""Sends Streamlit's own files from memory, and names early those that the first page will ask for late.

A first visit asks for a hundred small files: to look one up and read it costs more than to send it, and a
browser learns of the elements' own files only when the elements arrive.
"""

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = Path(streamlit.__file__).with_name("static")
AT = "/static/"  # the address of files that carry a digest of what they hold in their names
TYPES = {
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".woff2": b"font/woff2",
}
KEPT = b"public, immutable, max-age=31536000"
# What stands on the first page, by its files.
ELEMENTS = ("Selectbox", "PageLink", "Html", "Button")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([\w.-]+\.js)["']""")


class Assets:
    """An application with Streamlit's files in front of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.files = {f"{AT}{file.relative_to(FOLDER / 'static').as_posix()}": file for file in _files()}
        self.early = ", ".join(f"<.{AT}js/{name}>; rel=modulepreload" for name in _early()).encode("ascii")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file of Streamlit's is sent whole; all else is the application's."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return await self.app(scope, receive, send)
        if file := self.files.get(scope["path"]):
            headers, body = _kept(file)
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            return await send({"type": "http.response.body", "body": body})

        async def named_early(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                message["headers"] = [*message["headers"], (b"link", self.early)]
            await send(message)

        return await self.app(scope, receive, named_early)


def _is_page(message: Message) -> bool:
    return any(name == b"content-type" and kind.startswith(b"text/html") for name, kind in message["headers"])


@cache
def _kept(file: Path) -> tuple[list[tuple[bytes, bytes]], bytes]:
    body = file.read_bytes()
    length = str(len(body)).encode("ascii")
    return [
        (b"content-type", TYPES[file.suffix]),
        (b"content-length", length),
        (b"cache-control", KEPT),
    ], body


def _files() -> list[Path]:
    return [file for file in (FOLDER / "static").rglob("*") if file.suffix in TYPES]


def _early() -> list[str]:
    """The files of the first page's elements, and what those import, but for what the page itself names."""
    named = set(re.findall(r"static/js/([\w.-]+\.js)", (FOLDER / "index.html").read_text("utf-8")))
    scripts = {file.name: file for file in _files() if file.suffix == ".js"}
    found = [name for name in sorted(scripts) if name.partition(".")[0] in ELEMENTS]
    for name in found:  # which grows meanwhile
        imported = sorted(set(IMPORTED.findall(scripts[name].read_text("utf-8"))))
        found += [one for one in imported if one not in found and one not in named]
    return found
