"""One job counted once: the same requisition, the same title and place, or nearly the same text.

A wrong merge hides a job, a wrong split shows a row one can ignore; so every merge stays within one company
and is vetoed when the two are told apart by the employer: two ids on one board, another level, another
qualifier after the title ("Engineer, Payments" and "Engineer, Search"), or places that have no country, or
no city, in common.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

THRESHOLD = 0.85  # Jaccard similarity of word shingles
SHINGLE = 5  # words
PERMUTATIONS, BANDS, SEED = 128, 32, 42  # 32 bands of 4 rows find a pair of 0.85 with probability 0.99999
LEAST_WORDS = 40  # shorter texts are alike by chance
UNLIKE = 0.5  # texts less alike than this are two openings, whatever their titles

REQUISITIONS = (  # what the big systems put into the addresses that other sites link to
    ("greenhouse", re.compile(r"[?&]gh_jid=(\d+)")),
    ("greenhouse", re.compile(r"greenhouse\.io/[\w-]+/jobs/(\d+)")),
    ("lever", re.compile(r"jobs\.(?:eu\.)?lever\.co/[\w.-]+/([0-9a-f-]{36})")),
    ("ashby", re.compile(r"jobs\.ashbyhq\.com/[^/]+/([0-9a-f-]{36})")),
    ("workable", re.compile(r"apply\.workable\.com/(?:[\w-]+/)?j/([0-9A-F]{10})")),
    ("workday", re.compile(r"myworkdayjobs\.com/.*_((?:JR|R)-?\d{4,})")),
)
LEVELS = {
    "intern": r"intern(?:ship)?|working student|praktik\w+",
    "junior": r"junior|jr|graduate|entry[- ]level|associate|i",
    "mid": r"mid(?:[- ]level)?|ii",
    "senior": r"senior|sr|snr|iii",
    "staff": r"staff|iv",
    "principal": r"principal|distinguished|v",
    "lead": r"lead|head|manager|director|vp|chief",
}
LEVEL_WORDS = re.compile(r"\b(?:" + "|".join(f"(?P<{k}>{v})" for k, v in LEVELS.items()) + r")\b\.?", re.I)
# Words that tell no opening from another: how one works there, and that anybody may.
ASIDE = re.compile(
    r"\b(?:100 ?%|fully|remote|hybrid|on-?site|full[- ]time|eligible|all genders|[mfwdx](?:/[mfwdx]){1,3})\b",
    re.I,
)
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Job:
    """What tells one opening from another."""

    id: str
    board: str
    own_board: bool  # the employer's own board: two ids on it are two openings
    company: str
    title: str
    place: str
    url: str | None
    text: str
    first_seen: datetime
    countries: Sequence[str] = ()  # as read; empty and None are unknown, or several
    metro: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart: "Senior Engineer, Search" is engineer, senior, search."""

    root: str
    level: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class Member:
    """A posting's cluster, which is named by its first posting, and why it is in it."""

    posting: str
    cluster: str
    why: str


@lru_cache(maxsize=100_000)
def title_parts(title: str) -> Title:
    bare = ASIDE.sub(" ", title.casefold())
    head, _, tail = re.sub(r"\s?[-–—|:]\s|,|[(\[]", "\x00", bare, count=1).partition("\x00")
    levels = sorted({str(found.lastgroup) for found in LEVEL_WORDS.finditer(bare)})
    words = [" ".join(WORD.findall(LEVEL_WORDS.sub(" ", part))) for part in (head, tail)]
    return Title(words[0], " ".join(levels), words[1])


def requisition(url: str | None) -> str | None:
    """The opening's id in the system that issued it, read from an address."""
    for system, pattern in REQUISITIONS:
        if url and (found := pattern.search(url)):
            return f"{system}:{found[1]}"
    return None


def clusters(jobs: Iterable[Job]) -> list[Member]:
    """Every posting's cluster; the same answer for the same postings in any order."""
    by_company: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        by_company[company_key(job.company)].append(job)
    return [member for company in sorted(by_company) for member in _company_clusters(by_company[company])]


def _company_clusters(jobs: list[Job]) -> list[Member]:
    jobs.sort(key=lambda job: (job.first_seen, job.id))
    cluster_of = {job.id: [job] for job in jobs}
    why = dict.fromkeys(cluster_of, "alone")
    for one, other, reason in _pairs(jobs):
        a, b = cluster_of[one.id], cluster_of[other.id]
        if a is b or any(vetoed(x, y) for x in a for y in b):
            continue
        a += b
        for job in b:
            cluster_of[job.id] = a
        for job in (one, other):
            if why[job.id] == "alone":
                why[job.id] = reason
    return [
        Member(job.id, min(cluster_of[job.id], key=lambda j: (j.first_seen, j.id)).id, why[job.id])
        for job in jobs
    ]


def vetoed(one: Job, other: Job) -> bool:
    """Does the employer tell the two apart?"""
    if one.board == other.board and one.own_board:
        return True
    a, b = title_parts(one.title), title_parts(other.title)
    return a.level != b.level or a.qualifier != b.qualifier or _apart(one, other)


def _apart(one: Job, other: Job) -> bool:
    if one.countries and other.countries and set(one.countries).isdisjoint(other.countries):
        return True
    return one.metro is not None and other.metro is not None and one.metro != other.metro


def _pairs(jobs: list[Job]) -> Iterator[tuple[Job, Job, str]]:
    """Pairs that may be one job, the surest reason first."""
    yield from _alike(jobs, lambda job: requisition(job.url), "requisition")
    for one, other, reason in _alike(jobs, lambda job: (title_parts(job.title), job.place), "title"):
        a, b = shingles_of(one.text), shingles_of(other.text)
        if one.place and not (a and b and jaccard(a, b) < UNLIKE):
            yield one, other, reason
    for one, other in near_duplicates(jobs):
        yield one, other, "text"


def _alike(jobs: list[Job], key: Callable[[Job], object], reason: str) -> Iterator[tuple[Job, Job, str]]:
    groups: dict[object, list[Job]] = defaultdict(list)
    for job in jobs:
        if (value := key(job)) is not None:
            groups[value].append(job)
    for group in groups.values():
        for one, other in combinations(group, 2):
            yield one, other, reason


def near_duplicates(jobs: list[Job]) -> Iterator[tuple[Job, Job]]:
    """Pairs whose texts share at least THRESHOLD of their shingles: MinHash finds, exact sets confirm."""
    shingled = [(job, shingles) for job in jobs if (shingles := shingles_of(job.text))]
    if len(shingled) < 2:
        return
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    hashes = []
    for number, (_, shingles) in enumerate(shingled):
        minhash = RMinHash(PERMUTATIONS, SEED)
        minhash.update(sorted(shingles))
        hashes.append(minhash)
        index.insert(number, minhash)
    for number, minhash in enumerate(hashes):
        for found in sorted(index.query(minhash)):
            if found > number and jaccard(shingled[number][1], shingled[found][1]) >= THRESHOLD:
                yield shingled[number][0], shingled[found][0]


def shingles_of(text: str) -> frozenset[str]:
    """Every run of SHINGLE words; none for a text too short to compare."""
    words = WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared part of two sets, 0 to 1."""
    return len(one & other) / len(one | other)


def company_key(name: str) -> str:
    """A company's name without case, spaces and legal form."""
    words = WORD.findall(name.casefold())
    while len(words) > 1 and words[-1] in {
        "inc",
        "llc",
        "ltd",
        "gmbh",
        "ag",
        "sa",
        "bv",
        "corp",
        "co",
        "limited",
    }:
        words.pop()
    return "".join(words)
