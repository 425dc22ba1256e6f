"""A pattern that is not tried could not have matched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import sections
from analysis.sieve import Sieve, needed
from analysis.titles import titles


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("salar(?:y|ies)", ["salar"]),
        ("^(?:our )?benefits?$", ["benefit"]),
        ("(?:nice|good) to have", [" to have"]),
        ("what you(?:'ll| will) do", ["what you"]),
        (r"\b(?:cto|head of)\b", ["cto", "head of"]),
        ("(?:sdr|b.r)", []),  # "b" and "r" stand anywhere
        (r"\w+ (?:intern)?", []),
        ("(?:about )+us", ["about "]),
        ("(?i:salary)", []),  # in capitals, too
        ("(?<!no )perks(?! of)", ["perks"]),
    ],
)
def test_every_match_holds_one_of_the_strings_that_a_pattern_needs(pattern: str, strings: list[str]) -> None:
    assert needed(pattern) == strings


def test_a_pattern_that_may_match_anything_is_always_tried() -> None:
    sieve = Sieve(["perks", r"\d+ .", "salary|pay"])
    assert sieve.likely("what it pays") == [1, 2]
    assert sieve.likely("") == [1]


HEADINGS = [heading for _, heading in sections.HEADINGS]
TITLES = [name for _, name in titles().names]


@given(data=st.data(), before=st.text(max_size=8), after=st.text(max_size=8))
@pytest.mark.parametrize("patterns", [HEADINGS, TITLES], ids=["headings", "titles"])
def test_no_pattern_that_matches_is_left_out(
    patterns: list[re.Pattern[str]], data: st.DataObject, before: str, after: str
) -> None:
    said = data.draw(st.sampled_from(patterns).flatmap(lambda pattern: st.from_regex(pattern.pattern)))
    text = before + said + after
    matching = {number for number, pattern in enumerate(patterns) if pattern.search(text)}
    assert matching <= set(Sieve(pattern.pattern for pattern in patterns).likely(text))
