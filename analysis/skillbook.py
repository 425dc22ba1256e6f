"""The vocabulary: every skill the readers know, its spellings, and what it belongs to."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any, NewType

from analysis.folding import pattern

SkillId = NewType("SkillId", str)


class Care(IntEnum):
    """How much a spelling needs before it counts."""

    sure = 0  # any case, anywhere
    exact = 1  # only as written: RAG, REST
    word = 2  # also an English word: counts capitalised within a sentence, otherwise needs evidence
    doubtful = 3  # always needs evidence: Go, R, C, Express


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a skill."""

    text: str
    care: Care


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill as the taxonomy files state it."""

    id: SkillId
    name: str
    kind: str
    area: str
    forms: tuple[Form, ...]
    parents: tuple[SkillId, ...] = ()
    family: str = ""
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    broad: bool = False  # as much business talk as skill: counts only where it is asked for


class NoSuchSkill(ValueError):
    """A skill that the taxonomy does not know; the message offers near ones."""


@dataclass(frozen=True, slots=True)
class Skillbook:
    """All skills, and the ways to look one up."""

    skills: tuple[Skill, ...]
    by_id: dict[SkillId, Skill] = field(repr=False)

    def named(self, words: str) -> Skill:
        """The skill that people call so: by its id, its name or any of its spellings, in any case."""
        if known := self.by_id.get(SkillId(words.lower())):
            return known
        said = pattern(words)
        for skill in self.skills:
            if said == pattern(skill.name) or any(said == pattern(form.text) for form in skill.forms):
                return skill
        near = get_close_matches(slug(words), self.by_id, n=3)
        raise NoSuchSkill(f'No skill "{words}".' + (f" Did you mean {', '.join(near)}?" if near else ""))

    def siblings(self, skill: Skill) -> list[Skill]:
        """Skills that do the same job: CrewAI beside LangGraph."""
        return [
            other for other in self.skills if skill.family and other.family == skill.family and other != skill
        ]

    def ancestors(self, skill: Skill) -> list[Skill]:
        """What a skill belongs to, nearest first: Bedrock, AWS, cloud platforms."""
        found: list[Skill] = []
        queue = list(skill.parents)
        while queue:
            parent = self.by_id[queue.pop(0)]
            if parent not in found:
                found.append(parent)
                queue.extend(parent.parents)
        return found


def slug(name: str) -> SkillId:
    """The id a name gets unless its line states one."""
    return SkillId(re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"))


@cache
def book() -> Skillbook:
    """The taxonomy that ships with the package."""
    shelf = files("analysis.taxonomy")
    pages = sorted(
        (page for page in shelf.iterdir() if page.name.startswith("skills")), key=lambda page: page.name
    )
    return bind(skill for page in pages for skill in parse(page.read_text("utf-8")))


def bind(skills: Iterable[Skill]) -> Skillbook:
    """A book of the given skills."""
    shelf = tuple(skills)
    return Skillbook(shelf, {skill.id: skill for skill in shelf})


def parse(page: str) -> Iterator[Skill]:
    """The skills of one taxonomy file: groups of one area and kind, a line a skill."""
    for group in tomllib.loads(page)["group"]:
        for row in group["skills"]:
            yield _skill(row, group["area"], group["kind"])


def _skill(row: dict[str, Any], area: str, kind: str) -> Skill:
    special = [Form(text, care) for care in list(Care)[1:] for text in row.get(care.name, ())]
    taken = {form.text for form in special}
    plain = [] if row.get("silent") or row["name"] in taken else [row["name"]]
    return Skill(
        id=SkillId(row.get("id") or slug(row["name"])),
        name=row["name"],
        kind=kind,
        area=area,
        forms=(*special, *(Form(text, Care.sure) for text in (*plain, *row.get("aliases", ())))),
        parents=tuple(map(SkillId, row.get("parents", ()))),
        family=row.get("family", ""),
        near=tuple(row.get("near", ())),
        not_near=tuple(row.get("not_near", ())),
        broad=row.get("broad", False),
    )


def problems(shelf: Skillbook) -> list[str]:
    """What is wrong with the taxonomy, a sentence each; empty when nothing is."""
    found: list[str] = []
    seen: dict[bytes, Skill] = {}
    names: dict[bytes, Skill] = {}
    for skill in shelf.skills:
        if shelf.by_id[skill.id] is not skill:
            found.append(f'two skills share the id "{skill.id}"')
        if (other := names.setdefault(pattern(skill.name), skill)) is not skill:
            found.append(f'"{skill.name}" is the name of both {other.id} and {skill.id}')
        if not skill.forms:
            found.append(f"{skill.id} has no spelling that a text could hold: give it aliases")
        found.extend(
            f'{skill.id} names the parent "{p}", which no line defines'
            for p in skill.parents
            if p not in shelf.by_id
        )
        found.extend(_unheard(skill))
        for form in skill.forms:
            key = pattern(form.text)
            if not key:
                found.append(f'{skill.id}: the spelling "{form.text}" folds to nothing')
            elif (other := seen.setdefault(key, skill)) is not skill:
                found.append(f'"{form.text}" is claimed by both {other.id} and {skill.id}')
    if not found:
        found.extend(
            f"{skill.id} is its own ancestor" for skill in shelf.skills if skill in shelf.ancestors(skill)
        )
    return found


def _unheard(skill: Skill) -> Iterator[str]:
    """Words near a skill that can change nothing, or that any mention of it would bring along."""
    ambiguous = {pattern(form.text) for form in skill.forms if form.care in (Care.word, Care.doubtful)}
    if skill.near and not ambiguous:
        yield f"{skill.id}: near is never asked, since no spelling is ambiguous"
    for word in skill.near:
        if pattern(word) in ambiguous:
            yield f'{skill.id}: the spelling "{word}" stands in its own near and vouches for itself'
