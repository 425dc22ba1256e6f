"""A newcomer's walk through every page in a real browser."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PAGES, PATIENCE, chromium, served, settled, turn
from invented_market import NOW, PAYLOADS, hostile, publish, several, small, withheld
from playwright.sync_api import Browser, Page, expect

from analysis.published import opened
from pipeline.publish import publish as land

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]
HARM = ("serious", "critical")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not shutil.which("chromium"):
        pytest.skip("needs Debian's chromium")
    with chromium() as running:
        yield running


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Starts the app on a data folder; returns its address."""
    with ExitStack() as started:
        yield lambda data: started.enter_context(served(data, HIRESIGNAL_CACHE=str(tmp_path / "cache")))


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page of a fresh visitor; errors on its console and requests to other hosts fail the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if _elsewhere(asked.url) else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    context.close()
    # Opened below its root, Streamlit first looks for its server under the page's own path.
    assert [line for line in wrong if "404 (Not Found)" not in line] == []


def _elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))


def summary(page: Page) -> str:
    return page.get_by_test_id("stCaptionContainer").first.inner_text()


def harm(page: Page) -> list[tuple[str, object, str]]:
    """What axe finds that keeps somebody from reading the page."""
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in HARM
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_a_walk_through_every_page(
    serve: Any, visitor: Page, tmp_path: Path, scheme: Any, width: int
) -> None:
    visitor.emulate_media(color_scheme=scheme)
    visitor.set_viewport_size({"width": width, "height": 900})
    address = serve(publish(tmp_path, withheld))
    visitor.goto(address)
    settled(visitor, "Today")
    found = {}
    for title in PAGES:
        turn(visitor, title)
        expect(visitor.get_by_text("Synthetic sample").first).to_be_visible()
        assert visitor.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), title
        found[title] = harm(visitor)
    visitor.goto(f"{address}/postings?posting=ashby:Company%2008:8")
    expect(visitor.get_by_role("heading", name="Edits")).to_be_visible(timeout=PATIENCE)
    settled(visitor, "Postings")
    found["One posting"] = harm(visitor)
    visitor.goto(f"{address}/skill?skill=python")
    settled(visitor, "Python")
    found["One skill"] = harm(visitor)
    assert {title: harms for title, harms in found.items() if harms} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_wrong_can_be_read(serve: Any, visitor: Page, tmp_path: Path, scheme: Any) -> None:
    """The pages that stand when there is no market, and the warning on an old one."""
    visitor.emulate_media(color_scheme=scheme)
    address = serve(tmp_path)
    visitor.goto(address)
    expect(visitor.get_by_text("hiresignal refresh", exact=False).first).to_be_visible(timeout=PATIENCE)
    assert harm(visitor) == []
    publish(tmp_path, lambda con: several(con, companies=30, each=20, synthetic=False))
    visitor.goto(address)
    settled(visitor, "Today")
    expect(visitor.get_by_text("days old")).to_be_visible()
    assert harm(visitor) == []


def test_a_link_shows_the_same_view(serve: Any, browser: Browser, visitor: Page, tmp_path: Path) -> None:
    visitor.goto(serve(publish(tmp_path, small)))
    settled(visitor, "Today")
    turn(visitor, "Pay")
    before = summary(visitor)
    visitor.get_by_role("combobox", name="Level").click()
    visitor.get_by_role("option", name="Senior").click()
    expect(visitor.get_by_test_id("stCaptionContainer").first).not_to_have_text(before)
    settled(visitor, "Pay")
    assert "level=senior" in visitor.url
    turn(visitor, "Skills")
    assert "level=senior" in visitor.url
    friend = browser.new_page()
    friend.goto(visitor.url)
    settled(friend, "Skills")
    assert summary(friend) == summary(visitor)
    friend.close()


@pytest.mark.parametrize("about", [["Built a RAG API"], PAYLOADS], ids=["a resume", "a hostile one"])
def test_an_upload_is_scored_and_stays_out_of_the_url(
    serve: Any, visitor: Page, tmp_path: Path, about: list[str]
) -> None:
    resume = tmp_path / "resume.md"
    lines = "\n".join(f"- {line}" for line in about)
    resume.write_text(
        f"# Ada Example\n\n## Experience\n### Engineer, Northwind, 2022-01 to 2025-06\n{lines}\n", "utf-8"
    )
    visitor.goto(serve(publish(tmp_path / "data", small)))
    settled(visitor, "Today")
    turn(visitor, "You")
    visitor.get_by_role("tab", name="GitHub and resume").click()
    visitor.locator("input[type=file]").set_input_files(resume)
    expect(visitor.get_by_text("resume.md")).to_be_visible()
    visitor.get_by_role("button", name="Score", exact=True).click()
    expect(visitor.get_by_text("What counts", exact=True)).to_be_visible(timeout=PATIENCE)
    assert "?" not in visitor.url
    assert "Ada" not in visitor.url
    harmless(visitor)
    assert harm(visitor) == []


def test_a_download_opens(serve: Any, visitor: Page, tmp_path: Path) -> None:
    visitor.goto(serve(publish(tmp_path, small)))
    settled(visitor, "Today")
    turn(visitor, "Postings")
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("posting,title,company")
    assert len(lines) > 30


def test_a_refresh_shows_without_a_restart(serve: Any, visitor: Page, tmp_path: Path) -> None:
    visitor.goto(serve(publish(tmp_path, small)))
    settled(visitor, "Today")
    assert "1 Sep 2026" in summary(visitor)
    tomorrow = NOW + timedelta(days=1)
    publish(tmp_path, lambda con: several(con, companies=30, each=20, now=tomorrow), name="market-2")
    turn(visitor, "Skills")
    assert "2 Sep 2026" in summary(visitor)


def test_ten_publishes_under_the_open_page_and_five_readers(
    serve: Any, visitor: Page, tmp_path: Path
) -> None:
    """Every read is the newest market or the one being replaced; the page shows the newest at each turn."""
    address = serve(publish(tmp_path, small))
    over, wrong, published = threading.Event(), list[str](), 0

    def keep_reading() -> None:
        while not over.is_set():
            before = published
            with opened(tmp_path) as con:
                ((day,),) = con.execute("select market_date from counted_market").fetchall()
            edition = (day - NOW.date()).days
            if not before <= edition <= published + 1:
                wrong.append(f"read {edition} when {before} to {published} was published")

    readers = [threading.Thread(target=keep_reading) for _ in range(5)]
    for reader in readers:
        reader.start()
    visitor.goto(address)
    settled(visitor, "Today")
    for number in range(1, 11):
        day = NOW + timedelta(days=number)
        built = tmp_path / "building"
        publish(built, lambda con, day=day: several(con, companies=12, each=10, now=day), name=f"m{number}")
        land(tmp_path, built / f"m{number}.duckdb", f"{number:02}")
        published = number
        turn(visitor, "Skills" if number % 2 else "Today")
        assert f"{day.day} Sep 2026" in summary(visitor)
    over.set()
    for reader in readers:
        reader.join()
    assert not wrong


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_words_run_nowhere_and_break_no_layout(
    serve: Any, visitor: Page, tmp_path: Path, width: int
) -> None:
    visitor.set_viewport_size({"width": width, "height": 900})
    address = serve(publish(tmp_path, hostile))
    visitor.goto(address)
    settled(visitor, "Today")
    for title in PAGES:
        turn(visitor, title)
        harmless(visitor)
    for number in range(len(PAYLOADS)):
        visitor.goto(f"{address}/postings?role=all&posting=ashby:Company%20{number + 8:02}:{number + 8}")
        settled(visitor, "Postings")
        harmless(visitor)


def harmless(page: Page) -> None:
    assert page.title() != "owned"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("a[href^='javascript']").count() == 0
