"""The umbrella command: every verb by name, loaded when it is used, so that --help is quick."""

import importlib
import sys
from pathlib import Path

import click

# verb -> where its command stands; help lists them in this order
VERBS = {
    "demo": "pipeline.pages_cli:demo",
    "refresh": "pipeline.night_cli:refresh",
    "load": "pipeline.night_cli:load",
    "boards": "pipeline.boards_cli:boards",
    "doctor": "pipeline.health_cli:doctor",
    "canary": "pipeline.health_cli:canary",
    "schedule": "pipeline.schedule_cli:schedule_group",
    "backfill": "pipeline.ops_cli:backfill",
    "reread": "pipeline.ops_cli:reread",
    "prune": "pipeline.ops_cli:prune",
    "forget": "pipeline.ops_cli:forget",
    "score": "scorer.cli:score",
    "dashboard": "pipeline.pages_cli:dashboard",
    "demand": "analysis.cli:demand",
    "trend": "analysis.cli:trend",
    "movers": "analysis.cli:movers",
    "pairs": "analysis.cli:pairs",
    "bundles": "analysis.cli:bundles",
    "pay": "analysis.cli:pay",
    "roles": "analysis.cli:roles",
    "mix": "analysis.cli:mix",
    "years": "analysis.cli:years",
    "worth": "analysis.cli:worth",
    "places": "analysis.cli:places",
    "premium": "analysis.cli:premium",
    "stated": "analysis.cli:stated",
    "claims": "analysis.cli:claims",
    "companies": "analysis.cli:companies",
    "postings": "analysis.cli:postings",
    "posting": "analysis.cli:posting",
    "life": "analysis.cli:life",
    "learn": "analysis.cli:learn",
    "coverage": "analysis.cli:coverage",
    "export": "pipeline.lake_cli:export",
    "cluster": "pipeline.lake_cli:cluster",
    "restore": "pipeline.lake_cli:restore",
    "report": "analysis.cli:report",
    "sql": "analysis.cli:sql",
    "read": "analysis.reading_cli:read",
    "taxonomy": "analysis.reading_cli:taxonomy",
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
