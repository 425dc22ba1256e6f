"""Says how well a skill is shown, in words."""

from __future__ import annotations

from collections.abc import Iterable

from scorer.skills import title

# As `scorer.fit` weighs evidence: code or dated work, a bullet, a list, a sibling of a skill that is shown.
SHOWN = (
    (1.0, "in code or dated work"),
    (0.6, "in a bullet"),
    (0.4, "in a list"),
    (0.01, "by a relative only"),
)


def standing(rows: Iterable[tuple[str, float]]) -> str:
    """Python, pgvector in code or dated work; LangGraph in a list."""
    rows = list(rows)
    said = []
    above = 2.0
    for least, words in SHOWN:
        names = [title(skill) for skill, value in rows if least <= value < above]
        above = least
        if names:
            said.append(f"{', '.join(names)} {words}")
    return "; ".join(said)


def absent(rows: Iterable[tuple[str, float]]) -> list[str]:
    """The names of those not shown at all."""
    return [title(skill) for skill, value in rows if not value]
