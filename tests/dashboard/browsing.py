"""The dashboard in a real browser: starts the app and chromium, turns pages, waits until they stand."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, expect, sync_playwright

PAGES = ("Today", "Skills", "Trends", "Pay", "Roles", "Guides", "Postings", "You", "Trust")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FADE = 700  # ms: what is about to change is pale until it has changed
NARROW = 768  # pixels: below them Streamlit keeps the menu in the panel
PATIENCE = 120_000  # ms: a small machine with other work to do


class NoChromium(RuntimeError):
    """Debian's chromium is not on this machine: apt-get install chromium."""


@contextmanager
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if not found:
        raise NoChromium("needs Debian's chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@contextmanager
def served(data: Path, **settings: str) -> Iterator[str]:
    """The app on a data folder, on a free port; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = subprocess.Popen(
        [sys.executable, "-m", "dashboard.server", "127.0.0.1", str(port)],
        env=os.environ | {"HIRESIGNAL_DATA": str(data)} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        child.terminate()
        child.wait()


def _answering(address: str) -> str:
    for _ in range(120):
        try:
            httpx.get(f"{address}/_stcore/health", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return address
    raise TimeoutError("the app did not start within a minute")


def settled(page: Page, title: str) -> None:
    """The page stands there and the server is no longer at work on it."""
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(FADE)
    for busy in ("[data-testid=stStatusWidget]", "[data-testid=stSpinner]", "[data-stale=true]"):
        expect(page.locator(busy)).to_have_count(0, timeout=PATIENCE)
    page.wait_for_timeout(FADE)


def turn(page: Page, title: str) -> None:
    """Chooses a page of the menu, which a narrow screen keeps in the panel at the left."""
    narrow = (page.viewport_size or {"width": NARROW})["width"] < NARROW
    if narrow:
        page.get_by_test_id("stExpandSidebarButton").click()
    links = page.get_by_test_id("stSidebarNavLink" if narrow else "stTopNavLink")
    links.filter(has_text=title).first.click()
    if narrow:
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    settled(page, title)
