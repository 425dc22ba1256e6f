"""A night in which most that can go wrong on the other side does: it ends, and every board has an outcome."""

import gzip
import json
import random
import socket
import struct
import time
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result
from far_side import Answer, FarSide
from nights import board_url, job, listing, rows

from pipeline import http
from pipeline.cli import hiresignal

pytestmark = pytest.mark.slow

WELL, FLAKY = 30, 20  # boards that answer, and boards of which every tenth answer is a failure
JOBS = [job(number) for number in range(6)]
LISTING = listing(JOBS)
SLOW, HANGING = 1.5, 0.5  # seconds a whole answer may take, and seconds without a byte
MIB = 2**20
Speak = Callable[[BaseHTTPRequestHandler], None]


def headed(handler: BaseHTTPRequestHandler, **headers: str) -> None:
    handler.send_response(200)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def poured(handler: BaseHTTPRequestHandler, chunk: bytes, times: int, pause: float = 0.0) -> None:
    """Sends a chunk again and again, until it is done or nobody listens."""
    try:
        for _ in range(times):
            handler.wfile.write(chunk)
            handler.wfile.flush()
            time.sleep(pause)
    except OSError:
        pass  # the client went away, as it should


def dripping(handler: BaseHTTPRequestHandler) -> None:
    headed(handler, content_length="100000")
    poured(handler, b" ", 100, pause=HANGING / 4)


def hanging_midway(handler: BaseHTTPRequestHandler) -> None:
    headed(handler, content_length=str(len(LISTING)))
    poured(handler, LISTING[:400], 1, pause=4 * HANGING)


def reset_midway(handler: BaseHTTPRequestHandler) -> None:
    headed(handler, content_length=str(len(LISTING)))
    handler.wfile.write(LISTING[:400])
    handler.wfile.flush()
    reset(handler)


def reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def a_gigabyte(handler: BaseHTTPRequestHandler) -> None:
    headed(handler, content_length=str(1024 * MIB))
    poured(handler, b" " * MIB, 1024)


@cache
def bomb() -> bytes:
    return gzip.compress(b" " * (256 * MIB), compresslevel=1)


def a_bomb(handler: BaseHTTPRequestHandler) -> None:
    headed(handler, content_encoding="gzip")
    poured(handler, bomb(), 1)


def no_http(handler: BaseHTTPRequestHandler) -> None:
    poured(handler, b"SSH-2.0-OpenSSH_9.6\r\n", 1)


def unended_chunks(handler: BaseHTTPRequestHandler) -> None:
    headed(handler, transfer_encoding="chunked")
    poured(handler, b"190\r\n" + LISTING[:400] + b"\r\n", 1)


def flaky(chance: random.Random) -> Speak:
    def speak(handler: BaseHTTPRequestHandler) -> None:
        if chance.random() < 0.1:
            chance.choice((reset, reset_midway, no_http))(handler)
            return
        headed(handler, content_length=str(len(LISTING)))
        handler.wfile.write(LISTING)

    return speak


def spoilt(**fields: object) -> bytes:
    """A listing of which the last job is beyond belief."""
    return json.dumps({"jobs": [*JOBS, job(99) | fields]}).encode()


def sent_on(to: str) -> Answer:
    return Answer(status=302, headers={"location": to})


FAULTS: dict[str, tuple[Answer, str]] = {
    "dripping": (Answer(speak=dripping), "failed"),
    "hanging": (Answer(wait=2 * HANGING), "failed"),
    "hanging-midway": (Answer(speak=hanging_midway), "failed"),
    "reset": (Answer(speak=reset), "failed"),
    "reset-midway": (Answer(speak=reset_midway), "failed"),
    "unended": (Answer(speak=unended_chunks), "failed"),
    "cut": (Answer(LISTING, cut=400), "failed"),
    "no-http": (Answer(speak=no_http), "failed"),
    "error": (Answer(status=500), "failed"),
    "overloaded": (Answer(status=503, headers={"retry-after": "86400"}), "failed"),
    "too-many": (Answer(status=429, headers={"retry-after": "soon"}), "failed"),
    "forbidden": (Answer(status=403), "failed"),
    "gone": (Answer(status=404), "failed"),
    "gigabyte": (Answer(speak=a_gigabyte), "failed"),
    "bomb": (Answer(speak=a_bomb), "failed"),
    "loop": (sent_on(board_url("loop")), "failed"),
    "to-a-file": (sent_on("file:///etc/passwd"), "failed"),
    "nowhere": (Answer(status=302), "failed"),
    "no-gzip": (Answer(LISTING, headers={"content-encoding": "gzip"}), "failed"),
    "latin": (Answer(listing([job(1, "Développeur")]).decode("unicode_escape").encode("latin-1")), "failed"),
    "utf-16": (Answer(LISTING.decode().encode("utf-16")), "complete"),
    "garbage": (Answer(bytes(range(256))), "failed"),
    "cut-json": (Answer(LISTING[:-30]), "failed"),
    "login": (Answer(b"<html><form>Sign in</form></html>"), "failed"),
    "empty": (Answer(b""), "failed"),
    "no-jobs": (Answer(listing([])), "held"),
    "null": (Answer(b"null"), "failed"),
    "a-number": (Answer(b"1e400"), "failed"),
    "deep": (Answer(b"[" * 200_000), "failed"),
    "odd-items": (Answer(json.dumps({"jobs": [*JOBS, None, 7, "job", [], {}]}).encode()), "complete"),
    "half-a-letter": (Answer(spoilt(title="AI \ud800 Engineer")), "complete"),
    "zero-bytes": (Answer(spoilt(title="AI \0 Engineer", descriptionHtml="a\0b")), "complete"),
    "far-future": (Answer(spoilt(publishedAt="9999-12-31T23:59:59-14:00")), "complete"),
    "no-date": (Answer(spoilt(publishedAt="yesterday")), "complete"),
    "a-million": (Answer(spoilt(descriptionPlain="Python " * 150_000, descriptionHtml="")), "complete"),
    "number-for-text": (Answer(spoilt(title=7, location={"a": 1}, compensation=[1e400])), "complete"),
}  # fmt: skip


def night(far_side: FarSide, data: Path, boards: list[str]) -> Result:
    asked = [word for name in boards for word in ("--board", f"ashby:{name}")]
    words = ["refresh", *asked, "--data", str(data), "--far-side", far_side.address]
    return CliRunner().invoke(hiresignal, words)


def test_a_night_of_faults_ends_with_an_outcome_for_every_board(
    far_side: FarSide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUT", httpx.Timeout(HANGING))
    monkeypatch.setattr(http, "DEADLINE", SLOW)
    data, seen = tmp_path / "data", "select outcome, board from runs where run = (select max(run) from runs)"
    well, shaky = [f"well{n}" for n in range(WELL)], [f"shaky{n}" for n in range(FLAKY)]
    boards = [*well, *shaky, *FAULTS]
    far_side.answers = {board_url(name): Answer(LISTING) for name in boards}
    assert night(far_side, data, boards).exit_code == 0
    state = "select id, closed_at from postings where native_id != 'job-99' order by id"
    before = rows(data, state)
    assert len(before) == len(boards) * len(JOBS)

    chance = random.Random(7)
    far_side.answers |= {board_url(name): Answer(speak=flaky(chance)) for name in shaky}
    far_side.answers |= {board_url(name): answer for name, (answer, _) in FAULTS.items()}
    told = night(far_side, data, boards)
    assert told.exit_code == 0, told.output
    outcomes = {name: outcome for outcome, name in rows(data, seen)}
    assert outcomes.keys() == set(boards)
    assert {outcomes[name] for name in well} == {"unchanged"}
    assert {outcomes[name] for name in shaky} <= {"unchanged", "complete", "failed"}
    assert sum(outcomes[name] == "failed" for name in shaky) <= 1, "what may heal is asked again"
    assert {name: outcomes[name] for name in FAULTS} == {
        name: outcome for name, (_, outcome) in FAULTS.items()
    }
    assert rows(data, state) == before, "nothing closed"
    failed = sum(outcome == "failed" for outcome in outcomes.values())
    assert f"{failed} boards did not answer as they should" in told.output
    assert rows(data, "select count(*) from runs where outcome = 'failed' and error is null") == [(0,)]

    far_side.answers |= {board_url(name): Answer(status=500) for name in [*well, *shaky]}
    told = night(far_side, data, boards)
    assert told.exit_code == 3, "most boards failed: nothing is published"
    assert "boards did not answer as they should:\n  ashby:" in told.output
    assert "Gate failed_boards" in told.output
    assert "What was fetched is kept" in told.output
    assert rows(data, state) == before

    far_side.answers = {board_url(name): Answer(LISTING) for name in boards}
    assert night(far_side, data, boards).exit_code == 0
    assert {outcome for outcome, _ in rows(data, seen)} <= {"complete", "unchanged"}
    assert rows(data, state) == before
