"""Whether 95 % intervals hold the truth 95 times of a hundred: companies drawn again from a known market.

`python tests/bench/intervals.py`: 20,000 invented companies of very different sizes, each with its own
habit of naming a skill; 2,000 samples of them, an interval from each; how many hold the share or median.
"""

import sys

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.bands import bands
from analysis.shares import with_shares

MARKET, SAMPLES, SEED = 20_000, 2_000, 6
SHARES, COMPANIES = (0.05, 0.2, 0.5, 0.8), (20, 50, 150, 500)
HABIT = 3.0  # of a Beta distribution: the smaller, the more a company's postings agree


def main() -> int:
    draw = np.random.default_rng(SEED)
    sizes = np.ceil(draw.lognormal(1.0, 1.0, MARKET)).astype(np.int64)
    print("share of 2,000 intervals that hold the truth, and those of independent postings")  # noqa: T201
    for share in SHARES:
        habits = draw.beta(share * HABIT, (1 - share) * HABIT, MARKET)
        named = draw.binomial(sizes, habits)
        truth = named.sum() / sizes.sum()
        for companies in COMPANIES:
            chosen = draw.integers(MARKET, size=(SAMPLES, companies))
            ours, naive = covered(sizes[chosen], named[chosen], truth)
            print(f"  share {truth:.3f}, {companies:>3} companies: {ours:.1%}   ({naive:.1%})")  # noqa: T201
    for companies in COMPANIES:
        held = median_covered(draw, sizes, companies)
        print(f"  median pay,  {companies:>3} companies: {held:.1%}", flush=True)  # noqa: T201
    return 0


def covered(sizes: NDArray[np.int64], named: NDArray[np.int64], truth: float) -> tuple[float, float]:
    """A row a sample: how many of our intervals hold the truth, and how many that ignore companies."""
    u, y = sizes.astype(np.float64), named.astype(np.float64)
    sums = pl.DataFrame(
        {
            "n": sizes.sum(axis=1),
            "companies": np.full(len(sizes), sizes.shape[1]),
            "u": u.sum(axis=1),
            "uu": (u * u).sum(axis=1),
            "share_y": y.sum(axis=1),
            "share_yy": (y * y).sum(axis=1),
            "share_yu": (y * u).sum(axis=1),
        }
    )
    # The same counts as if every posting were a company of its own.
    alone = sums.with_columns(companies="n", uu="u", share_yy="share_y", share_yu="share_y")
    return _holding(sums, truth), _holding(alone, truth)


def _holding(sums: pl.DataFrame, truth: float) -> float:
    shares = with_shares(sums, ["share"])
    return float(shares.select(pl.lit(truth).is_between("share_low", "share_high").mean()).item())


def median_covered(draw: np.random.Generator, sizes: NDArray[np.int64], companies: int) -> float:
    """Companies pay alike within, differently between."""
    level = draw.normal(11.8, 0.25, MARKET)
    pay = [np.exp(draw.normal(one, 0.1, size)) for one, size in zip(level, sizes, strict=True)]
    truth, held = float(np.median(np.concatenate(pay))), 0
    for _ in range(SAMPLES):
        chosen = draw.integers(MARKET, size=companies)
        values = np.concatenate([pay[one] for one in chosen])
        owners = np.repeat(np.arange(companies), sizes[chosen])
        order = values.argsort()
        paid = {"part": "all", "company_no": owners[order], "weight": 1.0, "value": values[order]}
        row = bands(pl.DataFrame(paid).with_columns(low="value", high="value")).row(0, named=True)
        held += row["median_low"] <= truth <= row["median_high"]
    return held / SAMPLES


if __name__ == "__main__":
    sys.exit(main())
