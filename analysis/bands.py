"""Bands of pay or years by part of the market, with an interval of the median by bootstrap over companies."""

from statistics import NormalDist

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars._typing import PolarsDataType

from analysis.order import in_order
from analysis.shares import student, why_withheld

RESAMPLES, SEED = 1_000, 20_260
CELLS_AT_ONCE = (
    2_000_000  # of resampled weights: sixteen megabytes; and in all, where there are many companies
)
FEWEST_RESAMPLES = 200  # with thousands of companies the interval is narrow, and needs fewer to be found
BANDS: dict[str, PolarsDataType] = {
    "n": pl.Int64,
    "companies": pl.Int64,
    "p10": pl.Float64,
    "p25": pl.Float64,
    "median": pl.Float64,
    "median_low": pl.Float64,
    "median_high": pl.Float64,
    "p75": pl.Float64,
    "p90": pl.Float64,
    "low_end": pl.Float64,  # median of the ranges' lower ends, and of their upper ends
    "high_end": pl.Float64,
    "why": pl.String,
}
QUANTILES = {"p10": 0.10, "p25": 0.25, "median": 0.50, "p75": 0.75, "p90": 0.90}


def bands(paid: pl.DataFrame) -> pl.DataFrame:
    """Columns part, company_no, weight, value (ascending), low, high become one row of BANDS a part.

    Levels and years stand in their order, other parts by how many postings they rest on.
    """
    rows = [_band(part) for _, part in paid.group_by("part", maintain_order=True)]
    frame = pl.DataFrame(rows, schema={"part": pl.String, **BANDS})
    frame = in_order(frame.sort("n", descending=True, maintain_order=True))
    shown = [name for name in BANDS if name not in ("n", "companies", "why")]
    return frame.with_columns(why=why_withheld(pl.col("n"), pl.col("companies"))).with_columns(
        pl.when(pl.col("why").is_null()).then(pl.col(shown))
    )


def _band(part: pl.DataFrame) -> dict[str, object]:
    value, weight = part["value"].to_numpy(), part["weight"].to_numpy()
    company = part["company_no"].rank("dense").to_numpy().astype(np.int64) - 1
    low, high = _median_interval(value, weight, company)
    return {
        "part": part["part"][0],
        "n": part.height,
        "companies": int(company.max()) + 1,
        **{name: _quantile(value, weight.cumsum(), at) for name, at in QUANTILES.items()},
        "median_low": low,
        "median_high": high,
        "low_end": part["low"].median(),
        "high_end": part["high"].median(),
    }


def _quantile(value: NDArray[np.float64], reached: NDArray[np.float64], at: float) -> float:
    return float(value[min(np.searchsorted(reached, at * reached[-1]), len(value) - 1)])


def _median_interval(
    value: NDArray[np.float64], weight: NDArray[np.float64], company: NDArray[np.int64]
) -> tuple[float, float]:
    """Whole companies are drawn again: their postings share a pay policy."""
    companies = int(company.max()) + 1
    total = np.bincount(company, weight, companies).astype(np.float64)
    near = _near_the_median(value, weight, company, total)
    below = np.bincount(company[: near.start], weight[: near.start], companies)
    draw, medians = np.random.default_rng(SEED), list[NDArray[np.float64]]()
    at_once = max(1, CELLS_AT_ONCE // max(companies, near.stop - near.start))
    resamples = min(RESAMPLES, max(FEWEST_RESAMPLES, CELLS_AT_ONCE // companies))
    for start in range(0, resamples, at_once):
        times = _redrawn(draw, min(at_once, resamples - start), companies)
        reached = (weight[near] * times[:, company[near]]).cumsum(axis=1) + (times @ below)[:, None]
        at_half = (reached < (times @ total)[:, None] / 2).sum(axis=1)
        medians.append(value[np.minimum(near.start + at_half, near.stop - 1)])
    tail = _tail(total)
    low, high = np.percentile(np.concatenate(medians), [100 * tail, 100 * (1 - tail)])
    return float(low), float(high)


def _tail(total: NDArray[np.float64]) -> float:
    """The share of redrawn medians left out at either end: fewer than 2.5 % where companies are few.

    Percentiles of few redrawn companies are too narrow; Hesterberg's expanded ones stand where Student's t
    would put them. Benchmarked (tests/bench/intervals.py): without, those of twenty companies held 92 times
    of a hundred.
    """
    alike = float(total.sum() ** 2 / (total**2).sum())
    wider = pl.select(student(pl.lit(alike - 1)) * (pl.lit(alike) / max(alike - 1, 0.5)).sqrt()).item()
    return NormalDist().cdf(-wider)


def _near_the_median(
    value: NDArray[np.float64],
    weight: NDArray[np.float64],
    company: NDArray[np.int64],
    total: NDArray[np.float64],
) -> slice:
    """Where a redrawn median can fall: five standard errors either way; the rest is only counted."""
    reached = weight.cumsum()
    is_below = value <= _quantile(value, reached, 0.5)
    spread = np.bincount(company, weight * (is_below - 0.5), len(total))
    error = 5 * float(np.sqrt((spread**2).sum())) / reached[-1]
    first, last = np.searchsorted(reached, reached[-1] * np.clip([0.5 - error, 0.5 + error], 0.0, 1.0))
    return slice(int(first), min(int(last) + 1, len(value)))


def _redrawn(draw: np.random.Generator, rows: int, companies: int) -> NDArray[np.float64]:
    """How often each company is in each of so many draws."""
    chosen = draw.integers(companies, size=(rows, companies)) + companies * np.arange(rows)[:, None]
    times = np.bincount(chosen.ravel(), minlength=rows * companies)
    return times.reshape(rows, companies).astype(np.float64)
