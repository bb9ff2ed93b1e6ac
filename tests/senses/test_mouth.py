"""A moving mouth is told from a still one: against the actor's truth, and on made-up lips."""

import numpy as np
import pytest
from acted import LIVELY, acted
from eyed_faces import eyed

from exhibit.senses.mouth import Mouth, MouthWatch, mouth_opening


def moved(track, at):
    """Whether the actor's mouth opened or shut by 1.5 mm and more in the last half second."""
    back = [track(max(0.0, at - part)) for part in np.linspace(0, 0.5, 16)]
    return max(back) - min(back) > 0.15


def test_a_moving_mouth_is_right_in_95_of_100_frames():
    watch, right = MouthWatch(), []
    for each in acted(LIVELY, 20, every=2):
        found = watch.look(each.face, each.at)
        if found:
            right.append((found.moving, moved(LIVELY.mouth, each.at)))
    said = [claim for claim, _ in right]
    assert np.mean([claim == told for claim, told in right]) >= 0.95
    assert 0.2 < np.mean(said) < 0.6
    assert len(right) > 280


def watched(lips, fps=30.0):
    watch = MouthWatch()
    return [
        watch.look(None if gap is None else eyed(lips=gap), number / fps)
        for number, gap in enumerate(lips)
    ]


@pytest.mark.parametrize("fps", [10, 30])
def test_an_open_mouth_that_rests_is_still(fps):
    found = watched([0.3] * 2 * fps, fps)
    assert found[-1] == Mouth(pytest.approx(0.3, abs=0.001), found[-1].error, moving=False)


@pytest.mark.parametrize("fps", [10, 30])
def test_a_syllable_moves_it_for_half_a_second(fps):
    found = watched([0.0] * fps + [0.15] * 2 * fps, fps)
    moving = [number / fps for number, each in enumerate(found) if each and each.moving]
    assert min(moving) == pytest.approx(1.0)
    assert max(moving) == pytest.approx(1.5, abs=1.01 / fps)


def test_trembling_points_do_not_speak():
    chance = np.random.default_rng(3)
    found = watched(np.abs(0.02 + chance.normal(0, 0.004, 300)).tolist())
    assert not any(each.moving for each in found if each)


def test_nothing_is_said_before_half_a_second_nor_without_a_face():
    found = watched([0.0] * 10 + [None] + [0.2] * 20)
    assert not any(found[:26])
    assert found[-1] and not found[-1].moving


def test_the_opening_is_measured_in_mouth_widths():
    assert mouth_opening(eyed(lips=0.2).points) == pytest.approx(0.2, abs=0.001)
