"""How long the dashboard's first page, a filter and a search take in a browser, and what five visitors hold.

`python -m tests.bench.dashboard [DIR]`: DIR holds a market, as `tests/bench/market.py --in` leaves them;
without it one of 1,000,000 postings is built. Two times each: until the figures on top stand and the page
answers to input, and until the whole page stands; beside them what the server used of the processor.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from os import sysconf
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

sys.path.append(str(Path(__file__).parents[1] / "dashboard"))
from browsing import PATIENCE, chromium, served

from tests.bench.market import build, prepare

SIZE, VISITORS = 1_000_000, 5
USUAL = {
    "Level": "All levels",
    "Country": "All countries",
    "Workplace": "Anywhere",
    "Role": "AI engineer",
    "Open in": "Last 12 months",
}
# Answers to single filters in sight, and to all roles with one of them, stand ready; to others not.
CHANGES = (
    {"Level": "Senior"},
    {"Country": "US"},
    {"Workplace": "Remote"},
    {"Role": "Software engineer"},
    {"Open in": "Any time on file"},
    {"Level": "Senior", "Country": "US"},
    {"Role": "Software engineer", "Level": "Senior"},
    {"Role": "All roles", "Country": "US"},
)
SEARCHES = (("", "engineer 77"), ("role=all", "company 7777"), ("role=all", "no such words"))
PAST = "caption => document.querySelector('[data-testid=stCaptionContainer]')?.innerText !== caption"
FIGURES = """caption => document.querySelectorAll('[class*=st-key-figures] strong').length >= 10
    && document.querySelector('[data-testid=stCaptionContainer]')?.innerText !== caption
    && !document.querySelector('[class*=st-key-figures] [data-stale=true]')"""
WHOLE = """last => document.body.textContent.includes(last)
    && !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSpinner], [data-stale=true]')"""
POLL = 25  # ms: how often the browser looks whether the page stands
LAST = "All statements and verdicts"  # the first page ends with it
FOUND = """before => {
    const said = [...document.querySelectorAll('[data-testid=stCaptionContainer], [data-testid=stAlert]')]
        .map(one => one.innerText).find(words => /open postings\\.|holds all of these words/.test(words));
    return said && said !== before && said;
}"""


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
    print(f"  {'seconds, and seconds of the processor':<44}figures   whole   server")  # noqa: T201
    _told("first page, nobody came before", server, page, lambda: _open(page, address))
    _told("first page, again", server, page, lambda: _open(page, address))
    other = _visitor(browser)
    _told("first page, another visitor", server, other, lambda: _open(other, address))
    for changed in CHANGES:
        *before, (title, option) = changed.items()
        for one, value in before:
            _choose(page, one, value)
        caption = _caption(page)
        pick = _offered(page, title, option)
        _told(f"filter: {', '.join(changed.values())}", server, page, pick.click, caption=caption)
        for one in reversed(changed):
            _choose(page, one, USUAL[one])
    for link, words in SEARCHES:
        page.goto(f"{address}/postings?{link}")
        before = page.wait_for_function(FOUND, arg="", polling=POLL).json_value()
        page.get_by_role("textbox", name="Words in").fill(words)
        _told(f"search: {words} {link}", server, page, lambda: page.keyboard.press("Enter"), found=before)


def _crowd(browser: Browser, address: str) -> None:
    """Each visitor opens the first page and changes one filter after the other, all at once."""
    pages = [_visitor(browser) for _ in range(VISITORS)]
    for page in pages:
        _open(page, address)
    for changed in CHANGES:
        for page in pages:
            page.wait_for_function(WHOLE, arg=LAST, polling=POLL)
            for title, option in changed.items():
                _offered(page, title, option).click()
    for page in pages:
        page.wait_for_function(WHOLE, arg=LAST, polling=POLL)


def _visitor(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")


def _choose(page: Page, title: str, option: str) -> None:
    """Chooses, and waits until the page is whole."""
    before = _caption(page)
    _offered(page, title, option).click()
    page.wait_for_function(PAST, arg=before, polling=POLL)
    page.wait_for_function(WHOLE, arg=LAST, polling=POLL)


def _offered(page: Page, title: str, option: str) -> Locator:
    """The option, its list open."""
    page.get_by_role("combobox", name=title).first.click()
    return page.get_by_role("option", name=option, exact=True).first


def _caption(page: Page) -> str:
    return page.get_by_test_id("stCaptionContainer").first.inner_text()


def _told(
    what: str, server: int, page: Page, work: Callable[[], None], *, caption: str = "", found: str = ""
) -> None:
    """Says when the figures (or the rows found) stand, when the whole page does, and what the server used."""
    began, used = time.perf_counter(), _processor(server)
    work()
    if found:
        page.wait_for_function(FOUND, arg=found, polling=POLL)
    else:
        page.wait_for_function(FIGURES, arg=caption, polling=POLL)
    figures = time.perf_counter() - began
    page.wait_for_function(WHOLE, arg="" if found else LAST, polling=POLL)
    whole = time.perf_counter() - began
    print(f"  {what:<44}{figures:>7.2f} {whole:>7.2f} {_processor(server) - used:>8.2f}", flush=True)  # noqa: T201


def _server() -> int:
    """The process that `served` started."""
    (children,) = [
        file.read_text() for file in Path("/proc/self/task").glob("*/children") if file.read_text()
    ]
    return next(
        int(pid)
        for pid in children.split()
        if b"dashboard.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


if __name__ == "__main__":
    sys.exit(main())
