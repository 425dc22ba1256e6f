"""The employer's own remote, hybrid or on-site entry against what the text says, where the text says it."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from analysis import sections
from analysis.cues import scan
from analysis.workplace import workplace

BAR = 0.90  # of the postings whose text decides


def test_the_text_agrees_with_the_employers_entry(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    with gzip.open(shared / "gold" / "workplace.jsonl.gz", "rt", encoding="utf-8") as lines:
        for posting in map(json.loads, lines):
            text = posting["text"]
            read, _ = workplace("", None, scan(text, sections.outline(text)))
            seen[posting["label"].lower().replace("-", ""), read] += 1
    decided = sum(count for (_, read), count in seen.items() if read not in ("unspecified", "multiple"))
    right = sum(count for (entered, read), count in seen.items() if entered == read)
    with capsys.disabled():
        print(f"\nworkplace from text alone: {right} of {decided} decided, of {seen.total()} postings")  # noqa: T201
    assert decided >= seen.total() // 10
    assert right / decided >= BAR
