"""The pace of pictures: even whatever takes long, and what is seen is soon on the screen."""

from itertools import pairwise

import numpy as np
import pytest

from exhibit.room.pace import PERIOD, Pace


def play(seen_at, seeing, drawing, seconds=20.0):
    """A room's turns on a made-up clock: when each picture was shown, and what it showed.

    seen_at: when each finding is there. seeing, drawing: what each takes, called for each.
    """
    pace, now, taken, drawn, fresh = Pace(), 0.0, 0, None, False
    shown = []
    while now < seconds:
        now += max(0.0002, pace.patience(now, drawn is not None))
        begun = now
        if pace.may_see(now, drawn is not None):
            there = int(np.searchsorted(seen_at, now, side="right"))
            if there > taken:
                taken, fresh = there, True
                now += seeing()
            pace.saw(now - begun)
        begun = now
        if drawn is None and (fresh or pace.must_draw(now)):
            now += drawing()
            pace.drew(now, now - begun, fresh)
            drawn, fresh = taken, False
        if drawn is not None and pace.must_show(now):
            shown.append((now, drawn))
            pace.showed(now)
            drawn = None
    return shown


def gaps(shown):
    return np.array([later[0] - earlier[0] for earlier, later in pairwise(shown)][30:])


def about(chance, usual, spread, least=0.001):
    return lambda: max(least, chance.normal(usual, spread))


@pytest.mark.parametrize("rate", [30.0, 28.5, 24.0, 15.0, 5.0])
def test_pictures_come_evenly_at_whatever_rate_something_is_seen(rate):
    chance = np.random.default_rng(1)
    seen_at = np.sort(np.arange(0, 20, 1 / rate) + chance.normal(0, 0.004, int(20 * rate)))
    between = gaps(play(seen_at, about(chance, 0.004, 0.002), about(chance, 0.006, 0.002)))
    assert np.mean(between < 0.040) > 0.97
    assert 1 / between.mean() == pytest.approx(30, abs=1.5)


def test_what_is_seen_thirty_times_a_second_is_soon_shown_and_little_is_left_out():
    chance = np.random.default_rng(2)
    seen_at = np.arange(0, 20, PERIOD) + chance.normal(0, 0.002, 600)
    shown = play(seen_at, about(chance, 0.003, 0.001), about(chance, 0.005, 0.001))[30:]
    late = [at - seen_at[number - 1] for at, number in shown]
    assert np.median(late) < 0.03
    assert len({number for _, number in shown}) > 0.93 * len(shown)


def test_one_long_look_does_not_blind_the_room():
    took = iter([0.003] * 50 + [0.5] + [0.003] * 10_000)
    shown = play(np.arange(0, 20, PERIOD), lambda: next(took), lambda: 0.005)
    assert shown[-1][1] > 590


def test_after_a_halt_the_pictures_do_not_rush():
    took = iter([0.005] * 50 + [1.0] + [0.005] * 10_000)
    shown = play(np.arange(0, 20, PERIOD), lambda: 0.002, lambda: next(took))
    assert gaps(shown).min() > PERIOD / 3
