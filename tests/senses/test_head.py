"""Angles come back as they were put in, with the signs that everybody else relies on."""

from itertools import product

import numpy as np
import pytest

from exhibit.camera.actor_script import rotation
from exhibit.senses.distance import distance
from exhibit.senses.head import _MARKS, _SHAPE, head
from exhibit.senses.seen import Face, Points

SIZE, FOCAL = (1280, 720), 900.0


def turned(yaw: float, pitch: float, roll: float, at: tuple[float, float, float]) -> Face:
    """The average face turned like this, at x, y, z centimetres from the camera."""
    points = np.zeros((478, 3), np.float32)
    space = _SHAPE @ rotation(yaw, pitch, roll).T + np.array(at)
    points[_MARKS, :2] = FOCAL * space[:, :2] / space[:, 2:] + np.array(SIZE) / 2
    return Face(points, (0, 0, 1, 1))


@pytest.mark.parametrize(
    ("yaw", "pitch", "roll"), list(product((-30, 0, 25), (-20, 0, 15), (-35, 0, 10)))
)
def test_every_turn_comes_back(yaw: float, pitch: float, roll: float) -> None:
    for at in ((0, 0, 60), (25, -10, 90)):
        found = head(turned(yaw, pitch, roll, at), SIZE, FOCAL)
        assert (found.yaw, found.pitch, found.roll) == pytest.approx((yaw, pitch, roll), abs=0.1)


def nose(face: Face) -> Points:
    """The tip of the nose against the root of it, pixels."""
    return face.points[4] - face.points[168]


def test_signs_are_those_of_the_image() -> None:
    straight = turned(0, 0, 0, (0, 0, 60))
    assert nose(turned(20, 0, 0, (0, 0, 60)))[0] > 10
    assert nose(turned(0, 20, 0, (0, 0, 60)))[1] > nose(straight)[1] + 10
    assert nose(turned(0, 0, 20, (0, 0, 60)))[0] < -10


def test_the_error_grows_with_the_turn() -> None:
    errors = [head(turned(yaw, 0, 0, (0, 0, 60)), SIZE, FOCAL).error for yaw in (0, 15, 30, 40)]
    assert errors[0] == errors[1] < errors[2] < errors[3]


def eyes(cm: float, across: float = 1.17, opening: float = 1.0, x: float = 0) -> Face:
    """The average face, x cm to the right of the camera, with irises that wide (cm)."""
    face = turned(0, 0, 0, (x, 2.6, cm + 3.3))
    scale = FOCAL / cm
    for side, iris, upper, lower in ((-1, 468, 159, 145), (1, 473, 386, 374)):
        middle = np.array((640 + scale * (x + 3.15 * side), 360))
        rim = np.array(((1, 0), (0, -1), (-1, 0), (0, 1))) * scale * across / 2
        face.points[iris : iris + 5, :2] = (middle, *(middle + rim))
        face.points[[upper, lower], 1] = 360 + np.array((-1, 1)) * opening * scale / 2
        face.points[[upper, lower], 0] = middle[0]
    return face


@pytest.mark.parametrize("cm", [30, 60, 120, 240])
def test_an_iris_of_average_width_tells_the_distance(cm: float) -> None:
    found = distance(eyes(cm), SIZE, FOCAL)
    assert found
    assert found.cm == pytest.approx(cm, rel=0.005)
    assert 0.04 < found.error / cm < 0.08


def test_the_distance_is_along_the_line_of_sight() -> None:
    found = distance(eyes(60, x=30), SIZE, FOCAL)
    assert found
    assert found.cm == pytest.approx(np.hypot(60, 30), rel=0.01)


def test_an_unknown_lens_is_taken_to_see_60_degrees_and_costs_certainty() -> None:
    known = distance(eyes(60), SIZE, 640 / np.tan(np.radians(30)))
    unknown = distance(eyes(60), SIZE)
    assert known and unknown
    assert unknown.cm == pytest.approx(known.cm)
    assert unknown.error > 2 * known.error


def test_shut_eyes_tell_no_distance() -> None:
    assert distance(eyes(60, opening=0.2), SIZE, FOCAL) is None
