"""Is the market fresh, are its sources well, is there room, does it run by itself?"""

import importlib.util
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypedDict

from analysis.heartbeat import Heartbeat, last
from analysis.published import STALE, NoMarketYet, OlderSchema, opened
from analysis.questions import sql
from pipeline import schedule

LONGEST = timedelta(hours=12)  # a refresh at work for longer was killed
PACKAGES = ("analysis", "pipeline", "scorer", "dashboard")
POWERS = ("bytes", "kB", "MB", "GB", "TB")
Row = dict[str, object]


class Disk(TypedDict):
    """Bytes below the data folder."""

    archive: int
    market: int
    other: int
    budget: int


@dataclass(frozen=True, slots=True)
class Health:
    """What `doctor` found; `warnings` are what somebody should look at."""

    market: str | None
    sources: list[Row]
    held: list[Row]
    gates: list[Row]
    disk: Disk
    scheduled: bool
    heartbeat: Heartbeat | None
    packages: dict[str, str]
    warnings: list[str] = field(default_factory=list)


def examine(data: Path, now: datetime, *, budget: int, units: Path = schedule.UNITS) -> Health:
    """Looks at everything; a folder without a market is a warning, not an error."""
    market, sources, held, gates, problem = _market(data)
    health = Health(
        market,
        sources,
        held,
        gates,
        _disk(data, budget),
        schedule.installed(units),
        last(data),
        _packages(),
    )
    if problem:
        health.warnings.append(problem)
    health.warnings.extend(_warnings(health, now))
    return health


def _market(data: Path) -> tuple[str | None, list[Row], list[Row], list[Row], str | None]:
    try:
        with opened(data) as con:

            def rows(name: str) -> list[Row]:
                answer = con.execute(sql(name))
                names = [column[0] for column in answer.description or ()]
                return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

            fill = {row["source"]: row for row in rows("fill")}
            sources = [row | fill.get(row["source"], {}) for row in rows("freshness")]
            at = str(con.execute("select max(fetched_at) from captures").fetchall()[0][0])
            return at, sources, rows("held"), rows("gates"), None
    except (NoMarketYet, OlderSchema) as problem:
        return None, [], [], [], str(problem)


def _warnings(health: Health, now: datetime) -> Iterator[str]:
    for row in health.sources:
        answered = row["answered_at"]
        if not isinstance(answered, datetime):
            yield f"{row['source']} has never answered: {row['last_error']}"
        elif now - answered > STALE and not str(row["source"]).startswith("file:"):
            why = row["last_error"] or "not asked since"
            yield f"{row['source']} last answered {_ago(now - answered)} ago: {why}"
    for row in health.held:
        yield (
            f"{row['board']} is held: it listed {row['listed']}, {row['usual'] or 0:.0f} are usual; "
            f"{row['held']} postings are kept open until four days say the same"
        )
    for row in health.gates:
        if row["verdict"] == "failed":
            yield f"gate {row['gate']} failed in run {row['run']}: {row['value']} against {row['limit']}"
    used = health.disk["archive"] + health.disk["market"] + health.disk["other"]
    if used > health.disk["budget"]:
        yield (
            f"{size(used)} on disk are over the budget of {size(health.disk['budget'])}: "
            "`hiresignal prune --keep 90d` frees old archive files"
        )
    if not health.scheduled:
        yield "no timer is installed: `hiresignal schedule install`, or a line of `hiresignal schedule show`"
    if len(set(health.packages.values())) > 1:
        where = ", ".join(f"{name} from {place}" for name, place in health.packages.items())
        yield f"the packages come from several places, install into an environment of its own: {where}"
    yield from _of_the_last_refresh(health.heartbeat, now)


def _of_the_last_refresh(beat: Heartbeat | None, now: datetime) -> Iterator[str]:
    if beat is None:
        yield "no refresh has been made here yet"
    elif beat.error:
        yield f"the last refresh, begun {beat.began}, published nothing: {beat.error}"
    elif beat.seconds is None and now - beat.began_at > LONGEST:
        yield f"the refresh begun {beat.began} was killed: the next one takes up what it fetched"
    elif now - beat.began_at > STALE:
        yield f"the last refresh is {_ago(now - beat.began_at)} old: is the machine off at night?"


def _disk(data: Path, budget: int) -> Disk:
    sizes: Disk = {"archive": 0, "market": 0, "other": 0, "budget": budget}
    for path in data.rglob("*"):
        try:
            taken = path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # a refresh is at work beside us
            continue
        inside = path.relative_to(data).parts
        if inside[0] == "archive":
            sizes["archive"] += taken
        elif path.suffix == ".duckdb":
            sizes["market"] += taken
        else:
            sizes["other"] += taken
    return sizes


def _packages() -> dict[str, str]:
    """Where each of our packages is imported from: their names are common ones."""
    found = {name: importlib.util.find_spec(name) for name in PACKAGES}
    return {
        name: str(Path(spec.origin).parents[1]) if spec and spec.origin else "nowhere"
        for name, spec in found.items()
    }


def size(count: float) -> str:
    """Bytes as people read them: 1.4 GB."""
    power = min(int(math.log(max(count, 1), 1000)), len(POWERS) - 1)
    return f"{count / 1000**power:.{min(power, 1)}f} {POWERS[power]}"


def _ago(past: timedelta) -> str:
    return f"{past.days} days" if past.days >= 2 else f"{past.total_seconds() / 3600:.0f} hours"
