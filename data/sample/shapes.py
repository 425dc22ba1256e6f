"""Adverts in the shape each source serves: Ashby, Greenhouse, Lever, and threads of Hacker News."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape
from random import Random
from uuid import UUID

from adverts import Advert
from lists import Company, Place
from pages import Section, headings, html, money, pay_lines, plain, sections
from wages import Pay

COMMITMENTS = {"full": "Full-time", "contract": "Contract", "intern": "Internship"}
ASHBY_EMPLOYMENT = {"full": "FullTime", "contract": "Contract", "intern": "Intern"}
ASHBY_WORKPLACE = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "OnSite"}
INTERVALS = {"year": "1 YEAR", "month": "1 MONTH", "hour": "1 HOUR"}
LEVER_INTERVALS = {"year": "per-year-salary", "month": "per-month-salary", "hour": "per-hour-wage"}
GREENHOUSE_PAY = {"year": "Annual Salary", "hour": "Hourly Rate"}
EASTERN = "-04:00"  # Greenhouse writes the clock of New York


@dataclass(frozen=True, slots=True)
class Listed:
    """An advert as it stands on a board."""

    id: int  # every source makes its own kind of id from it
    advert: Advert
    published: datetime
    updated: datetime

    @property
    def uuid(self) -> str:
        return str(UUID(int=Random(self.id).getrandbits(128), version=4))  # noqa: S311 - the same advert, the same id


def ashby(company: Company, listed: Sequence[Listed]) -> bytes:
    jobs: list[object] = [_ashby_job(company, one) for one in listed]
    if listed and company.number % 5 == 0:
        jobs.append({**_ashby_job(company, replace(listed[0], id=listed[0].id + 900_000)), "isListed": False})
    if listed and company.number % 11 == 3:
        jobs.append({**_ashby_job(company, replace(listed[0], id=listed[0].id + 800_000)), "title": None})
    return as_json({"jobs": jobs, "apiVersion": "1"})


def _ashby_job(company: Company, one: Listed) -> dict[str, object]:
    advert, parts = one.advert, sections(one.advert)
    url = f"https://jobs.ashbyhq.com/{company.token}/{one.uuid}"
    # Companies differ in how carefully they fill the form in.
    says_workplace = company.number % 3 != 1
    title = f" {advert.title}" if one.id % 29 == 0 else advert.title
    return {
        "id": one.uuid,
        "title": title,
        "department": advert.department,
        "team": advert.department,
        "employmentType": ASHBY_EMPLOYMENT[advert.employment],
        "location": advert.place.label if says_workplace else advert.place.short,
        "shouldDisplayCompensationOnJobPostings": bool(advert.pay),
        "secondaryLocations": [
            {"location": place.label, "address": _ashby_address(place)} for place in advert.also
        ],
        "publishedAt": one.published.isoformat(timespec="milliseconds"),
        "isListed": True,
        "isRemote": advert.workplace == "remote" if advert.workplace and says_workplace else None,
        **({"workplaceType": ASHBY_WORKPLACE.get(advert.workplace)} if says_workplace else {}),
        "address": _ashby_address(advert.place),
        "jobUrl": url,
        "applyUrl": f"{url}/application",
        "descriptionHtml": html(parts, company),
        "descriptionPlain": plain(parts),
        "compensation": _ashby_pay(one),
    }


def _ashby_address(place: Place) -> dict[str, object] | None:
    return {"postalAddress": {"addressCountry": place.country}} if place.country else None


def _ashby_pay(one: Listed) -> dict[str, object]:
    stated = one.advert.pay if one.id % 5 else ()  # some state it in the text only
    tiers = []
    for number, pay in enumerate(stated):
        said = f"{'OTE ' if pay.kind == 'ote' else ''}{money(pay, 'thousands')}"
        component = {"id": replace(one, id=one.id * 10 + number).uuid, "summary": said, **_ashby_salary(pay)}
        tiers.append(
            {
                "id": replace(one, id=one.id * 10 + 5 + number).uuid,
                "tierSummary": f"{said} • Offers Equity",
                "title": pay.where or None,
                "additionalInformation": None,
                "components": [component],
            }
        )
    return {
        "compensationTierSummary": tiers[0]["tierSummary"] if tiers else None,
        "scrapeableCompensationSalarySummary": money(stated[0], "thousands") if stated else None,
        "compensationTiers": tiers,
        "summaryComponents": [_ashby_salary(pay) for pay in stated[:1]],
    }


def _ashby_salary(pay: Pay) -> dict[str, object]:
    return {
        "compensationType": "Salary",
        "interval": INTERVALS[pay.period],
        "currencyCode": pay.currency,
        "minValue": pay.low,
        "maxValue": pay.high,
    }


def greenhouse(company: Company, listed: Sequence[Listed]) -> bytes:
    jobs = [_greenhouse_job(company, one) for one in listed]
    if listed and company.number % 4 == 1:  # a form that collects names and offers no job
        prospect = {
            "id": 1_000 + company.number,
            "internal_job_id": None,
            "title": "Join our talent community",
        }
        jobs.append(
            {**jobs[0], **prospect, "requisition_id": None, "content": "&lt;p&gt;Say hello.&lt;/p&gt;"}
        )
    return as_json({"jobs": jobs, "meta": {"total": len(jobs)}})


def greenhouse_detail(company: Company, one: Listed) -> bytes:
    """What a second request adds: the pay an employer entered."""
    ranges = [
        {
            "min_cents": pay.low * 100,
            "max_cents": pay.high * 100,
            "currency_type": pay.currency,
            "title": f"{pay.where or one.advert.place.label} {GREENHOUSE_PAY[pay.period]}",
            "blurb": "&lt;p&gt;Your place in the range depends on experience.&lt;/p&gt;",
        }
        for pay in one.advert.pay
        if pay.period in GREENHOUSE_PAY
    ]
    return as_json({**_greenhouse_job(company, one), "pay_input_ranges": ranges})


def _greenhouse_job(company: Company, one: Listed) -> dict[str, object]:
    advert = one.advert
    number = 4_000_000_000 + one.id
    where = "; ".join(place.label for place in (advert.place, *advert.also))
    says_workplace = company.number % 2 == 0 and advert.workplace
    word = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "In-Office"}.get(advert.workplace)
    field = {"id": 77, "name": "Workplace Type", "value": word, "value_type": "single_select"}
    office = {"id": 500 + company.number, "name": advert.place.short, "location": advert.place.label}
    return {
        "absolute_url": f"https://job-boards.greenhouse.io/{company.token}/jobs/{number}",
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": 3_000_000_000 + one.id,
        "location": {"name": f"{where} " if one.id % 7 == 0 else where},
        "metadata": [field] if says_workplace else None,
        "id": number,
        "updated_at": _eastern(one.updated),
        "requisition_id": f"R{one.id}" if company.number % 3 else None,
        "title": advert.title,
        "company_name": company.name,
        "first_published": _eastern(one.published),
        "language": "en",
        "application_deadline": None,
        "content": escape(html(sections(advert), company)),
        "departments": [
            {"id": 90 + company.number, "name": advert.department, "child_ids": [], "parent_id": None}
        ],
        "offices": [{**office, "child_ids": [], "parent_id": None}],
    }


def lever(company: Company, listed: Sequence[Listed]) -> bytes:
    return as_json([_lever_job(company, one) for one in listed])


def _lever_job(company: Company, one: Listed) -> dict[str, object]:
    """Lever keeps an advert in pieces: opening and body, lists, pay, closing words."""
    advert, parts = one.advert, sections(one.advert)
    opening = [part for part in parts if part.kind == "about"]
    body = [part for part in parts if part.kind == "role"]
    closing = [part for part in parts if part.kind in ("benefits", "legal")]
    lists = [part for part in parts if part.kind in ("duties", "needs", "pluses")]
    region = ".eu" if company.token.startswith("eu/") else ""
    url = f"https://jobs{region}.lever.co/{company.token.removeprefix('eu/')}/{one.uuid}"
    job: dict[str, object] = {
        "additionalPlain": plain(closing),
        "additional": html(closing, company),
        "categories": {
            "commitment": COMMITMENTS[advert.employment],
            "department": advert.department,
            "location": advert.place.label,
            "team": advert.department,
            "allLocations": [advert.place.label, *(place.label for place in advert.also)],
        },
        "createdAt": int(one.published.timestamp() * 1_000),
        "descriptionPlain": plain([*opening, *body]),
        "description": html([*opening, *body], company),
        "id": one.uuid,
        "lists": [{"text": part.heading, "content": _items(part)} for part in lists],
        "text": advert.title,
        "country": advert.place.iso if advert.place.country else None,
        "workplaceType": advert.workplace or "unspecified",
        "opening": html(opening, company),
        "openingPlain": plain(opening),
        "descriptionBody": html(body, company),
        "descriptionBodyPlain": plain(body),
        "hostedUrl": url,
        "applyUrl": f"{url}/apply",
    }
    if advert.pay and one.id % 3:
        pay = advert.pay[0]
        job["salaryRange"] = {
            "currency": pay.currency,
            "interval": LEVER_INTERVALS[pay.period],
            "min": pay.low,
            "max": pay.high,
        }
    if said := pay_lines(advert):
        words = [Section("pay", headings(company)["pay"], said[:1], said[1:])]
        job |= {"salaryDescription": html(words, company), "salaryDescriptionPlain": plain(words)}
    return job


def _items(part: Section) -> str:
    return "".join(f"<li>{escape(bullet, quote=False)}</li>" for bullet in part.bullets)


def _eastern(at: datetime) -> str:
    return (at - timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M:%S") + EASTERN


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
