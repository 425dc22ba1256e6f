"""The umbrella command: every verb by name, loaded when it is used, so that --help is quick."""

import importlib
import sys
from pathlib import Path

import click

# verb -> where its command stands; help lists them in this order
VERBS = {
    "demo": "pipeline.night_cli:demo",
    "refresh": "pipeline.night_cli:refresh",
    "load": "pipeline.night_cli:load",
    "demand": "analysis.cli:demand",
    "pay": "analysis.cli:pay",
    "sql": "analysis.cli:sql",
    "score": "scorer.cli:score",
    "dashboard": "pipeline.night_cli:dashboard",
    "read": "analysis.reading_cli:read",
    "taxonomy": "analysis.reading_cli:taxonomy",
    "boards": "pipeline.boards_cli:boards",
}


class Verbs(click.Group):
    """Commands that stand in other modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="hiresignal")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where files live, for any verb; else HIRESIGNAL_DATA, else ./data.",
)
@click.pass_context
def hiresignal(ctx: click.Context, data: Path | None) -> None:
    """What the AI-engineering job market asks for and pays, with evidence, and where you stand."""
    if data is not None:
        ctx.default_map = {verb: {"data": str(data)} for verb in VERBS}


def main() -> None:
    """Runs the command line; a known problem is one line and its exit code, never a traceback."""
    try:
        hiresignal.main(standalone_mode=True)
    except BrokenPipeError:  # `hiresignal demand | head`
        sys.stderr.close()
        sys.exit(141)
