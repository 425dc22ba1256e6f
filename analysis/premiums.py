"""What AI engineers are paid against software engineers of the same level and place, by matching."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars._typing import PolarsDataType

from analysis.shares import too_few
from analysis.worth import sampled

RESAMPLES = 1_000
LEVELS = ("junior", "mid", "senior", "staff", "lead")
MATCHED = ("level", "country", "metro", "workplace")
PREMIUMS: dict[str, PolarsDataType] = {
    "level": pl.String,
    "premium": pl.Float64,  # 0.2: a fifth more
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,  # postings of the role that have a match, and their companies
    "companies": pl.Int64,
    "matched": pl.Int64,  # postings they are compared with
    "why": pl.String,
}


def premium(
    offers: pl.DataFrame,
    *,
    role: str = "ai_engineer",
    against: str = "software_engineer",
    seed: int = 20_260,
) -> pl.DataFrame:
    """Columns as `worth.OFFERS`; a row a level, and one for all levels together.

    Each posting of the role is compared with those of the other at the same level, country, metro and
    workplace; cells where one of them is missing say nothing. Intervals draw whole companies again.
    """
    both = offers.filter(pl.col("role").is_in([role, against]) & (pl.col("level") != "unspecified"))
    both = sampled(both).filter(pl.col("role").n_unique().over(MATCHED) == 2)
    levels = [level for level in LEVELS if level in both["level"].unique()]
    rows = [_premium("all", both, role, seed)] if both.height else []
    rows += [_premium(level, both.filter(level=level), role, seed) for level in levels]
    return pl.DataFrame(rows, schema=PREMIUMS)


def _premium(level: str, both: pl.DataFrame, role: str, seed: int) -> dict[str, object]:
    mine = both.filter(role=role)
    row: dict[str, object] = {
        "level": level,
        "n": mine.height,
        "companies": mine["company"].n_unique(),
        "matched": both.height - mine.height,
    }
    fewest = min(mine["company"].n_unique(), both.filter(pl.col("role") != role)["company"].n_unique())
    if why := too_few(mine.height, fewest, what="matched postings"):
        return row | {"why": why}
    cell = both.select(pl.struct(MATCHED).rank("dense"))[MATCHED[0]].to_numpy().astype(np.int64) - 1
    company = both["company"].rank("dense").to_numpy().astype(np.int64) - 1
    pay, is_mine = np.log(both["usd"].to_numpy()), (both["role"] == role).to_numpy()
    once = np.ones((1, int(company.max()) + 1))
    drawn = _redraw(int(company.max()) + 1, seed)
    low, high = np.nanpercentile(_gaps(pay, is_mine, cell, company, drawn), [2.5, 97.5])
    here = _gaps(pay, is_mine, cell, company, once)[0]
    return row | {
        "premium": float(np.expm1(here)),
        "low": float(np.expm1(low)),
        "high": float(np.expm1(high)),
    }


def _redraw(companies: int, seed: int) -> NDArray[np.float64]:
    """How often each company is in each of RESAMPLES draws."""
    draw = np.random.default_rng(seed)
    return draw.multinomial(companies, np.full(companies, 1 / companies), size=RESAMPLES).astype(np.float64)


def _gaps(
    pay: NDArray[np.float64],
    is_mine: NDArray[np.bool_],
    cell: NDArray[np.int64],
    company: NDArray[np.int64],
    drawn: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The mean gap in log pay over the role's postings, one a draw; cells left one-sided drop out."""
    shape = (drawn.shape[1], int(cell.max()) + 1)
    sums = {}
    for side, chosen in (("mine", is_mine), ("other", ~is_mine)):
        count, total = np.zeros(shape), np.zeros(shape)
        np.add.at(count, (company[chosen], cell[chosen]), 1.0)
        np.add.at(total, (company[chosen], cell[chosen]), pay[chosen])
        sums[side] = drawn @ count, drawn @ total
    (n, mine), (m, other) = sums["mine"], sums["other"]
    weight = np.where(m > 0, n, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.where(weight > 0, mine / n - other / m, 0.0)
        mean: NDArray[np.float64] = (weight * gap).sum(axis=1) / weight.sum(axis=1)
    return mean
