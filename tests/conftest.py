"""What several folders of tests need: the recordings beside the project, and a far side on loopback."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from far_side import FarSide, serving

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real recordings and labels beside the project."""
    if not SHARED.exists():
        pytest.skip("needs the recordings in ../shared, which are not here")
    return SHARED


@pytest.fixture
def far_side() -> Iterator[FarSide]:
    with serving() as side:
        yield side
