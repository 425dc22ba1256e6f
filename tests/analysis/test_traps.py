"""Lines that fool careless readers: every ambiguous word both ways, negation, blurbs, forms."""

from pathlib import Path

import pytest

from analysis.sections import outline
from analysis.skills import find

NEEDS = {"r": "required", "p": "preferred", "m": "mentioned"}


def traps() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "traps.tsv").read_text("utf-8").splitlines()
    return [
        (text, wanted) for text, wanted in (line.split("\t") for line in lines if not line.startswith("#"))
    ]


@pytest.mark.parametrize(("text", "wanted"), traps())
def test_line(text: str, wanted: str) -> None:
    expected = dict(item.rsplit(":", 1) for item in wanted.split() if item != "-")
    found = {mention.skill: str(mention.need) for mention in find(text, outline(text))}
    assert found == {skill: NEEDS[need] for skill, need in expected.items()}


def test_there_are_enough_traps() -> None:
    assert len(traps()) >= 150
