"""The order in which people expect the parts of an answer."""

import polars as pl

from analysis.filter import LEVELS

LADDER = LEVELS[: LEVELS.index("multiple")]


def in_order(frame: pl.DataFrame, *within: str) -> pl.DataFrame:
    """Levels from first job up, numbers by size, others as they came; the unknown last."""
    part = pl.col("part")
    rung = part.replace_strict(LADDER, range(len(LADDER)), default=None, return_dtype=pl.Int64)
    number = part.cast(pl.Int64, strict=False)
    return frame.sort(*within, part == "unknown", rung, number, nulls_last=True, maintain_order=True)
