"""The lobby's rarer ways: windows, pads, cameras, rooms that cannot be born, plans gone wrong."""

import fcntl
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace

import pygame
import pytest

from exhibit import devices
from exhibit.door import CAMERAS_CHANGED
from exhibit.errors import BadPlan, DisplayTrouble, RoomTrouble
from exhibit.held import places
from exhibit.lobby import keeper, wipe
from exhibit.lobby.display import Display
from exhibit.lobby.input import Act, Action
from exhibit.lobby.keeper import Keeper
from exhibit.lobby.plan import read_plan
from exhibit.lobby.rehearsal import Rehearsal
from exhibit.lobby.scenes import Choosing, Welcome
from exhibit.lobby.staff import Menu
from exhibit.lock import Lock, Part, Reason, SelfTest, Trial
from exhibit.orders import LobbyOrder, RoomOrder, surroundings
from exhibit.page.canvas import Canvas, Token
from exhibit.settings import Settings

SIZE = (640, 360)
SILENT_ROOM = (sys.executable, "-c", "input()")  # a room that says nothing, and waits


@contextmanager
def few_descriptors(count):
    """Let so many more be opened, and no other: what was closed before leaves no gaps."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(map(int, os.listdir("/proc/self/fd")))
    filled = [os.open(os.devnull, os.O_RDONLY)]
    while filled[-1] <= highest:
        filled.append(os.open(os.devnull, os.O_RDONLY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (filled[-1] + 1 + count, most[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, most)
        for each in filled:
            os.close(each)


def post(lobby, kind, **more):
    """One event of the window, and a turn."""
    pygame.event.post(pygame.event.Event(kind, **more))
    lobby._turn()


class TestWindow:
    def test_another_size_ends_the_spare_and_a_spare_of_that_size_comes(self, lobby):
        lobby.keeper.prepare(0.0)
        before = lobby.keeper.spare
        lobby.display.surface = pygame.display.set_mode((800, 450), pygame.RESIZABLE)
        post(lobby, pygame.VIDEORESIZE, w=800, h=450, size=(800, 450))
        assert before.process.returncode is not None
        assert lobby.keeper.size == (800, 450) == lobby.page.size
        assert lobby.keeper.spare.canvas.size == (800, 450)

    def test_full_screen_and_back(self, lobby):
        windowed = lobby.display.full_screen
        lobby._act(Action(Act.FULL_SCREEN))
        assert lobby.display.full_screen is not windowed
        lobby._act(Action(Act.FULL_SCREEN))
        assert lobby.display.full_screen is windowed and lobby.keeper.size == lobby.display.size

    def test_what_was_hidden_is_drawn_again(self, lobby):
        lobby._dirty = False
        list(lobby._actions())
        pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
        list(lobby._actions())
        assert lobby._dirty

    @pytest.mark.skipif(sys.platform != "linux", reason="told so on Linux only")
    def test_a_display_that_is_gone_ends_it(self, lobby):
        pygame.event.clear()
        with pytest.raises(DisplayTrouble, match="The display went away"):
            post(lobby, pygame.QUIT)

    def test_control_q_asks_for_the_code(self, lobby):
        post(lobby, pygame.KEYDOWN, key=pygame.K_q, mod=pygame.KMOD_CTRL, unicode="q")
        assert not lobby.closing and type(lobby.scene).__name__ == "Code"

    def test_no_screen_is_a_complaint(self, monkeypatch):
        monkeypatch.setenv("SDL_VIDEODRIVER", "no such driver")
        with pytest.raises(DisplayTrouble, match="No window can be opened"):
            Display(640, 360)
        pygame.quit()

    def test_a_screen_that_nobody_sees_is_none(self, monkeypatch):
        monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
        monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
        monkeypatch.delenv("SDL_VIDEODRIVER")
        monkeypatch.setattr(pygame.display, "init", lambda: None)
        with pytest.raises(DisplayTrouble):
            Display(640, 360)
        pygame.quit()


def test_staff_go_back_to_the_first_screen(lobby):
    for key in (pygame.K_ESCAPE, pygame.K_BACKSPACE):
        lobby.show(Menu(lobby.now))
        post(lobby, pygame.KEYDOWN, key=key, mod=0, unicode="")
        assert isinstance(lobby.scene, Welcome)
    lobby.show(Menu(lobby.now))
    post(lobby, pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode="")
    assert isinstance(lobby.scene, Menu), "there is nothing to go on to"


def test_a_gamepad_that_came_and_went_is_nothing_to_fall_over(lobby):
    post(lobby, pygame.JOYDEVICEADDED, device_index=99)
    post(lobby, pygame.JOYDEVICEREMOVED, instance_id=99)
    assert isinstance(lobby.scene, Welcome)


def test_cameras_that_come_or_go_end_the_lobby_for_another_lock(lobby, monkeypatch):
    lobby.now = 5.0
    lobby.look_for_cameras()
    assert not lobby.closing, "the actor needs none"
    object.__setattr__(lobby.order, "source", "auto")
    lobby.look_for_cameras()
    assert not lobby.closing
    monkeypatch.setattr(devices, "plugged", lambda: ("another",))
    lobby.look_for_cameras()
    assert not lobby.closing, "it is not looked so often"
    lobby.now = 8.0
    lobby.look_for_cameras()
    assert lobby.closing and lobby.exit_code == CAMERAS_CHANGED


def test_after_so_many_visits_it_closes(lobby):
    object.__setattr__(lobby.order, "visits", 3)
    lobby.visits = 2
    lobby.welcome()
    assert not lobby.closing
    lobby.visits = 3
    lobby.welcome()
    assert lobby.closing


def test_a_lobby_whose_parent_is_gone_opens_nothing():
    told = surroundings(LobbyOrder(Settings(), 1, "actor", *SIZE))
    command = [sys.executable, "-m", "exhibit.lobby"]
    found = subprocess.run(command, env=told, capture_output=True)
    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"")


def test_a_room_whose_parent_is_gone_does_nothing():
    told = surroundings(RoomOrder(Settings(), 1, "actor", Token(-1, 0, 0), None, ()))
    command = [sys.executable, "-m", "exhibit.room"]
    found = subprocess.run(command, env=told, capture_output=True)
    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"")


def test_the_welcome_says_what_the_lock_cannot(lobby):
    whole = Lock(Part.NETWORK | Part.FILES, Reason(0))
    assert "not_enforced" in lobby.notes()
    lobby.lock, lobby.test = whole, SelfTest(Trial.INET, Trial(0))
    assert lobby.notes() == ["self_test_failed"]
    lobby._draw()
    assert lobby.overflows == []


def open_canvases():
    """How many descriptors of canvases this process has open."""
    places = [f"/proc/self/fd/{each}" for each in os.listdir("/proc/self/fd")]
    return sum("memfd:canvas" in os.readlink(each) for each in places if os.path.islink(each))


class TestRooms:
    order = RoomOrder(Settings(), os.getpid(), "actor", Token(-1, 0, 0), None, ())

    def test_a_program_that_is_not_there_leaves_nothing_open(self):
        before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
        with pytest.raises(RoomTrouble, match="could not be started"):
            keeper.start_room(self.order, SIZE, 0.0, ("/nowhere/to/be/found",))
        assert not before or len(os.listdir("/proc/self/fd")) == before

    def test_a_spare_that_cannot_be_born_is_tried_again_later(self):
        them = Keeper(self.order, SIZE, ("/nowhere/to/be/found",))
        them.prepare(0.0)
        assert them.spare is None and them.failures == 1
        them.prepare(1.9)
        assert them.failures == 1
        them.program = SILENT_ROOM
        them.prepare(2.1)
        assert them.spare is not None
        them.dismiss()

    @pytest.mark.skipif(sys.platform != "linux", reason="descriptors are counted by /proc")
    def test_too_few_descriptors_for_a_room_may_pass(self):
        them = Keeper(self.order, SIZE, SILENT_ROOM)
        lost = 6 if sys.version_info < (3, 12) else 0  # by subprocess.Popen itself (gh-87474)
        for room in range(20):  # at each of the descriptors that a room takes, it is short of one
            open_now, canvases = len(os.listdir("/proc/self/fd")), open_canvases()
            with few_descriptors(room):
                them.prepare(100.0 * room)
            if them.spare is None:
                assert len(os.listdir("/proc/self/fd")) <= open_now + lost
                assert open_canvases() == canvases
            else:
                break
        assert them.failures == room > 2
        them.dismiss()

    def test_a_visit_that_no_room_can_be_started_for_is_no_end_of_the_lobby(self, lobby):
        lobby.keeper.program = ("/nowhere/to/be/found",)
        lobby.now = 1.0
        lobby.keeper.prepare(lobby.now)
        lobby.show(Choosing(lobby.now))
        lobby._draw()
        lobby._act(Action(Act.CHOOSE, number=1))
        assert isinstance(lobby.scene, Welcome) and "room_trouble" in lobby.notes()
        lobby._draw()
        assert lobby.overflows == []

    def test_a_visit_without_a_spare_starts_a_room_of_its_own(self):
        them = Keeper(self.order, SIZE, SILENT_ROOM)
        with them.visit(0.0) as visit:
            assert them.spare is None and visit.room.process.poll() is None
        assert visit.wiped.clean and visit.room.process.returncode is not None

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a place is a path")
    def test_a_spare_from_before_the_city_gives_way_to_one_that_has_it(self):
        with places("city", "register") as (city, register):
            order = replace(self.order, city=city, register=register)
            them = Keeper(order, SIZE, SILENT_ROOM)
            them.prepare(0.0)
            before = them.spare
            assert not before.city
            for each in (city, register):
                fcntl.fcntl(each, 1033, 0x8)  # sealed against writing, as the builder leaves it
            them.prepare(1.0)
            assert them.spare.city and before.process.returncode is not None
            them.dismiss()

    def test_one_that_cannot_be_killed_is_not_said_to_be_dead(self, monkeypatch):
        monkeypatch.delattr(os, "pidfd_open", raising=False)
        monkeypatch.setattr(wipe, "_LONGEST_DEATH", 0.01)
        process = subprocess.Popen(SILENT_ROOM, stdin=subprocess.PIPE)
        canvas = Canvas.create(*SIZE)
        with monkeypatch.context() as undying:
            undying.setattr(process, "kill", lambda: None)
            assert not wipe.wipe(process, canvas).ended
        process.kill()
        process.communicate()
        canvas.close()

    @pytest.mark.parametrize("how", ["no pidfd", "no pidfd for it"])
    def test_a_wipe_where_death_cannot_be_watched(self, monkeypatch, how):
        def refuse(_pid):
            raise OSError("no more descriptors")

        if how == "no pidfd":
            monkeypatch.delattr(os, "pidfd_open", raising=False)
        else:
            monkeypatch.setattr(os, "pidfd_open", refuse, raising=False)
        process = subprocess.Popen(SILENT_ROOM, stdin=subprocess.PIPE)
        canvas = Canvas.create(*SIZE)
        wiped = wipe.wipe(process, canvas)
        assert wiped.zero_bytes == wiped.picture_bytes
        assert wiped.ended == (process.returncode is not None)
        process.wait()
        process.stdin.close()
        canvas.close()


class TestPlans:
    def rehearsal(self, text):
        reading, writing = os.pipe()
        os.close(reading)
        os.close(writing)
        return Rehearsal(writing, read_plan(text))

    def test_a_press_of_what_is_not_on_the_screen(self, lobby):
        lobby._draw()
        played = self.rehearsal('[[moment]]\nat = 0\ndo = "press begn"')
        with pytest.raises(BadPlan, match='Did you mean "begin"'):
            list(played.actions(lobby))

    def test_a_city_that_is_not_built_is_not_waited_for(self, lobby):
        played = self.rehearsal('[[moment]]\nat = 0\ndo = "await city"')
        assert list(played.actions(lobby)) == [] and played.after_turn(lobby)

    def test_what_never_comes_is_not_waited_for_for_ever(self, lobby):
        played = self.rehearsal('[[moment]]\nat = 0\ndo = "await receipt"')
        for lobby.now in (0.0, 30.0):
            assert list(played.actions(lobby)) == []
        lobby.now = 61.0
        with pytest.raises(BadPlan, match="in vain for receipt"):
            list(played.actions(lobby))
