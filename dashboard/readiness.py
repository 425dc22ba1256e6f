"""Runs `score` in a process of its own and reads its report: a hostile input ends that process alone."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from pydantic import BaseModel, Field, ValidationError

LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")  # GitHub's own rule
KINDS = ("pdf", "docx", "md", "txt", "json")
LONGEST = 600  # seconds; unauthenticated reading waits about one second a request


class NotScored(Exception):
    """There is no report; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody gave of themselves, for one run."""

    login: str
    resume: bytes | None
    kind: str  # ending of the resume's name
    token: str
    review: bool


class Evidence(BaseModel):
    text: str
    where: str = ""


class Pillar(BaseModel):
    id: str
    weight: float
    score: float | None
    coverage: float
    interval: tuple[float, float]
    cap: str | None = None


class Signal(BaseModel):
    id: str
    pillar: str
    question: str
    status: str
    value: float | None
    weight: float
    evidence: list[Evidence]
    fix: str
    gain: float | None
    reason: str | None


class Pay(BaseModel):
    difference: float
    low: float
    high: float


class Action(BaseModel):
    id: str
    do: str
    points: float
    postings_unlocked: int | None
    pay: Pay | None
    effort: str


class Claimed(BaseModel):
    where: str
    quote: str


class Demanded(BaseModel):
    n: int
    of: int
    share: float
    pay: Pay | None


class Skill(BaseModel):
    id: str
    name: str
    claimed: Claimed | None
    evidenced: str | None
    demanded: Demanded | None


class Fitting(BaseModel):
    title: str
    company: str
    url: str
    covered: float
    missing: list[str]


class Advice(BaseModel):
    title: str
    lines: list[str]


class Unknown(BaseModel):
    what: str
    why: str


class Flag(BaseModel):
    words: str
    evidence: list[Evidence]


class HiddenText(BaseModel):
    text: str
    how: str
    page: int


class Remark(BaseModel):
    quote: str
    document: str
    remark: str
    suggestion: str


class Review(BaseModel):
    remarks: list[Remark]
    why_not: str = ""


class Segment(BaseModel):
    words: str
    n: int
    companies: int


class Report(BaseModel):
    """The JSON contract of `score`, as far as the page shows it."""

    notice: str
    as_of: str
    market_date: str | None
    segment: Segment | None
    score: float | None
    coverage: float
    interval: tuple[float, float]
    weight_range: tuple[float, float]
    pillars: list[Pillar]
    signals: list[Signal]
    red_flags: list[Flag]
    skills: list[Skill]
    actions: list[Action]
    postings: list[Fitting]
    advice: list[Advice]
    hidden_text: list[HiddenText]
    unknown: list[Unknown]
    review: Review | None = None
    rubric: dict[str, str | int] = Field(default_factory=dict)


def scored(person: Person, data: Path, *, keep: bool, tell: Callable[[str], None]) -> tuple[Report, str]:
    """The report and its JSON; raises NotScored. `keep`: GitHub's answers may stay cached on this machine."""
    if person.login and not LOGIN.fullmatch(person.login):
        raise NotScored("That is no GitHub name: letters, digits and hyphens, at most 39.")
    with _given(person) as (arguments, folder):
        words = [sys.executable, "-m", "scorer.cli", "--format", "json", "--data", str(data), *arguments]
        said, done = _ran(words, _environment(person, folder, keep=keep), tell)
    if done.returncode != 0:
        raise NotScored(said[-1].removeprefix("Error: ") if said else "The score ended without a word.")
    try:
        return Report.model_validate_json(done.out), done.out
    except ValidationError as wrong:
        raise NotScored("The report has another shape than this page reads.") from wrong


@dataclass(frozen=True, slots=True)
class _Done:
    returncode: int
    out: str


def _ran(
    words: list[str], environment: dict[str, str], tell: Callable[[str], None]
) -> tuple[list[str], _Done]:
    """Runs to its end or its deadline, telling each line of its story."""
    said: list[str] = []
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        subprocess.Popen(
            words, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, text=True
        ) as child,
    ):
        deadline = Timer(LONGEST, child.kill)
        deadline.start()
        try:
            for line in child.stderr or ():
                said.append(line.strip())
                tell(line.strip())
            child.wait()
        finally:
            # Also when the visitor leaves: Streamlit then ends this thread by an exception.
            deadline.cancel()
            child.kill()
        out.seek(0)
        return said, _Done(child.returncode, out.read())


@contextmanager
def _given(person: Person) -> Iterator[tuple[list[str], Path]]:
    """The arguments; a resume lies in a folder only its owner can read, gone when the run ends."""
    with tempfile.TemporaryDirectory(prefix="hiresignal-") as folder:
        arguments = [f"--github={person.login}"] if person.login else []
        if person.resume is not None:
            file = Path(folder) / f"resume.{person.kind}"
            file.write_bytes(person.resume)
            arguments.append(f"--resume={file}")
        yield arguments + (["--review"] if person.review else []), Path(folder)


def _environment(person: Person, folder: Path, *, keep: bool) -> dict[str, str]:
    """A visitor's token reaches only the visitor's own run; the operator's serves nobody else."""
    mine = dict(os.environ)
    if not keep:
        mine |= {"HIRESIGNAL_CACHE": str(folder / "cache"), "GH_CONFIG_DIR": str(folder / "gh")}
        for name in ("GITHUB_TOKEN", "GH_TOKEN"):
            mine.pop(name, None)
    if person.token:
        mine["GITHUB_TOKEN"] = person.token
    return mine
