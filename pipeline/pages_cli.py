"""The commands that show the market in a browser: demo, dashboard."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import click

from analysis.asking import data_option
from pipeline.telling import run, tell

SAMPLE = Path("data/sample")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
FOR_OTHERS = {
    False: "Others can open this. It asks them for nothing personal; --offer-score would.",
    True: "Others can open this and score themselves: a resume is read on this machine and deleted; "
    "GitHub is asked with their own token or none, from this machine's address.",
}


@click.command()
@click.option("--port", type=int, default=8501, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback unless you say otherwise.")
@click.option(
    "--offer-score",
    is_flag=True,
    help="On another host than loopback: let visitors give a GitHub name, a token and a resume.",
)
@data_option
def dashboard(port: int, host: str, offer_score: bool, data: Path) -> None:
    """Explore the market in a browser."""
    _serve(data, host=host, port=port, offer_score=offer_score)


@click.command()
@click.option("--port", type=int, default=8501, show_default=True)
def demo(port: int) -> None:
    """Show everything on the synthetic sample: refresh, tables, dashboard. Needs no network."""
    from pipeline.plan import Plan

    if not SAMPLE.is_dir():
        raise click.ClickException(f"No sample in {SAMPLE}: run this in a clone of the project.")
    data = Path("data/demo")
    tell(run(Plan(data=data, origin=SAMPLE)))
    from pipeline.cli import hiresignal

    for verb in ("demand", "pay"):
        click.echo(f"\n$ hiresignal {verb} --role ai_engineer --data {data}")
        words = [verb, "--role", "ai_engineer", "--data", str(data), "--top", "12"]
        hiresignal.main(words if verb == "demand" else words[:-2], standalone_mode=False)
    click.echo()
    if os.environ.get("DEMO_SERVE") == "0":
        click.echo(f"The dashboard would be at http://127.0.0.1:{port} (hiresignal dashboard --data {data}).")
        return
    _serve(data, host="127.0.0.1", port=port, offer_score=False)


def _serve(data: Path, *, host: str, port: int, offer_score: bool) -> NoReturn:
    """Becomes the server: a signal to this process ends it, and nothing is left behind."""
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise click.ClickException(f"Port {port} is taken. Choose another with --port.")
    for_others = host not in LOOPBACK
    if for_others:
        click.echo(FOR_OTHERS[offer_score], err=True)
    told = {
        "HIRESIGNAL_DATA": str(data.resolve()),
        "HIRESIGNAL_FOR_OTHERS": str(int(for_others)),
        "HIRESIGNAL_OFFER_SCORE": str(int(offer_score)),
    }
    sys.stdout.flush()
    sys.stderr.flush()
    python = sys.executable
    words = ["-m", "dashboard.server", host, str(port)]
    os.execve(python, [python, *words], {**os.environ, **told})  # noqa: S606  # no shell
