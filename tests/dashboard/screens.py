"""Takes a picture of every page, light and dark, wide and narrow.

`python tests/dashboard/screens.py DATA FOLDER`; somebody looks at all of them before a release, and three
stand in the README.
"""

import sys
from pathlib import Path

from browsing import PAGES, chromium, served, settled
from playwright.sync_api import Browser

SCHEMES, WIDTHS = ("light", "dark"), (1440, 390)
TALLEST = 6_000  # pixels


def take(browser: Browser, address: str, folder: Path, scheme: str, width: int) -> None:
    """Every page from top to bottom."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for title in PAGES:
        page.goto(f"{address}/{title.lower()}" if title != PAGES[0] else address)
        settled(page, title)
        for _ in range(2):  # a taller window draws what a lower one had not needed yet
            height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
            page.set_viewport_size({"width": width, "height": min(max(900, height), TALLEST)})
            settled(page, title)
        page.screenshot(path=folder / f"{title.lower()}-{scheme}-{width}.png")
        page.set_viewport_size({"width": width, "height": 900})
    context.close()


def main(data: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with served(data) as address, chromium() as browser:
        for scheme in SCHEMES:
            for width in WIDTHS:
                take(browser, address, folder, scheme, width)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
