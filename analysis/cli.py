"""The commands that ask the market: `hiresignal demand`, `pay`, `claims` and their kin.

As long as there are commands: each is its flags and the columns it shows.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from analysis.asking import SKILL, Shown, asks, data_option, reading, show, write, writing
from analysis.filter import Filter

PARTS = "role, specialisation, level, years, degree, workplace, country, metro, stage, industry, visa..."
skill_option = click.option(
    "--skill", "skills", type=SKILL, multiple=True, help="A skill, as python; may be repeated."
)
period_option = click.option(
    "--period", type=click.Choice(["month", "quarter", "year"]), default="month", show_default=True
)
panel_option = click.option(
    "--panel",
    type=click.Choice(["fixed", "all"]),
    default="fixed",
    show_default=True,
    help="fixed: only boards watched at both ends.",
)


@click.command()
@click.option("--by", help=f"Compare segments: {PARTS}")
@skill_option
@asks()
def demand(where: Filter, shown: Shown, by: str | None, skills: tuple[str, ...]) -> None:
    """Which skills postings name and which they require, with intervals."""
    if by or skills:
        columns = ("name", "part", "share", "postings", "n", "companies")
        show("segments", where, shown, columns, by=by or "all", skills=list(skills))
    else:
        show("demand", where, shown, ("name", "share", "required", "postings", "named_by"))


@click.command()
@skill_option
@period_option
@panel_option
@asks("since")
def trend(where: Filter, shown: Shown, skills: tuple[str, ...], period: str, panel: str) -> None:
    """How often skills are named, month by month."""
    columns = ("name", "period", "share", "postings", "n", "companies")
    show("trend", where, shown, columns, skills=list(skills), period=period, panel=panel)


@click.command()
@panel_option
@asks()
def movers(where: Filter, shown: Shown, panel: str) -> None:
    """Which skills are named more or less often than in the period before."""
    show("movers", where, shown, ("name", "before", "share", "change", "q"), panel=panel)


@click.command()
@click.argument("skill", type=SKILL, required=False)
@asks()
def pairs(where: Filter, shown: Shown, skill: str | None) -> None:
    """Which skills are asked for together with SKILL, or with each other."""
    show("pairs", where, shown, ("name", "other_name", "share", "postings", "lift"), skill=skill)


@click.command()
@click.argument("skill", type=SKILL, required=False)
@click.option("--size", type=click.IntRange(3, 5), default=3, show_default=True, help="Skills of a bundle.")
@asks()
def bundles(where: Filter, shown: Shown, skill: str | None, size: int) -> None:
    """Three or more skills that are asked for together, with SKILL or at all."""
    show("bundles", where, shown, ("names", "share", "postings", "lift"), skill=skill, size=size)


@click.command()
@click.option("--by", type=click.Choice(["any_role", "specialisation", "level"]), default="any_role")
@period_option
@panel_option
@asks("role", "since")
def roles(where: Filter, shown: Shown, by: str, period: str, panel: str) -> None:
    """How the roles on offer change over time."""
    columns = ("part", "period", "share", "postings", "n", "companies")
    show("roles", where, shown, columns, by=by, period=period, panel=panel)


@click.command()
@asks()
def companies(where: Filter, shown: Shown) -> None:
    """Who is hiring, how much, and what they pay."""
    columns = ("company", "stage", "postings", "open", "opened_lately", "states_pay", "base_usd")
    show("companies", where, shown, columns)


@click.command()
@skill_option
@asks()
def postings(where: Filter, shown: Shown, skills: tuple[str, ...]) -> None:
    """Open postings, those that fit your skills best first."""
    told = ("fit", "missing") if skills else ("level", "opened_on")
    columns = ("title", "company", *told, "posting")
    show("postings", where, shown, columns, skills=list(skills), limit=max(shown.top, 100))


@click.command()
@click.argument("posting")
@asks("role", "since")
def posting(where: Filter, shown: Shown, posting: str) -> None:
    """What was read from one posting, from which words, and what changed since.

    POSTING is its id, what the id begins with, or both its ends, as `hiresignal postings` shows it.
    """
    from analysis.market import about, ask, postings_called

    with reading(shown.data) as con:
        found = postings_called(con, posting)
        if not found:
            raise click.ClickException(f'No posting has the id "{posting}". `hiresignal postings` lists ids.')
        if len(found) > 1:
            raise click.ClickException(
                f'"{posting}" begins several ids, as {", ".join(found)}: give more of it.'
            )
        frame, behind = ask(con, "posting", where, posting=found[0]), about(con, "posting", where)
    write(frame, behind, replace(shown, top=frame.height), ("what", "value", "how", "words"), whole=True)


@click.command()
@asks("since")
def life(where: Filter, shown: Shown) -> None:
    """How many postings open and close, how long they stay, how many are posted again."""
    show("life", where, shown, ("month", "opened", "closed", "days_open", "reposted", "ghosts"))


@click.command()
@asks()
def years(where: Filter, shown: Shown) -> None:
    """How many years of a skill postings ask for."""
    columns = ("name", "n/companies", "p10", "p25", "median", "p75", "p90")
    show("years", where, shown, columns, limit=shown.top)


@click.command()
@asks()
def worth(where: Filter, shown: Shown) -> None:
    """Which skills go with higher pay, all else equal."""
    show("worth", where, shown, ("name", "effect", "n", "companies", "verdict"))


@click.command()
@asks("role")
def places(where: Filter, shown: Shown) -> None:
    """What US metros pay, as a factor of San Francisco and New York."""
    show("places", where, shown, ("part", "factor", "n", "companies"))


@click.command()
@asks("role")
def premium(where: Filter, shown: Shown) -> None:
    """What AI engineers are paid over software engineers of the same level and place."""
    show("premium", where, shown, ("level", "premium", "n", "companies", "matched"))


@click.command()
@click.option("--by", default="country", show_default=True, help=PARTS)
@asks()
def stated(where: Filter, shown: Shown, by: str) -> None:
    """How many postings say what they pay."""
    show("stated", where, shown, ("part", "share", "postings", "n", "companies"), by=by)


@click.command()
@click.option("--by", default="level", show_default=True, help=PARTS)
@click.option(
    "--kind", type=click.Choice(["base", "total"]), default="base", show_default=True, help="Which pay."
)
@click.option("--skill", metavar="ID", help="Only postings that name this skill, as `python`.")
@asks()
def pay(where: Filter, shown: Shown, by: str, kind: str, skill: str | None) -> None:
    """What postings pay a year in US dollars: percentiles, and an interval of the median."""
    ends = ("p75", "p90", "low_end", "high_end")
    columns = ("part", "n/companies", "p10", "p25", "median", *ends)
    show("pay", where, shown, columns, by=by, kind=kind, skill=skill)


@click.command()
@click.option("--by", default="role", show_default=True, help=PARTS)
@asks("role")
def mix(where: Filter, shown: Shown, by: str) -> None:
    """How postings divide by role, level, degree, workplace or another property."""
    show("mix", where, shown, ("part", "share", "postings", "named_by"), by=by)


@click.command()
@asks("role", "since")
def coverage(where: Filter, shown: Shown) -> None:
    """What each source holds and how fresh it is."""
    show("coverage", where, shown, ("source", "boards", "postings", "open", "newest", "states_pay"))


@click.command()
@asks()
def claims(where: Filter, shown: Shown) -> None:
    """What five guides tell job seekers, and what the postings say to it."""
    from analysis.claims import judged
    from analysis.market import about
    from analysis.verdicts import as_markdown, as_text

    with reading(shown.data) as con:
        table, behind = judged(con, where), about(con, "demand", where)
    if shown.output or shown.style in ("json", "csv"):
        write(table, behind, shown, ())
    else:
        click.echo((as_markdown if shown.style == "md" else as_text)(table, behind))


@click.command()
@click.option("--known", type=SKILL, multiple=True, help="A skill you have, as python; may be repeated.")
@asks()
def learn(where: Filter, shown: Shown, known: tuple[str, ...]) -> None:
    """What to learn next: what it unlocks, what comes before it, how long guides say it takes."""
    from analysis.learn import learn as order
    from analysis.market import about

    with reading(shown.data) as con:
        answer, behind = order(con, known, where), about(con, "unlocks", where)
    write(answer, behind, shown, ("name", "share", "closer", "pays", "weeks"))


@click.command()
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False), default=Path("hiresignal-report.html")
)
@asks()
def report(where: Filter, shown: Shown, file: Path) -> None:
    """Writes the month's findings to FILE, one page that needs nothing else."""
    from analysis.page import page

    with reading(shown.data) as con:
        written = page(con, where)
    with writing(file):
        file.write_text(written, encoding="utf-8")
    click.echo(f"Report written to {file}.", err=True)


@click.command()
@click.argument("query", required=False)
@data_option
def sql(query: str | None, data: Path) -> None:
    """Runs SQL on the published market, read-only: QUERY, or lines from standard input."""
    import duckdb

    with reading(data) as con:
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        failed = False
        for typed in (query,) if query else _typed():
            try:
                for statement in con.extract_statements(typed):
                    answer = con.sql(statement.query)
                    click.echo("done" if answer is None else answer)
            except duckdb.Error as wrong:
                failed = True
                click.echo(f"Error: {wrong}", err=True)
    if failed and (query or not sys.stdin.isatty()):
        sys.exit(1)


def _typed() -> Iterator[str]:
    """What is typed or piped, as soon as a line ends it with a semicolon."""
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


COMMANDS = (
    demand,
    trend,
    movers,
    pairs,
    bundles,
    pay,
    stated,
    worth,
    places,
    premium,
    roles,
    mix,
    years,
    companies,
    postings,
    posting,
    life,
    claims,
    learn,
    coverage,
    sql,
    report,
)
