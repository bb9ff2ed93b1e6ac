"""What a hand does, on made-up hands in every turn; whatever is between two kinds is not sure."""

import numpy as np
import pytest
from made_bodies import hand_at

from exhibit.senses.hands import BONES, ERROR, gesture, palm

KINDS = {
    "open": (5, 0, 5, 10),
    "pointing": (5, 150, 155, 150),
    "fist": (150, 155, 160, 150),
}
TURNS = [(0, 0, 0), (30, 0, 0), (0, 60, 0), (0, 0, 135), (-40, 20, 80), (10, -150, -60)]


@pytest.mark.parametrize("turned", TURNS)
@pytest.mark.parametrize("size", [34, 80, 150])
@pytest.mark.parametrize("kind", KINDS)
def test_a_hand_is_known_in_every_turn_and_size(kind, size, turned):
    points = hand_at(400, 300, size, KINDS[kind], turned)
    assert gesture(points).kind == kind
    assert palm(points) == pytest.approx(size, rel=1e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_points_as_wrong_as_the_models_hardly_ever_make_another_kind(kind):
    chance = np.random.default_rng(4)
    found = []
    for _ in range(300):
        points = hand_at(400, 300, 80, KINDS[kind])
        found.append(gesture(points + chance.normal(0, 0.05 * 80, (21, 3))).kind)
    others = [each for each in found if each not in (kind, None)]
    assert len(others) <= 3
    assert found.count(kind) > 150


def test_a_bend_is_right_within_its_error_for_such_points():
    chance = np.random.default_rng(5)
    off = []
    for _ in range(300):
        points = hand_at(0, 0, 80, (70, 70, 70, 70))
        found = gesture(points + chance.normal(0, 0.05 * 80, (21, 3)))
        off += [each - truly for each, truly in zip(found.bends, gesture(points).bends)]  # noqa: B905
        assert found.error == ERROR
    assert np.sqrt(np.mean(np.square(off))) < ERROR


@pytest.mark.parametrize("bends", [(70, 70, 70, 70), (5, 5, 150, 150), (150, 5, 5, 5)])
def test_half_closed_and_other_hands_are_not_sure(bends):
    assert gesture(hand_at(400, 300, 80, bends)).kind is None


def test_whether_it_is_raised_is_handed_on():
    assert gesture(hand_at(0, 0, 80), raised=True).raised is True
    assert gesture(hand_at(0, 0, 80)).raised is None


def test_bones_join_every_point_and_no_finger_to_another():
    assert set(BONES.ravel().tolist()) == set(range(21))
    fingers = {(a - 1) // 4 for a, b in BONES.tolist() if a and b == a + 1}
    assert fingers == set(range(5))
    assert all(b == a + 1 for a, b in BONES.tolist() if a % 4 != 1 and a)
