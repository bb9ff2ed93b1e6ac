"""The pulse of a visit: measured of the visitor's own skin only, and only after yes to it."""

from collections.abc import Iterable

from exhibit.room.visit import Visit
from exhibit.senses.pulse import Heart, Pulse

_HOLD = 1.0  # seconds for which a pulse outlasts a hidden face


class Pulses:
    """The newest pulse, or why there is none; dies with its visitor."""

    finds: tuple[type, ...] = (Pulse,)

    def __init__(self) -> None:
        self._heart = Heart()
        self._found: Pulse | None = None
        self._at = 0.0

    def look(self, visit: Visit) -> Iterable[object]:
        """Take in the newest picture, if the visitor's face is in it."""
        if visit.visitor is None or visit.seen is None:
            return
        if visit.visitor.face is not None:
            self._at = visit.seen.at
            self._found = self._heart.look(visit.seen.image, visit.visitor.face, self._at)
        if self._found is not None and visit.seen.at - self._at <= _HOLD:
            yield self._found
