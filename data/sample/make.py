"""Makes the synthetic sample: an archive of invented companies' boards over four nights, from a fixed seed.

    python data/sample/make.py [FOLDER]

Writes WARC files and boards.csv into FOLDER (this one unless given); the same code writes the same files.
Nothing in it is real: companies, adverts and figures are drawn from the lists in words/.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from adverts import Advert
from forum import Comment, thread, threads_found
from lists import Company, companies
from nights import MONTHS, NIGHTS, OFFERED, QUIET, THREADS, comments, life
from shapes import Listed, greenhouse_detail
from shapes import ashby as ashby_body
from shapes import greenhouse as greenhouse_body
from shapes import lever as lever_body

from pipeline.archive import Archive
from pipeline.http import Response
from pipeline.replay import RUN_NAME
from pipeline.sources import ashby, greenhouse, hn, lever
from pipeline.warc import digest

SEED = 60_920
ON_A_BOARD = {"ashby": 17, "greenhouse": 12, "lever": 17}  # different adverts over the four nights
OFFERS = 160  # on Hacker News, over four threads
POSTINGS = 900
FIRST_THREAD, MONTH_APART = 46_100_000, 300_000
JSON = "application/json; charset=utf-8"
BOARD_COLUMNS = (
    "source", "token", "company", "stage", "ai_native", "frontier_lab", "industry", "checked", "listed_by",
)  # fmt: skip


@dataclass(slots=True)
class Clock:
    """Each answer of a night comes a little after the one before."""

    now: datetime

    def tick(self) -> datetime:
        self.now += timedelta(seconds=2)
        return self.now


@dataclass(slots=True)
class World:
    """Everything that happens, drawn once, before anything is asked."""

    companies: list[Company]
    boards: dict[str, list[list[Listed]]] = field(default_factory=dict)  # token -> what each night lists
    threads: list[tuple[list[Comment], list[Comment]]] = field(default_factory=list)


def world(seed: int) -> World:
    rng = Random(seed)  # noqa: S311 - invented adverts, no secrets
    drawn = World(companies())
    with_board = [company for company in drawn.companies if company.token]
    ids = count(1_000)
    left = POSTINGS - OFFERS - sum(ON_A_BOARD[company.source] for company in with_board)
    for number, company in enumerate(with_board):
        drawn.boards[company.token] = life(rng, company, ON_A_BOARD[company.source] + (number < left), ids)
    comment_ids = count(FIRST_THREAD + 1_000, 37)
    only_here = [company for company in drawn.companies if not company.token]
    standing: dict[str, list[Advert]] = {}
    for month in range(len(THREADS)):
        for company in with_board:
            fitting = [one.advert for one in drawn.boards[company.token][month] if one.advert.role in OFFERED]
            standing.setdefault(company.name, []).extend(fitting)
        others = rng.sample(with_board, k=OFFERS // len(THREADS) - len(only_here))
        posting = rng.sample([*only_here, *others], k=OFFERS // len(THREADS))
        drawn.threads.append(comments(rng, posting, month, standing, comment_ids))
    return drawn


def write(drawn: World, folder: Path) -> None:
    """Asks every board on every night, as a refresh would, and keeps the answers."""
    for old in folder.glob("*.warc.gz"):
        old.unlink()
    archive = Archive(folder)
    for night, at in enumerate(NIGHTS):
        clock, run = Clock(at), at.strftime(RUN_NAME)
        for company in drawn.companies:
            for response in _answers(drawn, company, night, clock):
                archive.keep(response, source=company.source, run=run, synthetic=True)
        for response in _forum(drawn, night, clock):
            archive.keep(response, source="hn", run=run, synthetic=True)
    _write_boards(drawn, folder / "boards.csv")


def _answers(drawn: World, company: Company, night: int, clock: Clock) -> Iterator[Response]:
    if not company.token:
        return
    listed = drawn.boards[company.token][night]
    quiet = QUIET.get((company.token, night))
    url, body = _listing(company, listed[: len(listed) // 3] if quiet == "short" else listed)
    headers = {"content-type": JSON, "etag": f'W/"{digest(body)[5:21]}"'}
    match quiet:
        case "error":
            page = b"<html><body><h1>500 Internal Server Error</h1></body></html>"
            yield Response(url, 500, {"content-type": "text/html"}, page, clock.tick())
            return
        case "cut":
            yield Response(url, 200, headers, body[: len(body) // 3], clock.tick(), complete=False)
            return
        case "not modified":
            yield Response(url, 304, headers, body, clock.tick())
            return
        case _:
            yield Response(url, 200, headers, body, clock.tick())
    if company.source == "greenhouse":
        before = drawn.boards[company.token][night - 1] if night else []
        for one in listed:
            if one not in before and greenhouse.AI_RELATED.search(one.advert.title):
                detail = greenhouse.DETAIL.format(company.token, 4_000_000_000 + one.id)
                yield Response(
                    detail, 200, {"content-type": JSON}, greenhouse_detail(company, one), clock.tick()
                )


def _listing(company: Company, listed: list[Listed]) -> tuple[str, bytes]:
    match company.source:
        case "ashby":
            return ashby.ADDRESS.format(company.token), ashby_body(company, listed)
        case "greenhouse":
            return greenhouse.ADDRESS.format(company.token), greenhouse_body(company, listed)
        case "lever":
            region, name = (
                ("eu/", company.token[3:]) if company.token.startswith("eu/") else ("", company.token)
            )
            address = lever.ADDRESS.format(lever.HOSTS[region], name, 0, lever.PAGE_LENGTH)
            return address, lever_body(company, listed)
    raise ValueError(f"no such source: {company.source}")


def _forum(drawn: World, night: int, clock: Clock) -> Iterator[Response]:
    """The search, then its two newest threads; the older one has gone on since."""
    found = [
        (FIRST_THREAD + month * MONTH_APART, f"Ask HN: Who is hiring? ({MONTHS[month]} 2026)", THREADS[month])
        for month in range(night, -1, -1)
    ]
    yield Response(hn.SEARCH, 200, {"content-type": JSON}, threads_found(found), clock.tick())
    for back, (number, title, opened) in enumerate(found[: hn.THREADS]):
        body = thread(number, title, opened, drawn.threads[night - back][back])
        yield Response(hn.THREAD.format(number), 200, {"content-type": JSON}, body, clock.tick())


def _write_boards(drawn: World, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(BOARD_COLUMNS)
        for one in drawn.companies:
            if one.token:
                facts = (str(one.ai_native).lower(), str(one.frontier_lab).lower(), one.industry)
                row = (
                    one.source,
                    one.token,
                    one.name,
                    one.stage,
                    *facts,
                    NIGHTS[0].date(),
                    "synthetic sample",
                )
                table.writerow(row)


if __name__ == "__main__":
    write(world(SEED), Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
