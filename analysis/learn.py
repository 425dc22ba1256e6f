"""Orders what to learn next: what brings most postings closer, after what it builds on."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import polars as pl
from polars._typing import PolarsDataType

from analysis.filter import Filter
from analysis.market import ask
from analysis.skillbook import Skill, SkillId, book

RARE = 0.03  # a skill that fewer postings name is not advice
LEARN: dict[str, PolarsDataType] = {
    "next": pl.Int64,
    "skill": pl.String,
    "name": pl.String,
    "area": pl.String,
    "n": pl.Int64,
    "companies": pl.Int64,
    "share": pl.Float64,
    "share_low": pl.Float64,
    "share_high": pl.Float64,
    "required": pl.Float64,
    "required_low": pl.Float64,
    "required_high": pl.Float64,
    "closer": pl.Float64,  # in whole postings: one that requires five skills counts a fifth for each
    "unlocks": pl.Int64,
    "unlocked_companies": pl.Int64,
    "within_reach": pl.Int64,  # postings already within reach, before anything is learned
    "pays": pl.Float64,  # how much more postings pay that name it, all else equal; null when nobody can tell
    "pays_low": pl.Float64,
    "pays_high": pl.Float64,
    "product": pl.String,  # its step on either study track, null when that track does not hold it
    "foundations": pl.String,
    "after": pl.List(pl.String),  # steps of the product track to take first
    "weeks": pl.String,  # as the guides say, each named
    "date": pl.Date,
}

PLACES: dict[str, PolarsDataType] = {
    "skill": pl.String,
    "step": pl.String,
    "product": pl.String,
    "foundations": pl.String,
    "after": pl.List(pl.String),
    "weeks": pl.String,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a study track, with the weeks that guides give it."""

    id: str
    track: str
    name: str
    guides: tuple[str, ...]
    skills: tuple[str, ...]
    weeks: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def holds(self, skill: Skill) -> bool:
        family = {skill.id, *(parent.id for parent in book().ancestors(skill))}
        return skill.id in self.skills or any(f"{member}+" in self.skills for member in family)


@cache
def steps() -> tuple[Step, ...]:
    """Both study tracks, in the order the guides give them."""
    text = (files("analysis.taxonomy") / "tracks.toml").read_text(encoding="utf-8")
    return tuple(
        Step(**row | {name: tuple(row.get(name, ())) for name in ("guides", "skills", "needs")})
        for row in tomllib.loads(text)["step"]
    )


def learn(con: duckdb.DuckDBPyConnection, known: Iterable[str], where: Filter) -> pl.DataFrame:
    """What to learn next when one knows `known`; schema LEARN, best first; raises NoSuchSkill."""
    held = {skill.id: skill for skill in map(book().named, known)}
    covered = {parent.id for skill in held.values() for parent in book().ancestors(skill)} | held.keys()
    demand = ask(con, "demand", where).filter(
        ~pl.col("skill").is_in(list(covered)), (pl.col("share") >= RARE), pl.col("area") != "certificates"
    )
    unlocked = ask(con, "unlocks", where, known=sorted(held)).drop("date")
    reach = unlocked["within_reach"].max() if unlocked.height else 0
    offered = demand.join(unlocked, on="skill", how="left").with_columns(
        pl.col("closer", "unlocks", "unlocked_companies").fill_null(0), within_reach=pl.lit(reach)
    )
    worth = ask(con, "worth", where).select(
        "part", pays="effect", pays_low="effect_low", pays_high="effect_high"
    )
    paid = offered.join(worth, left_on="skill", right_on="part", how="left")
    best = paid.sort("closer", "share", "skill", descending=[True, True, False])
    placed = best.join(_places(best["skill"].to_list(), held.values()), on="skill", how="left")
    order = {skill: place for place, skill in enumerate(_after_needs(placed), start=1)}
    numbered = placed.with_columns(next=pl.col("skill").replace_strict(order, return_dtype=pl.Int64))
    return numbered.sort("next").select(pl.col(name).cast(kind) for name, kind in LEARN.items())


def _places(skills: Sequence[str], held: Iterable[Skill]) -> pl.DataFrame:
    """For each skill its steps, what comes before them, and the weeks."""
    taken = {step.id for step in steps() for skill in held if step.holds(skill)}
    rows = []
    for id in skills:
        by_track = {step.track: step for step in reversed(steps()) if _in(step, id)}
        product, foundations = by_track.get("product"), by_track.get("foundations")
        rows.append(
            {
                "skill": id,
                "step": product.id if product else None,
                "product": product.name if product else None,
                "foundations": foundations.name if foundations else None,
                "after": [need for need in product.needs if need not in taken] if product else [],
                "weeks": ", ".join(f"{guide} {weeks}" for guide, weeks in product.weeks.items())
                if product
                else None,
            }
        )
    return pl.DataFrame(rows, schema=PLACES)


def _in(step: Step, id: str) -> bool:
    skill = book().by_id.get(SkillId(id))
    return skill is not None and step.holds(skill)


def _after_needs(placed: pl.DataFrame) -> list[str]:
    """The same order, but before a skill stands the best skill of each step it builds on."""
    first_of = {row["step"]: row for row in reversed(placed.to_dicts()) if row["step"]}
    order: dict[str, None] = {}

    def place(row: Mapping[str, Any]) -> None:
        for need in row["after"] or ():
            if need in first_of and first_of[need]["skill"] not in order:
                place(first_of[need])
        order.setdefault(row["skill"])

    for row in placed.iter_rows(named=True):
        place(row)
    return list(order)
