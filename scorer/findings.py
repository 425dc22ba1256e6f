"""What a signal found: a value with its evidence, or the reason there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Status = Literal["passed", "partly", "failed", "unknown"]

ELLIPSIS = "…"
SHOWN = 5  # pieces of evidence kept a finding: more is not read


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing anybody can check: words, and where they stand (a link, or file:line)."""

    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one signal says about one person.

    `value` is 0..1, None when unknown. `unverified` is the share of the evidence that could not be checked:
    it lowers the coverage that is shown, never the value. `missing` names the parts not found, for advice.
    """

    status: Status
    value: float | None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    unverified: float = 0.0
    missing: tuple[str, ...] = ()


def shortened(text: str, most: int) -> str:
    """A text cut at a word, and said to be cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rpartition(" ")[0] if " " in head[most // 2 :] else head
    return cut.rstrip(" ,;:") + ELLIPSIS


def passed(*evidence: Evidence) -> Finding:
    """Full marks."""
    return Finding("passed", 1.0, evidence[:SHOWN])


def failed(reason: str, *evidence: Evidence, missing: Iterable[str] = ()) -> Finding:
    """Looked for, and not there."""
    return Finding("failed", 0.0, evidence[:SHOWN], reason, missing=tuple(missing))


def unknown(reason: str) -> Finding:
    """Could not be seen; never a zero."""
    return Finding("unknown", None, (), reason)


def graded(
    value: float,
    evidence: Iterable[Evidence] = (),
    *,
    reason: str = "",
    missing: Iterable[str] = (),
    unverified: float = 0.0,
) -> Finding:
    """Passed, partly or failed, as the value says; rounded so that no machine differs in the last digit."""
    value = round(min(1.0, max(0.0, value)), 4)
    status: Status = "passed" if value == 1 else "partly" if value > 0 else "failed"
    return Finding(status, value, tuple(evidence)[:SHOWN], reason, round(unverified, 4), tuple(missing))


def parts(found: dict[str, Evidence | bool | None], *, unverified: float = 0.0) -> Finding:
    """Equal parts: each is there with its evidence (or True), absent (None or False)."""
    have = [item for item in found.values() if item]
    evidence = [item for item in have if isinstance(item, Evidence)]
    missing = [name for name, item in found.items() if not item]
    reason = f"not found: {', '.join(missing)}" if missing else ""
    return graded(len(have) / len(found), evidence, reason=reason, missing=missing, unverified=unverified)
