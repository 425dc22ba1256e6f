"""Tries a few links: does a page answer, and what does it say of itself?

A link comes from a stranger's README: the name is resolved first, every address it has must be public, and
the
connection goes to the address that was checked. Each redirect is a new link and is checked the same way.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable
from urllib.parse import urljoin, urlsplit

import httpx

from scorer.facts import Link

MOST = 12  # links a run
SECONDS = 8.0
BYTES = 200_000
REDIRECTS = 4
WORDS = 4_000  # characters kept of a page
AGENT = "hiresignal/0.1 (does this page answer? one request)"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """A link that is not tried: it leads inside."""


def public(address: Address) -> bool:
    """Reachable for anybody: not private, loopback, link-local, reserved or an embedded form of those."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return public(inner)
    return address.is_global and not address.is_multicast


def answers(urls: Iterable[str], *, allowed: Callable[[Address], bool] = public) -> tuple[Link, ...]:
    """What each link answers, in order; the first twelve."""
    return tuple(answer(url, allowed=allowed) for url in list(dict.fromkeys(urls))[:MOST])


def answer(url: str, *, allowed: Callable[[Address], bool] = public) -> Link:
    """What one link answers, redirects followed."""
    target = url
    for _ in range(REDIRECTS + 1):
        try:
            status, headers, body = _get(target, allowed)
        except Refused as error:
            return Link(url, None, reason=str(error))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            # A page that cannot be reached today is unknown, not dead: the network may be ours.
            return Link(url, None, reason=_why(error))
        if status in (301, 302, 303, 307, 308) and "location" in headers:
            target = urljoin(target, headers["location"])
            continue
        return _link(url, status, body)
    return Link(url, None, reason=f"more than {REDIRECTS} redirects")


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "no answer: its name is not known from here"
    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {SECONDS:.0f} seconds"
    return f"no answer ({type(error).__name__})"


def _get(url: str, allowed: Callable[[Address], bool]) -> tuple[int, httpx.Headers, bytes]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise Refused("not a plain web address")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _resolved(parts.hostname, port, allowed)
    shown = f"[{address}]" if address.version == 6 else str(address)
    query = f"?{parts.query}" if parts.query else ""
    with (
        httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "GET",
            f"{parts.scheme}://{shown}:{port}{parts.path or '/'}{query}",
            headers={"host": parts.netloc, "user-agent": AGENT, "accept": "text/html,*/*;q=0.5"},
            extensions={"sni_hostname": parts.hostname},
        ) as response,
    ):
        body = b""
        until = time.monotonic() + 2 * SECONDS
        for chunk in response.iter_bytes(16_384):
            body += chunk
            if len(body) >= BYTES or time.monotonic() > until:  # a page that drips is cut, not waited for
                break
        return response.status_code, response.headers, body[:BYTES]


def _resolved(host: str, port: int, allowed: Callable[[Address], bool]) -> Address:
    found = {
        ipaddress.ip_address(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    }
    if not found or not all(allowed(address) for address in found):
        raise Refused("the address is not public")
    return min(found, key=lambda address: (address.version, address))


def _link(url: str, status: int, body: bytes) -> Link:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(body.decode("utf-8", errors="replace"))
    title = page.css_first("title")
    for noise in page.css("script, style, noscript"):
        noise.decompose()
    words = re.sub(r"\s+", " ", page.body.text(separator=" ") if page.body else "")[:WORDS]
    posts = len(page.css("article")) or len(page.css("time"))
    entries = posts or len(re.findall(rb"<(?:item|entry)[\s>]", body))
    return Link(url, status, (title.text().strip() if title else "")[:200], words.strip(), entries)
