"""The time of a visit: the room's own, held while a teacher has the picture stand."""

import time


class Clock:
    """Seconds since yes: the real ones, or those a rehearsal hands in."""

    def __init__(self, handed: bool) -> None:
        self.handed = handed
        self._seconds = 0.0
        self._start = time.monotonic()
        self._held_at: float | None = None
        self._lost = 0.0  # seconds for which it was held

    def __call__(self) -> float:
        """Seconds since yes."""
        return self.running() - self._lost if self._held_at is None else self._held_at

    def running(self) -> float:
        """Seconds, whether held or not."""
        return self._seconds if self.handed else time.monotonic() - self._start

    def hand(self, milliseconds: int) -> None:
        """Take over the time of a rehearsal."""
        self._seconds = milliseconds / 1000

    def hold(self, held: bool) -> None:
        """Stop the time, or let it run on from where it stopped."""
        if not held and self._held_at is not None:
            self._lost = self.running() - self._held_at
            self._held_at = None
        elif held and self._held_at is None:
            self._held_at = self()

    @property
    def held(self) -> bool:
        """Whether it stands."""
        return self._held_at is not None
