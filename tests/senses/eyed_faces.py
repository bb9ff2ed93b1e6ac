"""Made-up faces with eyes and lips of known opening and irises of known place."""

import numpy as np

from exhibit.senses.seen import Face

WIDTH = 40.0  # pixels from corner to corner of an eye
MOUTH = 80.0
_CORNERS, _LIDS, _IRIS = "corners", "lids", "iris"
_EYES = (
    {
        _CORNERS: (33, 133), _LIDS: ((160, 144), (159, 145), (158, 153)),
        _IRIS: 468, "x": 590.0,
    },
    {
        _CORNERS: (362, 263), _LIDS: ((385, 380), (386, 374), (387, 373)),
        _IRIS: 473, "x": 690.0,
    },
)


def eyed(
    opening: float = 0.3,
    right: float = 0.0,
    down: float = 0.0,
    lips: float = 0.0,
    at: tuple[float, float] = (640.0, 360.0),
) -> Face:
    """A straight face between whose eyes `at` lies, pixels.

    opening: of the lids, right, down: of the irises, in eye widths; lips: in mouth widths.
    """
    points = np.zeros((478, 3), np.float32)
    for eye in _EYES:
        middle = np.array((eye["x"], 360.0))
        for side, corner in zip((-1, 1), eye[_CORNERS], strict=True):
            points[corner, :2] = np.add(middle, (side * WIDTH / 2, 0))
        for number, (upper, lower) in enumerate(eye[_LIDS], -1):
            for side, lid in ((-1, upper), (1, lower)):
                points[lid, :2] = np.add(middle, (number * 8, side * opening * WIDTH / 2))
        points[eye[_IRIS], :2] = np.add(middle, (right * WIDTH, down * WIDTH))
    for side, corner in ((-1, 61), (1, 291)):
        points[corner, :2] = 640 + side * MOUTH / 2, 460
    for number, (upper, lower) in enumerate(((82, 87), (13, 14), (312, 317)), -1):
        for side, lip in ((-1, upper), (1, lower)):
            points[lip, :2] = 640 + number * 10, 460 + side * lips * MOUTH / 2
    points[:, :2] += np.array(at) - (640, 360)
    return Face.around(points)
