"""Postings a second, one thread, one process: our readers beside spaCy, FlashText and a bare automaton.

Same texts, same vocabulary for all. `python -m tests.bench`; the recorded postings beside the project are
used when they are there, invented ones otherwise: those of boards, as a night brings them, and those of the
field guide, which are hard-wrapped and name twice as many skills. Seconds are of processor time, the best of
several rounds, which all take turns: a machine that others use changes from one second to the next.
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

import spacy
from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, MatchKind
from flashtext import KeywordProcessor
from flashtext2 import KeywordProcessor as KeywordProcessor2
from spacy.matcher import PhraseMatcher

from analysis.folding import fold
from analysis.layout import lay_out
from analysis.read import Posting, read_all, read_one
from analysis.sections import outline
from analysis.skillbook import book
from analysis.skills import find
from analysis.spellings import finder
from analysis.text import from_html

RECORDED = Path(__file__).parents[3] / "shared" / "real"
POSTINGS = 200
LENGTH = 5_000  # characters; what a posting has
ROUNDS = 7
MANY = 100_000


def main() -> None:
    for whose, postings in corpora().items():
        texts = [posting.text or "" for posting in postings]
        each = sum(map(len, texts)) / len(texts)
        say(f"{len(texts)} postings of {whose}, {each:,.0f} characters, {len(words()):,} spellings")
        speeds = {name: len(texts) / seconds for name, seconds in best(tasks(postings, texts)).items()}
        whole = speeds["skills whole"]
        for name, speed in speeds.items():
            say(f"{name:34} {speed:>10,.0f} postings/s   skills whole is {whole / speed:.2f} x this")


def corpora() -> dict[str, list[Posting]]:
    """Postings of LENGTH characters by where they come from."""
    if not RECORDED.exists():
        return {"nobody, invented": invented()}
    return {"Ashby's boards": boards(), "the field guide": field_guide()}


def tasks(postings: list[Posting], texts: list[str]) -> dict[str, Callable[[], object]]:
    """Every way to read the texts, by name."""
    vocabulary = words()
    folded = list(map(fold, texts))
    outlines = [outline(lay_out(text).text) for text in texts]
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
    pairs = list(zip(texts, outlines, strict=True))
    return {
        "candidates alone": lambda: [finder().scan(text, fold(text)) for text in texts],
        "skills whole": lambda: [find(lay_out(text).text, spans) for text, spans in pairs],
        "everything whole": lambda: read_all(postings),
        "bare automaton, our patterns": lambda: [scan(same, text) for text in folded],
        "bare automaton, plain words": lambda: [bare.find_matches_as_indexes(x.lower()) for x in texts],
        "flashtext2": lambda: [flash2.extract_keywords(text) for text in texts],
        "FlashText": lambda: [flash.extract_keywords(text) for text in texts],
        "spaCy PhraseMatcher, blank": lambda: [phrases(nlp.make_doc(text)) for text in texts],
    }


def scan(automaton: BytesAhoCorasick, text: bytes) -> object:
    return automaton.find_matches_as_indexes(text, overlapping=True)


def words() -> list[str]:
    """The vocabulary as plain words."""
    return sorted({form.text.lower() for skill in book().skills for form in skill.forms})


def best(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of processor time of each, warm."""
    for task in tasks.values():
        task()
    rounds = [{name: _seconds(task) for name, task in tasks.items()} for _ in range(ROUNDS)]
    return {name: min(one[name] for one in rounds) for name in tasks}


def _seconds(task: Callable[[], object]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began


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
    return random.Random(7).sample(postings, POSTINGS)


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
        for row in rows[:POSTINGS]
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
    for number in range(POSTINGS):
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
