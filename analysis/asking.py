"""What commands that ask the market share: the filter's flags, where it is, how its answer is written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.filter import ALL, START, BadFilter, Filter
from analysis.stopping import by_hand

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


def asks(*of_all: str) -> Callable[[Command], Command]:
    """Gives a command one flag for each field of Filter, as `where`, and the flags of Shown, as `shown`.

    Without a flag a question is about START; its part named in `of_all` is left open, as the question needs.
    """

    def flagged(command: Command) -> Command:
        @wraps(command)
        def asked(**options: Any) -> None:
            chosen: dict[str, Any] = {each.name: options.pop(each.name) for each in fields(Filter)}
            shown: dict[str, Any] = {each.name: options.pop(each.name) for each in fields(Shown)}
            chosen |= {name: None for name, value in chosen.items() if value == ALL}
            try:
                where = Filter(**chosen)
            except BadFilter as bad:
                raise click.UsageError(str(bad)) from bad
            command(where=where, shown=Shown(**shown), **options)

        with_flags: Command = asked
        for option in (*_where_flags(of_all), *_shown_flags()):
            with_flags = option(with_flags)
        return with_flags

    return flagged


def _where_flags(of_all: Sequence[str]) -> Iterator[Callable[[Command], Command]]:
    for each in reversed(fields(Filter)):
        says, one_of, flag = each.metadata["says"], each.metadata["one_of"], each.name.replace("_", "-")
        if isinstance(each.default, bool) or each.name == "ai_native":
            yield click.option(f"--{flag}/--not-{flag}", each.name, default=each.default, help=says)
            continue
        usual = getattr(START, each.name)
        starts = each.default if each.name in of_all else usual
        words = [says, f"One of: {', '.join(one_of)}." if one_of else ""]
        words.append(
            f'"{ALL}" for all; without the flag: {starts or ALL}.' if usual and not each.default else ""
        )
        yield click.option(
            f"--{flag}", each.name, default=starts, metavar="TEXT", help=" ".join(filter(None, words))
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


class _Skill(click.ParamType[str]):
    """A skill as people call it; the command is given its id."""

    name = "skill"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from analysis.skillbook import NoSuchSkill, book

        try:
            return book().named(value).id
        except NoSuchSkill as unknown:
            self.fail(str(unknown), param, ctx)


SKILL = _Skill()

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    envvar="HIRESIGNAL_DATA",
    show_default=True,
    help="The folder the market lives in.",
)


@contextmanager
def writing(place: Path | str) -> Iterator[None]:
    """What cannot be written becomes one line."""
    import duckdb

    try:
        yield
    except (OSError, duckdb.IOException) as wrong:
        why = getattr(wrong, "strerror", None)  # else it says all of it itself
        said = f"{place} cannot be written: {why}. Choose another place." if why else str(wrong)
        raise click.ClickException(said) from wrong


@contextmanager
def reading(data: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """The published market; what goes wrong becomes one line."""
    from analysis.market import NoSuchQuestion
    from analysis.published import NoMarketYet, OlderSchema, opened

    try:
        with by_hand(), opened(data) as con:
            yield con
    except (NoMarketYet, OlderSchema, NoSuchQuestion) as wrong:
        raise click.ClickException(str(wrong)) from wrong


def show(question: str, where: Filter, shown: Shown, columns: Sequence[str], **choices: "Choice") -> None:
    """Asks one question and writes its answer as the flags say."""
    from analysis.market import about, ask

    with reading(shown.data) as con:
        frame, behind = ask(con, question, where, **choices), about(con, question, where)
    write(frame, behind, shown, columns)


def write(
    frame: "pl.DataFrame", behind: "About", shown: Shown, columns: Sequence[str], *, whole: bool = False
) -> None:
    """stdout is the result; what a program does not expect in it goes to stderr.

    `whole`: a terminal shows the text of every cell, below its row where it must.
    """
    from analysis.show import as_csv, as_entries, as_json, as_markdown, as_table, to_parquet

    if shown.output:
        with writing(shown.output):
            to_parquet(frame, behind, shown.output)
        click.echo(f"{frame.height:,} rows written to {shown.output}.", err=True)
    elif shown.style == "json":
        click.echo(as_json(frame, behind))
    elif shown.style == "csv":
        click.echo(as_csv(frame))
        click.echo(behind.frame, err=True)
    else:
        text = as_markdown if shown.style == "md" else as_entries if whole else as_table
        click.echo(text(frame.head(shown.top), behind, columns))
        if frame.height > shown.top:
            click.echo(f"The first {shown.top:,} of {frame.height:,} rows: --top shows more.", err=True)
