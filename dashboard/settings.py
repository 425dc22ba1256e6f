"""What the operator decided, told by `hiresignal dashboard` through the environment and read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA, OTHERS, SCORE = "HIRESIGNAL_DATA", "HIRESIGNAL_FOR_OTHERS", "HIRESIGNAL_OFFER_SCORE"
REVIEW = "ANTHROPIC_API_KEY"


@dataclass(frozen=True, slots=True)
class Settings:
    """`for_others`: other machines can open it; then nothing personal is asked, unless `offer_score`."""

    data: Path
    for_others: bool
    offer_score: bool
    offer_review: bool  # the operator's key pays, so nobody else is offered it

    @property
    def scores(self) -> bool:
        return self.offer_score or not self.for_others


def settings(environ: Mapping[str, str]) -> Settings:
    """Without a word from the operator: ./data, for this machine only."""
    return Settings(
        data=Path(environ.get(DATA, "data")),
        for_others=environ.get(OTHERS) == "1",
        offer_score=environ.get(SCORE) == "1",
        offer_review=bool(environ.get(REVIEW)) and environ.get(OTHERS) != "1",
    )
