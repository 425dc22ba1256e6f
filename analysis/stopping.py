"""Tells a query that somebody stopped from one that failed: DuckDB reports both as errors of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

STOPPED = "Query interrupted"  # all that DuckDB says when Ctrl-C reached it


@contextmanager
def by_hand() -> Iterator[None]:
    """Within it Ctrl-C during a query is a KeyboardInterrupt, as it is anywhere else."""
    try:
        yield
    except RuntimeError as problem:
        if str(problem) != STOPPED:
            raise
        raise KeyboardInterrupt from problem
