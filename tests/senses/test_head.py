"""Angles come back as they were put in, with the signs that everybody else relies on."""

from itertools import product
from math import atan2, degrees, hypot, radians, tan

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


ASIDE = [(x, y) for x in (-60, -30, 0, 45) for y in (-20, 0, 25)]  # cm, at a depth of 100


def facing(x: float, y: float, z: float, roll: float = 0.0, off: float = 0.0) -> Face:
    """The average face with its eyes' middle at x, y, z cm, turned to the camera, and off by so
    many degrees from there."""
    yaw, pitch = -degrees(atan2(x, z)) + off, -degrees(atan2(y, hypot(x, z)))
    turn, eyes = rotation(yaw, pitch, roll), np.array((0, -2.66, -3.17))
    face = turned(yaw, pitch, roll, tuple(np.array((x, y, z)) - turn @ eyes))

    def put(mark: int, *place: float) -> None:
        there = np.array((x, y, z)) + turn @ np.array(place)
        face.points[mark, :2] = FOCAL * there[:2] / there[2] + np.array(SIZE) / 2

    for side, iris, upper, lower in ((-1, 468, 159, 145), (1, 473, 386, 374)):
        for mark, (right, down) in enumerate(((0, 0), (1, 0), (0, -1), (-1, 0), (0, 1))):
            put(iris + mark, 3.15 * side + right * 0.585, down * 0.585, 0)
        put(upper, 3.15 * side, -0.5, 0)
        put(lower, 3.15 * side, 0.5, 0)
    return face


@pytest.mark.parametrize("roll", [0, 25])
@pytest.mark.parametrize(("x", "y"), ASIDE)
def test_who_faces_the_camera_is_not_turned_wherever_they_stand(x: int, y: int, roll: int) -> None:
    face = facing(x, y, 100, roll)
    found = head(face, SIZE, FOCAL)
    assert (found.turn, found.nod) == pytest.approx((0, 0), abs=1.0)
    assert found.error == head(facing(0, 0, 100), SIZE, FOCAL).error
    far = distance(face, SIZE, FOCAL)
    assert far and far.cm == pytest.approx(np.linalg.norm((x, y, 100)), rel=0.01)


@pytest.mark.parametrize("off", [-25, -15, 15, 25])
def test_the_turn_is_against_the_line_to_the_camera(off: int) -> None:
    for x, y in ASIDE:
        face = facing(x, y, 100, 10, off)
        assert head(face, SIZE, FOCAL).turn == pytest.approx(off, abs=1.0)
        far = distance(face, SIZE, FOCAL)
        assert far and far.cm == pytest.approx(np.linalg.norm((x, y, 100)), rel=0.01)


@pytest.mark.parametrize("view", [50, 75])
def test_the_wrong_lens_hardly_turns_a_face_that_faces_the_camera(view: int) -> None:
    wrong = FOCAL * tan(radians(30)) / tan(radians(view / 2))
    for x, y in ASIDE:
        found = head(facing(x, y, 100), SIZE, wrong)
        assert abs(found.turn) < found.error and abs(found.nod) < found.error


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


@pytest.mark.parametrize("view", [50, 60, 70, 78])
@pytest.mark.parametrize("size", [SIZE, SIZE[::-1]], ids=["across", "on its side"])
def test_the_error_of_an_unknown_lens_covers_the_lenses_there_are(
    view: int, size: tuple[int, int]
) -> None:
    face = eyes(60)
    face.points[:, :2] += np.subtract(size, SIZE) / 2
    found, true = distance(face, size), 640 / tan(radians(view / 2)) * 60 / FOCAL
    assert found and abs(found.cm - true) < 2 * found.error


def test_shut_eyes_tell_no_distance() -> None:
    assert distance(eyes(60, opening=0.2), SIZE, FOCAL) is None
