"""Draws one invented advert: what the job is, where, what it asks for, what it pays."""

from dataclasses import dataclass
from random import Random

from lists import LEVELS, PLACES, ROLES, SAY, SLOTS, TOPICS, Company, Place, weighted
from wages import Pay, wages

TITLES = {
    "intern": ["{} Intern"],
    "junior": ["Junior {}", "Junior {}", "Associate {}", "{} I", "Entry-Level {}"],
    "mid": ["{}", "{}", "{}", "{} II", "Mid-Level {}"],
    "senior": ["Senior {}", "Senior {}", "Sr. {}", "{} III"],
    "staff": ["Staff {}", "Principal {}"],
    "lead": ["Lead {}", "{} Lead"],
}
SIZES = {"startup": ("9", "14", "23", "38"), "scaleup": ("120", "240", "410")}
CORE = 0.6  # what most adverts of a role name, they mostly require
EVERYDAY_ROLES = ("non_technical", "product_or_design", "other_technical")  # no staff accountants, no interns
UNASKED = ("CUDA", "Kubernetes", "Rust", "train")  # a remark must not deny what is asked for above it
CLOSE_BY = {"sf": "ny", "ny": "sf", "london": "dublin", "berlin": "munich", "bengaluru": "hyderabad"}


@dataclass(frozen=True, slots=True)
class Advert:
    company: Company
    role: str
    level: str
    title: str
    place: Place
    also: tuple[Place, ...]  # other places to choose from
    workplace: str  # remote, hybrid, onsite, or "" when nothing is said
    employment: str
    department: str
    about: str
    intro: str
    where: str
    duties: tuple[str, ...]
    needs: tuple[str, ...]
    pluses: tuple[str, ...]
    benefits: tuple[str, ...]
    remark: str
    equal: str
    visa: str
    pay: tuple[Pay, ...]
    pay_said: str  # a template of the pay sentence; "" when only fields say it
    pay_look: str  # full, thousands, code


def draw(rng: Random, company: Company, *, night: int, role: str | None = None) -> Advert:
    """One advert of a company, written before the given night; the role is drawn unless it is given."""
    role = role or weighted(rng, {name: facts["share"] for name, facts in ROLES.items()})
    facts = ROLES[role]
    level = facts.get("fixed_level") or weighted(rng, {name: row[0] for name, row in LEVELS.items()})
    if role in EVERYDAY_ROLES and level not in ("junior", "senior"):
        level = "mid"
    base = rng.choice(facts["titles"])
    plain = "fixed_level" in facts
    place = _place(rng, company)
    workplace = "remote" if place.remote else weighted(rng, {"hybrid": 50, "onsite": 28, "": 22})
    employment = "intern" if level == "intern" else weighted(rng, {"full": 94, "contract": 6})
    duties, needs, pluses = _asked(rng, company, role, level, night)
    pay, said, look = wages(rng, company, role, level, place, employment)
    return Advert(
        company=company,
        role=role,
        level=level,
        title=base if plain else _title(rng.choice(TITLES[level]), base),
        place=place,
        also=_also(rng, place),
        workplace=workplace,
        employment=employment,
        department=rng.choice(facts["department"]),
        about=_about(rng, company),
        intro=rng.choice(facts["intro"]),
        where=_where(rng, place, workplace),
        duties=duties,
        needs=needs,
        pluses=pluses,
        benefits=_benefits(rng, place),
        remark=_remark(rng, role, employment, " ".join((*duties, *needs, *pluses))),
        equal=rng.choice(SAY["equal"]).format(company=company.name),
        visa=rng.choice(SAY["visa"]).format(country=place.country)
        if place.country and rng.random() < 0.2
        else "",
        pay=pay,
        pay_said=said,
        pay_look=look,
    )


def _title(pattern: str, base: str) -> str:
    """The level goes with the trade, not with the team: AI Engineer II, Agents."""
    trade, comma, team = base.partition(",")
    return f"{pattern.format(trade)}{comma}{team}"


def _asked(
    rng: Random, company: Company, role: str, level: str, night: int
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Duties, requirements and wishes: what the role always asks, and the topics drawn for this advert."""
    facts = ROLES[role]
    duties = rng.sample(facts["duties"], k=min(len(facts["duties"]), rng.choice((2, 3, 3))))
    needs = rng.sample(facts["needs"], k=rng.choice((1, 2)))
    pluses: list[str] = []
    for topic in _topics(rng, role, night):
        core = facts["topics"][topic] > CORE
        said = weighted(
            rng, {"need": 74, "plus": 6, "duty": 20} if core else {"need": 52, "plus": 18, "duty": 30}
        )
        line = _filled(rng, company, rng.choice(TOPICS[topic][said]))
        {"need": needs, "plus": pluses, "duty": duties}[said].append(line)
    rng.shuffle(duties)
    rng.shuffle(needs)
    low, high = LEVELS[level][1]
    years = rng.randint(low, high)
    if years and rng.random() < 0.78:
        needs.insert(0, rng.choice(SAY["years"]).format(years=years, more=years + rng.choice((2, 3))))
    said = weighted(
        rng,
        {"": 52, "degrees_required": 10, "degrees_equivalent": 22, "degrees_preferred": 10, "no_degree": 6},
    )
    if said and role != "non_technical":
        (pluses if said == "degrees_preferred" else needs).append(rng.choice(SAY[said]))
    return tuple(duties), tuple(needs), tuple(pluses)


def _topics(rng: Random, role: str, night: int) -> list[str]:
    trend: dict[str, float] = ROLES[role].get("trend", {})
    shares: dict[str, float] = {
        topic: share + night * trend.get(topic, 0.0) for topic, share in ROLES[role].get("topics", {}).items()
    }
    given: dict[str, dict[str, float]] = ROLES[role].get("given", {})
    chosen = [topic for topic, share in shares.items() if topic not in given and rng.random() < share]
    for topic, by in given.items():
        share = max([shares[topic], *(by[other] for other in by if other in chosen)])
        if rng.random() < share:
            chosen.append(topic)
    return chosen


def _filled(rng: Random, company: Company, line: str) -> str:
    """A line with its products: mostly those the company already uses."""
    for slot, words in SLOTS.items():
        if f"{{{slot}}}" in line:
            favourite = words[(company.number * 7) % len(words)]
            line = line.replace(f"{{{slot}}}", favourite if rng.random() < 0.5 else rng.choice(words))
    return line


def _place(rng: Random, company: Company) -> Place:
    home = PLACES[company.home]
    if rng.random() < 0.45:
        return home
    weights = {key: place.weight * (4 if place.iso == home.iso else 1) for key, place in PLACES.items()}
    return PLACES[weighted(rng, weights)]


def _also(rng: Random, place: Place) -> tuple[Place, ...]:
    near = PLACES[CLOSE_BY[place.key]] if place.key in CLOSE_BY else place
    return (near,) if near != place and near.iso == place.iso and rng.random() < 0.15 else ()


def _about(rng: Random, company: Company) -> str:
    numbers = Random(company.name)  # noqa: S311 - a company states the same figures in all its adverts
    figures = {
        "size": numbers.choice(SIZES.get(company.stage, ("1,400", "3,100", "9,000"))),
        "round": numbers.choice((4, 9, 18, 32, 45, 80)),
        "series": numbers.choice("ABC"),
        "growth": numbers.choice((35, 60, 110)),
        "volume": numbers.choice((2, 3, 7)),
        "customers": numbers.choice((40, 85, 300)),
        "countries": numbers.choice((4, 11, 26)),
        "founded": numbers.choice((2011, 2016, 2019, 2022)),
    }
    company_says = numbers.choice(SAY["about"])
    money = numbers.choice(SAY["raised" if company.stage in SIZES else "earned"]).format(**figures)
    traction = numbers.choice(SAY["traction"]).format(**figures)
    return company_says.format(
        company=company.name, does=company.does, money=money, traction=traction, **figures
    ).strip()


def _where(rng: Random, place: Place, workplace: str) -> str:
    if not workplace:
        return ""
    region = place.country or "Europe"
    return rng.choice(SAY[workplace]).format(
        short=place.short, region=f"the {region}" if place.iso in ("US", "GB") else region
    )


def _benefits(rng: Random, place: Place) -> tuple[str, ...]:
    kind = {"US": "us", "CA": "us", "IN": "in"}.get(place.iso, "eu")
    lines = rng.sample(SAY[f"benefits_{kind}"], k=rng.choice((2, 3, 4)))
    figures = {"match": 4, "stipend": "1,500", "referral": "5,000", "budget": "40,000"}
    return tuple(line.format(**figures) for line in lines)


def _remark(rng: Random, role: str, employment: str, asked: str) -> str:
    """A sentence apart: what kind of employment it is, or something that is not needed here."""
    if employment != "full":
        return rng.choice(SAY[employment])
    remark = rng.choice(SAY["negations"])
    denied = [word for word in UNASKED if word in remark]
    fits = role in ("ai_engineer", "software_engineer") and not any(word in asked for word in denied)
    return remark if fits and rng.random() < 0.2 else ""
