"""The app of the dashboard, run by Streamlit's own test driver on an invented market."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.append(str(Path(__file__).parent))
from invented_market import publish, small

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
Open = Callable[..., AppTest]


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page of the app on a data folder, with URL parameters."""

    def opened(data: Path, view: str | None = None, **params: str) -> AppTest:
        monkeypatch.setenv("HIRESIGNAL_DATA", str(data))
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params.update(params)
        app.run()
        return app.switch_page(f"views/{view}.py").run() if view else app

    return opened


@pytest.fixture(scope="session")
def small_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("small"), small)
