"""The words a reader sees for the values postings are filed under."""

from collections.abc import Iterable
from datetime import date

from analysis.claims import guides

LABELS = {
    "ai_engineer": "AI engineer",
    "ml_engineer": "ML engineer",
    "ml_research": "ML researcher",
    "ai_infrastructure": "AI infrastructure",
    "ai_safety_eval": "AI safety and evaluation",
    "unread": "not read yet",
    "onsite": "on site",
    "big_tech": "big tech",
    "non_technical": "non-technical",
    "not_mentioned": "not mentioned",
    "hn": "Hacker News",
    "ai_native": "AI-native",
    "WW": "anywhere",
    "EU": "European Union",
}


def label(value: str) -> str:
    """`data_scientist` as Data scientist; what we do not know stays as it is."""
    return LABELS.get(value) or (value.replace("_", " ") if value.islower() else value)


def guides_named(short: Iterable[str]) -> str:
    """The guides by the names they give themselves: Careery, CBT Nuggets."""
    return ", ".join(guides()[each].name.partition(":")[0] for each in short)


def capital(value: str) -> str:
    """The label as it opens a line."""
    words = label(value)
    return words[:1].upper() + words[1:]


def percent(value: float | None) -> str:
    """41 %, 3.2 %, or a dash where there is no share."""
    if value is None:
        return "–"
    return f"{value:.0%}" if value >= 0.0995 or value == 0 else f"{value:.1%}"


def points(value: float) -> str:
    """A difference of shares: +3.4 points."""
    return f"{100 * value:+.1f} points"


def dollars(value: float | None) -> str:
    """$182k, as pay is spoken of."""
    return "–" if value is None else f"${value / 1000:,.0f}k"


def day(value: date | None) -> str:
    """1 Sep 2026."""
    return "unknown date" if value is None else f"{value.day} {value:%b %Y}"
