"""`hiresignal schedule`: a refresh every night by itself."""

from pathlib import Path

import click

from analysis.asking import data_option
from pipeline.options import contact_option, units_option


@click.group("schedule")
def schedule_group() -> None:
    """Refresh every night by itself."""


@schedule_group.command()
@units_option
@contact_option
@data_option
def install(units: Path, contact: str, data: Path) -> None:
    """Install a timer of your own (systemd); one missed while the machine was off is made up for."""
    from pipeline import schedule

    for path in schedule.install(schedule.Schedule(data, contact, units)):
        click.echo(f"wrote {path}")
    _systemd("daemon-reload", f"enable --now {schedule.NAME}.timer")


@schedule_group.command()
@click.option(
    "--form",
    type=click.Choice(["all", "crontab", "systemd", "github"]),
    default="all",
    show_default=True,
    help="Only one of them, to redirect into a file.",
)
@units_option
@contact_option
@data_option
def show(form: str, units: Path, contact: str, data: Path) -> None:
    """Print the timer, the crontab line, and a workflow for GitHub Actions."""
    from pipeline import schedule

    planned = schedule.Schedule(data, contact, units)
    if form == "all":
        click.echo(f"The timer is {'installed' if schedule.installed(units) else 'not installed'}.\n")
    texts = {
        "systemd": "\n".join(f"# {path}\n{text}" for path, text in planned.files.items()),
        "crontab": f"{planned.crontab}\n",
        "github": schedule.WORKFLOW,
    }
    click.echo("\n".join(texts.values()) if form == "all" else texts[form], nl=False)


@schedule_group.command()
@units_option
def remove(units: Path) -> None:
    """Remove the timer."""
    from pipeline import schedule

    if not schedule.installed(units):
        click.echo("No timer is installed.")
        return
    _systemd(f"disable --now {schedule.NAME}.timer")
    for path in schedule.remove(units):
        click.echo(f"removed {path}")
    _systemd("daemon-reload")


def _systemd(*steps: str) -> None:
    from pipeline import schedule

    try:
        schedule.tell_systemd(*steps)
    except schedule.NoSystemd as problem:
        click.echo(str(problem), err=True)
