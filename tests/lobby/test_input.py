"""Input: every key, mouse and finger a visitor may use, and nothing else, does something."""

import sys

import pygame
import pytest
from pygame.event import Event

from exhibit.lobby.input import Act, Action, display_lost, read

SIZE = (1280, 720)
HELD, FREE = (1, 0, 0), (0, 0, 0)


def key(kind, which, mod=0):
    return Event(kind, key=which, mod=mod)


def finger(kind, x, y):
    return Event(kind, x=x, y=y, touch_id=1, finger_id=1)


@pytest.mark.parametrize(
    "which, act",
    [
        (pygame.K_RETURN, Act.PRESS),
        (pygame.K_KP_ENTER, Act.PRESS),
        (pygame.K_SPACE, Act.PRESS),
        (pygame.K_RIGHT, Act.NEXT),
        (pygame.K_PAGEDOWN, Act.NEXT),  # a presenter's remote control
        (pygame.K_LEFT, Act.BACK),
        (pygame.K_BACKSPACE, Act.BACK),
        (pygame.K_PAGEUP, Act.BACK),
        (pygame.K_ESCAPE, Act.LEAVE),
        (pygame.K_l, Act.LANGUAGE),
        (pygame.K_F11, Act.FULL_SCREEN),
    ],
)
def test_a_key_does_one_thing_when_it_goes_down(which, act):
    assert read(key(pygame.KEYDOWN, which), SIZE) == Action(act)
    released = Action(act, down=False) if act in (Act.NEXT, Act.PRESS) else None
    assert read(key(pygame.KEYUP, which), SIZE) == released


@pytest.mark.parametrize("number", range(10))
def test_a_digit_chooses(number):
    which = getattr(pygame, f"K_{number}")
    assert read(key(pygame.KEYDOWN, which), SIZE) == Action(Act.CHOOSE, number=number)
    assert read(key(pygame.KEYUP, which), SIZE) is None


def test_only_control_q_closes():
    assert read(key(pygame.KEYDOWN, pygame.K_q, pygame.KMOD_LCTRL), SIZE) == Action(Act.QUIT)
    assert read(key(pygame.KEYUP, pygame.K_q, pygame.KMOD_LCTRL), SIZE) is None
    assert read(key(pygame.KEYDOWN, pygame.K_q), SIZE) is None
    assert read(Event(pygame.WINDOWCLOSE), SIZE) == Action(Act.QUIT)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a menu may ask to quit, too")
def test_a_display_is_lost_when_nobody_closed_the_window():
    close, quits, other = Event(pygame.WINDOWCLOSE), Event(pygame.QUIT), Event(pygame.ACTIVEEVENT)
    assert not display_lost([]) and not display_lost([other])
    assert not display_lost([close, quits]), "the cross: SDL tells of both at once"
    assert display_lost([other, quits])
    assert read(quits, SIZE) is None


@pytest.mark.parametrize("which", [pygame.K_a, pygame.K_LSHIFT, pygame.K_F5])
def test_other_keys_do_nothing(which):
    assert read(key(pygame.KEYDOWN, which), SIZE) is None


@pytest.mark.parametrize(
    "which, mod, by",
    [
        (pygame.K_TAB, 0, 1),
        (pygame.K_TAB, pygame.KMOD_LSHIFT, -1),
        (pygame.K_DOWN, 0, 1),
        (pygame.K_UP, 0, -1),
    ],
)
def test_keys_move_the_focus(which, mod, by):
    assert read(key(pygame.KEYDOWN, which, mod), SIZE) == Action(Act.FOCUS, number=by)
    assert read(key(pygame.KEYUP, which, mod), SIZE) is None


class TestGamepad:
    def test_its_first_button_presses_and_lets_go(self):
        down = Event(pygame.JOYBUTTONDOWN, joy=0, instance_id=0, button=0)
        up = Event(pygame.JOYBUTTONUP, joy=0, instance_id=0, button=0)
        assert read(down, SIZE) == Action(Act.PRESS)
        assert read(up, SIZE) == Action(Act.PRESS, down=False)

    @pytest.mark.parametrize(
        "button, action",
        [
            (1, Action(Act.BACK)),
            (2, Action(Act.FOCUS, number=1)),
            (3, Action(Act.FOCUS, number=-1)),
        ],
    )
    def test_its_other_buttons(self, button, action):
        down = Event(pygame.JOYBUTTONDOWN, joy=0, instance_id=0, button=button)
        assert read(down, SIZE) == action
        assert read(Event(pygame.JOYBUTTONUP, joy=0, instance_id=0, button=button), SIZE) is None

    @pytest.mark.parametrize(
        "value, action",
        [
            ((1, 0), Action(Act.NEXT)),
            ((-1, 0), Action(Act.BACK)),
            ((0, -1), Action(Act.FOCUS, number=1)),
            ((0, 1), Action(Act.FOCUS, number=-1)),
            ((0, 0), None),
        ],
    )
    def test_its_cross(self, value, action):
        event = Event(pygame.JOYHATMOTION, joy=0, instance_id=0, hat=0, value=value)
        assert read(event, SIZE) == action

    def test_a_button_nobody_knows_does_nothing(self):
        event = Event(pygame.JOYBUTTONDOWN, joy=0, instance_id=0, button=9)
        assert read(event, SIZE) is None


class TestMouse:
    def test_the_first_button_points(self):
        down = Event(pygame.MOUSEBUTTONDOWN, pos=(3, 4), button=1, touch=False)
        up = Event(pygame.MOUSEBUTTONUP, pos=(5, 6), button=1, touch=False)
        assert read(down, SIZE) == Action(Act.POINT, 3, 4)
        assert read(up, SIZE) == Action(Act.POINT, 5, 6, down=False)

    @pytest.mark.parametrize("button", [2, 3, 4, 5])
    def test_other_buttons_and_the_wheel_do_nothing(self, button):
        event = Event(pygame.MOUSEBUTTONDOWN, pos=(3, 4), button=button, touch=False)
        assert read(event, SIZE) is None

    def test_moving_counts_only_while_the_button_is_held(self):
        drag = Event(pygame.MOUSEMOTION, pos=(7, 8), rel=(1, 1), buttons=HELD, touch=False)
        move = Event(pygame.MOUSEMOTION, pos=(7, 8), rel=(1, 1), buttons=FREE, touch=False)
        assert read(drag, SIZE) == Action(Act.POINT, 7, 8, moved=True)
        assert read(move, SIZE) is None

    def test_a_drag_out_of_the_window_stays_on_its_edge(self):
        drag = Event(pygame.MOUSEMOTION, pos=(-9, -1), rel=(1, 1), buttons=HELD, touch=False)
        assert read(drag, SIZE) == Action(Act.POINT, 0, 0, moved=True)

    def test_the_copy_of_a_finger_is_not_heard_twice(self):
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            assert read(Event(kind, pos=(3, 4), button=1, touch=True), SIZE) is None
        move = Event(pygame.MOUSEMOTION, pos=(7, 8), rel=(1, 1), buttons=HELD, touch=True)
        assert read(move, SIZE) is None


class TestFinger:
    def test_it_points(self):
        assert read(finger(pygame.FINGERDOWN, 0.5, 0.5), SIZE) == Action(Act.POINT, 639, 359)
        moved = Action(Act.POINT, 639, 359, moved=True)
        assert read(finger(pygame.FINGERMOTION, 0.5, 0.5), SIZE) == moved
        up = Action(Act.POINT, 639, 359, down=False)
        assert read(finger(pygame.FINGERUP, 0.5, 0.5), SIZE) == up

    @pytest.mark.parametrize(
        "place, pixel", [((0, 0), (0, 0)), ((1, 1), (1279, 719)), ((-0.01, -1), (0, 0))]
    )
    def test_the_edges_are_within_the_window(self, place, pixel):
        assert read(finger(pygame.FINGERDOWN, *place), SIZE) == Action(Act.POINT, *pixel)


def test_another_size_of_the_window():
    event = Event(pygame.VIDEORESIZE, w=1920, h=1080, size=(1920, 1080))
    assert read(event, SIZE) == Action(Act.RESIZE, 1920, 1080)


@pytest.mark.parametrize("kind", [pygame.WINDOWEXPOSED, pygame.TEXTINPUT, pygame.USEREVENT])
def test_other_events_do_nothing(kind):
    assert read(Event(kind), SIZE) is None
