"""Ctrl-C during a query is Ctrl-C."""

import subprocess
import sys

import pytest

from analysis.stopping import by_hand

STOPPED_FIVE_TIMES = """
import os, signal, threading
import duckdb
from analysis.stopping import by_hand

con = duckdb.connect()
for _ in range(5):
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        with by_hand():
            while True:
                con.sql("select sum(range) from range(20_000_000)").fetchall()
    except KeyboardInterrupt:
        print("stopped")
"""


def test_ctrl_c_reaches_whoever_asked() -> None:
    told = subprocess.run([sys.executable, "-c", STOPPED_FIVE_TIMES], capture_output=True, text=True)
    assert (told.stdout.split(), told.stderr) == (["stopped"] * 5, "")


def test_only_a_query_that_was_stopped_is_taken_for_one() -> None:
    with pytest.raises(RuntimeError, match="something else"), by_hand():
        raise RuntimeError("something else")
