"""Streamlit's files from memory: the same as from disk, and nothing besides."""

import asyncio
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dashboard.assets import FOLDER, Assets

PLAIN = Starlette(routes=[Mount("/", StaticFiles(directory=FOLDER, html=True))])
IN_FRONT = Assets(PLAIN)


def got(app: ASGIApp, path: str, method: str = "GET") -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path)

    return asyncio.run(asked())


@pytest.mark.parametrize("pattern", ["js/index.*.js", "css/index.*.css", "media/*.woff2"])
def test_a_file_from_memory_is_the_file_on_disk_and_kept_by_the_browser(pattern: str) -> None:
    (file, *_) = sorted((FOLDER / "static").glob(pattern))
    path = f"/{file.relative_to(FOLDER).as_posix()}"
    ours, plain = got(IN_FRONT, path), got(PLAIN, path)
    assert ours.content == plain.content
    kind, _, _ = ours.headers["content-type"].partition(";")
    assert kind.partition("/")[2] == plain.headers["content-type"].partition(";")[0].partition("/")[2]
    assert ours.headers["cache-control"] == "public, immutable, max-age=31536000"


def test_the_page_names_files_early_that_are_there_and_that_it_does_not_name_itself() -> None:
    page = got(IN_FRONT, "/")
    early = re.findall(r"<\.(/static/js/[^>]+)>; rel=modulepreload", page.headers["link"])
    assert any("/PageLink." in path for path in early)
    assert any("/Selectbox." in path for path in early)
    assert len(early) == len(set(early))
    assert not [path for path in early if path in page.text]
    assert {got(PLAIN, path).status_code for path in early} == {200}


@pytest.mark.parametrize(
    "path", ["/static/js/none.js", "/static/../index.html/x", "/static/%2e%2e/%2e%2e/app.py", "/static/"]
)
def test_what_is_no_file_of_streamlits_is_the_applications_to_answer(path: str) -> None:
    assert got(IN_FRONT, path).status_code == got(PLAIN, path).status_code == 404


def test_only_what_reads_is_answered_from_memory() -> None:
    (file, *_) = sorted((FOLDER / "static").glob("js/index.*.js"))
    path = f"/{file.relative_to(FOLDER).as_posix()}"
    assert got(IN_FRONT, path, "POST").status_code == got(PLAIN, path, "POST").status_code == 405
    assert got(IN_FRONT, path, "HEAD").headers["content-length"] == str(file.stat().st_size)
