"""`score`: one person's GitHub and resume against what the market asks for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

# Only click above: `score --help` must answer at once. Everything else is imported where it is used.

FORMATS = ("text", "json", "md", "html")


@click.command()
@click.option("--github", "login", metavar="USER", help="GitHub login of the person.")
@click.option(
    "--repo", "clone", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A local clone."
)
@click.option(
    "--resume",
    "resume_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="PDF, DOCX, Markdown, text or JSON Resume.",
)
@click.option("--role", default="ai_engineer", show_default=True, help="Role to compare with.")
@click.option("--level", help="junior, mid, senior, staff...; read from the resume when it says.")
@click.option("--country", help="Two-letter code, or remote; read from the resume or profile when it says.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Score as of this day (default: today).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="HIRESIGNAL_DATA",
    default=Path("data"),
    show_default=True,
    help="Where the published market lies.",
)
@click.option("--offline", is_flag=True, help="Ask nobody: use what an earlier run kept.")
@click.option(
    "--review",
    is_flag=True,
    help="A second reading by a model (needs ANTHROPIC_API_KEY; costs money; changes no point).",
)
@click.option("--forget", is_flag=True, help="Remove everything kept about the GitHub user, and end.")
@click.option(
    "--api-url",
    envvar="GITHUB_API_URL",
    default="https://api.github.com",
    show_default=True,
    help="GitHub Enterprise, or a test server.",
)
@click.version_option(package_name="hiresignal")
def score(**options: object) -> None:
    """Score one person's public work and resume against what employers ask for.

    Self-assessment: it says where each point comes from, what it could not see, and what to do next.
    """
    from scorer.options import Options, Problem
    from scorer.run import run

    try:
        run(Options(**options, ask=_ask()), out=sys.stdout, err=sys.stderr)  # type: ignore[arg-type]
    except Problem as error:
        raise click.ClickException(str(error)) from error


def _ask() -> Callable[[str], str] | None:
    """A question on the terminal; None where nobody is there to answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    return lambda words: str(click.prompt(words, default="", show_default=False, err=True))


def main(argv: Sequence[str] | None = None) -> int:
    """The console script."""
    gc.set_threshold(100_000)  # syntax trees hold no cycles to look for
    try:
        score.main(args=list(argv) if argv is not None else None, prog_name="score", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
