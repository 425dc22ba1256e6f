"""Every reader over a frame: promised schemas, one posting or none or many."""

import polars as pl

from analysis.read import FACETS, MENTIONS, PAY, POSTINGS, REFUSALS, read, version


def postings(*texts: str, title: str = "Senior AI Engineer") -> pl.DataFrame:
    rows = [
        {"id": f"p{n}", "title": title, "company": "Acme", "location": "Berlin, Germany", "text": text}
        for n, text in enumerate(texts)
    ]
    return pl.DataFrame(rows, schema=POSTINGS) if rows else pl.DataFrame(schema=POSTINGS)


TEXT = """About the role
You will build RAG features on large language models.

Requirements
- 5+ years of Python
- Kubernetes is a plus

We pay €80,000 - €95,000 a year."""


def test_schemas_are_kept_whatever_comes() -> None:
    for frame in (postings(), postings(""), postings(TEXT), postings(TEXT, "", TEXT)):
        readings = read(frame)
        assert readings.mentions.schema == MENTIONS
        assert readings.pay.schema == PAY
        assert readings.refusals.schema == REFUSALS
        assert readings.facets.schema == FACETS
        assert readings.facets["id"].to_list() == frame["id"].to_list()


def test_a_batch_says_what_its_postings_say_alone() -> None:
    both = read(postings(TEXT, "We sell cars."))
    alone = read(postings(TEXT))
    assert both.mentions.filter(pl.col("id") == "p0").equals(alone.mentions)
    assert both.facets.head(1).equals(alone.facets)


def test_a_posting_is_read_with_its_evidence() -> None:
    readings = read(postings(TEXT))
    spans = {row["skill"]: TEXT[row["start"] : row["end"]] for row in readings.mentions.iter_rows(named=True)}
    assert spans["python"] == "Python"
    needs = dict(readings.mentions.select("skill", "need").iter_rows())
    assert (needs["python"], needs["kubernetes"]) == ("required", "preferred")
    (band,) = readings.pay.iter_rows(named=True)
    assert (band["min"], band["max"], band["currency"], band["period"]) == (80_000, 95_000, "EUR", "year")
    (facets,) = readings.facets.iter_rows(named=True)
    assert (facets["role"], facets["level"], facets["countries"]) == ("ai_engineer", "senior", ["DE"])
    assert facets["level_basis"]["words"]


def test_the_version_is_stable_within_a_run() -> None:
    assert version() == version()
