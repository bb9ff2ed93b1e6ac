"""How far away a face is, from the one thing nearly alike in all grown people: the iris.

The visible iris is 11.7 mm across, give or take 0.5 mm between people (Rüfer, Schröder, Erb,
"White-to-white corneal diameter", Cornea 24, 2005: 11.71 +-0.42 mm in 743 eyes; MediaPipe Iris,
2020, measures distance with 11.7 +-0.5 mm).
"""

from math import hypot

import numpy as np

from exhibit.senses.lens import UNKNOWN, focal_length
from exhibit.senses.seen import Distance, Face, Points

IRIS = 1.17  # cm
_SPREAD = 0.05 / 1.17
# Each iris: a middle and four points of its rim, found as right, top, left, bottom.
_IRISES = (slice(468, 473), slice(473, 478))
_PIXELS = 0.3


def distance(face: Face, size: tuple[int, int], focal: float | None = None) -> Distance:
    """Centimetres from the camera to the point between the eyes, with its error.

    size: (width, height) of the image, pixels. focal: pixels, or None for an assumed lens.
    error: between people, of the points, and of an assumed lens, added as independent ones.
    """
    length = focal_length(size[0], focal)
    across = max(_diameter(face.points[iris]) for iris in _IRISES)
    x, y = face.points[[468, 473], :2].mean(axis=0) - (size[0] / 2, size[1] / 2)
    cm = IRIS / across * hypot(length, x, y)
    lens = UNKNOWN if focal is None else 0.0
    return Distance(cm, cm * hypot(_SPREAD, _PIXELS / across, lens))


def _diameter(iris: Points) -> float:
    """Pixels across: the wider of the two ways, since a turned eye is narrowed in only one."""
    rim = iris[1:, :2]
    return float(np.linalg.norm(rim[:2] - rim[2:], axis=1).max())
