"""For staff: the corner, the code, the menu, opening hours; visitors get none of it."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from live import lobby as live_lobby
from live import order, plan, short

from exhibit.lobby.corner import PRESS, Corner
from exhibit.lobby.input import Act, Action
from exhibit.lobby.loop import Lobby
from exhibit.lobby.scenes import Welcome
from exhibit.lobby.staff import Asleep, Code, Menu
from exhibit.lock import Lock, Part, Reason, SelfTest, Trial
from exhibit.orders import LobbyOrder, RoomOrder
from exhibit.page.canvas import Token
from exhibit.prove.memory import may_look
from exhibit.settings import Hours, Settings, Staff, read_settings

QUIT = Action(Act.QUIT)
SIZE = (1280, 720)


@pytest.fixture
def lobby(monkeypatch):
    """A real lobby in a window of its own; no room is started, time is set by hand."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    made = []

    def make(pin="4711", hours=None):
        settings = Settings(staff=Staff(pin=pin), hours=hours or Hours())
        order = LobbyOrder(settings, 0, "actor", *SIZE, handed_time=True)
        room = RoomOrder(settings, 0, "actor", Token(-1, 0, 0), None, ())
        lobby = Lobby(order, room, Lock(Part(0), Reason(0)), SelfTest(Trial(0), Trial(0)), False)
        made.append(lobby)
        return lobby

    yield make
    for each in made:
        each.display.close()


def quit_asked(lobby):
    lobby._asked_to_quit()


def typed(lobby, digits):
    for digit in digits:
        lobby.scene.act(lobby, Action(Act.CHOOSE, number=int(digit)))


class TestCorner:
    def test_a_long_press_is_noticed_once(self):
        corner = Corner()
        corner.act(Action(Act.POINT, 5, 5), SIZE, 1.0)
        assert not corner.held(1.0 + PRESS - 0.1)
        assert corner.held(1.0 + PRESS) and not corner.held(1.0 + 2 * PRESS)

    @pytest.mark.parametrize(
        "then", [Action(Act.POINT, 5, 5, down=False), Action(Act.POINT, 300, 5, moved=True)]
    )
    def test_letting_go_or_sliding_away_is_nothing(self, then):
        corner = Corner()
        corner.act(Action(Act.POINT, 5, 5), SIZE, 1.0)
        corner.act(then, SIZE, 2.0)
        assert not corner.held(10.0)

    def test_elsewhere_on_the_screen_it_is_nothing(self):
        corner = Corner()
        corner.act(Action(Act.POINT, 640, 360), SIZE, 1.0)
        assert not corner.held(10.0)


class TestCode:
    def test_without_a_code_control_q_closes(self, lobby):
        it = lobby(pin="")
        quit_asked(it)
        assert it.closing

    def test_with_one_it_asks(self, lobby):
        it = lobby()
        quit_asked(it)
        assert not it.closing and isinstance(it.scene, Code)
        typed(it, "4711")
        assert isinstance(it.scene, Menu)
        it.scene.press(it, "close")
        assert it.closing

    def test_the_corner_asks_too(self, lobby):
        it = lobby()
        it.scene.act(it, Action(Act.POINT, 3, 3))
        it.now = PRESS + 0.1
        it.scene.tick(it)
        assert isinstance(it.scene, Code)

    def test_a_wrong_code_opens_nothing_and_three_lock_it(self, lobby):
        it = lobby()
        quit_asked(it)
        typed(it, "1111" "2222" "3333")
        assert isinstance(it.scene, Code) and it.scene.locked(it.now) > 25
        typed(it, "4711")
        assert isinstance(it.scene, Code)
        it.now += 31
        typed(it, "4711")
        assert isinstance(it.scene, Menu)

    def test_leaving_and_coming_back_gives_no_more_tries(self, lobby):
        it = lobby()
        for digits in ("1111", "2222", "3333"):
            quit_asked(it)
            typed(it, digits)
            it.scene.act(it, Action(Act.LEAVE))
            assert isinstance(it.scene, Welcome)
        quit_asked(it)
        typed(it, "4711")
        assert isinstance(it.scene, Code) and it.scene.locked(it.now) > 25
        it._draw()
        it.now += 31
        it.scene.act(it, Action(Act.LEAVE))
        quit_asked(it)
        typed(it, "4711")
        assert isinstance(it.scene, Menu)

    def test_the_right_code_forgets_the_wrong_ones(self, lobby):
        it = lobby()
        quit_asked(it)
        typed(it, "1111" "2222" "4711")
        it.scene.press(it, "back")
        quit_asked(it)
        typed(it, "3333")
        assert it.scene.locked(it.now) == 0

    def test_nobody_types(self, lobby):
        it = lobby()
        quit_asked(it)
        it.now += 31
        it.scene.tick(it)
        assert isinstance(it.scene, Welcome)

    def test_every_digit_can_be_pressed_on_the_screen(self, lobby):
        it = lobby(pin="0123456789"[:8])
        quit_asked(it)
        it._draw()
        names = dict(it.scene.touches)
        assert set(names) == {*(f"digit:{digit}" for digit in range(10)), "back"}
        for digit in "01234567":
            x, y, width, height = names[f"digit:{digit}"]
            it.scene.act(it, Action(Act.POINT, x + width // 2, y + height // 2))
        assert isinstance(it.scene, Menu)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_code_is_on_no_command_line_and_with_no_room():
    """Every user of the computer may read a command line; only root an environment once locked."""
    settings = replace(short(), staff=Staff(pin="40302010"))
    doings = ("await spare", "press begin", "press choice:1", "await pictures 1", "stop during",
              "leave", "await receipt", "press done")  # fmt: skip
    given = order(settings=settings, plan=plan(*doings))
    with live_lobby(given) as (process, tales):
        for record in tales:
            if record.values.get("picture") == "during":
                os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
                room = record.values["room"]
                lines = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in (process.pid, room)]
                told = Path(f"/proc/{room}/environ").read_bytes() if may_look() else b""
                process.send_signal(signal.SIGCONT)
        assert process.wait() == 0
    assert b"exhibit.lobby" in lines[0] and b"faulty.py" in lines[1]
    assert b"40302010" not in b"".join((*lines, told))
    assert b'"pin":""' in told or not may_look()


class TestAsleep:
    def test_it_sleeps_outside_its_hours_and_wakes(self, lobby):
        it = lobby(hours=Hours("09:00", "12:01"))  # a plan begins at noon
        it.scene.tick(it)
        assert isinstance(it.scene, Welcome)
        it.time._turns = 900  # a minute and a half later
        it.scene.tick(it)
        assert isinstance(it.scene, Asleep) and it.keeper.spare is None
        it._draw()
        it.scene.act(it, Action(Act.NEXT))
        it.scene.tick(it)
        assert isinstance(it.scene, Asleep)
        it.time._turns = 0
        it.scene.tick(it)
        assert isinstance(it.scene, Welcome)

    def test_put_to_sleep_by_staff_only_staff_wake_it(self, lobby):
        it = lobby()
        quit_asked(it)
        typed(it, "4711")
        it.scene.press(it, "sleep")
        it.scene.tick(it)
        assert isinstance(it.scene, Asleep)
        quit_asked(it)
        assert isinstance(it.scene, Code)


@pytest.mark.parametrize(
    "opens, closes, minute, awake",
    [
        ("", "", 0, True),
        ("09:00", "17:00", 539, False),
        ("09:00", "17:00", 540, True),
        ("09:00", "17:00", 1019, True),
        ("09:00", "17:00", 1020, False),
        ("20:00", "02:00", 60, True),  # a long night of museums
        ("20:00", "02:00", 120, False),
        ("20:00", "02:00", 1200, True),
    ],
)
def test_hours(opens, closes, minute, awake):
    assert Hours(opens, closes).open_at(minute) is awake


@pytest.mark.parametrize(
    "text", ['[staff]\npin = "12"', '[staff]\npin = "abcd"', '[hours]\nopens = "9 am"']
)
def test_what_is_no_code_and_no_time_is_said(text):
    from exhibit.errors import BadSettings

    with pytest.raises(BadSettings, match="should be"):
        read_settings(text)
