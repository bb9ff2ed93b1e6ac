"""How a body stands: posture, arms and legs from 33 points, and "not sure" for what is unseen."""

from dataclasses import dataclass
from math import atan2, degrees, hypot

import numpy as np
from numpy.typing import NDArray

from exhibit.senses.seen import Box, Points

Weights = NDArray[np.float32]

NOSE = 0
# Landmarks of the Pose Landmarker: the person's own left, then right.
SHOULDERS, ELBOWS, WRISTS, HIPS, KNEES, ANKLES = (
    (11, 12), (13, 14), (15, 16), (23, 24), (25, 26), (27, 28)
)  # fmt: skip
# Which points to join, for drawing: arms, trunk, legs; the face has a map of its own.
BONES = np.array(
    [SHOULDERS, HIPS]
    + [(a[side], b[side]) for side in (0, 1) for a, b in (
        (SHOULDERS, ELBOWS), (ELBOWS, WRISTS), (SHOULDERS, HIPS), (HIPS, KNEES), (KNEES, ANKLES)
    )],
    np.int32,
)  # fmt: skip
_SURE = 0.5
# Degrees. Joints were within 3 % of a made-up figure's height: so much for the line from the
# middle of the hips to that of the shoulders, and for the line from shoulder to shoulder.
_BY_TRUNK, _BY_SHOULDERS = 6.0, 8.0
_LEANS = 12.0
# Shares of the shoulders' width.
_RAISED, _OUT = 0.25, 0.8
_STRAIGHT_KNEE = 145.0
_SHORT_THIGH = 0.6  # of the trunk's length: seen from before, a seated person's thighs are short


@dataclass(frozen=True, eq=False)
class Pose:
    """The visitor's body: 33x3 points, pixels of the image, z away from the camera.

    sure: 33 numbers from 0 to 1; 0 for what lies outside the image, where the model only guesses.
    whose: the id of the visitor's track. at: seconds, when it was seen.
    """

    points: Points
    sure: Weights
    whose: int
    at: float

    def sees(self, *indexes: int) -> bool:
        """Whether all these points are in the picture and in view."""
        return bool((self.sure[list(indexes)] >= _SURE).all())


@dataclass(frozen=True)
class Posture:
    """How the visitor stands. Left and right are the visitor's own. None: not sure.

    lean, error: degrees from upright, > 0 toward the image's right. shape: "upright" or "leaning".
    left, right: an arm "raised", "out" or "down". legs: "standing" or "sitting".
    hips, feet: x of their middle, pixels of the image.
    """

    lean: float | None = None
    error: float = 0.0
    shape: str | None = None
    left: str | None = None
    right: str | None = None
    legs: str | None = None
    hips: float | None = None
    feet: float | None = None


def in_view(points: Points, given: Weights, size: tuple[int, int]) -> Weights:
    """How sure each point is, 0 where it lies outside an image of size (width, height)."""
    inside = ((points[:, :2] >= 0) & (points[:, :2] < size)).all(axis=1)
    return np.where(inside, given, 0).astype(np.float32)


def belongs(points: Points, face: Box) -> bool:
    """Whether a body is that of a face: its nose lies in the face's box, pixels."""
    x, y = points[NOSE, :2]
    return bool(face[0] <= x <= face[2] and face[1] <= y <= face[3])


def posture(pose: Pose) -> Posture:
    """How the visitor stands, from the points that are in view."""
    lean, error = _lean(pose)
    return Posture(
        lean,
        error,
        _shape(lean, error),
        _arm(pose, 0),
        _arm(pose, 1),
        _legs(pose),
        _middle(pose, HIPS),
        _middle(pose, ANKLES),
    )


def raised(pose: Pose, right: bool) -> bool | None:
    """Whether the wrist of an arm is above its shoulder; None when that is too close to call."""
    shoulder, wrist = SHOULDERS[right], WRISTS[right]
    if not pose.sees(*SHOULDERS, wrist):
        return None
    up = float(pose.points[shoulder, 1] - pose.points[wrist, 1]) / _broad(pose)
    return None if abs(up) < _RAISED else up > 0


def _lean(pose: Pose) -> tuple[float | None, float]:
    """Degrees from upright: of the trunk, or of the shoulders alone where no hips are seen."""
    if not pose.sees(*SHOULDERS):
        return None, 0.0
    left, right = pose.points[list(SHOULDERS), :2]
    if pose.sees(*HIPS):
        x, y = (left + right) / 2 - pose.points[list(HIPS), :2].mean(axis=0)
        return degrees(atan2(x, -y)), _BY_TRUNK
    x, y = left - right
    return degrees(atan2(y if x >= 0 else -y, abs(x))), _BY_SHOULDERS


def _shape(lean: float | None, error: float) -> str | None:
    """Upright or leaning, when the error leaves no doubt."""
    if lean is None or abs(abs(lean) - _LEANS) < error / 2:
        return None
    return "leaning" if abs(lean) > _LEANS else "upright"


def _arm(pose: Pose, side: int) -> str | None:
    """What an arm does."""
    shoulder, elbow, wrist = SHOULDERS[side], ELBOWS[side], WRISTS[side]
    if not pose.sees(*SHOULDERS, elbow, wrist):
        return None
    across, down = (pose.points[wrist, :2] - pose.points[shoulder, :2]) / _broad(pose)
    if down < -_RAISED:
        return "raised"
    if abs(across) > _OUT and abs(across) > abs(down):
        return "out"
    below = float(pose.points[wrist, 1]) > float(pose.points[elbow, 1])
    return "down" if below and down > _RAISED else None


def _legs(pose: Pose) -> str | None:
    """Standing or sitting; what is outside the picture is not made up."""
    if not pose.sees(*SHOULDERS, *HIPS, *KNEES, *ANKLES):
        return None
    points = pose.points[:, :2]
    trunk = _apart(points[list(SHOULDERS)].mean(axis=0), points[list(HIPS)].mean(axis=0))
    thighs = [_apart(points[HIPS[side]], points[KNEES[side]]) for side in (0, 1)]
    knees = [_knee(points, side) for side in (0, 1)]
    if min(thighs) > _SHORT_THIGH * trunk and min(knees) > _STRAIGHT_KNEE:
        return "standing"
    bent = max(knees) < _STRAIGHT_KNEE - 20
    return "sitting" if bent or max(thighs) < 0.8 * _SHORT_THIGH * trunk else None


def _knee(points: Points, side: int) -> float:
    """Degrees at a knee, 180 when straight."""
    thigh = points[HIPS[side]] - points[KNEES[side]]
    shin = points[ANKLES[side]] - points[KNEES[side]]
    cosine = float(thigh @ shin) / max(float(np.linalg.norm(thigh) * np.linalg.norm(shin)), 1e-6)
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _middle(pose: Pose, pair: tuple[int, int]) -> float | None:
    """x of the middle between two points, if both are in view."""
    return float(pose.points[list(pair), 0].mean()) if pose.sees(*pair) else None


def _broad(pose: Pose) -> float:
    """Pixels from shoulder to shoulder, at least half of what it is face on: side views."""
    left, right = pose.points[list(SHOULDERS)]
    return max(_apart(left, right), 1.0)


def _apart(one: Points, other: Points) -> float:
    """Pixels between two points, depth included if they have one."""
    return hypot(*(float(each) for each in one - other))
