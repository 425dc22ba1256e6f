"""How many postings a second the pay reader takes on one core: without money signs, and with.

`python tests/bench/pay.py [postings.jsonl]`; without a file it writes its own postings, of the usual length.
"""

import json
import random
import sys
import time
from pathlib import Path

from analysis.amounts import SIGNS
from analysis.pay import read

# About eight digits in a thousand letters, as real postings have.
WORDS = (
    "We build retrieval systems with Python and 5+ years of experience. We ship to 10,000 customers a day. "
    "You will own services end to end, review code, mentor engineers and talk to users every week. "
    "Our stack is PostgreSQL 16, Kubernetes and some services of our own. Curiosity matters more. "
    "We value clear writing, kind feedback and careful work over long hours and loud opinions. "
    "Benefits include 401k, generous leave and a competitive salary. You work with research and design. "
    "You care about evaluation, know how to measure what a model does and how to explain it to others. "
)
PAY = "The base salary range is $150,000 - $190,000 plus equity. We raised $40M. $1,000 yearly stipend. "
ROUNDS = 5


def main() -> None:
    texts = _from_file(Path(sys.argv[1])) if len(sys.argv) > 1 else _invented()
    without = [text for text in texts if not any(sign in text for sign in SIGNS)]
    known = set(without)
    for name, some in (("without", without), ("with", [text for text in texts if text not in known])):
        each = min(_seconds(some) for _ in range(ROUNDS)) / len(some)
        length = sum(map(len, some)) / len(some)
        print(f"{name} money signs: {1 / each:,.0f} postings/s of {length:,.0f} letters")  # noqa: T201


def _seconds(texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        read(text, location="New York, NY")
    return time.process_time() - began


def _from_file(path: Path) -> list[str]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [row.get("text") or row.get("description") or "" for row in rows]


def _invented() -> list[str]:
    draw = random.Random(5)
    sentences = WORDS.split(". ")
    texts = []
    for number in range(1_000):
        body = ". ".join(draw.choices(sentences, k=60))
        texts.append(body + PAY if number % 2 else body)
    return texts


if __name__ == "__main__":
    main()
