"""Lets four nights pass over the invented boards: what opens, changes, closes, comes back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from adverts import CLOSE_BY, Advert, draw
from forum import Comment, offer
from lists import PLACES, ROLES, TOPICS, Company, weighted
from pages import money
from shapes import Listed
from wages import Pay

NIGHTS = tuple(
    datetime(2026, month, day, 3, 15, tzinfo=UTC) for month, day in ((8, 5), (9, 7), (10, 5), (11, 4))
)
THREADS = tuple(
    datetime(2026, month, day, 15, 0, tzinfo=UTC) for month, day in ((8, 3), (9, 1), (10, 1), (11, 2))
)
MONTHS = ("August", "September", "October", "November")

AT_FIRST = 0.44  # share of a board's adverts that are open on the first night
LEAVES, EDITED, RETURNS = 0.31, 0.14, 0.25  # chances a night, of an open, an open and a closed advert
REPOSTED, TWIN = (
    0.1,
    0.08,
)  # share of new adverts that are old ones under a new id, or the same job in another city

OFFERED = {  # what companies look for on Hacker News, by weight
    "ai_engineer": 50,
    "ml_engineer": 10,
    "software_engineer": 25,
    "data_engineer": 8,
    "ai_infrastructure": 7,
}
AGAIN = 0.36  # share of offers that stand on the company's own board, or stood in an earlier thread

# Nights on which a board does not change: its server fails, its answer is cut or short, or nothing is new.
QUIET = {
    ("brindlewick", 1): "error",
    ("galverstone", 2): "cut",
    ("amberwrought", 3): "short",
    ("ospremere", 1): "not modified",
    ("ospremere", 2): "not modified",
    ("toravelle", 2): "same",
    ("eu/fallowmere", 1): "same",
}


def life(rng: Random, company: Company, total: int, ids: "count[int]") -> list[list[Listed]]:
    """What a board lists on each night; over all of them it lists `total` different adverts."""
    moving = [night for night in range(1, len(NIGHTS)) if (company.token, night) not in QUIET]
    at_first = round(total * AT_FIRST)
    arrivals = {night: (total - at_first) // len(moving) for night in moving}
    for night in moving[: (total - at_first) % len(moving)]:
        arrivals[night] += 1
    open_now = [_new(rng, draw(rng, company, night=0), NIGHTS[0], 40, ids) for _ in range(at_first)]
    closed: list[Listed] = []
    boards = [open_now]
    for night in range(1, len(NIGHTS)):
        if night in arrivals:
            open_now, closed = _pass(rng, open_now, closed, night)
            for _ in range(arrivals[night]):
                open_now.append(_arrival(rng, company, open_now, closed, night, ids))
        boards.append(list(open_now))
    return boards


def _pass(
    rng: Random, open_now: list[Listed], closed: list[Listed], night: int
) -> tuple[list[Listed], list[Listed]]:
    """Some adverts close, some of the rest are edited, and some that had closed come back."""
    leaving = {one.id for one in open_now if rng.random() < LEAVES}
    while len(leaving) > len(open_now) * 0.4:  # more would look like a broken answer and be held
        leaving.discard(max(leaving))
    returning = [one for one in closed if rng.random() < RETURNS]
    at = NIGHTS[night] - timedelta(hours=rng.randint(20, 400))
    staying = [
        _edited(rng, one, at) if rng.random() < EDITED else one for one in open_now if one.id not in leaving
    ]
    gone = [one for one in closed if one not in returning] + [one for one in open_now if one.id in leaving]
    return staying + returning, gone


def _arrival(
    rng: Random, company: Company, open_now: list[Listed], closed: list[Listed], night: int, ids: "count[int]"
) -> Listed:
    chance = rng.random()
    if chance < REPOSTED and closed:
        again = closed.pop(rng.randrange(len(closed)))
        return _new(rng, again.advert, NIGHTS[night], 20, ids)
    elsewhere = [one.advert for one in open_now if one.advert.place.key in CLOSE_BY]
    if chance > 1 - TWIN * 2 and elsewhere:
        twin = rng.choice(elsewhere)
        near = PLACES[CLOSE_BY[twin.place.key]]
        where = twin.where.replace(twin.place.short, near.short)
        pay = twin.pay if near.currency == twin.place.currency else ()
        return _new(rng, replace(twin, place=near, also=(), where=where, pay=pay), NIGHTS[night], 20, ids)
    return _new(rng, draw(rng, company, night=night), NIGHTS[night], 25, ids)


def _new(rng: Random, advert: Advert, night: datetime, days: int, ids: "count[int]") -> Listed:
    published = night - timedelta(days=rng.randint(1, days), seconds=rng.randint(0, 86_000))
    return Listed(next(ids), advert, published, published)


def _edited(rng: Random, one: Listed, at: datetime) -> Listed:
    advert = one.advert
    change = rng.choice(("title", "pay", "text", "text", "workplace"))
    if change == "pay" and advert.pay:
        pay = tuple(
            replace(band, low=_raised(band, band.low), high=_raised(band, band.high)) for band in advert.pay
        )
        advert = replace(advert, pay=pay)
    elif change == "title":
        advert = replace(advert, title=f"{advert.title} ({advert.place.short})")
    elif change == "workplace" and advert.workplace == "hybrid":
        advert = replace(
            advert, workplace="onsite", where=f"We now work from our {advert.place.short} office every day."
        )
    else:
        advert = _with_afterthought(rng, advert)
    return replace(one, advert=advert, updated=max(at, one.published))


def _with_afterthought(rng: Random, advert: Advert) -> Advert:
    """One more wish, of the kind that occurs to somebody a month later."""
    spare = [topic for topic in ROLES[advert.role]["topics"] if "{" not in TOPICS[topic]["plus"][0]]
    wish: str = TOPICS[rng.choice(spare)]["plus"][0]
    return replace(advert, pluses=tuple(dict.fromkeys((*advert.pluses, wish))))


def _raised(band: Pay, figure: int) -> int:
    step = {"hour": 1, "month": 500}.get(band.period, 5_000)
    return figure + (100_000 if band.currency == "INR" else step)


def comments(
    rng: Random, companies: list[Company], month: int, standing: dict[str, list[Advert]], ids: "count[int]"
) -> tuple[list[Comment], list[Comment]]:
    """A thread on its first night and a month later: late offers come, one offer is deleted, talk goes on."""
    opened = THREADS[month]
    offers = []
    for company in companies:
        again = standing.setdefault(company.name, [])
        advert = (
            rng.choice(again)
            if again and rng.random() < AGAIN
            else draw(rng, company, night=month, role=weighted(rng, OFFERED))
        )
        again.append(advert)
        at = opened + timedelta(minutes=rng.randint(1, 2_000))
        offers.append(Comment(next(ids), at, offer(advert, _header(rng, advert, month))))
    latecomers = 4 if month + 1 < len(THREADS) else 0  # nobody looks at the last thread again
    early, late = offers[: len(offers) - latecomers], offers[len(offers) - latecomers :]
    replies = (Comment(next(ids), opened + timedelta(hours=9), "Is the interview done remotely as well?"),)
    early[0] = replace(early[0], replies=replies)
    talk = [
        Comment(
            next(ids), opened + timedelta(hours=3), "Does anybody know of teams that take career changers?"
        ),
        Comment(next(ids), opened + timedelta(hours=5), None),
    ]
    late = [replace(comment, at=opened + timedelta(days=rng.randint(5, 20))) for comment in late]
    deleted = [replace(early[-1], text=None)]
    return [*early, *talk], [*early[:-1], *deleted, *talk, *late]


def _header(rng: Random, advert: Advert, month: int) -> str:
    """The first line of an offer, as varied as people are."""
    company = advert.company
    second = draw(rng, company, night=month, role="software_engineer").title
    title = f"{advert.title}, {second}" if rng.random() < 0.18 else advert.title
    site = f" (https://{company.name.split()[0].lower()}.example)" if rng.random() < 0.5 else ""
    place = advert.place.label.upper() if advert.place.remote and rng.random() < 0.5 else advert.place.label
    conditions = {"remote": [], "": []}.get(advert.workplace, [advert.workplace.upper()])
    pay = [money(advert.pay[0], advert.pay_look)] if len(advert.pay) == 1 else []
    kind = {"full": "Full-time", "contract": "Contract", "intern": "Internship"}[advert.employment]
    parts = [f"{company.name}{site}", title, place, *conditions, kind, *pay]
    if rng.random() < 0.2:
        parts[1], parts[2] = parts[2], parts[1]
    return (" – " if rng.random() < 0.07 else " | ").join(parts)
