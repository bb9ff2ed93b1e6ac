"""What a hand does, from its 21 points: open, pointing, a fist; and whether it is raised."""

from dataclasses import dataclass

import numpy as np

from exhibit.senses.seen import Points

# Which points to join, for drawing: five fingers, and the palm's far edge.
BONES = np.array(
    [(base, base + 1) for finger in range(5) for base in range(4 * finger + 1, 4 * finger + 4)]
    + [(0, 1), (0, 5), (0, 17), (5, 9), (9, 13), (13, 17)],
    np.int32,
)
WRIST = 0
_KNUCKLES = (5, 9, 13, 17)  # of index, middle, ring and little finger; the thumb says little
# Degrees by which a finger's bend is off: points are within 0.1 of the palm's length of their
# place in a made-up hand, and a finger's last bone is about 0.25 of it.
ERROR = 30.0
_MIDDLE = 75.0  # between a straight finger (0 to 25) and a curled one (120 and more)


@dataclass(frozen=True, eq=False)
class Hand:
    """One hand of the visitor: 21x3 points, pixels of the image, z away from the camera.

    right: whether it hangs on the visitor's own right arm. at: seconds, when it was seen.
    """

    points: Points
    right: bool
    at: float


@dataclass(frozen=True)
class Gesture:
    """What a hand does. kind: "open", "pointing" or "fist", None for not sure.

    bends: degrees by which index, middle, ring and little finger are bent, 0 straight; error: one
    standard deviation of each. raised: whether the wrist is above the shoulder, None unknown.
    """

    kind: str | None
    bends: tuple[float, float, float, float]
    error: float
    raised: bool | None


@dataclass(frozen=True)
class Hands:
    """The visitor's hands in view, none, one or two, each with what it does."""

    hands: tuple[Hand, ...] = ()
    gestures: tuple[Gesture, ...] = ()


def gesture(points: Points, raised: bool | None = None) -> Gesture:
    """What a hand does, from 21x3 points, pixels.

    A finger's bend is the angle between its first bone and its last. It is straight or curled only
    if it is so by its error; a hand whose fingers are neither is not sure.
    """
    bends = tuple(_bend(points, knuckle) for knuckle in _KNUCKLES)
    straight = [bend < _MIDDLE - ERROR for bend in bends]
    curled = [bend > _MIDDLE + ERROR for bend in bends]
    kind = None
    if all(straight):
        kind = "open"
    elif straight[0] and all(curled[1:]):
        kind = "pointing"
    elif all(curled):
        kind = "fist"
    return Gesture(kind, (bends[0], bends[1], bends[2], bends[3]), ERROR, raised)


def _bend(points: Points, knuckle: int) -> float:
    """Degrees between the first and the last bone of a finger."""
    first = points[knuckle + 1] - points[knuckle]
    last = points[knuckle + 3] - points[knuckle + 2]
    length = float(np.linalg.norm(first) * np.linalg.norm(last))
    cosine = float(first @ last) / max(length, 1e-6)
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def palm(points: Points) -> float:
    """Pixels from the wrist to the knuckle of the middle finger: a hand's own measure."""
    return float(np.linalg.norm(points[9] - points[WRIST]))
