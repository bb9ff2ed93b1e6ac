"""Blinks are counted and shut eyes timed: against the actor's truth, and on made-up lids."""

import numpy as np
import pytest
from acted import BLINKS, LIVELY, acted
from eyed_faces import eyed

from exhibit.senses.eyes import ENOUGH, WINDOW, Eyes, EyeWatch, OpenLevel, opening
from exhibit.senses.seen import Head

AHEAD = Head(0, 0, 0, 5)


def watched(lids, fps=30.0, turned=AHEAD, watch=None, start=0.0):
    """What is found after each opening of the lids, one a frame; None is no face."""
    watch = watch or EyeWatch()
    return [
        watch.look(None if gap is None else eyed(gap), turned, start + number / fps)
        for number, gap in enumerate(lids)
    ]


def blinking(every, long, seconds, fps=30.0, wide=0.3, shut=0.06):
    """Openings, a frame each, of eyes that shut for so long every so many seconds."""
    moments = np.arange(round(seconds * fps)) / fps
    return [shut if at > 1 and at % every < long else wide for at in moments]


def test_every_blink_of_the_actor_is_counted_once():
    watch, found = EyeWatch(), []
    for each in acted(LIVELY, 20, every=2):
        found.append((watch.look(each.face, each.head, each.at), each.truth))
    eyes = found[-1][0]
    assert isinstance(eyes, Eyes)
    assert eyes.blinks == len(BLINKS) == len(eyes.closings)
    for (start, end), blink in zip(eyes.closings, BLINKS, strict=True):
        assert start - 0.1 < blink < end + 0.1
    shut = np.mean([told.eyes_open <= 0.2 for _, told in found])
    assert eyes.perclos == pytest.approx(shut, abs=eyes.perclos_error)
    assert eyes.rate == pytest.approx(33, abs=eyes.rate_error)


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
@pytest.mark.parametrize("wide", [0.2, 0.28, 0.4])
def test_any_eyes_at_any_rate(fps, wide):
    lids = blinking(3, 0.2, 30, fps, wide, wide * 0.25)
    assert watched(lids, fps)[-1].blinks == 9


def test_a_minute_is_counted_and_older_blinks_are_not():
    found = watched(blinking(4, 0.2, 90), 30)
    assert found[-1].blinks == pytest.approx(15, abs=1)
    assert found[-1].seconds == pytest.approx(WINDOW, abs=0.1)
    assert found[-1].rate == pytest.approx(15, abs=found[-1].rate_error)


def test_there_is_no_figure_before_enough_was_seen():
    for each in watched(blinking(3, 0.2, 20)):
        if each is not None:
            assert (each.rate is None) == (each.perclos is None) == (each.seconds < ENOUGH)


def test_long_shut_eyes_are_no_blink_but_count_as_closed():
    found = watched([0.3] * 300 + [0.06] * 120 + [0.3] * 60)[-1]
    assert (found.blinks, len(found.closings)) == (0, 1)
    assert found.perclos == pytest.approx(4 / 16, abs=0.02)


def test_half_shut_is_not_closed():
    found = watched([0.3] * 300 + [0.17] * 300)[-1]
    assert (found.closings, found.perclos) == ((), 0.0)


def test_a_lid_that_trembles_halfway_is_one_closing():
    lids = [0.3] * 30 + [0.14, 0.17, 0.14, 0.17, 0.14] + [0.3] * 30
    assert len(watched(lids)[-1].closings) == 1


def test_eyes_shut_from_the_start_give_no_level():
    assert not any(watched([0.06] * 60))


def test_a_closing_does_not_become_the_open_level():
    level = OpenLevel()
    for _ in range(20):
        level.ratio(0.3)
    assert level.ratio(0.06) == pytest.approx(0.2)
    assert all(level.ratio(0.06) == pytest.approx(0.2) for _ in range(1000))


def test_a_turned_head_or_no_face_is_not_watched():
    watch = EyeWatch()
    before = watched([0.3] * 60, watch=watch)[-1]
    assert watch.look(eyed(0.3), Head(40, 0, 0, 9), 2.0) is None
    assert watch.look(eyed(0.3), Head(0, 30, 0, 9), 2.03) is None
    assert watch.look(None, None, 2.07) is None
    back = watch.look(eyed(0.3), AHEAD, 12.0)
    assert back and before and back.seconds == before.seconds


def test_a_blink_across_a_lost_face_is_not_made_up():
    lids = [0.3] * 30 + [0.06] * 3 + [None] * 15 + [0.3] * 30
    assert watched(lids)[-1].closings == ()


def test_the_opening_is_measured_in_eye_widths():
    assert opening(eyed(0.27)) == pytest.approx(0.27, abs=0.001)
