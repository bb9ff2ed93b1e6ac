"""A raised open hand, held still, goes on to the next step: an extra, for hands that are free.

It only ever means Next. Consent comes before any camera is open, and deleting is the lobby's.
"""

from exhibit.room.visit import Visit
from exhibit.senses.hands import Hands

DWELL = 1.3  # seconds
_GAP = 0.4  # seconds for which the hand may be lost on the way


class Wave:
    """How long an open hand has been up; once it has meant something it must come down first."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._seen_at = 0.0
        self._done = False

    def look(self, visit: Visit) -> bool:
        """Whether just now a raised open hand has been held for long enough."""
        up = _up(visit.get(Hands))
        if up:
            self._seen_at = visit.now
            self._since = visit.now if self._since is None else self._since
        elif visit.now - self._seen_at > _GAP:
            self._since, self._done = None, False
        held = visit.now - self._since if self._since is not None else 0.0
        if not up or self._done or held < DWELL:
            return False
        self._done = True
        return True

    def progress(self, now: float) -> float:
        """From 0 to 1: how much of the dwell is done; 0 once it has meant something."""
        if self._since is None or self._done:
            return 0.0
        return min(1.0, (now - self._since) / DWELL)


def _up(hands: Hands | None) -> bool:
    """Whether one of the visitor's hands is open and above its shoulder."""
    gestures = hands.gestures if hands else ()
    return any(each.kind == "open" and bool(each.raised) for each in gestures)
