"""How far away a face is, from the one thing nearly alike in all grown people: the iris.

The iris is 11.7 mm across, with a standard deviation of 0.5 mm between people (Rüfer, Schröder,
Erb, "White-to-white corneal diameter", Cornea 24, 2005: 11.71 +-0.42 mm; MediaPipe Iris, 2020,
measures distance with 11.7 +-0.5 mm).
"""

from math import hypot

import numpy as np

from exhibit.senses.head import across, head
from exhibit.senses.lens import UNKNOWN, focal_length
from exhibit.senses.seen import Distance, Face, Head, Points

_IRIS, _BETWEEN_PEOPLE = 1.17, 0.043
# Against the actor, turned up to 25 degrees at 25 to 220 cm: the spread of the ratio to the truth.
_POINTS = 0.04
# Landmark numbers of each eye, the image's left one first: corners, lids, sides of the iris.
_EYES = (((33, 133), (159, 145), (469, 471)), ((362, 263), (386, 374), (474, 476)))
# An opening below this share of the eye's width is shut: what lies behind the lid is guessed.
_SHUT = 0.13


def distance(
    face: Face, size: tuple[int, int], focal: float | None = None, turned: Head | None = None
) -> Distance | None:
    """Centimetres from the camera to the point between the eyes; None while the eyes are shut.

    size: (width, height) of the image, pixels. focal: pixels, or None for an assumed lens.
    turned: head() of this face, where it is known already.
    Only the iris's width counts, since the lids cover its height: the mean of both eyes, corrected
    for the head's turn and for where in the picture it is.
    error: one standard deviation of people's irises, the points, a face turned far away and an
    assumed lens, taken as independent of each other.
    """
    corners, lids, irises = ([_apart(face.points, eye[part]) for eye in _EYES] for part in range(3))
    if max(lid / corner for lid, corner in zip(lids, corners, strict=True)) < _SHUT:
        return None
    turned = turned or head(face, size, focal)
    length = focal_length(size, focal)
    middle = face.points[[468, 473], :2].mean(axis=0) - (size[0] / 2, size[1] / 2)
    x, y = (float(each) for each in middle / length)
    pixel = _IRIS * _seen_across(turned, x, y) / max(sum(irises) / 2, 1.0)
    cm = pixel * length * hypot(1, x, y)
    iris = hypot(_BETWEEN_PEOPLE, _POINTS, 0.01 * max(0.0, abs(turned.turn) - 20))
    lens = UNKNOWN if focal is None else 0.0
    # The lens tells how far aside a face is, which is all that a pixel there depends on it.
    aside = (x * x + y * y) / (1 + x * x + y * y)
    return Distance(cm, cm * hypot(iris, lens), pixel, pixel * hypot(iris, lens * aside))


def _seen_across(turned: Head, x: float, y: float) -> float:
    """How wide a short line across the face is in the picture: 1 if it were square to the axis.

    x, y: where it is, right of and below the camera's axis, in parts of its depth. A point's place
    in the picture is x and y of it; this is how they change along the line.
    """
    line = across(turned)
    return max(hypot(line[0] - x * line[2], line[1] - y * line[2]), 0.1)


def _apart(points: Points, pair: tuple[int, int]) -> float:
    """Pixels between two landmarks."""
    return float(np.linalg.norm(points[pair[0], :2] - points[pair[1], :2]))
