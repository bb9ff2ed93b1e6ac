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
    assert eyes.blinks_error == 1.0
    assert eyes.perclos_error < 0.05


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
@pytest.mark.parametrize("wide", [0.2, 0.28, 0.4])
def test_any_eyes_at_any_rate(fps, wide):
    lids = blinking(3, 0.2, 30, fps, wide, wide * 0.25)
    assert watched(lids, fps)[-1].blinks == 9


def test_a_minute_is_counted_and_older_blinks_are_not():
    found = watched(blinking(4, 0.2, 90), 30)
    assert found[-1].blinks == pytest.approx(15, abs=found[-1].blinks_error)
    assert found[-1].seconds == pytest.approx(WINDOW, abs=0.1)


def test_there_is_no_figure_before_enough_was_seen():
    for each in watched(blinking(3, 0.2, 20)):
        if each is not None:
            assert (each.perclos is None) == (each.seconds < ENOUGH)


def test_long_shut_eyes_are_no_blink_but_count_as_closed():
    found = watched([0.3] * 300 + [0.06] * 120 + [0.3] * 60)[-1]
    assert (found.blinks, len(found.closings)) == (0, 1)
    assert found.perclos == pytest.approx(4 / 16, abs=0.02)


def made(shut, long, noise=0.02, blinks=True, seconds=64, fps=30, half=None):
    """Openings of eyes that are shut for `long` of every 8 s and blink every 2 s between; truth.

    shut: what shut eyes measure, and half: what the long closings do, as shares of open; noise too.
    """
    chance, at = np.random.default_rng(3), np.arange(round(seconds * fps)) / fps
    closed, blink = (at > 4) & (at % 8 < long), (at > 4) & (at % 2 < 0.2) & blinks
    ratio = np.where(blink, shut, np.where(closed, half or shut, 1.0))
    really = blink | closed if half is None else blink
    return 0.3 * (ratio + chance.normal(0, noise, len(at))), really[at >= seconds - WINDOW].mean()


@pytest.mark.parametrize("long", [0.0, 1.0, 4.0])
@pytest.mark.parametrize("shut", [0.1, 0.2, 0.3, 0.37, 0.4, 0.44])
def test_shut_eyes_are_found_however_little_the_mesh_closes_them(shut, long):
    """People's eyes and glasses differ: the level of shut eyes is each person's own."""
    lids, true = made(shut, long)
    found = watched(lids)[-1]
    assert found.perclos == pytest.approx(true, abs=found.perclos_error + 0.01)
    assert found.perclos_error < 0.03


@pytest.mark.parametrize("shut", [0.2, 0.3, 0.37, 0.4, 0.44])
def test_without_blinks_long_closings_are_shut_or_it_is_not_sure(shut):
    """Half shut eyes of one person measure what the shut ones of another do."""
    lids, true = made(shut, 4.0, blinks=False)
    found = watched(lids)[-1]
    if shut > 0.3:
        assert found.perclos is None or found.perclos == pytest.approx(true, abs=0.05)
    else:
        assert found.perclos == pytest.approx(true, abs=found.perclos_error + 0.01)


def test_lids_that_hang_are_not_closed_where_blinks_show_what_is():
    lids, true = made(0.15, 4.0, half=0.42)
    found = watched(lids)[-1]
    assert found.perclos == pytest.approx(true, abs=found.perclos_error + 0.01)
    assert true < 0.12 and found.perclos_error < 0.03


@pytest.mark.parametrize("fps", [5, 6, 8, 9])
def test_too_few_pictures_a_second_count_no_blinks(fps):
    assert watched(blinking(4.07, 0.12, 64, fps), fps)[-1].blinks is None


@pytest.mark.parametrize("slow", [5, 6, 8])
def test_blinks_that_fall_between_pictures_are_in_the_error(slow):
    """A rate that drops for half a minute: what may have been missed there is said."""
    quick, late = np.arange(0, 30, 1 / 30), np.arange(30, 60, 1 / slow)
    watch = EyeWatch()
    for at in (*quick, *late):
        found = watch.look(eyed(0.06 if at > 1 and at % 4.07 < 0.12 else 0.3), AHEAD, at)
    assert found.blinks == pytest.approx(14, abs=found.blinks_error)
    assert found.blinks_error > 1.5


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
