"""Which way a head is turned, from the points on its face and a face of average shape."""

from dataclasses import replace
from math import atan2, cos, degrees, hypot, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.senses.lens import focal_length
from exhibit.senses.seen import Face, Head

Matrix = NDArray[np.float64]

# Landmark numbers and where they lie on the average face, cm: x right in the image, y down, z away
# from the camera. From MediaPipe's canonical face model (Apache-2.0), rounded; one half, mirrored.
_MIDDLE = {
    1: (0, 1.13, -7.48),
    4: (0, 0.46, -7.59),
    6: (0, -2.47, -5.79),
    10: (0, -8.26, -4.48),
    168: (0, -3.27, -5.24),
    197: (0, -1.73, -6.32),
}
_SIDES = {
    (33, 263): (4.45, -2.66, -3.17),
    (133, 362): (1.86, -2.59, -3.76),
    (127, 356): (7.74, -2.36, 2.01),
    (132, 361): (7.27, 2.89, 2.25),
    (54, 284): (6.28, -6.62, -1.43),
}
_ROOT = 168  # of the nose, between the eyes
_MARKS = [*_MIDDLE, *(mark for pair in _SIDES for mark in pair)]
_SHAPE: Matrix = np.array(
    [*_MIDDLE.values(), *((side * x, y, z) for x, y, z in _SIDES.values() for side in (-1, 1))],
    np.float64,
)
# Degrees. Against the actor, turned up to 25 degrees, angles are off by 1.7 (yaw), 4 (pitch) and
# 0.3 (roll), root mean square; nobody's face has the average shape, which shifts pitch by a few
# more, and beyond 20 degrees yaw comes out too small, by 10 at 45.
_ERROR, _BEYOND, _GROWTH = 5.0, 20.0, 0.4


def head(face: Face, size: tuple[int, int], focal: float | None = None) -> Head:
    """The angles of a head against the camera's axis, and where it is from there, degrees.

    size: (width, height) of the image, pixels. focal: pixels, or None for an assumed lens.
    Method: perspective-n-point by SQPnP (Terzakis, Lourakis, ECCV 2020) on 16 points that speech
    and smiles hardly move. An unknown lens shifts yaw and where the head is against each other, and
    hardly their sum, the turn, which is what is seen of a face. Pitch holds the person's own
    bearing and shape: half of its error.
    """
    length = focal_length(size, focal)
    lens = np.array([[length, 0, size[0] / 2], [0, length, size[1] / 2], [0, 0, 1]], np.float64)
    marks = face.points[_MARKS, :2].astype(np.float64)
    _, turn, _ = cv2.solvePnP(_SHAPE, marks, lens, None, flags=cv2.SOLVEPNP_SQPNP)
    x, y = (float(each) for each in face.points[_ROOT, :2] - (size[0] / 2, size[1] / 2))
    right, down = degrees(atan2(x, length)), degrees(atan2(y, hypot(x, length)))
    yaw, pitch, roll = _angles(np.asarray(cv2.Rodrigues(turn)[0], np.float64))
    found = Head(yaw, pitch, roll, 0.0, right, down)
    aside = max(abs(found.turn), abs(found.nod))
    return replace(found, error=_ERROR + _GROWTH * max(0.0, aside - _BEYOND))


def across(turned: Head) -> Matrix:
    """The direction from a face's one side to its other: unit length; right, down, away."""
    yaw, pitch, roll = (radians(each) for each in (turned.yaw, turned.pitch, turned.roll))
    return cos(roll) * np.array((cos(yaw), 0, sin(yaw))) + sin(roll) * _under(yaw, pitch)


def _angles(rotation: Matrix) -> tuple[float, float, float]:
    """Yaw, pitch, roll in degrees: turned by roll first, then pitch, then yaw."""
    x, y, z = (float(v) for v in -rotation[:, 2])
    yaw, pitch = atan2(x, -z), atan2(y, hypot(x, z))
    across = np.array((cos(yaw), 0, sin(yaw)))
    side, below = rotation[:, 0] @ across, rotation[:, 0] @ _under(yaw, pitch)
    return degrees(yaw), degrees(pitch), degrees(atan2(float(below), float(side)))


def _under(yaw: float, pitch: float) -> Matrix:
    """The direction of a face's chin, turned and nodded so but not rolled."""
    return np.array((-sin(yaw) * sin(pitch), cos(pitch), cos(yaw) * sin(pitch)))
