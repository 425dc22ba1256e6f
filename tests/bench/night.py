"""What a night costs: when nothing changed, in memory, and beside bare parsing of the same answers.

`python -m tests.bench.night [warc folder]`; the sites stand on loopback in this process, and each night runs
in one of its own. Without a folder the archive of the first night is what is replayed.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[2]
BOARDS, EACH = 300, 34  # 10,200 postings
NIGHTS = 10  # whose archive is ten times that of one night
MOST_BYTES, MOST_TIME = 0.05, 0.20  # of the first night, when nothing changed
WORDS = (
    "We build retrieval and evaluation of language models with Python, Go and PostgreSQL for {n} customers. ",
    "You have {k}+ years of experience with Kubernetes and with writing that others like to read. ",
    "The base salary range is ${p},000 to ${q},000 a year, with equity and a budget for learning. ",
    "Preferred: Terraform, Rust, vector databases, and an eye for what a number does not say. ",
    "You review code with care, talk to users every week, and own services from first line to pager. ",
)
TITLES = ("AI Engineer", "ML Engineer", "Data Engineer", "Backend Engineer", "Product Manager", "Accountant")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    wall: float
    cpu: float  # user and system
    megabytes: float  # at the peak
    told: str


def main() -> None:
    sys.path.append(str(ROOT / "tests"))
    sys.path.append(str(ROOT / "tests" / "pipeline"))
    from far_side import Answer, serving
    from nights import board_url

    say(f"load {os.getloadavg()[0]:.1f}; {BOARDS} boards of {EACH} postings")
    with ExitStack() as held:
        side = held.enter_context(serving())
        data = Path(held.enter_context(tempfile.TemporaryDirectory()))
        boards = {f"board{number:03}": listing(number) for number in range(BOARDS)}

        def night(edition: int) -> tuple[Cost, int]:
            """One night; another edition is other bytes, but the same postings."""
            side.answers = {
                board_url(name): Answer(body + b" " * edition, etag=f'"{edition}"')
                for name, body in boards.items()
            }
            before = side.sent
            asked = [word for name in boards for word in ("--board", f"ashby:{name}")]
            cost = run("refresh", *asked, "--data", str(data), "--far-side", side.address)
            return cost, side.sent - before

        run("refresh", "--replay", str(ROOT / "data" / "sample"), "--data", str(data / "compiling"))
        first, bytes_first = night(0)
        second, bytes_second = night(0)
        show("the first night", first, f"{bytes_first / 1e6:,.1f} MB")
        show("nothing changed", second, f"{bytes_second / 1e6:,.3f} MB")
        bar("bytes", bytes_second / bytes_first, MOST_BYTES)
        bar("time", second.wall / first.wall, MOST_TIME)
        bar("seconds of the processor", second.cpu / first.cpu, MOST_TIME)
        paced()
        for edition in range(1, NIGHTS):
            last, _ = night(edition)
            if edition == 1:
                show("all answers new, archive of two nights", last, archived(data))
        show(f"all answers new, archive of {NIGHTS} nights", last, archived(data))
        throughput(Path(sys.argv[1]) if len(sys.argv) > 1 else first_night(data, held), held)


def listing(board: int) -> bytes:
    """A board's answer in Ashby's shape, texts of the usual length."""
    draw = random.Random(board)
    return json.dumps({"jobs": [job(board * EACH + n, draw) for n in range(EACH)]}).encode()


def job(number: int, draw: random.Random) -> dict[str, Any]:
    figures = {"n": number, "k": draw.randint(1, 9), "p": draw.randint(90, 150), "q": draw.randint(160, 250)}
    lines = [draw.choice(WORDS).format(**figures) for _ in range(32)]
    return {
        "id": f"job-{number}",
        "title": draw.choice(TITLES),
        "location": "Berlin",
        "publishedAt": "2026-02-01T09:00:00.000+00:00",
        "address": {"postalAddress": {"addressCountry": "Germany"}},
        "descriptionHtml": "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>",
    }


def run(*words: str) -> Cost:
    """One command in a process of its own, its modules compiled before as an installer does."""
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "hiresignal-bench")}
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | compiled
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", *words], cwd=ROOT, env=ours, stdout=told
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, words[0]
        told.seek(0)
        megabytes = used.ru_maxrss / (1e3 if sys.platform == "linux" else 1e6)
        return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, megabytes, told.read())


def paced() -> None:
    """How long the answers alone take at the pace we promise; no machine is quicker."""
    from pipeline import boards
    from pipeline.sources import all_sources

    asked = Counter(board.source for board in boards.listed())
    seconds = {name: number / all_sources()[name].PACE for name, number in asked.items()}
    slowest = max(seconds, key=lambda name: seconds[name])
    one = BOARDS / all_sources()["ashby"].PACE
    say(f"  paced: {one:,.0f} s for these boards, which share a host; {seconds[slowest]:,.0f} s for the")
    say(f"  {sum(asked.values())} boards shipped, as long as {slowest} takes: hosts are asked side by side")


def first_night(data: Path, held: ExitStack) -> Path:
    """A folder that holds only the archive of the first night."""
    folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
    first = min((data / "archive").glob("*.warc.gz"))
    (folder / first.name).symlink_to(first)
    return folder


def throughput(archive: Path, held: ExitStack) -> None:
    """Postings a second from WARC to published file, beside parsing JSON and HTML of its bodies alone."""
    data = held.enter_context(tempfile.TemporaryDirectory())
    whole = run("refresh", "--replay", str(archive), "--data", data)
    postings, seconds = bare(archive)
    show("from WARC to the published file", whole, whole.told.splitlines()[0])
    listed = int(whole.told.split(" postings listed")[0].rsplit(" ", 1)[1])
    say(f"  {listed / whole.wall:,.0f} postings/s, {listed / whole.cpu:,.0f} a second of the processor")
    say(
        f"  bare parsing: {postings:,} texts in {seconds:.2f} s of the processor, {postings / seconds:,.0f}/s"
    )
    say(f"  all of it takes {whole.cpu / listed / (seconds / postings):.1f} times bare parsing")


def bare(archive: Path) -> tuple[int, float]:
    """Texts in an archive's JSON, and the seconds of the processor that parsing JSON and HTML takes."""
    from pipeline.archive import Archive

    kept = Archive(archive)
    bodies = [
        kept.response(entry.place).body
        for entry in kept.entries()
        if entry.status == 200 and not entry.revisit
    ]
    texts, began = 0, time.process_time()
    for body in bodies:
        try:
            found = html_in(json.loads(body))
        except ValueError:
            found = [body.decode(errors="replace")]
        for html in found:
            LexborHTMLParser(html).text()
        texts += len(found)
    return texts, time.process_time() - began


def html_in(value: Any) -> list[str]:
    """The longest text of every item that has one: an item's description."""
    if isinstance(value, list):
        return [text for item in value for text in html_in(item)]
    if not isinstance(value, dict):
        return []
    nested = [text for item in value.values() if isinstance(item, list | dict) for text in html_in(item)]
    longest = max((text for text in value.values() if isinstance(text, str)), key=len, default="")
    return [*nested, longest] if "<" in longest or "&lt;" in longest else nested


def archived(data: Path) -> str:
    return f"{sum(path.stat().st_size for path in (data / 'archive').iterdir()) / 1e6:,.1f} MB of archive"


def show(what: str, cost: Cost, more: str) -> None:
    spent = f"{cost.wall:.1f} s, {cost.cpu:.1f} s of the processor, {cost.megabytes:,.0f} MB at the peak"
    say(f"  {what}: {spent}; {more}")


def bar(what: str, share: float, most: float) -> None:
    verdict = "met" if share < most else "NOT MET"
    say(f"    {what}: {share:.1%} of the first night, the bar is {most:.0%}: {verdict}")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
