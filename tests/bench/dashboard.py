"""How long the dashboard's first page and a change of filter take in a browser, and what five visitors hold.

`python tests/bench/dashboard.py [DIR]`: DIR holds a market, as `tests/bench/market.py --in` leaves them;
without it one of 1,000,000 postings is built. Beside the clock stands what the server used of the processor.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from os import sysconf
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

sys.path.append(str(Path(__file__).parents[1] / "dashboard"))
from browsing import PATIENCE, chromium, served

from tests.bench.market import build, prepare

SIZE, VISITORS = 1_000_000, 5
CHANGES = (
    ("Level", "Senior"),
    ("Country", "US"),
    ("Role", "Software engineer"),
    ("Open in", "Any time on file"),
)
LAST = "All statements and verdicts"  # the first page ends with it
BUSY = "[data-testid=stStatusWidget], [data-testid=stSpinner], [data-stale=true]"


def main() -> int:
    with ExitStack() as stack:
        if sys.argv[1:]:
            data = Path(sys.argv[1])
        else:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            build(data, SIZE)
            prepare(data)
        address, browser = stack.enter_context(served(data)), stack.enter_context(chromium())
        server = _server()
        _walk(browser, address, server)
        _crowd(browser, address)
        print(f"  server's peak with {VISITORS} visitors: {_peak(server):,.0f} MB")  # noqa: T201
    return 0


def _walk(browser: Browser, address: str, server: int) -> None:
    page = _visitor(browser)
    _told("first page, cold server", server, lambda: _first(page, address))
    _told("first page, warm server", server, lambda: _first(page, address))
    _told("first page, another visitor", server, lambda: _first(_visitor(browser), address))
    for title, option in CHANGES:
        _told(f"filter: {title} {option}", server, lambda t=title, o=option: _change(page, t, o))  # type: ignore[misc]
        _change(page, title, _usual(title))


def _crowd(browser: Browser, address: str) -> None:
    """Each visitor opens the first page and changes every filter once, in turns."""
    pages = [_visitor(browser) for _ in range(VISITORS)]
    for page in pages:
        page.goto(address)
    for title, option in CHANGES:
        for page in pages:
            expect(page.get_by_text(LAST)).to_be_visible(timeout=PATIENCE)
            _choose(page, title, option)


def _visitor(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def _first(page: Page, address: str) -> None:
    page.goto(address)
    _stands(page)


def _stands(page: Page) -> None:
    expect(page.get_by_text(LAST)).to_be_visible(timeout=PATIENCE)
    expect(page.locator(BUSY)).to_have_count(0, timeout=PATIENCE)


def _change(page: Page, title: str, option: str) -> None:
    before = page.get_by_test_id("stCaptionContainer").first.inner_text()
    _choose(page, title, option)
    expect(page.get_by_test_id("stCaptionContainer").first).not_to_have_text(before, timeout=PATIENCE)
    _stands(page)


def _choose(page: Page, title: str, option: str) -> None:
    page.get_by_role("combobox", name=title).first.click()
    page.get_by_role("option", name=option, exact=True).first.click()


def _usual(title: str) -> str:
    return {"Level": "All levels", "Country": "All countries", "Role": "AI engineer"}.get(
        title, "Last 12 months"
    )


def _told(what: str, server: int, work: Callable[[], None]) -> None:
    began, used = time.perf_counter(), _processor(server)
    work()
    clock = time.perf_counter() - began
    print(f"  {what:<34}{clock:>6.1f} s{_processor(server) - used:>8.1f} s of the processor", flush=True)  # noqa: T201


def _server() -> int:
    """The process that `served` started."""
    (children,) = [
        file.read_text() for file in Path("/proc/self/task").glob("*/children") if file.read_text()
    ]
    return next(
        int(pid) for pid in children.split() if b"dashboard.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


if __name__ == "__main__":
    sys.exit(main())
