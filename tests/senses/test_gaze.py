"""Where a person looks: against the actor's truth while she is still, and on made-up eyes."""

from itertools import groupby
from math import atan, degrees, radians, sin, tan

import numpy as np
import pytest
from acted import SIZE, acted
from eyed_faces import eyed

from exhibit.camera.actor import Actor, Script, Track, still
from exhibit.senses.gaze import SIDE, GazeWatch, Usual, column_of, direction, iris_offset, row_of
from exhibit.senses.seen import Head

FOCAL = Actor.focal
AHEAD = Head(0, 0, 0, 5)


def held(*values, long=1.4, quick=0.2):
    """A track that goes to each value in turn and rests there, once 3 s have passed."""
    keys = [(3.0, 0.0)]
    for number, value in enumerate(values):
        start = 3.0 + number * long
        keys += [(start + quick, value), (start + long, value)]
    return Track((*keys, (keys[-1][0] + quick, 0.0)))


# Eyes alone, head alone, both, and both against each other; every rest is 1.2 s long.
EYES = (14, 0, -15, 0, 0, 12, 0, -12)
HEAD = (0, 0, 0, 20, 0, 14, -20, -12)
NODS = (0, 14, 0, 0, 0, 0, 0, 0)
ACTED = Script(
    yaw=held(*HEAD),
    pitch=Track(tuple((at, 7 + value) for at, value in held(*NODS).keys)),
    roll=still(0),
    distance=still(55),
    gaze_x=held(*EYES),
    gaze_y=still(0),
    blinks=(1.0, 5.3, 9.6),
    blinks_every=60,
    mouth=still(0),
)
RESTS = [3.0 + number * 1.4 for number in range(len(EYES))]


def true_angle(told):
    """Degrees right of the camera toward which the actor really looks, as seen from her eyes."""
    return told.yaw + told.gaze[0] + degrees(atan((told.x - SIZE[0] / 2) / FOCAL))


@pytest.fixture(scope="module")
def found():
    """(second, gaze, truth) of every frame."""
    watch = GazeWatch()
    frames = acted(ACTED, RESTS[-1] + 1.4, every=2)
    return [
        (each.at, watch.look(each.face, each.head, each.at), each.truth)
        for each in frames
    ]


def resting(found):
    """For every rest its frames, from 0.5 s after it began: smoothing and steadiness take that."""
    for start in (1.6, *RESTS):
        yield [each for each in found if start + 0.7 <= each[0] < start + 1.4]


def test_the_region_is_right_in_nine_of_ten_rests(found):
    right = []
    for frames in resting(found):
        columns = [gaze.column if gaze else None for _, gaze, _ in frames]
        claimed = max(set(columns), key=columns.count)
        right.append(claimed == column_of(np.median([true_angle(told) for *_, told in frames])))
    assert len(right) == 9
    assert np.mean(right) >= 0.9


def test_every_region_was_looked_at(found):
    seen = {column_of(true_angle(told)) for *_, told in found}
    assert seen == {"left", "middle", "right"}


def test_the_angle_is_within_twice_its_error(found):
    for frames in resting(found):
        for _, gaze, told in frames:
            if gaze:
                assert abs(gaze.x - true_angle(told)) < 2 * gaze.error


def test_up_or_down_is_said_only_of_the_nod(found):
    rows = {at: gaze.row for at, gaze, _ in found if gaze}
    nod = {row for at, row in rows.items() if RESTS[1] + 0.7 <= at < RESTS[1] + 1.4}
    assert nod == {"down"}
    elsewhere = {row for at, row in rows.items() if not RESTS[1] <= at < RESTS[2] + 0.7}
    assert elsewhere == {None}


def test_it_does_not_flicker(found):
    columns = [key for key, _ in groupby(gaze.column for _, gaze, _ in found if gaze)]
    wanted = [key for key, _ in groupby(column_of(true_angle(told)) for *_, told in found)]
    assert len(columns) <= len(wanted) + 2


def watched(faces, turned=AHEAD, fps=30.0):
    watch = GazeWatch()
    return [
        watch.look(face, turned if face else None, number / fps)
        for number, face in enumerate(faces)
    ]


def test_signs_and_regions_are_the_persons_own():
    ahead = [eyed()] * 60
    left = watched([*ahead, *[eyed(right=0.06)] * 20])[-1]
    right = watched([*ahead, *[eyed(right=-0.06)] * 20])[-1]
    low = watched([*ahead, *[eyed(down=0.03)] * 20])[-1]
    high = watched([*ahead, *[eyed(down=-0.03)] * 20])[-1]
    assert (left.column, right.column) == ("left", "right")
    assert left.x > SIDE and right.x < -SIDE
    assert (low.row, high.row, left.row) == ("down", "up", None)
    assert low.y > 0 > high.y


def test_a_look_that_is_only_a_little_off_has_no_row():
    assert [row_of(each) for each in (-9, -3, 0, 3, 9)] == ["up", None, None, None, "down"]


def test_shut_eyes_say_nothing_and_a_blink_is_bridged():
    open_, shut = [eyed()] * 60, [eyed(0.06)] * 20
    found = watched([*open_, *shut])
    assert found[59] and found[63]
    assert found[63].column == found[59].column == "middle"
    assert found[-1] is None


@pytest.mark.parametrize(
    "turned", [Head(40, 0, 0, 9), Head(0, 30, 0, 9), Head(0, 0, 0, 9, right=35)]
)
def test_a_head_turned_far_says_nothing(turned):
    assert not any(watched([eyed()] * 60, turned))


def test_no_face_says_nothing_and_nothing_is_said_at_first():
    found = watched([*[eyed()] * 60, *[None] * 20])
    assert found[-1] is None
    assert not any(found[:30])


@pytest.mark.parametrize("aside", [-35, 0, 24])
def test_who_looks_at_the_camera_from_the_side_looks_at_the_camera(aside):
    """Standing off the camera's axis by an angle, and turned back toward it by the same."""
    assert direction(eyed(), Head(-aside, 4, 0, 5, aside, -4)) == pytest.approx((0, 0), abs=0.1)
    ahead = direction(eyed(right=0.06 * sin(radians(aside))), Head(0, 0, 0, 5, aside))
    assert ahead == pytest.approx((aside, 0), abs=0.1)


def test_an_iris_is_placed_along_a_leaning_eye():
    face = eyed(right=0.1, down=-0.05)
    turn = np.array([[1, tan(radians(12))], [-tan(radians(12)), 1]]) * np.cos(radians(12))
    face.points[:, :2] = face.points[:, :2] @ turn.T
    assert iris_offset(face.points) == pytest.approx((0.1, -0.05), abs=1e-4)


def test_the_usual_direction_is_the_median_and_never_far_from_the_camera():
    usual = Usual()
    found = [usual.learn(20.0, 9.0, number / 10) for number in range(200)]
    assert found[0] is None
    assert found[-1] == (5.0, 9.0)


def test_the_usual_direction_of_long_ago_is_forgotten():
    usual = Usual()
    for number in range(100):
        usual.learn(0.0, 9.0, number / 10)
    last = [usual.learn(0.0, -3.0, 10 + number / 10) for number in range(400)][-1]
    assert last == (0.0, -3.0)


def test_the_error_grows_with_the_angle():
    ahead = [eyed()] * 60
    small, large = (watched([*ahead, *[eyed(right=d)] * 20])[-1] for d in (0.01, 0.12))
    assert large.error > small.error + 1
