"""What people do: keys, mouse, fingers and gamepads become a few plain actions."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import pygame

_LINUX = sys.platform == "linux"


class Act(Enum):
    """What was done."""

    NEXT = auto()  # down or up: the delete-hold needs to know for how long
    PRESS = auto()  # what is in focus, or Next without one; down or up
    BACK = auto()
    FOCUS = auto()  # number: 1 on, -1 back
    LEAVE = auto()
    CHOOSE = auto()  # number
    LANGUAGE = auto()
    POINT = auto()  # x, y in window pixels; down, moved or up
    FULL_SCREEN = auto()
    HIDE = auto()  # this and the next six: for a teacher
    PAUSE = auto()
    VOTE = auto()
    FIRST = auto()
    LAST = auto()
    LARGER = auto()
    SMALLER = auto()
    RESIZE = auto()  # x, y: the new size
    QUIT = auto()


@dataclass(frozen=True)
class Action:
    """One thing done: where it has a place, a number, or a beginning and an end."""

    act: Act
    x: int = 0
    y: int = 0
    number: int = 0
    down: bool = True
    moved: bool = False


_KEYS = {
    pygame.K_RETURN: Act.PRESS,
    pygame.K_KP_ENTER: Act.PRESS,
    pygame.K_SPACE: Act.PRESS,
    pygame.K_RIGHT: Act.NEXT,
    pygame.K_PAGEDOWN: Act.NEXT,
    pygame.K_LEFT: Act.BACK,
    pygame.K_BACKSPACE: Act.BACK,
    pygame.K_PAGEUP: Act.BACK,
    pygame.K_ESCAPE: Act.LEAVE,
    pygame.K_l: Act.LANGUAGE,
    pygame.K_F11: Act.FULL_SCREEN,
    pygame.K_b: Act.HIDE,
    pygame.K_PERIOD: Act.HIDE,  # what a presenter's remote control sends, or b
    pygame.K_p: Act.PAUSE,
    pygame.K_v: Act.VOTE,
    pygame.K_HOME: Act.FIRST,
    pygame.K_END: Act.LAST,
    pygame.K_PLUS: Act.LARGER,
    pygame.K_EQUALS: Act.LARGER,
    pygame.K_KP_PLUS: Act.LARGER,
    pygame.K_MINUS: Act.SMALLER,
    pygame.K_KP_MINUS: Act.SMALLER,
}
_FOCUS = {pygame.K_TAB: 1, pygame.K_DOWN: 1, pygame.K_UP: -1}
_HELD = (Act.NEXT, Act.PRESS)
# Of a gamepad, or of the board behind a museum's own push buttons: press, back, focus on, back.
_BUTTONS = {
    0: Action(Act.PRESS),
    1: Action(Act.BACK),
    2: Action(Act.FOCUS, number=1),
    3: Action(Act.FOCUS, number=-1),
    4: Action(Act.BACK),
    5: Action(Act.NEXT),
}
_HAT = {
    (1, 0): Action(Act.NEXT),
    (-1, 0): Action(Act.BACK),
    (0, -1): Action(Act.FOCUS, number=1),
    (0, 1): Action(Act.FOCUS, number=-1),
}
_DIGITS = [getattr(pygame, f"K_{number}") for number in range(10)]
_PAD = [getattr(pygame, f"K_KP{number}") for number in range(10)]


def _key(event: pygame.event.Event) -> Action | None:
    """The action of a key going down or up; None for keys that mean nothing here."""
    down = event.type == pygame.KEYDOWN
    if event.key == pygame.K_q and event.mod & pygame.KMOD_CTRL:
        return Action(Act.QUIT) if down else None
    if event.key in _FOCUS and down:
        back = event.key == pygame.K_TAB and event.mod & pygame.KMOD_SHIFT
        return Action(Act.FOCUS, number=-1 if back else _FOCUS[event.key])
    act = _KEYS.get(event.key)
    if act is not None and (down or act in _HELD):
        return Action(act, down=down)
    for digits in (_DIGITS, _PAD):
        if down and event.key in digits:
            return Action(Act.CHOOSE, number=digits.index(event.key))
    return None


def _finger(event: pygame.event.Event, size: tuple[int, int]) -> Action:
    """The action of a finger on a touch screen; its place comes as fractions."""
    x, y = int(event.x * (size[0] - 1)), int(event.y * (size[1] - 1))
    down, moved = event.type != pygame.FINGERUP, event.type == pygame.FINGERMOTION
    return Action(Act.POINT, max(0, x), max(0, y), down=down, moved=moved)


def _mouse(event: pygame.event.Event) -> Action | None:
    """The action of the mouse's first button, or of moving with it held."""
    if getattr(event, "touch", False):  # SDL's copy of a finger we have already heard of
        return None
    x, y = max(0, event.pos[0]), max(0, event.pos[1])
    if event.type == pygame.MOUSEMOTION:
        return Action(Act.POINT, x, y, moved=True) if event.buttons[0] else None
    if event.button != 1:
        return None
    return Action(Act.POINT, x, y, down=event.type == pygame.MOUSEBUTTONDOWN)


def _gamepad(event: pygame.event.Event) -> Action | None:
    """The action of a gamepad's button or of its cross."""
    if event.type == pygame.JOYHATMOTION:
        return _HAT.get(tuple(event.value))
    action, down = _BUTTONS.get(event.button), event.type == pygame.JOYBUTTONDOWN
    if action is None or (not down and action.act not in _HELD):
        return None
    return replace(action, down=down)


def read(event: pygame.event.Event, size: tuple[int, int]) -> Action | None:
    """The action of one event in a window of this size; None if it means nothing here."""
    if event.type == pygame.WINDOWCLOSE or (event.type == pygame.QUIT and not _LINUX):
        return Action(Act.QUIT)
    if event.type in (pygame.KEYDOWN, pygame.KEYUP):
        return _key(event)
    if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
        return _mouse(event)
    if event.type in (pygame.FINGERDOWN, pygame.FINGERUP, pygame.FINGERMOTION):
        return _finger(event, size)
    if event.type in (pygame.JOYBUTTONDOWN, pygame.JOYBUTTONUP, pygame.JOYHATMOTION):
        return _gamepad(event)
    if event.type == pygame.VIDEORESIZE:
        return Action(Act.RESIZE, event.w, event.h)
    return None


def display_lost(events: Sequence[pygame.event.Event]) -> bool:
    """Whether the display server has gone: we are asked to end, and nobody closed the window."""
    kinds = {event.type for event in events}
    return _LINUX and pygame.QUIT in kinds and pygame.WINDOWCLOSE not in kinds
