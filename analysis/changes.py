"""Tells apart shares of the same companies: one skill's in two periods, two skills' in one."""

from statistics import NormalDist

import polars as pl

from analysis.shares import Z, effective, student, why_withheld


def with_changes(sums: pl.DataFrame) -> pl.DataFrame:
    """Adds share, before, change with its interval, and q; largest sure changes first.

    A company in both periods contributes its change, so that its steady habits cancel (Taylor series).
    """
    after, ago = pl.col("y1") / pl.col("u1"), pl.col("y0") / pl.col("u0")
    changed = sums.with_columns(share=after, before=ago, why=_why()).with_columns(
        change=pl.col("share") - pl.col("before"), error=_variance().sqrt()
    )
    t = student(_companies() - 1)
    tested = changed.with_columns(
        change_low=pl.col("change") - t * pl.col("error"),
        change_high=pl.col("change") + t * pl.col("error"),
        p=(pl.col("change").abs() / pl.col("error") * Z / t).map_elements(
            _two_sided, return_dtype=pl.Float64
        ),
    )
    enough = pl.col("why").is_null()
    numbers = ["share", "before", "change", "change_low", "change_high"]
    shown = tested.with_columns(pl.when(enough).then(pl.col([*numbers, "p"])))
    return shown.with_columns(q=_benjamini_hochberg()).sort(
        "q", pl.col("change").abs(), "skill", descending=[False, True, False], nulls_last=True
    )


def with_lead(sums: pl.DataFrame) -> pl.DataFrame:
    """Adds lead with its interval, from sums over companies of y (ours less theirs), u, and their products.

    A posting that names both, or neither, says nothing about which leads: the interval is of the others.
    """
    companies, lead = effective("u", "uu"), pl.col("lead_y") / pl.col("u")
    spread = pl.col("lead_yy") - 2 * lead * pl.col("lead_yu") + lead**2 * pl.col("uu")
    half = (
        student(companies - 1)
        * (companies / (companies - 1).clip(0.5) * spread.clip(0.0)).sqrt()
        / pl.col("u")
    )
    led = sums.with_columns(
        lead=lead,
        lead_low=lead - half,
        lead_high=lead + half,
        why=why_withheld(pl.col("n"), pl.col("companies")),
    )
    return led.with_columns(pl.when(pl.col("why").is_null()).then(pl.col("lead", "lead_low", "lead_high")))


def _variance() -> pl.Expr:
    """Of the change: the sum over companies of (y1 - p1 u1) / U1 - (y0 - p0 u0) / U0, squared."""
    p1, p0, u1, u0 = (pl.col(name) for name in ("share", "before", "u1", "u0"))
    recent = pl.col("y1y1") - 2 * p1 * pl.col("y1u1") + p1**2 * pl.col("u1u1")
    ago = pl.col("y0y0") - 2 * p0 * pl.col("y0u0") + p0**2 * pl.col("u0u0")
    both = pl.col("y1y0") - p0 * pl.col("y1u0") - p1 * pl.col("y0u1") + p1 * p0 * pl.col("u1u0")
    spread = recent / u1**2 + ago / u0**2 - 2 * both / (u1 * u0)
    return _companies() / (_companies() - 1).clip(0.5) * spread.clip(0.0)


def _companies() -> pl.Expr:
    return pl.min_horizontal(effective("u1", "u1u1"), effective("u0", "u0u0"))


def _why() -> pl.Expr:
    few = pl.min_horizontal("n", "before_n")
    few_companies = pl.min_horizontal("companies", "before_companies")
    return why_withheld(few, few_companies, where=" in a period")


def _two_sided(z: float) -> float:
    return 2 * NormalDist().cdf(-z)


def _benjamini_hochberg() -> pl.Expr:
    """The smallest share of false finds at which the change is still called one."""
    p = pl.col("p")
    raw = p * p.count() / p.rank("ordinal")
    return raw.sort_by(p, nulls_last=True).cum_min(reverse=True).gather(p.rank("ordinal") - 1).clip(0.0, 1.0)
