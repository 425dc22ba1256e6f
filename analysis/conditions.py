"""Reads a posting's conditions: place, years, degree, contract, visa; each with the words it rests on."""

from collections.abc import Collection
from dataclasses import dataclass

from analysis.cues import Basis, Cues
from analysis.degree import schooling
from analysis.employment import employment as employment_of
from analysis.employment import visa as visa_of
from analysis.experience import years
from analysis.header import header
from analysis.location import countries as countries_of
from analysis.workplace import workplace as place_of_work

HOURS = ("full_time", "part_time")
ARRANGEMENTS = ("contract", "freelance", "internship")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Facts of the job; a basis is None where nothing says so. Countries: ISO 3166, EU, WW; [] unknown."""

    years_min: float | None
    degree: str
    certificates: list[str]
    mathematics: list[str]
    workplace: str
    countries: list[str]
    metro: str | None
    employment_type: str | None
    visa: str | None
    years_basis: Basis | None
    degree_basis: Basis | None
    workplace_basis: Basis | None
    countries_basis: Basis | None
    employment_basis: Basis | None
    visa_basis: Basis | None


def read(
    title: str,
    location: str | None,
    cues: Cues,
    *,
    countries: Collection[str] | None = None,
    workplace: str | None = None,
    employment_type: str | None = None,
) -> Conditions:
    """What the posting says of its conditions; what the source's own fields state stands."""
    top = header(title, cues.text)
    asked, years_basis = years(title, cues)
    school = schooling(cues)
    where, where_basis = place_of_work("" if top else title, location, cues, header=top.line if top else None)
    if workplace:
        where, where_basis = workplace, Basis("field", workplace)
    named, named_basis, metro = countries_of(title, location, cues, top)
    if countries:
        named, named_basis = list(countries), Basis("field", ", ".join(countries))
    employment, employment_basis = employment_of(title, cues, top)
    # A field that says "full time" counts hours: a contract or an internship can be that, too.
    if employment_type and not (employment_type in HOURS and employment in ARRANGEMENTS):
        employment, employment_basis = employment_type, Basis("field", employment_type)
    visa, visa_basis = visa_of(cues, top)
    return Conditions(
        years_min=asked,
        degree=school.degree,
        certificates=school.certificates,
        mathematics=school.mathematics,
        workplace=where,
        countries=named,
        metro=metro,
        employment_type=employment,
        visa=visa,
        years_basis=years_basis,
        degree_basis=school.basis,
        workplace_basis=where_basis,
        countries_basis=named_basis,
        employment_basis=employment_basis,
        visa_basis=visa_basis,
    )
