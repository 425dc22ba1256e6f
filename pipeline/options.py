"""Options that several commands share, and how sizes and days are written."""

import re
from datetime import timedelta
from pathlib import Path

import click

UNITS = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
contact_option = click.option(
    "--contact",
    envvar="HIRESIGNAL_CONTACT",
    default="not set",
    help="Who a site may write to about our requests; part of the User-Agent.",
)
far_side_option = click.option("--far-side", envvar="HIRESIGNAL_FAR_SIDE", hidden=True)
form_option = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
units_option = click.option(
    "--unit-dir",
    "units",
    type=click.Path(path_type=Path, file_okay=False),
    default="~/.config/systemd/user",
    show_default=True,
    help="Where systemd looks for a user's units.",
)


class Size(click.ParamType[int]):
    """Bytes, as people write them."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([kKMGT]?B)", str(value))
        if found is None:
            self.fail(f"{value!r} is no size: write 5GB or 800MB", param, ctx)
        return int(float(found[1]) * UNITS[found[2]])


class Days(click.ParamType[timedelta]):
    """A time as `90d`."""

    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = re.fullmatch(r"(\d+)d", str(value))
        if found is None:
            self.fail(f"{value!r} is no number of days: write 90d", param, ctx)
        return timedelta(days=int(found[1]))
