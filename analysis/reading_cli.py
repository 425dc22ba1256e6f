"""The commands that read postings and look after the vocabulary."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from analysis.jsonl import BadLine


@click.command()
def read() -> None:
    """Read postings as JSON Lines from stdin: skills, role, pay and terms, one line each.

    A line needs "id" and "text" or "html"; "title", "company", "location", "countries", "workplace",
    "employment_type" and "pay" help. Spans index "text"; for "html" the text they index comes back.
    Bad lines are reported with their number and skipped; then the exit code is 1.
    """
    from analysis.jsonl import read_lines

    bad = 0

    def complain(number: int, problem: "BadLine") -> None:
        nonlocal bad
        bad += 1
        click.echo(f"line {number}: {problem}", err=True)

    lines = (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)
    for said in read_lines(lines, complain=complain):
        sys.stdout.write(said + "\n")
        sys.stdout.flush()  # a reader at the other end may be waiting for this very line
    if bad:
        sys.exit(1)


@click.group()
def taxonomy() -> None:
    """Look after the vocabulary: is it sound, what does it cover, which words are rising."""


@taxonomy.command()
def check() -> None:
    """Refuse clashes, dangling parents and empty lines in the taxonomy files."""
    from analysis.skillbook import book, problems

    shelf = book()
    found = problems(shelf)
    for problem in found:
        click.echo(problem, err=True)
    click.echo(f"{len(shelf.skills)} skills, {sum(len(skill.forms) for skill in shelf.skills)} spellings")
    if found:
        sys.exit(1)
