"""What goes with higher pay, all else equal: a skill, a place.

A regression of log pay on level, country, metro, workplace, role and kind of company, errors clustered by
company, whose postings are related. It shows what goes together in postings, not what causes what.
"""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars._typing import PolarsDataType

from analysis.shares import FEWEST_COMPANIES, FEWEST_POSTINGS, too_few

# What goes in: one row a posting, `usd` its yearly pay of one kind, a range by its middle. Base and total are
# never mixed, predicted pay is never in; unknown is null.
OFFERS: dict[str, PolarsDataType] = {
    "company": pl.String,
    "usd": pl.Float64,
    "role": pl.String,
    "level": pl.String,
    "country": pl.String,
    "metro": pl.String,
    "workplace": pl.String,
    "stage": pl.String,
    "skills": pl.List(pl.String),
}
# What comes out: `effect` and its 95 % interval are shares of pay (0.05: five per cent more), `why` says why
# there is none. `n` and `companies` count the postings with the property.
EFFECTS: dict[str, PolarsDataType] = {
    "part": pl.String,
    "effect": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "companies": pl.Int64,
    "verdict": pl.String,
    "why": pl.String,
}
CONTROLS = ("level", "country", "metro", "workplace", "role", "stage")
MOST, SEED = 8_000, 20_260  # offers in one regression: of more, whole companies are drawn until so many
POSTINGS_EACH = 3  # postings a column of a regression must have: with fewer it would explain anything
RISK = 0.05
NO_STRENGTH = 1e-9  # of the strongest direction of what is held equal: weaker ones are rounding
NOTHING_NEW = 1e-10  # of a column: what the others leave of it when it says nothing besides them
MORE, LESS, NEITHER = "pays more", "pays less", "no clear difference"

SAN_FRANCISCO, NEW_YORK, REMOTE, ELSEWHERE = "San Francisco Bay Area", "New York", "remote", "elsewhere"


def worth(offers: pl.DataFrame) -> pl.DataFrame:
    """Every skill that enough companies name and enough do not, all in one regression; most paid first.

    The intervals hold together: of twenty such tables one is off, in any of its skills (Bonferroni).
    Of very many offers the question hands over whole companies, up to MOST offers (sql/offers.sql).
    """
    skills = _common(offers)
    frame = _effects(offers, skills, _named(offers, skills), risk=RISK / max(len(skills), 1))
    return frame.sort("effect", "part", descending=[True, False], nulls_last=True)


def worth_of(offers: pl.DataFrame, any_of: Collection[str]) -> pl.DataFrame:
    """One row: postings that name any of these skills against those that name none; offers as in `worth`."""
    has = offers["skills"].fill_null([]).list.set_intersection(list(any_of)).list.len().to_numpy() > 0
    return _effects(offers, [" or ".join(any_of)], has[:, None], risk=RISK)


def place_factors(offers: pl.DataFrame) -> pl.DataFrame:
    """US metros against San Francisco and New York together, which are 1: `effect` is a factor here.

    "remote" is remote work outside every large metro, "elsewhere" work on site there.
    """
    here = sampled(offers.filter(country="US")).with_columns(
        place=pl.coalesce(
            "metro",
            pl.when(pl.col("workplace") == "remote").then(pl.lit(REMOTE)).otherwise(pl.lit(ELSEWHERE)),
        )
    )
    places = [p for p in sorted(here["place"].unique()) if p not in (SAN_FRANCISCO, NEW_YORK)]
    is_in = _columns([here["place"] == place for place in places], here.height)
    controls = [name for name in CONTROLS if name not in ("country", "metro", "workplace")]
    effects = _effects(here, places, is_in, risk=RISK, controls=controls)
    return effects.with_columns(pl.col("effect", "low", "high") + 1.0)


def sampled(offers: pl.DataFrame) -> pl.DataFrame:
    """All of them, or those of companies drawn at random: memory is bounded, and intervals stay honest."""
    if offers.height <= MOST:
        return offers
    sizes = offers["company"].value_counts().sort("company")
    drawn = sizes[np.random.default_rng(SEED).permutation(sizes.height)]
    return offers.join(drawn.filter(pl.col("count").cum_sum() <= MOST), on="company", how="semi")


def _columns(flags: Sequence[pl.Series], height: int) -> NDArray[np.bool_]:
    return np.column_stack([np.zeros((height, 0), dtype=np.bool_), *(flag.to_numpy() for flag in flags)])


def _named(offers: pl.DataFrame, skills: Sequence[str]) -> NDArray[np.bool_]:
    """Which offer names which skill: a row an offer, a column a skill."""
    places = pl.DataFrame({"skills": skills}, schema={"skills": pl.String}).with_row_index("column")
    pairs = offers.select("skills").with_row_index("row").explode("skills").join(places, on="skills")
    has = np.zeros((offers.height, len(skills)), dtype=np.bool_)
    has[pairs["row"].to_numpy(), pairs["column"].to_numpy()] = True
    return has


def _common(offers: pl.DataFrame) -> list[str]:
    """Skills that at least so many postings and companies name, and so many do not."""
    named = offers.select("company", pl.col("skills").list.unique()).explode("skills").drop_nulls()
    counts = named.group_by("skills").agg(n=pl.len(), companies=pl.col("company").n_unique()).sort("skills")
    enough = (
        (pl.col("n") >= FEWEST_POSTINGS)
        & (pl.col("n") <= offers.height - FEWEST_POSTINGS)
        & (pl.col("companies") >= FEWEST_COMPANIES)
    )
    return counts.filter(enough)["skills"].to_list()


def _effects(
    offers: pl.DataFrame,
    parts: Sequence[str],
    has: NDArray[np.bool_],
    *,
    risk: float,
    controls: Sequence[str] = CONTROLS,
) -> pl.DataFrame:
    """One row a part: what having it adds to pay, all else equal."""
    company = offers["company"].rank("dense").to_numpy().astype(np.int64)
    counts = _counts(has, company)
    why = [too_few(n, min(with_it, without_it)) for n, with_it, without_it in counts]
    held = _held_equal(offers, controls)
    room = max(0, len(held) // POSTINGS_EACH - held.shape[1])
    common = sorted((i for i, reason in enumerate(why) if reason is None), key=lambda i: -counts[i][0])
    for i in common[room:]:
        why[i] = f"{len(held)} postings are too few to tell so many properties apart"
    shown = sorted(common[:room])
    design = np.column_stack([has[:, shown], held])
    products = design.T @ design
    kept, tied = _independent(products, len(shown))
    for i in tied:
        why[shown[i]] = "always comes with something else that is held equal: cannot be told apart"
    if tied:
        used = [*kept, *range(len(shown), design.shape[1])]
        design, products = design[:, used], products[np.ix_(used, used)]
    pay = np.log(offers["usd"].to_numpy())
    estimates = _fit(pay, design, products, company, parts=len(kept), risk=risk) if kept else []
    found = dict(zip([shown[i] for i in kept], estimates, strict=True))
    rows = [
        {"part": part, "n": counts[i][0], "companies": counts[i][1], "why": why[i], **found.get(i, {})}
        for i, part in enumerate(parts)
    ]
    return pl.DataFrame(rows, schema=EFFECTS)


def _counts(has: NDArray[np.bool_], company: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Of each column: postings that have it, companies with such a posting, companies with one without."""
    width, sizes = max(has.shape[1], 1), np.bincount(company)
    row, column = np.divmod(np.flatnonzero(has), width)
    # A company and a column it has, once, and how many of its postings have it.
    pairs, postings = np.unique(company[row] * width + column, return_counts=True)
    whole = postings == sizes[pairs // width]
    n, with_it, in_all = (
        np.bincount(at, minlength=width) for at in (column, pairs % width, pairs[whole] % width)
    )
    found = np.column_stack([n, with_it, np.count_nonzero(sizes) - in_all])
    return [(int(n), int(some), int(without)) for n, some, without in found[: has.shape[1]]]


def _held_equal(offers: pl.DataFrame, controls: Sequence[str]) -> NDArray[np.float64]:
    """Independent columns that span a constant and every value of each control; rare values count as one."""
    values = offers.select(pl.col(controls).fill_null("unknown")).to_dummies().to_numpy().astype(np.float64)
    frequent = values[:, values.sum(axis=0) >= FEWEST_POSTINGS]
    marks = np.column_stack([np.ones(offers.height), frequent])
    strength, axes = np.linalg.eigh(marks.T @ marks)
    told = strength > NO_STRENGTH * strength.max()
    return np.asarray(marks @ (axes[:, told] / np.sqrt(strength[told])), dtype=np.float64)


def _independent(products: NDArray[np.float64], added: int) -> tuple[list[int], list[int]]:
    """Which of the first so many columns say something that the others, and those before, do not; which not.

    `products` are those of all columns with each other; the others, those held equal, are orthonormal.
    """
    along = products[added:, :added]
    # Products of what the held columns leave of the added: dependent just where those are, and much smaller.
    left = products[:added, :added] - along.T @ along
    # On the diagonal stands how much of each column those before it do not hold.
    new = np.abs(np.diag(np.linalg.qr(left, mode="r"))) > NOTHING_NEW * np.diag(products)[:added]
    return np.flatnonzero(new).tolist(), np.flatnonzero(~new).tolist()


def _fit(
    pay: NDArray[np.float64],
    design: NDArray[np.float64],
    products: NDArray[np.float64],
    company: NDArray[np.int64],
    *,
    parts: int,
    risk: float,
) -> list[dict[str, float | str]]:
    """What the first columns add to pay, by least squares; errors clustered by company (Liang and Zeger).

    The figures are those that statsmodels fits, as a test holds; worked out from the products of the columns
    they take a twentieth of its time.
    """
    # Imported here: half a second that other questions need not pay.
    from scipy.sparse import csr_array
    from scipy.special import stdtrit

    inverse = np.linalg.inv(products)
    params = inverse @ (design.T @ pay)
    offers, columns = design.shape
    companies = len(np.unique(company))
    # What the fit leaves of a company's postings counts as one observation.
    left = csr_array((pay - design @ params, (company, np.arange(offers))))
    few = companies / (companies - 1) * (offers - 1) / (offers - columns)
    errors = np.sqrt(few * (((left @ design) @ inverse[:, :parts]) ** 2).sum(axis=0))
    reach = stdtrit(companies - 1, 1 - risk / 2) * errors
    added = params[:parts]
    effects, low, high = (np.expm1(end).tolist() for end in (added, added - reach, added + reach))
    return [
        {"effect": one, "low": least, "high": most, "verdict": _verdict(least, most)}
        for one, least, most in zip(effects, low, high, strict=True)
    ]


def _verdict(low: float, high: float) -> str:
    return MORE if low > 0 else LESS if high < 0 else NEITHER
