"""A hand held up goes on to the next step: once, after a dwell, and never on a glance."""

import pytest
from made_bodies import hand_at

from exhibit.room.visit import Visit
from exhibit.room.wave import DWELL, Wave
from exhibit.senses.hands import Hands, gesture

KINDS = {"open": (5, 0, 5, 10), "pointing": (5, 150, 155, 150), "fist": (150, 155, 160, 150)}


def hands(kind, raised=True):
    return Hands((), (gesture(hand_at(400, 300, 80, KINDS[kind]), raised),))


def waves(plan):
    """When a plan of (seconds, Hands or None) means Next; looked at 10 times a second."""
    visit, wave, meant, at = Visit(), Wave(), [], 0
    for seconds, shown in plan:
        for _ in range(round(seconds * 10)):
            visit.now = at / 10
            visit.drop(Hands)
            if shown:
                visit.put(shown)
            if wave.look(visit):
                meant.append(visit.now)
            at += 1
    return meant


def test_an_open_hand_held_up_means_next_once():
    assert waves([(1, None), (10, hands("open"))]) == [pytest.approx(1 + DWELL, abs=0.11)]


def test_it_must_come_down_before_it_means_next_again():
    up = hands("open")
    assert len(waves([(3, up), (1, None), (3, up)])) == 2
    assert len(waves([(3, up), (0.3, None), (3, up)])) == 1  # lost for a moment: the same wave


@pytest.mark.parametrize(
    "shown",
    [hands("open", False), hands("open", None), hands("fist"), hands("pointing"), Hands(), None],
)
def test_nothing_else_means_next(shown):
    assert waves([(10, shown)]) == []


def test_a_short_wave_means_nothing():
    assert waves([(1, hands("open")), (1, None)] * 5) == []


def test_its_progress_is_there_to_see():
    visit, wave = Visit(), Wave()
    visit.put(hands("open"))
    wave.look(visit)
    assert wave.progress(0.0) == 0 and wave.progress(DWELL / 2) == pytest.approx(0.5)
    visit.now = DWELL
    assert wave.look(visit) and wave.progress(DWELL) == 0
