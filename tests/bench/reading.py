"""Postings a second, one thread, one process: our readers beside spaCy, FlashText and a bare automaton.

Same texts, same vocabulary for all. `make bench`; the recorded postings beside the project are used when
they are there, invented ones otherwise: those of boards, as a night brings them, and those of the field
guide, which are hard-wrapped and name twice as many skills. Every text is read once: what a reader remembers
of headings, titles and places it has seen in other postings. Seconds are of processor time, the median of
several batches, and all take turns: a machine that others use changes from one second to the next.
`python -m tests.bench.reading --memory` reads 100,000 postings and shows that memory stays flat.
"""

import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import spacy
from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, MatchKind
from flashtext import KeywordProcessor
from flashtext2 import KeywordProcessor as KeywordProcessor2
from spacy.matcher import PhraseMatcher

from analysis import skills
from analysis.folding import fold
from analysis.layout import lay_out
from analysis.read import Posting, read_all, read_one
from analysis.sections import Span, classify, outline
from analysis.skillbook import book
from analysis.spellings import finder
from analysis.text import from_html

RECORDED = Path(__file__).parents[3] / "shared" / "real"
BATCH = 80  # postings
BATCHES = 5  # and one before, which is not timed
LENGTH = 5_000  # characters; what a posting has
MOST = BATCH * (BATCHES + 1)
MANY = 100_000


class Batch(NamedTuple):
    """Some postings, and what a part of the readers is given of them."""

    postings: list[Posting]
    texts: list[str]
    folded: list[bytes]
    outlines: list[list[Span]]


def main() -> None:
    say(f"readers {'interpreted' if Path(skills.__file__).suffix == '.py' else 'compiled'}")
    everyone = contestants()
    for whose, postings in corpora().items():
        characters = sum(len(posting.text or "") for posting in postings) / len(postings)
        say(f"{len(postings)} postings of {whose}, {characters:,.0f} characters, {len(words()):,} spellings")
        speeds = measured(everyone, postings)
        whole = speeds["skills whole"]
        for name, speed in speeds.items():
            say(f"{name:34} {speed:>10,.0f} postings/s   skills whole is {whole / speed:.2f} x this")


def corpora() -> dict[str, list[Posting]]:
    """Postings of LENGTH characters by where they come from."""
    if not RECORDED.exists():
        return {"nobody, invented": invented()}
    return {"Ashby's boards": boards(), "the field guide": field_guide()}


def contestants() -> dict[str, Callable[[Batch], object]]:
    """Every way to read a batch, by name."""
    vocabulary = words()
    same = BytesAhoCorasick(finder().patterns)
    bare = AhoCorasick(vocabulary, matchkind=MatchKind.LeftmostLongest)
    flash, flash2 = KeywordProcessor(), KeywordProcessor2(case_sensitive=False)
    for word in vocabulary:
        flash.add_keyword(word)
        flash2.add_keyword(word)
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
    phrases.add("skill", list(nlp.pipe(vocabulary)))
    return {
        "candidates alone": lambda some: [finder().scan(text, fold(text)) for text in some.texts],
        "skills whole": lambda some: list(map(found, some.texts, some.outlines)),
        "everything whole": lambda some: read_all(some.postings),
        "bare automaton, our patterns": lambda some: [scan(same, text) for text in some.folded],
        "bare automaton, plain words": lambda some: [
            bare.find_matches_as_indexes(text.lower()) for text in some.texts
        ],
        "flashtext2": lambda some: [flash2.extract_keywords(text) for text in some.texts],
        "FlashText": lambda some: [flash.extract_keywords(text) for text in some.texts],
        "spaCy PhraseMatcher, blank": lambda some: [phrases(nlp.make_doc(text)) for text in some.texts],
    }


def found(text: str, spans: list[Span]) -> object:
    return skills.find(lay_out(text).text, spans)


def scan(automaton: BytesAhoCorasick, text: bytes) -> object:
    return automaton.find_matches_as_indexes(text, overlapping=True)


def words() -> list[str]:
    """The vocabulary as plain words."""
    return sorted({form.text.lower() for skill in book().skills for form in skill.forms})


def measured(everyone: dict[str, Callable[[Batch], object]], postings: list[Posting]) -> dict[str, float]:
    """Postings a second of each."""
    first, *rest = [batch(postings[at : at + BATCH]) for at in range(0, len(postings), BATCH)]
    classify.cache_clear()  # nobody has seen these headings
    for read in everyone.values():
        read(first)
    rounds = [{name: _speed(read, some) for name, read in everyone.items()} for some in rest]
    return {name: median(one[name] for one in rounds) for name in everyone}


def batch(postings: list[Posting]) -> Batch:
    texts = [posting.text or "" for posting in postings]
    outlines = [outline(lay_out(text).text) for text in texts]
    return Batch(postings, texts, list(map(fold, texts)), outlines)


def _speed(read: Callable[[Batch], object], some: Batch) -> float:
    began = time.process_time()
    read(some)
    return len(some.postings) / (time.process_time() - began)


def boards() -> list[Posting]:
    """Postings of many boards, drawn by lot."""
    postings = []
    for page in sorted((RECORDED / "ashby").glob("*.json.gz")):
        with gzip.open(page, "rt", encoding="utf-8") as board:
            jobs = json.load(board)["jobs"]
        for job in jobs:
            text = from_html(job["descriptionHtml"] or "")
            if len(text) >= LENGTH:
                company = page.name.removesuffix(".json.gz")
                postings.append(
                    Posting(
                        id=job["id"],
                        title=job["title"],
                        company=company,
                        location=job["location"],
                        text=text[:LENGTH],
                    )
                )
    return random.Random(7).sample(postings, MOST)


def field_guide() -> list[Posting]:
    with gzip.open(RECORDED / "fieldguide.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if len(row["description"] or "") >= LENGTH]
    return [
        Posting(
            id=str(row["job_id"]),
            title=row["title"],
            company=row["company"],
            location=row["location"],
            text=row["description"][:LENGTH],
        )
        for row in rows[:MOST]
    ]


def invented() -> list[Posting]:
    draw = random.Random(7)
    names = [skill.name for skill in book().skills]
    filler = (
        "You will work with people across the company to ship what customers need.",
        "We value clear writing, kindness and ownership in all that we do every day.",
        "The base salary range is $150,000 - $190,000 per year plus equity.",
        "This role is hybrid in Berlin, Germany, three days a week.",
    )
    postings = []
    for number in range(MOST):
        lines = ["About the role", *draw.choices(filler, k=12), "", "Requirements"]
        while sum(map(len, lines)) < LENGTH:
            lines += draw.choices(filler, k=2)
            one, two, three = draw.choices(names, k=3)
            lines.append(f"- {draw.randint(1, 9)}+ years of {one}, {two} or {three}")
        postings.append(
            Posting(
                id=str(number),
                title="Senior AI Engineer",
                company="Acme",
                location="Berlin",
                text="\n".join(lines),
            )
        )
    return postings


def flat_memory() -> None:
    """Peak memory after a tenth and after all of 100,000 postings."""
    postings = next(iter(corpora().values()))
    for number in range(MANY):
        posting = postings[number % len(postings)]
        # A new text every time, as a night brings them.
        text = f"{number} {posting.text}"
        read_one(Posting(id=str(number), title=posting.title, company=f"c{number}", text=text))
        if number + 1 in (MANY // 10, MANY):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            say(f"after {number + 1:,} postings: {peak:,.0f} MB at most")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    flat_memory() if "--memory" in sys.argv else main()
