"""When the last refresh began and how it ended: one file beside the market, as `doctor` and Trust read it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "heartbeat.json"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One refresh; without `seconds` it is at work or was killed; `error` is why it published nothing."""

    began: str
    seconds: float | None = None
    error: str | None = None

    @property
    def began_at(self) -> datetime:
        return datetime.fromisoformat(self.began)


def last(data: Path) -> Heartbeat | None:
    """The last refresh of a folder; None before the first."""
    try:
        return Heartbeat(**json.loads((data / FILE).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
