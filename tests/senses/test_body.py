"""Posture, arms and legs on made-up bodies; what is not in view is "not sure"."""

import numpy as np
import pytest
from made_bodies import body_at

from exhibit.senses.body import ANKLES, HIPS, KNEES, belongs, in_view, posture, raised

LEGS = [*HIPS, *KNEES, *ANKLES]


@pytest.mark.parametrize("broad", [60, 200])
def test_who_stands_upright_with_hanging_arms_does(broad):
    found = posture(body_at(640, 200, broad))
    assert (found.shape, found.left, found.right, found.legs) == (
        "upright", "down", "down", "standing",
    )  # fmt: skip
    assert found.lean == pytest.approx(0, abs=0.1)
    assert found.hips == found.feet == pytest.approx(640)


@pytest.mark.parametrize("lean", [-30, -20, 25])
def test_leaning_is_measured_in_degrees_with_its_error(lean):
    found = posture(body_at(640, 200, 100, lean=lean))
    assert found.shape == "leaning"
    assert found.lean == pytest.approx(lean, abs=0.5)
    assert 0 < found.error < 15


def test_a_lean_that_its_error_may_explain_is_not_sure():
    assert posture(body_at(640, 200, 100, lean=12)).shape is None
    assert posture(body_at(640, 200, 100, lean=13, unseen=LEGS)).shape is None


def test_without_hips_the_shoulders_tell_less_surely():
    near, whole = (body_at(640, 500, 300, lean=25, unseen=out) for out in (LEGS, ()))
    assert posture(near).lean == pytest.approx(25, abs=0.5)
    assert posture(near).error > posture(whole).error
    assert posture(near).hips is posture(near).feet is None


@pytest.mark.parametrize("missing", [*HIPS, *KNEES, *ANKLES])
def test_legs_are_not_sure_as_soon_as_one_joint_is_out_of_view(missing):
    assert posture(body_at(640, 200, 100, unseen=[missing])).legs is None


def test_a_seated_person_sits():
    knees = {25: (0.3, 1.6), 26: (-0.3, 1.6), 27: (0.3, 2.6), 28: (-0.3, 2.6)}
    assert posture(body_at(640, 200, 100, moved=knees)).legs == "sitting"
    side = {23: (0.0, 1.4), 24: (0.0, 1.4), 25: (1.0, 1.5), 26: (1.0, 1.5),
            27: (1.0, 2.6), 28: (1.0, 2.6)}  # fmt: skip
    assert posture(body_at(640, 200, 100, moved=side)).legs == "sitting"


def test_arms_are_raised_or_out_or_not_sure():
    up = {13: (0.9, -0.2), 15: (0.9, -1.0)}
    out = {14: (-1.2, 0.1), 16: (-1.9, 0.1)}
    found = posture(body_at(640, 300, 100, moved=up | out))
    assert (found.left, found.right) == ("raised", "out")
    assert posture(body_at(640, 300, 100, unseen=[15])).left is None
    hip = {14: (-1.0, 0.7), 16: (-0.5, 0.2)}
    assert posture(body_at(640, 300, 100, moved=hip)).right is None


def test_a_hand_is_raised_above_the_shoulder_and_too_close_is_not_sure():
    pose = body_at(640, 300, 100, moved={15: (0.7, -0.5), 16: (-0.7, 0.1)})
    assert raised(pose, right=False) is True
    assert raised(pose, right=True) is None
    assert raised(body_at(640, 300, 100), right=True) is False
    assert raised(body_at(640, 300, 100, unseen=[16]), right=True) is None


def test_what_lies_outside_the_picture_is_not_seen():
    pose = body_at(640, 300, 300)
    sure = in_view(pose.points, np.ones(33, np.float32), (1280, 720))
    assert sure[[11, 12, 13, 14]].all()
    assert not sure[LEGS].any()


def test_a_body_belongs_to_the_face_its_nose_is_in():
    pose = body_at(640, 300, 100)
    x, y = (float(each) for each in pose.points[0, :2])
    assert belongs(pose.points, (x - 30, y - 40, x + 30, y + 40))
    assert not belongs(pose.points, (x + 5, y - 40, x + 65, y + 40))
    assert not belongs(pose.points, (x - 30, y + 5, x + 30, y + 85))
