"""The delete-hold: it runs while held, pauses when let go, and is over when it is full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.lobby.hold import Hold


def test_held_to_the_end():
    hold = Hold(3.0)
    hold.press(10.0)
    assert [hold.progress(10.0 + each) for each in (0, 1.5, 3, 60)] == [0, 0.5, 1, 1]


def test_let_go_it_pauses_and_goes_on_later():
    hold = Hold(3.0)
    hold.press(10.0)
    hold.release(11.5)
    assert hold.progress(500.0) == 0.5
    assert not hold.pressed
    hold.press(500.0)
    assert hold.pressed
    assert hold.progress(500.75) == 0.75


def test_a_finger_that_moves_while_it_presses_changes_nothing():
    hold = Hold(2.0)
    for moment in (0.0, 0.4, 0.8):
        hold.press(moment)
    assert hold.progress(1.0) == 0.5


def test_letting_go_of_what_was_never_pressed_changes_nothing():
    hold = Hold(2.0)
    hold.release(5.0)
    hold.release(6.0)
    assert hold.progress(9.0) == 0
    assert not hold.pressed


@given(st.floats(0.5, 10), st.lists(st.tuples(st.floats(0, 4), st.floats(0, 4)), max_size=8))
def test_it_is_as_full_as_it_was_held_altogether(seconds, holds):
    hold, now, held, before = Hold(seconds), 0.0, 0.0, 0.0
    for pause, length in holds:
        now += pause
        hold.press(now)
        now += length
        hold.release(now)
        held += length
        progress = hold.progress(now)
        assert progress >= before
        before = progress
    assert before == pytest.approx(min(1.0, held / seconds))
