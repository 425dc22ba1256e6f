"""The commands that bring postings in: refresh, load."""

import os
from datetime import datetime
from pathlib import Path

import click

from analysis.asking import data_option
from pipeline.options import contact_option, far_side_option
from pipeline.telling import run, tell


@click.command()
@click.option("--source", "sources", multiple=True, help="Only this source; may be repeated.")
@click.option("--board", "boards", multiple=True, help="Only this board, SOURCE:TOKEN; may be repeated.")
@click.option("--quick", is_flag=True, help="Twenty boards and the newest thread: a first look in minutes.")
@click.option(
    "--replay",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Read the WARC files of this folder instead of the network.",
)
@contact_option
@far_side_option
@data_option
def refresh(
    sources: tuple[str, ...],
    boards: tuple[str, ...],
    quick: bool,
    replay: Path | None,
    contact: str,
    far_side: str | None,
    data: Path,
) -> None:
    """Fetch what is new, read it, and publish."""
    from pipeline.plan import Plan

    if replay:
        from pipeline.archive import FILES

        if not any(replay.rglob(FILES)):
            raise click.UsageError(f"{replay} holds no WARC file, so there is nothing to read.")
        tell(run(Plan(data=data, origin=replay)))
        return
    from pipeline import boards as frame
    from pipeline.rates import BOARD as RATES
    from pipeline.sources import keys

    held = {name: os.environ[name] for name in sorted(keys()) if os.environ.get(name)}
    try:
        chosen = frame.listed(own=data / frame.OWN, sources=sources, boards=boards, keys=set(held))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    chosen = frame.quick(chosen) if quick else chosen
    if not chosen:
        raise click.UsageError("No board is left to visit: check --source and --board with `boards list`.")
    if not sources and not boards:
        chosen = [*chosen, RATES]
    pace = 0.0 if far_side else 1.0
    plan = Plan(data=data, boards=chosen, contact=contact, keys=held, far_side=far_side, pace_factor=pace)
    tell(run(plan))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of rows without a date; else the file's.",
)
@data_option
def load(file: Path, pairs: tuple[str, ...], day: datetime | None, data: Path) -> None:
    """Load postings you already have from FILE (.jsonl, .csv, .parquet)."""
    from pipeline.plan import Plan

    for pair in pairs:
        if "=" not in pair:
            raise click.UsageError(f"--map takes FIELD=COLUMN, not {pair!r}.")
    mapping = dict(pair.split("=", 1) for pair in pairs)
    tell(run(Plan(data=data, file=file, file_map=mapping, file_date=day.date() if day else None)))
