"""What a download holds, byte by byte, where other machines can open the pages."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented_market import CANARY, PAYLOADS, hostile_withheld, publish
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from test_pages import VIEWS

pytestmark = pytest.mark.slow

RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula
WITHOUT = {"today", "you"}  # pages that offer none before something is ticked


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("shared"), hostile_withheld)


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The files that the buttons of a page lead to, as the server would send them."""
    storage = MemoryMediaFileStorage("/mock/media")
    monkeypatch.setattr("streamlit.testing.v1.app_test.MemoryMediaFileStorage", lambda _: storage)

    def read(app: Any) -> Iterator[bytes]:
        for button in app.get("download_button"):
            yield storage.get_file(Path(button.proto.url).name).content

    return read


@pytest.mark.parametrize(
    ("view", "params"),
    [
        *((view, {}) for view in VIEWS),
        ("postings", {"posting": "hn:Company 07:7"}),
        ("postings", {"words": "build assistants", "skills": "python"}),
    ],
)
def test_others_download_no_withheld_word_and_no_formula(
    open_app: Any,
    downloads: Any,
    market: Path,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
    params: dict[str, str],
) -> None:
    monkeypatch.setenv("HIRESIGNAL_FOR_OTHERS", "1")
    files = list(downloads(open_app(market, view, role="all", **params)))
    assert bool(files) is (view not in WITHOUT)
    for file in files:
        text = file.decode("utf-8")
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        assert {len(row) for row in rows} <= {len(head)}
        assert CANARY not in text
        assert not [cell for row in rows for cell in row if cell.startswith(RUNS) and not _number(cell)]


def test_whoever_runs_it_downloads_the_words_read(open_app: Any, downloads: Any, market: Path) -> None:
    files = downloads(open_app(market, "postings", role="all", posting="hn:Company 07:7"))
    assert CANARY in b"".join(files).decode("utf-8")


def test_words_that_would_run_are_downloaded_as_words(open_app: Any, downloads: Any, market: Path) -> None:
    (file,) = downloads(open_app(market, "postings", role="all"))
    titles = {row["title"] for row in csv.DictReader(io.StringIO(file.decode("utf-8"), newline=""))}
    (formula,) = (payload for payload in PAYLOADS if payload.startswith("="))
    assert f"'{formula}" in titles
    assert formula not in titles


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
