"""Turns counts by company into shares with honest intervals: postings of one company resemble each other.

A query sums, over companies, y (its postings that say so), u (its postings), and yy, yu, uu (their products).
"""

from collections.abc import Sequence

import polars as pl

Z = 1.959964  # 95 % of a normal curve
FEWEST_POSTINGS, FEWEST_COMPANIES = (
    30,
    10,
)  # below either, a share says more about chance than about the market


def with_shares(sums: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Adds, for each name: share, `_low`, `_high`, `_deff`; and `why` a share is withheld, or null."""
    enough = pl.col("why").is_null()
    withheld = sums.lazy().with_columns(why=why_withheld(pl.col("n"), pl.col("companies")))
    for name in names:
        withheld = withheld.with_columns(_share(name)).with_columns(_deff(name)).with_columns(_wilson(name))
    shown = [f"{name}{end}" for name in names for end in ("", "_low", "_high", "_deff")]
    return withheld.with_columns(pl.when(enough).then(pl.col(shown))).collect()


def why_withheld(n: pl.Expr, companies: pl.Expr, *, where: str = "") -> pl.Expr:
    """The reason there is no number, or null; `where` ends it, as " in a period"."""
    return (
        pl.when(n < FEWEST_POSTINGS)
        .then(pl.format(f"{{}} of {FEWEST_POSTINGS} postings needed{where}", n))
        .when(companies < FEWEST_COMPANIES)
        .then(pl.format(f"{{}} of {FEWEST_COMPANIES} companies needed{where}", companies))
    )


def too_few(n: int, companies: int, *, what: str = "postings") -> str | None:
    """The same for one number; `what` is counted, as "matched postings"."""
    if n < FEWEST_POSTINGS:
        return f"{n} of {FEWEST_POSTINGS} {what} needed"
    return f"{companies} of {FEWEST_COMPANIES} companies needed" if companies < FEWEST_COMPANIES else None


def _share(name: str) -> pl.Expr:
    return (pl.col(f"{name}_y") / pl.col("u")).alias(name)


def _deff(name: str) -> pl.Expr:
    """How many times larger than for independent postings the variance is (Taylor series over companies)."""
    p, companies = pl.col(name), effective("u", "uu")
    spread = pl.col(f"{name}_yy") - 2 * p * pl.col(f"{name}_yu") + p**2 * pl.col("uu")
    variance = companies / (companies - 1).clip(0.5) * spread / pl.col("u") ** 2
    deff = variance / (p * (1 - p) / pl.col("n"))
    # A share of 0 or 1 shows no spread to measure: then each company counts as one observation.
    return (
        pl.when((p <= 0) | (p >= 1))
        .then(pl.col("n") / companies)
        .otherwise(deff.clip(1.0))
        .alias(f"{name}_deff")
    )


def _wilson(name: str) -> list[pl.Expr]:
    p, t = pl.col(name), student(effective("u", "uu") - 1)
    n = pl.col("n") / pl.col(f"{name}_deff")
    middle = (p + t**2 / (2 * n)) / (1 + t**2 / n)
    half = t / (1 + t**2 / n) * (p * (1 - p) / n + t**2 / (4 * n**2)).sqrt()
    # What rounding leaves of a bound must not part it from a share of 0 or 1.
    return [
        pl.min_horizontal((middle - half).clip(lower_bound=0.0), p).alias(f"{name}_low"),
        pl.max_horizontal((middle + half).clip(upper_bound=1.0), p).alias(f"{name}_high"),
    ]


def effective(u: str, uu: str) -> pl.Expr:
    """As how many companies of equal size they count (Kish): one that lists half of all is worth little more.

    Benchmarked (tests/bench/intervals.py): with the bare number, 95 % intervals held 90-94 times.
    """
    return pl.col(u) ** 2 / pl.col(uu)


def student(freedom: pl.Expr) -> pl.Expr:
    """The 97.5 % point of Student's t (Cornish-Fisher, within 0.3 % from nine degrees of freedom on)."""
    nu = freedom.clip(lower_bound=1)
    return Z + (Z**3 + Z) / (4 * nu) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * nu**2)
