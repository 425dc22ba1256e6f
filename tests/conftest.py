"""What several folders of tests need: the recordings beside the project, and a far side on loopback."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

sys.path.append(str(Path(__file__).parent))

from far_side import FarSide, serving

# On a loaded machine a slow example is no failure; CI tries more of them.
hypothesis.settings.register_profile("here", deadline=None, max_examples=25)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=100)
hypothesis.settings.load_profile("thorough" if os.environ.get("CI") else "here")

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
