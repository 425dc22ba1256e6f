"""What another try may heal, and how long to wait for it: as the server asks, else full jitter."""

import email.utils
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tenacity import RetryCallState
from tenacity.wait import wait_random_exponential

if TYPE_CHECKING:
    from pipeline.http import Response

HEALING = {429, 500, 502, 503, 504}  # statuses that another try may heal
LONGEST_WAIT = 120.0  # seconds of Retry-After that we honour; a longer one ends the board for the night


def retry_after(response: "Response", *, now: datetime) -> float | None:
    """Seconds the server asks us to wait, from a number or a date; None when it does not say."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    if not value:
        return None
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


def may_heal(response: "Response") -> bool:
    """Is another try worth it? A line that broke may hold, an overloaded site may recover."""
    if not response.complete:
        return True
    asked = retry_after(response, now=response.fetched_at)
    return response.status in HEALING and (asked is None or asked <= LONGEST_WAIT)


def wait(state: RetryCallState) -> float:
    """Seconds to the next try: what the server asks for, else full jitter under a doubling bound."""
    response = None if state.outcome is None or state.outcome.failed else state.outcome.result()
    asked = retry_after(response, now=response.fetched_at) if response else None
    return asked if asked is not None else float(wait_random_exponential(multiplier=1, max=20)(state))


def last_result(state: RetryCallState) -> "Response":
    """What the last try brought, or what it raised."""
    assert state.outcome is not None  # noqa: S101 - tenacity calls this after an outcome
    result: Response = state.outcome.result()  # raises what the last try raised
    return result
