"""Stretches of time for which something held: since when, until when, how long in all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spell:
    """One stretch of time in seconds; lasting while it goes on."""

    start: float
    end: float
    lasting: bool

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return self.end - self.start


class Spells:
    """What held for a while, from moments handed in one after the other.

    after: seconds it must hold to count. grace: seconds it may fail within one spell. A spell is
    dated to the first and the last moment at which it held, not to when that became clear.
    """

    def __init__(self, after: float, grace: float) -> None:
        self._after, self._grace = after, grace
        self._start: float | None = None
        self._end = 0.0
        self._past = 0.0
        self._last: Spell | None = None

    def update(self, holds: bool, at: float) -> None:
        """Whether it holds at this moment, in seconds."""
        if self._start is not None and at - self._end > self._grace:
            self._close()
        if holds:
            self._start, self._end = at if self._start is None else self._start, at

    def _close(self) -> None:
        """It is over; if it was long enough, it counts."""
        if spell := self._going():
            self._last = Spell(spell.start, spell.end, lasting=False)
            self._past += spell.seconds
        self._start = None

    def _going(self) -> Spell | None:
        """The spell that goes on, once it counts."""
        if self._start is None or self._end - self._start < self._after:
            return None
        return Spell(self._start, self._end, lasting=True)

    @property
    def newest(self) -> Spell | None:
        """The spell that goes on, or else the last one that counted."""
        return self._going() or self._last

    @property
    def seconds(self) -> float:
        """All that counted, in seconds."""
        going = self._going()
        return self._past + (going.seconds if going else 0.0)
