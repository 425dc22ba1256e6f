"""The commands that take the market to other storage and other machines: export, cluster, restore."""

from datetime import UTC, datetime
from pathlib import Path

import click

from analysis.asking import data_option


@click.command()
@click.argument("to", metavar="DIR|s3://BUCKET/DIR")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Leave out postings gone before this date.")
@click.option(
    "--layout",
    type=click.Choice(["files", "lake"]),
    default="files",
    show_default=True,
    help="files: one Parquet file a table; lake: divided by day and source, also to s3://.",
)
@click.option(
    "--private",
    is_flag=True,
    help="lake: keep every description. Some sources forbid passing theirs on: for storage of your own only.",
)
@data_option
def export(to: str, since: datetime | None, layout: str, private: bool, data: Path) -> None:
    """Writes the market as Parquet: a table a file with a dictionary of columns, or a lake."""
    from analysis.asking import reading, writing
    from analysis.export import export as write_tables
    from pipeline import lake

    day = since.date() if since else None
    if layout == "files":
        if private or "://" in to:
            raise click.UsageError("--private and s3:// are for --layout lake.")
        with reading(data) as con, writing(to):
            written = len(write_tables(con, Path(to), day))
    else:
        with reading(data) as con, writing(to):
            told = lake.write(con, to, since=day, private=private)
        written = sum(len(table.parts) for table in told.tables.values()) + 1
    click.echo(f"{written} files written to {to}.", err=True)


@click.command()
@click.argument("lake")
@click.argument("out")
@click.option("--address", envvar="RAY_ADDRESS", help="A running Ray cluster; else this machine is one.")
@click.option(
    "--cpus", type=click.IntRange(1), help="Processes to read with, when this machine is the cluster."
)
def cluster(lake: str, out: str, address: str | None, cpus: int | None) -> None:
    """Reads the postings of LAKE on a Ray cluster into OUT; takes up a run that was killed."""
    from pipeline.cluster import OtherReaders, WithoutTexts, read_lake
    from pipeline.lake import NotWhole

    def tell(done: int, parts: int) -> None:
        click.echo(f"{done} of {parts} files read", err=True)

    try:
        told = read_lake(lake, out, address=address, cpus=None if address else cpus, done=tell)
    except ImportError as missing:
        raise click.ClickException("Ray is not installed: `pip install 'hiresignal[cluster]'`.") from missing
    except (OSError, OtherReaders, WithoutTexts, NotWhole) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    rows = ", ".join(f"{sum(p.rows for p in table.parts):,} {name}" for name, table in told.tables.items())
    click.echo(f"{rows} in {out}.", err=True)


@click.command()
@click.argument("lake")
@click.option("--readings", metavar="OUT", help="What `cluster` read, instead of the readings of the lake.")
@data_option
def restore(lake: str, readings: str | None, data: Path) -> None:
    """Makes a market of LAKE in an empty data folder, so that every question and page can use it."""
    from pipeline.cluster import WithoutTexts
    from pipeline.lake import NotWhole
    from pipeline.restore import restore as land

    try:
        published = land(lake, data, datetime.now(UTC), readings=readings)
    except (OSError, WithoutTexts, NotWhole) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"published {published}")
