"""A refresh every night without anybody: a systemd timer of the user's own, a crontab line, a workflow."""

import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NAME = "hiresignal"
UNITS = Path("~/.config/systemd/user")
AT = "03:30"  # local time; sites are quiet, and the market is fresh in the morning
SPREAD = "30m"  # not everybody at the same minute

SERVICE = """\
[Unit]
Description=hiresignal: fetch what is new on the job market, read it, and publish
After=network-online.target

[Service]
Type=oneshot
Environment="HIRESIGNAL_CONTACT={contact}"
ExecStart={command}
Nice=10
TimeoutStopSec=60
"""
TIMER = """\
[Unit]
Description=hiresignal every night

[Timer]
OnCalendar=*-*-* {at}:00
RandomizedDelaySec={spread}
Persistent=true

[Install]
WantedBy=timers.target
"""
WORKFLOW = """\
# .github/workflows/refresh.yml: a refresh every night on GitHub's machines; the market stays in their cache.
name: refresh
on:
  schedule:
    - cron: "30 3 * * *"
  workflow_dispatch:
concurrency: refresh
permissions:
  contents: read
jobs:
  refresh:
    runs-on: ubuntu-latest
    timeout-minutes: 300
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
          cache: pip
      - run: pip install -r requirements.lock && pip install --no-deps .
      - uses: actions/cache/restore@v4
        with:
          path: data
          key: market-${{ github.run_id }}
          restore-keys: market-
      - run: hiresignal refresh
        env:
          HIRESIGNAL_CONTACT: ${{ vars.HIRESIGNAL_CONTACT }}
      - uses: actions/cache/save@v4
        if: always()  # what an interrupted refresh fetched is taken up by the next one
        with:
          path: data
          key: market-${{ github.run_id }}
      - run: hiresignal doctor
"""


class NoSystemd(RuntimeError):
    """This machine has no systemctl."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is to run, and where its unit files stand."""

    data: Path
    contact: str = "not set"
    units: Path = UNITS
    at: str = AT

    @property
    def files(self) -> dict[Path, str]:
        folder = self.units.expanduser()
        # systemd reads its own meaning into these.
        command = shlex.join(self.words).replace("%", "%%").replace("$", "$$")
        contact = self.contact.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
        return {
            folder / f"{NAME}.service": SERVICE.format(contact=contact, command=command),
            folder / f"{NAME}.timer": TIMER.format(at=self.at, spread=SPREAD),
        }

    @property
    def words(self) -> list[str]:
        return [sys.executable, "-m", "pipeline", "refresh", "--data", str(self.data.resolve())]

    @property
    def crontab(self) -> str:
        """One line for `crontab -e`; cron mails what a refresh says, here a file keeps it."""
        hour, minute = self.at.split(":")
        contact = f"HIRESIGNAL_CONTACT={shlex.quote(self.contact)}"
        log = shlex.quote(str(self.data.resolve() / "refresh.log"))
        command = f"{contact} {shlex.join(self.words)} >> {log} 2>&1".replace("%", r"\%")
        return f"{int(minute)} {int(hour)} * * * {command}"


def install(schedule: Schedule) -> list[Path]:
    """Writes the unit files; what was written."""
    for path, text in schedule.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(schedule.files)


def remove(units: Path) -> list[Path]:
    """Removes the unit files; what was there."""
    found = [path for path in _paths(units) if path.exists()]
    for path in found:
        path.unlink()
    return found


def installed(units: Path = UNITS) -> bool:
    """Do both unit files stand in this folder?"""
    return all(path.exists() for path in _paths(units))


def tell_systemd(*steps: str) -> None:
    """Runs `systemctl --user` for each step; raises NoSystemd with what to run by hand."""
    by_hand = " && ".join(f"systemctl --user {step}" for step in steps)
    if shutil.which("systemctl") is None:
        raise NoSystemd(f"systemctl is not here. Where it is, run: {by_hand}")
    for step in steps:
        done = subprocess.run(
            ["systemctl", "--user", *step.split()], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NoSystemd(f"systemctl --user {step}: {done.stderr.strip()}. Run by hand: {by_hand}")


def _paths(units: Path) -> list[Path]:
    return [units.expanduser() / f"{NAME}.{kind}" for kind in ("service", "timer")]
