"""What a night costs as the market grows: from recorded responses to a published file, at three sizes.

`python tests/bench/growth.py [postings ...]`; the default is 10,000, 100,000 and 1,000,000. Every posting is
new and is read: the first night of a market, the dearest there is. Its text is drawn from the paragraphs of
the invented sample (after `make demo`); forty postings make a company's board.
"""

import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from fastwarc import GzipWriter, WarcRecord, WarcRecordType

from analysis.published import opened
from pipeline.sources import ashby

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000, 1_000_000)
A_BOARD = 40  # postings
PARAGRAPHS = 9  # a posting: about 1,500 characters
SEED = 11
FETCHED = "2026-03-01T03:00:00Z"


def main(argv: list[str] | None = None) -> int:
    sizes = [int(word) for word in (sys.argv[1:] if argv is None else argv)] or list(SIZES)
    costs = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            recorded, data = Path(folder, "recorded"), Path(folder, "data")
            characters = _record(recorded, size)
            wall, cpu, memory = _refresh(recorded, data)
            file = max(data.glob("market-*.duckdb"), key=lambda path: path.stat().st_size).stat().st_size
        costs.append((size, cpu))
        _say(
            f"{size:>9,} postings of {characters / size:,.0f} characters: {wall:,.0f} s, {cpu:,.0f} s of "
            f"processor, {size / wall:,.0f} a second, {memory / 1e3:,.0f} MB, file {file / 1e6:,.0f} MB"
        )
    (small, least), (large, most) = costs[0], costs[-1]
    if large > small:
        each = (most - least) / (large - small)
        days = each * 1e8 / 86_400
        _say(f"one more posting costs {each * 1e3:.2f} ms; 100 million, all of them new, {days:,.1f} days")
    return 0


def _record(folder: Path, size: int) -> int:
    """Writes the boards' responses as WARC; how many characters their texts have."""
    folder.mkdir()
    rng, drawn, characters = Random(SEED), _paragraphs(), 0
    with (folder / "boards.warc.gz").open("wb") as file:
        for board in range(-(-size // A_BOARD)):
            numbers = range(board * A_BOARD, min(size, (board + 1) * A_BOARD))
            jobs = [_job(number, rng, drawn) for number in numbers]
            characters += sum(len(job["descriptionPlain"]) for job in jobs)
            file.write(_warc(ashby.ADDRESS.format(f"company-{board}"), json.dumps({"jobs": jobs}).encode()))
    return characters


def _paragraphs() -> dict[str, list[str]]:
    """Titles, places and paragraphs of the sample."""
    with opened(ROOT / "data" / "demo") as con:
        rows = con.execute("select title, location, text from postings order by id").fetchall()
    texts = dict.fromkeys(part for *_, text in rows for part in text.split("\n\n"))
    return {"title": [row[0] for row in rows], "place": [row[1] for row in rows], "text": list(texts)}


def _job(number: int, rng: Random, drawn: dict[str, list[str]]) -> dict[str, str]:
    return {
        "id": f"job-{number}",
        "title": rng.choice(drawn["title"]),
        "location": rng.choice(drawn["place"]) or "",
        "descriptionPlain": "\n\n".join(rng.choices(drawn["text"], k=PARAGRAPHS)),
        "publishedAt": "2026-02-20T09:00:00Z",
    }


def _warc(url: str, body: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"], record.headers["WARC-Date"] = url, FETCHED
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)
    buffer = io.BytesIO()
    writer = GzipWriter(buffer)
    record.write(writer, checksum_data=True)
    writer.finish()
    return buffer.getvalue()


def _refresh(recorded: Path, data: Path) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and most kilobytes of one whole refresh in a process of its own."""
    words = [sys.executable, "-m", "pipeline", "refresh", "--replay", str(recorded), "--data", str(data)]
    began = time.monotonic()
    child = os.posix_spawn(sys.executable, words, os.environ)
    _, status, used = os.wait4(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the refresh ended with {code}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
