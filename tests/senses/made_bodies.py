"""Made-up bodies and hands of known shape, as points.

No honest actor can be had for them: the one actor is a portrait without arms. What the models
make of real bodies is for looking at, with films and pictures of one's own.
"""

from collections.abc import Sequence

import numpy as np

from exhibit.senses.body import Pose
from exhibit.senses.seen import Points

# One half of a person who stands face on with hanging arms, in widths of the shoulders: x away
# from the middle, y down from the shoulders.
_HALF = {
    0: (0.0, -0.6), 11: (0.5, 0.0), 13: (0.6, 0.8), 15: (0.62, 1.5),
    23: (0.3, 1.4), 25: (0.3, 2.5), 27: (0.3, 3.6),
}  # fmt: skip


def body_at(
    x: float,
    y: float,
    broad: float,
    lean: float = 0.0,
    moved: dict[int, tuple[float, float]] | None = None,
    unseen: Sequence[int] = (),
    whose: int = 1,
    at: float = 0.0,
) -> Pose:
    """A pose with the middle of the shoulders at (x, y) pixels, shoulders so broad.

    The person's own left is at the image's right. lean: degrees about the hips, toward the
    image's right. moved: other places for points, as in _HALF, x toward the image's right.
    """
    points = np.zeros((33, 3), np.float32)
    for index, (away, down) in _HALF.items():
        points[index, :2] = away, down
        if index:
            points[index + 1, :2] = -away, down
    for index, place in (moved or {}).items():
        points[index, :2] = place
    _turn(points, lean)
    points *= broad
    points[:, :2] += x, y
    sure = np.zeros(33, np.float32)
    sure[[0, *range(11, 17), *range(23, 29)]] = 0.9
    sure[list(unseen)] = 0.0
    return Pose(points, sure, whose, at)


def _turn(points: Points, lean: float) -> None:
    """Lean all above the hips."""
    turn = np.radians(lean)
    above = points[:17, :2] - (0, 1.4)
    points[:17, 0] = above[:, 0] * np.cos(turn) - above[:, 1] * np.sin(turn)
    points[:17, 1] = above[:, 0] * np.sin(turn) + above[:, 1] * np.cos(turn) + 1.4


def hand_at(
    x: float,
    y: float,
    palm: float,
    bends: Sequence[float] = (0, 0, 0, 0),
    turned: tuple[float, float, float] = (0, 0, 0),
) -> Points:
    """21 points of a hand, its wrist at (x, y), fingers up, palm pixels to the middle knuckle.

    bends: degrees by which each of the four fingers is bent, half at each of its upper joints,
    after as much again at the knuckle when curled. turned: degrees about x, y and z.
    """
    points = np.zeros((21, 3))
    for step in range(1, 5):
        points[step] = (-0.25 - 0.14 * step, -0.2 - 0.16 * step, 0)
    for finger, bend in enumerate(bends):
        place = np.array((-0.3 + 0.2 * finger, -0.95, 0.0))
        angle = np.radians(bend) / 2
        for joint, length in enumerate((0.0, 0.42, 0.27, 0.22)):
            place = place + length * np.array((0, -np.cos(angle), -np.sin(angle)))
            points[5 + 4 * finger + joint] = place
            angle += np.radians(bend) / 2 if joint else 0
    points /= np.linalg.norm(points[9])
    for axis, degrees in enumerate(turned):
        points = points @ _about(axis, np.radians(degrees)).T
    return (points * palm + (x, y, 0)).astype(np.float32)


def _about(axis: int, angle: float) -> np.ndarray:
    """A rotation about one axis."""
    turn = np.eye(3)
    one, other = (axis + 1) % 3, (axis + 2) % 3
    turn[one, one] = turn[other, other] = np.cos(angle)
    turn[one, other], turn[other, one] = -np.sin(angle), np.sin(angle)
    return turn
