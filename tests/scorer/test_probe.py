"""Trying links: only public addresses, also after redirects, and bounded."""

import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scorer import probe


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.4.4", "169.254.169.254", "240.0.0.1", "100.64.1.1"),
        *(
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "224.0.0.1",
            "ff02::1",
        ),
    ],
)
def test_addresses_inside_are_refused(address: str) -> None:
    assert not probe.public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert probe.public(ipaddress.ip_address(address))


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("location", "/page")
                self.end_headers()
            elif self.path == "/inside":
                self.send_response(302)
                self.send_header("location", "http://169.254.169.254/latest/meta-data")
                self.end_headers()
            elif self.path == "/round":
                self.send_response(302)
                self.send_header("location", "/round")
                self.end_headers()
            elif self.path == "/endless":
                self.send_response(200)
                self.end_headers()
                for _ in range(400):
                    self.wfile.write(b"x" * 10_000)
            elif self.path == "/page":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(
                    b"<title>Shelfmark</title><script>no</script><p>Ask it</p>" + b"<article>a</article>" * 6
                )
            else:
                self.send_response(404)
                self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def loopback(address: probe.Address) -> bool:
    return address.is_loopback


def test_a_page_is_read(site: str) -> None:
    link = probe.answer(f"{site}/moved", allowed=loopback)
    assert (link.status, link.title, link.entries) == (200, "Shelfmark", 6)
    assert "Ask it" in link.words
    assert "no" not in link.words.split()


def test_a_missing_page_is_known_to_be_missing(site: str) -> None:
    assert probe.answer(f"{site}/gone", allowed=loopback).status == 404


def test_loopback_is_refused_by_default(site: str) -> None:
    link = probe.answer(f"{site}/page")
    assert link.status is None
    assert "not public" in link.reason


def test_a_redirect_inside_is_refused(site: str) -> None:
    link = probe.answer(f"{site}/inside", allowed=loopback)
    assert link.status is None
    assert "not public" in link.reason


def test_redirects_and_size_are_bounded(site: str) -> None:
    assert "redirects" in probe.answer(f"{site}/round", allowed=loopback).reason
    began = time.monotonic()
    assert len(probe.answer(f"{site}/endless", allowed=loopback).words) <= probe.WORDS
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "file:///etc/passwd", "http://user:pw@example.org/", "http://", "nonsense"]
)
def test_other_addresses_are_not_tried(url: str) -> None:
    assert probe.answer(url).status is None


def test_twelve_links_at_most(site: str) -> None:
    assert len(probe.answers((f"{site}/page?{n}" for n in range(40)), allowed=loopback)) == probe.MOST
