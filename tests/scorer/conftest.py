"""What the tests of the score share: the folder of helpers on the path, and a cache of their own."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HIRESIGNAL_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")  # no `gh` of whoever runs the tests
    return tmp_path / "cache"


@pytest.fixture
def github_shapes() -> Path:
    """GitHub's public schema and REST description, where they lie beside the project."""
    found = Path(__file__).parents[3] / "shared" / "real" / "github"
    if not found.exists():
        pytest.skip("../shared/real/github is not there")
    return found
