"""`hiresignal dashboard`: loopback by default, one process, nothing personal asked of others."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from analysis.filter import START
from dashboard import reads, server
from dashboard.settings import settings
from pipeline.pages_cli import dashboard

pytestmark = pytest.mark.slow


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = CliRunner().invoke(dashboard, ["--port", str(port), "--data", str(tmp_path)])
    assert said.exit_code == 1
    assert f"Port {port} is taken" in said.output


def test_it_serves_on_loopback_and_ends_with_its_signal(small_market: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    words = ["dashboard", "--port", str(port), "--data", str(small_market)]
    with subprocess.Popen([*start, *words], stdout=subprocess.DEVNULL) as server:
        for _ in range(240):
            try:
                assert httpx.get(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).text == "ok"
            except httpx.HTTPError:
                time.sleep(0.25)
            else:
                break
        else:
            pytest.fail("the dashboard did not answer within a minute")
        os.kill(server.pid, signal.SIGTERM)
        server.wait(timeout=30)
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)


SETTINGS = """
import streamlit
from dashboard import server
streamlit.App(server.APP)
for name in ("browser.gatherUsageStats", "client.showErrorDetails"):
    print(streamlit.config.get_option(name))
"""


def test_the_server_runs_with_the_settings_beside_the_pages() -> None:
    """No usage statistics, and no traceback that may hold words of a resume."""
    said = subprocess.run([sys.executable, "-c", SETTINGS], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "none"]


def test_what_is_loaded_before_anybody_comes_is_not_asked_again(small_market: Path) -> None:
    server.begin(small_market)
    before = reads._ask.cache_info().misses
    reads.market(small_market).ask("demand", START)
    assert reads._ask.cache_info().misses == before


def test_a_server_without_a_market_starts(tmp_path: Path) -> None:
    server.begin(tmp_path)


@pytest.mark.parametrize(
    ("told", "scores", "review"),
    [
        ({}, True, False),
        ({"HIRESIGNAL_FOR_OTHERS": "1"}, False, False),
        ({"HIRESIGNAL_FOR_OTHERS": "1", "HIRESIGNAL_OFFER_SCORE": "1"}, True, False),
        ({"ANTHROPIC_API_KEY": "planted"}, True, True),
        ({"ANTHROPIC_API_KEY": "planted", "HIRESIGNAL_FOR_OTHERS": "1"}, False, False),
    ],
)
def test_what_is_offered_to_whom(told: dict[str, str], scores: bool, review: bool) -> None:
    decided = settings(told)
    assert (decided.scores, decided.offer_review) == (scores, review)
