"""Writes judged claims for people: what a guide says, what our postings say, and the verdict."""

import textwrap
from typing import TYPE_CHECKING

from analysis.show import WIDTH, percent

if TYPE_CHECKING:
    import polars as pl

    from analysis.market import About

CAVEAT = (
    "Our boards are a list, not the market; a verdict holds for these postings: AI engineers, open in the "
    "last year unless the filter says otherwise. Pay is base pay unless total is said."
)


def as_text(claims: "pl.DataFrame", about: "About") -> str:
    """A block a claim, at most 80 columns."""
    blocks = [_block(row) for row in claims.iter_rows(named=True)]
    synthetic = ["SYNTHETIC SAMPLE: invented companies and postings."] if about.synthetic else []
    closing = textwrap.wrap(f"{CAVEAT} {about.frame}.", WIDTH)
    opening = textwrap.fill(counted(claims), WIDTH)
    return "\n\n".join([*synthetic, opening, *blocks, "\n".join(closing)])


def as_markdown(claims: "pl.DataFrame", about: "About") -> str:
    """One Markdown table."""
    lines = [
        "| id | guide | says | where | claimed | ours (95 %) | n | companies | verdict |",
        "|---" * 9 + "|",
    ]
    for row in claims.iter_rows(named=True):
        cells = [
            row["claim"],
            _listed(row["guides"]),
            row["says"] + _otherwise(row),
            row["where"],
            bounds(row),
            ours(row),
            f"{row['n']:,}",
            f"{row['companies']:,}",
            row["verdict"] + (f": {row['why']}" if row["why"] else ""),
        ]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([counted(claims), "", *lines, "", f"{CAVEAT} {about.frame}."])


def counted(claims: "pl.DataFrame") -> str:
    """How many of each verdict."""
    tally = claims["verdict"].value_counts(sort=True).sort("verdict").iter_rows()
    return ", ".join(f"{count} {verdict}" for verdict, count in tally)


def bounds(row: dict[str, object]) -> str:
    """What the guide says, as bounds."""
    low, high = row["claimed_low"], row["claimed_high"]
    if low is None:
        return "-"
    return f"{amount(low, row)} and more" if high is None else f"{amount(low, row)} to {amount(high, row)}"


def ours(row: dict[str, object]) -> str:
    """Our value with its interval."""
    if row["value"] is None:
        return "-"
    inside = (
        f", {percent(row['inside'])} of our middle half inside" if isinstance(row["inside"], float) else ""
    )
    interval = f"{amount(row['value_low'], row)} to {amount(row['value_high'], row)}"
    return f"{amount(row['value'], row)} ({interval}){inside}"


def amount(value: object, row: dict[str, object]) -> str:
    """A number in the claim's unit."""
    if not isinstance(value, float):
        return "-"
    match row["unit"]:
        case "usd":
            return f"{value / 1000:,.0f}k"
        case "years":
            return f"{value:.0f} y"
        case "factor":
            return f"{value:.2f}x"
        case "effect":
            return f"{value:+.0%}"
        case "difference":
            return f"{value * 100:+.0f} pt"
        case _:
            return percent(value)


def _block(row: dict[str, object]) -> str:
    head = f"{row['claim']:<22}{row['verdict']:<16}{_listed(row['guides'])}"
    said = textwrap.wrap(f"{row['says']}{_otherwise(row)}", WIDTH - 2)
    size = f"n {row['n']:,}, {row['companies']:,} companies; {row['where']}"
    result = f"claimed {bounds(row)}; ours {ours(row)}; {size}" + (f" ({row['why']})" if row["why"] else "")
    return "\n".join([head, *(f"  {line}" for line in [*said, *textwrap.wrap(result, WIDTH - 2)])])


def _listed(names: object) -> str:
    return ", ".join(map(str, names)) if isinstance(names, list) else ""


def _otherwise(row: dict[str, object]) -> str:
    return f" Other guides say otherwise: {_listed(row['against'])}." if row["against"] else ""
