"""What the tests of the night share."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from nights import Nights


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path / "recorded")
