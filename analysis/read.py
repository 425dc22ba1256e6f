"""Reads postings: skills, pay, role, level, place and conditions, whole batches at once."""

from typing import NamedTuple

import polars as pl

BAND = pl.Struct(
    {
        "min": pl.Float64,
        "max": pl.Float64,
        "currency": pl.String,
        "period": pl.String,
        "kind": pl.String,
        "where": pl.String,
    }
)
BASIS = pl.Struct({"source": pl.String, "words": pl.String})  # source: field, title or text

# What goes in. `text` is plain text (analysis.text makes it from HTML) and every span indexes it.
# `countries`, `workplace`, `employment_type` and `pay` are what the source's own fields state, null when it has none.
POSTINGS = pl.Schema(
    {
        "id": pl.String,
        "title": pl.String,
        "company": pl.String,
        "location": pl.String,
        "text": pl.String,
        "countries": pl.List(pl.String),
        "workplace": pl.String,
        "employment_type": pl.String,
        "pay": pl.List(BAND),
    }
)

MENTIONS = pl.Schema(
    {
        "id": pl.String,
        "skill": pl.String,
        "start": pl.Int32,
        "end": pl.Int32,
        "need": pl.String,
        "section": pl.String,
        "years": pl.Float32,
    }
)

PAY = pl.Schema(
    {
        "id": pl.String,
        "n": pl.Int16,
        "min": pl.Float64,
        "max": pl.Float64,
        "currency": pl.String,
        "period": pl.String,
        "kind": pl.String,
        "where": pl.String,
        "basis": pl.String,
        "start": pl.Int32,
        "end": pl.Int32,
        "inferred": pl.List(pl.String),
        "annual_min": pl.Float64,
        "annual_max": pl.Float64,
        "annual_usd": pl.Float64,
    }
)

REFUSALS = pl.Schema(
    {"id": pl.String, "start": pl.Int32, "end": pl.Int32, "text": pl.String, "reason": pl.String}
)

FACETS = pl.Schema(
    {
        "id": pl.String,
        "role": pl.String,
        "roles": pl.List(pl.String),
        "specialisation": pl.List(pl.String),
        "level": pl.String,
        "years_min": pl.Float32,
        "degree": pl.String,
        "certificates": pl.List(pl.String),
        "mathematics": pl.List(pl.String),
        "workplace": pl.String,
        "countries": pl.List(pl.String),
        "metro": pl.String,
        "employment_type": pl.String,
        "visa": pl.String,
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
