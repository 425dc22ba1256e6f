"""Reads postings that come as JSON Lines and says what each states, a line a posting."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError, model_validator

from analysis.read import Posting, Reading, read_one
from analysis.skillbook import SkillId, book
from analysis.text import from_html


class BadLine(ValueError):
    """A line that holds no posting; says what it lacks."""


class Line(BaseModel):
    """One posting as others hand it in. `html` is turned into the text that the spans index."""

    id: str | int
    title: str | None = None
    company: str | None = None
    location: str | None = None
    text: str | None = None
    html: str | None = None
    countries: list[str] | None = None
    workplace: str | None = None
    employment_type: str | None = None
    pay: list[dict[str, Any]] | None = None

    @model_validator(mode="after")
    def _has_words(self) -> "Line":
        if self.text is None and self.html is None:
            raise ValueError('needs "text" or "html"')
        return self


def read_lines(lines: Iterable[str], *, complain: Callable[[int, BadLine], None]) -> Iterator[str]:
    """One JSON line a posting, as soon as it is read; a bad line goes to `complain` with its number."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            posting = parse(line)
        except BadLine as bad:
            complain(number, bad)
            continue
        yield json.dumps(answer(posting), default=str)


def parse(line: str) -> Line:
    """The posting of one line."""
    try:
        return Line.model_validate_json(line.encode("utf-8", "surrogatepass"))
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadLine(f"{where}: {first['msg']}" if where else first["msg"]) from wrong


def answer(line: Line) -> dict[str, object]:
    """What the posting says, every key present; null or [] where it says nothing."""
    text = from_html(line.html) if line.text is None and line.html is not None else line.text or ""
    posting = Posting(
        id=str(line.id),
        title=line.title,
        text=text,
        company=line.company,
        location=line.location,
        countries=line.countries,
        workplace=line.workplace,
        employment_type=line.employment_type,
        pay=line.pay,
    )
    told = _told(read_one(posting))
    return {"id": line.id, **told} if line.text is not None else {"id": line.id, **told, "text": text}


def _told(reading: Reading) -> dict[str, object]:
    role, terms = reading.role, reading.conditions
    by_id = book().by_id
    return {
        "role": role.role,
        "roles": role.roles,
        "specialisation": role.specialisation,
        "level": role.level,
        "years_min": terms.years_min,
        "degree": terms.degree,
        "certificates": terms.certificates,
        "mathematics": terms.mathematics,
        "workplace": terms.workplace,
        "countries": terms.countries,
        "metro": terms.metro,
        "employment_type": terms.employment_type,
        "visa": terms.visa,
        "pay": [
            {
                "min": band.min,
                "max": band.max,
                "currency": band.currency,
                "period": band.period,
                "kind": band.kind,
                "where": band.where,
            }
            for band in reading.pay.bands
        ],
        "skills": [
            {
                "id": mention.skill,
                "name": by_id[SkillId(mention.skill)].name,
                "need": mention.need,
                "start": mention.start,
                "end": mention.end,
                "years": mention.years,
            }
            for mention in reading.mentions
        ],
    }
