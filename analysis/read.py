"""Reads postings: skills, pay, role, level, place and conditions, whole batches at once.

Half of it is the contract: the schemas of what goes in and comes out, which other rooms rely on.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import polars as pl

from analysis import conditions, cues, pay, roles, sections, skills
from analysis.cues import Basis, Cues
from analysis.header import employer
from analysis.layout import Page, lay_out

VERSION = "9"  # raise it when a reader's code reads otherwise; changed reference data is noticed by itself

BAND = pl.Struct(
    {
        "min": pl.Float64(),
        "max": pl.Float64(),
        "currency": pl.String(),
        "period": pl.String(),
        "kind": pl.String(),
        "where": pl.String(),
    }
)
BASIS = pl.Struct({"source": pl.String(), "words": pl.String()})  # source: field, title or text

# What goes in. `text` is plain text (analysis.text makes it from HTML) and every span indexes it.
# `countries`, `workplace`, `employment_type` and `pay` are what the source's own fields state, else null.
POSTINGS = pl.Schema(
    {
        "id": pl.String(),
        "title": pl.String(),
        "company": pl.String(),
        "location": pl.String(),
        "text": pl.String(),
        "countries": pl.List(pl.String()),
        "workplace": pl.String(),
        "employment_type": pl.String(),
        "pay": pl.List(BAND),
    }
)

MENTIONS = pl.Schema(
    {
        "id": pl.String(),
        "skill": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "need": pl.String(),
        "section": pl.String(),
        "years": pl.Float32(),
    }
)

PAY = pl.Schema(
    {
        "id": pl.String(),
        "n": pl.Int16(),
        "min": pl.Float64(),
        "max": pl.Float64(),
        "currency": pl.String(),
        "period": pl.String(),
        "kind": pl.String(),
        "where": pl.String(),
        "basis": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "inferred": pl.List(pl.String()),
        "annual_min": pl.Float64(),
        "annual_max": pl.Float64(),
        "annual_usd": pl.Float64(),
    }
)

REFUSALS = pl.Schema(
    {"id": pl.String(), "start": pl.Int32(), "end": pl.Int32(), "text": pl.String(), "reason": pl.String()}
)

FACETS = pl.Schema(
    {
        "id": pl.String(),
        "role": pl.String(),
        "roles": pl.List(pl.String()),
        "specialisation": pl.List(pl.String()),
        "level": pl.String(),
        "years_min": pl.Float32(),
        "degree": pl.String(),
        "certificates": pl.List(pl.String()),
        "mathematics": pl.List(pl.String()),
        "workplace": pl.String(),
        "countries": pl.List(pl.String()),
        "metro": pl.String(),
        "employment_type": pl.String(),
        "visa": pl.String(),
        "role_basis": BASIS,
        "level_basis": BASIS,
        "years_basis": BASIS,
        "degree_basis": BASIS,
        "workplace_basis": BASIS,
        "countries_basis": BASIS,
        "employment_basis": BASIS,
        "visa_basis": BASIS,
    }
)


class Readings(NamedTuple):
    """What a batch of postings says; schemas MENTIONS, PAY, REFUSALS, FACETS."""

    mentions: pl.DataFrame
    pay: pl.DataFrame
    refusals: pl.DataFrame
    facets: pl.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What the readers are given of one posting; the columns of POSTINGS."""

    id: str
    title: str | None
    text: str | None
    company: str | None = None
    location: str | None = None
    countries: Sequence[str] | None = None
    workplace: str | None = None
    employment_type: str | None = None
    pay: Sequence[Mapping[str, object]] | None = None


class Reading(NamedTuple):
    """What one posting says."""

    mentions: list[skills.Mention]
    pay: pay.Pay
    role: roles.Role
    conditions: conditions.Conditions


def read_one(posting: Posting) -> Reading:
    """Everything one posting says. Any text is readable; an empty one says nothing."""
    (reading,) = read_all([posting])
    return reading


def read_all(postings: Sequence[Posting]) -> list[Reading]:
    """Everything each posting says; any text is readable, an empty one says nothing.

    One reader goes over all of them before the next does: what it looks things up in stays in the
    processor's cache, which saves a sixth of the time.
    """
    pages = [lay_out(posting.text or "") for posting in postings]
    flat = [replace(posting, text=page.text) for posting, page in zip(postings, pages, strict=True)]
    scanned = [cues.scan(page.text, sections.outline(page.text)) for page in pages]
    terms = list(map(_conditions, flat, scanned))
    mentions = list(map(_mentions, flat, scanned))
    pays = list(map(_pay, flat, terms))
    readings = map(Reading, mentions, pays, map(_role, flat, scanned, terms), terms)
    return list(map(_as_stored, readings, pages))


def _as_stored(reading: Reading, page: Page) -> Reading:
    """The reading with every span pointing into the text as it was before it was laid out."""
    if not page.cuts:
        return reading
    said, paid = reading.mentions, reading.pay
    for n, mention in enumerate(said):
        if mention.start is not None and mention.end is not None:
            start, end = page.span(mention.start, mention.end)
            said[n] = mention._replace(start=start, end=end)
    for n, band in enumerate(paid.bands):
        if band.start is not None and band.end is not None:
            start, end = page.span(band.start, band.end)
            paid.bands[n] = replace(band, start=start, end=end)
    for n, refusal in enumerate(paid.refusals):
        start, end = page.span(refusal.start, refusal.end)
        paid.refusals[n] = replace(refusal, start=start, end=end)
    return reading


def _conditions(posting: Posting, scanned: Cues) -> conditions.Conditions:
    return conditions.read(
        posting.title or "",
        posting.location,
        scanned,
        countries=posting.countries,
        workplace=posting.workplace,
        employment_type=posting.employment_type,
    )


def _mentions(posting: Posting, scanned: Cues) -> list[skills.Mention]:
    title, text = posting.title or "", scanned.text
    return skills.find(text, scanned.outline, title=title, company=posting.company or employer(title, text))


def _role(posting: Posting, scanned: Cues, terms: conditions.Conditions) -> roles.Role:
    return roles.read(posting.title or "", scanned, years=terms.years_min)


def _pay(posting: Posting, terms: conditions.Conditions) -> pay.Pay:
    return pay.read(
        posting.text or "",
        title=posting.title or "",
        location=posting.location,
        countries=terms.countries,
        fields=posting.pay or (),
    )


def read(postings: pl.DataFrame) -> Readings:
    """Everything a batch says, as four frames; `postings` has the columns of POSTINGS."""
    rows = [Posting(**row) for row in postings.select(POSTINGS.names()).iter_rows(named=True)]
    readings = [(row.id, said) for row, said in zip(rows, read_all(rows), strict=True)]
    return Readings(
        mentions=_frame(MENTIONS, (_mention(key, one) for key, said in readings for one in said.mentions)),
        pay=_frame(
            PAY, (_band(key, n, band) for key, said in readings for n, band in enumerate(said.pay.bands))
        ),
        refusals=_frame(
            REFUSALS,
            (
                (key, no.start, no.end, no.text, no.reason)
                for key, said in readings
                for no in said.pay.refusals
            ),
        ),
        facets=_frame(FACETS, (_facets(key, said) for key, said in readings)),
    )


@cache
def version() -> str:
    """Changes whenever a reader or what it looks things up in does, so that a night re-reads what it must."""
    digest = hashlib.sha256(VERSION.encode())
    for page in sorted(files("analysis.taxonomy").iterdir(), key=lambda page: page.name):
        if page.is_file():
            digest.update(page.name.encode() + b"\0" + page.read_bytes())
    return digest.hexdigest()[:16]


def _frame(schema: pl.Schema, rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _mention(key: str, one: skills.Mention) -> tuple[object, ...]:
    return (key, one.skill, one.start, one.end, str(one.need), str(one.section), one.years)


def _band(key: str, n: int, band: pay.Band) -> tuple[object, ...]:
    return (
        *(key, n, band.min, band.max, band.currency, band.period, band.kind, band.where, band.basis),
        *(band.start, band.end, list(band.inferred), band.annual_min, band.annual_max, band.annual_usd),
    )


def _facets(key: str, said: Reading) -> tuple[object, ...]:
    role, terms = said.role, said.conditions
    return (
        *(key, role.role, role.roles, role.specialisation, role.level),
        *(terms.years_min, terms.degree, terms.certificates, terms.mathematics),
        *(terms.workplace, terms.countries, terms.metro, terms.employment_type, terms.visa),
        *map(_basis, (role.role_basis, role.level_basis, terms.years_basis, terms.degree_basis)),
        *map(
            _basis, (terms.workplace_basis, terms.countries_basis, terms.employment_basis, terms.visa_basis)
        ),
    )


def _basis(basis: Basis | None) -> dict[str, str] | None:
    return basis._asdict() if basis else None
