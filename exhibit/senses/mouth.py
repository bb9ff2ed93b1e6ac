"""Whether the mouth moves: what a camera sees of speech, without a microphone."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from exhibit.senses.seen import Face, Points

# Landmark numbers: pairs on the inner edges of the upper and lower lip, and the mouth's corners.
_LIPS = ((82, 87), (13, 14), (312, 317))
_CORNERS = (61, 291)
# Seconds looked back on, and how much the opening must change within them, in mouth widths: at
# rest it trembles by less than 0.012 on the actor, and a syllable opens it by 0.1 and more.
_BACK, _MOVED = 0.5, 0.04
ERROR = 0.01


@dataclass(frozen=True)
class Mouth:
    """How far the mouth is open, in its own widths, and whether that changes.

    opening: 0 shut, about 0.3 for a loud "ah"; error: one standard deviation. moving: it changed
    by more than 0.04 within the last half second; chewing and yawning move it too.
    """

    opening: float
    error: float
    moving: bool


class MouthWatch:
    """Watches one person's mouth over time."""

    def __init__(self) -> None:
        self._lately: deque[tuple[float, float]] = deque()

    def look(self, face: Face | None, at: float) -> Mouth | None:
        """What holds at this time, seconds; None without a face, or before it was seen 0.5 s."""
        if face is None:
            self._lately.clear()
            return None
        gap = mouth_opening(face.points)
        self._lately.append((at, gap))
        while len(self._lately) > 1 and self._lately[1][0] <= at - _BACK:
            self._lately.popleft()
        if at - self._lately[0][0] < _BACK:
            return None
        gaps = [each for _, each in self._lately]
        return Mouth(gap, ERROR, max(gaps) - min(gaps) > _MOVED)


def mouth_opening(points: Points) -> float:
    """The gap between the lips over the mouth's width, turned heads corrected by depth."""
    width = float(np.linalg.norm(points[_CORNERS[0]] - points[_CORNERS[1]]))
    gaps = [np.linalg.norm(points[upper, :2] - points[lower, :2]) for upper, lower in _LIPS]
    return float(np.mean(gaps)) / max(width, 1e-6)
