"""A server on loopback that stands for every site."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the far side says to one address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    cut: int | None = None  # close the connection after so many bytes of the body
    wait: float = 0.0  # seconds until it answers, or until the far side ends
    speak: Callable[[BaseHTTPRequestHandler], None] | None = None  # does all of it itself, or may refuse to


@dataclass
class FarSide:
    """A server on loopback that stands for every site: address -> what it answers, and what it was asked."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    sent: int = 0  # bytes of all answers, heads included
    ended: threading.Event = field(default_factory=threading.Event)  # nobody waits any more

    def urls(self) -> list[str]:
        return [url for url, _ in self.asked]


@contextmanager
def serving() -> Iterator[FarSide]:
    """A far side that runs; asking it for an address it has no answer for is an error."""
    side = FarSide()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            write = self.wfile.write

            def counted(data: bytes) -> int:
                side.sent += len(data)
                return write(data)

            self.wfile.write = counted  # type: ignore[method-assign]

        def do_GET(self) -> None:
            url = self.path.removeprefix("/")
            asked = {name.lower(): value for name, value in self.headers.items()}
            side.asked.append((url, asked))
            answer = side.answers.get(url)
            if answer is None:
                if not url.endswith("/robots.txt"):
                    side.unknown.append(url)
                answer = Answer(status=404)
            if answer.wait:
                side.ended.wait(answer.wait)
            if answer.etag and asked.get("if-none-match") == answer.etag:
                answer = Answer(status=304, etag=answer.etag)
            if answer.speak:
                self.close_connection = True
                answer.speak(self)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.etag:
                self.send_header("etag", answer.etag)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            with suppress(ConnectionError):  # the client has had enough
                self.wfile.write(answer.body[: answer.cut])
            if answer.cut is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    side.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield side
    side.ended.set()
    server.shutdown()
    server.server_close()
    thread.join()
    assert not side.unknown, f"asked for addresses that are not recorded: {side.unknown}"
