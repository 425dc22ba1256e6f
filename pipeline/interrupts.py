"""Ctrl-C and SIGTERM end a night the same way: what was fetched stays, and the next night takes it up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}  # 128 + the signal, as shells say it


@dataclass(slots=True)
class Ended:
    """Which signal asked for the end; None while nobody did."""

    by: signal.Signals | None = None

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.by or signal.SIGINT]


@contextmanager
def ending_cleanly() -> Iterator[Ended]:
    """Within it SIGTERM is a KeyboardInterrupt too, so that one path cleans up after both.

    asyncio.run cancels its tasks on SIGINT only: a SIGTERM is passed on as one.
    """
    ended = Ended()
    before = signal.getsignal(signal.SIGTERM)

    def pass_on(number: int, frame: FrameType | None) -> None:
        ended.by = signal.Signals(number)
        signal.raise_signal(signal.SIGINT)

    signal.signal(signal.SIGTERM, pass_on)
    try:
        yield ended
    finally:
        signal.signal(signal.SIGTERM, before)
