"""The commands that ask the market: `hiresignal demand`, `pay`, `claims` and their kin."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.filter import BadFilter, Filter

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from analysis.market import About
    from analysis.questions import Choice

Command = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the market is, and how its answer is written."""

    data: Path
    style: str
    output: Path | None
    top: int


def asks(command: Command) -> Command:
    """Gives a command one flag for each field of Filter, as `where`, and the flags of Shown, as `shown`."""

    @wraps(command)
    def asked(**options: Any) -> None:
        chosen, shown = (
            {each.name: options.pop(each.name) for each in fields(kind)} for kind in (Filter, Shown)
        )
        try:
            where = Filter(**chosen)
        except BadFilter as bad:
            raise click.UsageError(str(bad)) from bad
        command(where=where, shown=Shown(**shown), **options)

    flagged: Command = asked
    for option in (*_where_flags(), *_shown_flags()):
        flagged = option(flagged)
    return flagged


def _where_flags() -> Iterator[Callable[[Command], Command]]:
    for each in reversed(fields(Filter)):
        says, one_of, flag = each.metadata["says"], each.metadata["one_of"], each.name.replace("_", "-")
        if isinstance(each.default, bool) or each.name == "ai_native":
            yield click.option(f"--{flag}/--not-{flag}", each.name, default=each.default, help=says)
        else:
            listed = f" One of: {', '.join(one_of)}." if one_of else ""
            yield click.option(
                f"--{flag}", each.name, default=each.default, metavar="TEXT", help=says + listed
            )


def _shown_flags() -> Iterator[Callable[[Command], Command]]:
    file = click.Path(path_type=Path, dir_okay=False)
    yield click.option(
        "--top", type=click.IntRange(1), default=30, show_default=True, help="Rows of a table."
    )
    yield click.option("--output", type=file, help="Write the whole answer to this Parquet file.")
    styles = click.Choice(["table", "json", "csv", "md"])
    yield click.option(
        "--format", "style", type=styles, default="table", show_default=True, help="How to print."
    )
    yield data_option


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    envvar="HIRESIGNAL_DATA",
    show_default=True,
    help="The folder the market lives in.",
)


@contextmanager
def reading(data: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """The published market; what goes wrong becomes one line."""
    from analysis.market import NoSuchQuestion
    from analysis.published import NoMarketYet, OlderSchema, opened

    try:
        with opened(data) as con:
            yield con
    except (NoMarketYet, OlderSchema, NoSuchQuestion) as wrong:
        raise click.ClickException(str(wrong)) from wrong


def show(question: str, where: Filter, shown: Shown, columns: Sequence[str], **choices: "Choice") -> None:
    """Asks one question and writes its answer as the flags say."""
    from analysis.market import about, ask

    with reading(shown.data) as con:
        frame, behind = ask(con, question, where, **choices), about(con, question, where)
    write(frame, behind, shown, columns)


def write(frame: "pl.DataFrame", behind: "About", shown: Shown, columns: Sequence[str]) -> None:
    """stdout is the result; what a program does not expect in it goes to stderr."""
    from analysis.show import as_csv, as_json, as_markdown, as_table, to_parquet

    if shown.output:
        to_parquet(frame, behind, shown.output)
        click.echo(f"{frame.height:,} rows written to {shown.output}.", err=True)
    elif shown.style == "json":
        click.echo(as_json(frame, behind))
    elif shown.style == "csv":
        click.echo(as_csv(frame))
        click.echo(behind.frame, err=True)
    else:
        text = as_markdown if shown.style == "md" else as_table
        click.echo(text(frame.head(shown.top), behind, columns))


@click.command()
@asks
def demand(where: Filter, shown: Shown) -> None:
    """Which skills postings name and which they require, with intervals."""
    show("demand", where, shown, ("name", "share", "required", "postings", "named_by"))


@click.command()
@click.option(
    "--by", default="level", show_default=True, help="level, role, country, metro, stage, workplace..."
)
@click.option(
    "--kind", type=click.Choice(["base", "total"]), default="base", show_default=True, help="Which pay."
)
@asks
def pay(where: Filter, shown: Shown, by: str, kind: str) -> None:
    """What postings pay a year in US dollars: quartiles, and an interval of the median."""
    show("pay", where, shown, ("part", "n", "companies", "p25", "median", "p75"), by=by, kind=kind)


@click.command()
@click.option(
    "--by", default="role", show_default=True, help="role, level, degree, years, workplace, visa, stage..."
)
@asks
def mix(where: Filter, shown: Shown, by: str) -> None:
    """How postings divide by role, level, degree, workplace or another property."""
    show("mix", where, shown, ("part", "share", "postings", "named_by"), by=by)


@click.command()
@asks
def coverage(where: Filter, shown: Shown) -> None:
    """What each source holds and how fresh it is."""
    show("coverage", where, shown, ("source", "boards", "postings", "open", "newest", "states_pay"))


@click.command()
@click.argument("query", required=False)
@data_option
def sql(query: str | None, data: Path) -> None:
    """Runs SQL on the published market, read-only: QUERY, or lines from standard input."""
    import duckdb

    with reading(data) as con:
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        statements = iter([query]) if query else _statements()
        for statement in statements:
            try:
                click.echo(con.sql(statement) or "done")
            except duckdb.Error as wrong:
                if query:
                    raise click.ClickException(str(wrong)) from wrong
                click.echo(wrong, err=True)


def _statements() -> Iterator[str]:
    """Statements as they are typed or piped, each ended by a semicolon."""
    stream, so_far = sys.stdin, ""
    if stream.isatty():
        click.echo("Read-only. End a statement with ; and leave with Ctrl-D.", err=True)
    for line in stream:
        so_far += line
        if so_far.rstrip().endswith(";"):
            yield so_far
            so_far = ""
    if so_far.strip():
        yield so_far


COMMANDS = (demand, pay, mix, coverage, sql)
