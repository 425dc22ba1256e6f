"""Reads what a job title proposes; taxonomy/titles.toml says what roles are called and work with."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.sieve import Sieve

ASIDE = re.compile(r"\(([^)]*)\)")
PART = re.compile(
    r"\s+[-–—|:@]+\s+|\s*[,(|;:–—]\s*|\)|\s+(?:with|for|in|at|within|on)\s+(?=\S)|-\s|\s-|\s(?=(?:ai|ai/ml|ml|genai)$)"
)
MAKER = re.compile(
    r"\b(?:engineers?|engineering(?! (?:product|program|project))|programmers?|architects?|entwickler\w*|"
    r"(?<!content )(?<!business )(?<!curriculum )developers?|développeu\w+)\b"
)
# Who makes a named part of the software stays a software engineer unless the duties say otherwise.
SPECIALIST = re.compile(
    r"full[- ]?stack|front[- ]?end|back[- ]?end|\bui\b|mobile|\bios\b|android|\bjava\b|(?:dev|sec)ops|"
    r"security|\bqa\b|embedded|firmware|\bweb\b|integration|quality|\.net\b|cloud infra|"
    r"(?<!power )platform engineer"
)
OPERATIONS = re.compile(
    r"devops|\bsre\b|site reliability|\bcloud\b|infrastructure engineer|platform engineer"
)
SERVES = re.compile(r"\b(?:inference|hosting|serving|gpus?)\b")
NAMES_AI = re.compile(r"\b(?:ai|gen ?ai|llms?|agents?|agentic)\b")
COMPANY = re.compile(r" [-–—@] (?!applied|gen|enterprise)\w+ ai$")  # "Platform Engineer - Acme AI"
# "Rust, AI Platform Engineer" and "Acme Finance - Java Developer": the first part names no person.
NAMES_PERSON = re.compile(r"(?:[eo]r|ist|ive|ant|lead|head|staff|intern|counsel|associate)s?\b(?!')")
NAMES_JOB = re.compile(r"\b(?:engineer|developer|programmer|architect)s?\W*$")
BARE = re.compile(
    r"(?:(?:senior|sr|staff|principal|lead|distinguished|junior|associate)[. ]*)*"
    r"(?:engineer|members? of (?:the )?technical staff)\W*"
)
NOT_MAKERS = frozenset(("non_technical", "product_or_design"))
HINTS = frozenset(
    ("ai_engineer", "ml_engineer", "ml_research", "ai_infrastructure", "ai_safety_eval", "data_engineer")
)
TELLING = HINTS | {"other_technical", "data_scientist"}  # "we seek an engineer" tells nothing
SOUGHT = re.compile(
    r"(?:looking for|seeking|hiring|searching for|join us as|in search of|as)(?: an?| our| the)? "
    r"((?:[\w/&+.#-]+,? ){0,7}?(?:engineer|developer|(?:data|research) scientist|architect|manager|lead|"
    r"consultant|analyst|researcher|specialist|director)s?\b)",
    re.IGNORECASE,
)
RUN = frozenset(("ml_engineer", "ai_infrastructure"))  # which who operates things runs
OPEN = frozenset(("software_engineer", "other_technical"))  # heads beside which a hint counts
MODELLING = frozenset(("ai_engineer", "ml_engineer"))  # beside which some hint may


class Family(NamedTuple):
    """Titles of one role. Of a generic one ("engineer", "manager") what stands beside it may tell more."""

    role: str
    firm: bool
    generic: bool

    @property
    def maker(self) -> bool:
        return self.role == "software_engineer"


class Rival(NamedTuple):
    """A role that takes over where its work weighs `least`, and `ratio` times the proposed role's.

    In a whole text it need only weigh `clearly` where it outweighs the proposed role by far.
    """

    role: str
    least: float
    ratio: float
    clearly: float


class Specialisation(NamedTuple):
    """Named by the title, or by `enough` of its phrases in the text."""

    name: str
    title: re.Pattern[str]
    phrases: list[str]
    enough: int


class Titles(NamedTuple):
    """titles.toml; `work` gives for each phrase the roles it speaks of and how many points it is worth."""

    names: list[tuple[Family, re.Pattern[str]]]
    sieve: Sieve  # of the names
    work: dict[str, list[tuple[str, int]]]
    rivals: dict[str, list[Rival]]
    specialisations: list[Specialisation]


class Proposal(NamedTuple):
    """What a title proposes; a firm one stands whatever the duties. `hint`: a role named beside it.

    `part`: a part of the software is named, as in "Frontend Engineer", and gives way less easily.
    `ai`: AI is named somewhere.
    """

    role: str
    firm: bool
    hint: str | None = None
    part: bool = False
    ai: bool = False


@cache
def titles() -> Titles:
    """The table, once a process."""
    table = tomllib.loads((files("analysis.taxonomy") / "titles.toml").read_text(encoding="utf-8"))
    names = [
        (
            Family(row["role"], row.get("firm", False), row.get("generic", False)),
            re.compile(rf"(?<![\w'.])(?:{words})(?![\w'])"),
        )
        for row in table["title"]
        for words in row["patterns"]
    ]
    work: dict[str, list[tuple[str, int]]] = {}
    for role, tiers in table["work"].items():
        for points, phrases in tiers.items():
            for phrase in phrases:
                work.setdefault(phrase, []).append((role, int(points)))
    rivals = {
        role: [
            Rival(rival, at["least"], at["ratio"], at.get("clearly", at["least"]))
            for rival, at in rows.items()
        ]
        for role, rows in table["yields"].items()
    }
    specialisations = [
        Specialisation(name, re.compile("|".join(row["title"]), re.IGNORECASE), row["phrases"], row["enough"])
        for name, row in table["specialisation"].items()
    ]
    return Titles(names, Sieve(name.pattern for _, name in names), work, rivals, specialisations)


@lru_cache(maxsize=20_000)
def proposed(title: str) -> Proposal | None:
    """The role a title names, None when it names none; of "Software Engineer, Growth" the first part."""
    words = " ".join(title.lower().replace("’", "'").replace("artificial intelligence", "ai").split())
    aside = [inner[1] for inner in ASIDE.finditer(words)]
    parts = [part for part in (*PART.split(ASIDE.sub(" ", words)), *aside) if part.strip()]
    head: Family | None = None
    hints: list[str] = []
    special = SPECIALIST.search(words) is not None
    bare = bool(parts) and not special and BARE.fullmatch(parts[0].strip()) is not None
    if parts and (first := _family(parts[0])):
        if first.generic and not first.maker:
            parts.insert(0, words)  # "Senior Manager, Software Engineering" is one name
        elif (first.generic or first.role in NOT_MAKERS) and not NAMES_PERSON.search(parts[0]):
            parts.sort(key=lambda part: NAMES_JOB.search(part) is None)
    for family in filter(None, map(_family, [*parts, words])):
        if head is None:
            head = family
            if not head.generic and head.role not in OPEN | MODELLING:
                break  # what stands beside it tells no more
            continue
        # "Principal Engineer, Mechanical Engineering", "Software Engineer, Inference"
        serves = head.maker and not special and family.role == "ai_infrastructure" and SERVES.search(words)
        if _tells_more(family, than=head) or (bare and _is_trade(family)) or serves:
            head = family
        elif family.role in HINTS:
            hints.append(family.role)
        bare = False
    if head is None:
        return None
    return Proposal(
        head.role,
        head.firm,
        hint=_heard(head, hints, words, special=special),
        part=head.maker and special,
        ai=head.role in OPEN | {"ml_engineer"} and NAMES_AI.search(COMPANY.sub("", words)) is not None,
    )


def sought(announced: Iterable[str]) -> str | None:
    """The role of the first job that the text names: "As a Machine Learning Engineer, you will ..."."""
    for stretch in announced:
        if (job := SOUGHT.match(stretch)) and (found := proposed(job[1])):
            return found.role if found.role in TELLING else None
    return None


def _heard(head: Family, hints: Sequence[str], words: str, *, special: bool) -> str | None:
    """What the names beside the first tell of the work."""
    if head.role in MODELLING:
        if "ai_safety_eval" in hints:  # "Machine Learning Engineer, AI Safety"
            return "ai_safety_eval"
        return "ai_infrastructure" if "ai_infrastructure" in hints and SERVES.search(words) else None
    if not hints or head.role not in OPEN or hints[0] == head.role:
        return None
    if hints[0] in RUN and OPERATIONS.search(words):  # "DevOps Engineer (AI/ML)"
        return "ai_infrastructure"
    return None if special else hints[0]


def _tells_more(family: Family, *, than: Family) -> bool:
    """ "Manager, Software Engineering": the second part does; "Software Engineer, AI": it does not."""
    if not than.generic or than.maker:
        return False
    return not family.generic or family.maker


def _is_trade(family: Family) -> bool:
    return family.role in HINTS or (family.firm and family.role == "other_technical")


@lru_cache(maxsize=20_000)
def _family(words: str) -> Family | None:
    builds = MAKER.search(words) is not None
    known = titles()
    for number in known.sieve.likely(words):
        family, name = known.names[number]
        if family.role in NOT_MAKERS and builds:
            continue  # "Growth Engineer", "HR Systems Developer", "Lead Product Engineer"
        if name.search(words):
            return family
    return None
