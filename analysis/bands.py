"""Bands of pay or years by part of the market, with an interval of the median by bootstrap over companies."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars._typing import PolarsDataType

from analysis.shares import why_withheld

RESAMPLES, SEED = 1_000, 20_260
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
    """Columns part, company_no, weight, value (ascending), low, high become one row of BANDS a part."""
    rows = [_band(part) for _, part in paid.group_by("part", maintain_order=True)]
    frame = pl.DataFrame(rows, schema={"part": pl.String, **BANDS})
    shown = [name for name in BANDS if name not in ("n", "companies", "why")]
    return frame.with_columns(why=why_withheld()).with_columns(
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
    draw, companies = np.random.default_rng(SEED), int(company.max()) + 1
    times = draw.multinomial(companies, np.full(companies, 1 / companies), size=RESAMPLES)
    medians = [_quantile(value, (weight * each[company]).cumsum(), 0.5) for each in times]
    low, high = np.percentile(medians, [2.5, 97.5])
    return float(low), float(high)
