"""The screens before a lesson, in this very process: cards, plans, benches, the question, notes."""

import os
import sys

import pygame
import pytest

from exhibit.lesson import BENCHES, POSE
from exhibit.lobby.class_scenes import Ask, Benches, Ready
from exhibit.lobby.input import Act, Action
from exhibit.lobby.loop import Lobby
from exhibit.lobby.teacher import Teacher, place
from exhibit.lobby.teaching import Teaching
from exhibit.lock import Lock, Part, Reason, SelfTest, Trial
from exhibit.messages import Choice, Ending, Inbox, Message, Outbox, To
from exhibit.orders import LobbyOrder, NotesOrder, RoomOrder
from exhibit.page.canvas import Token
from exhibit.page.controls import picked
from exhibit.settings import City, Settings

SIZE = (1024, 768)
SILENT_ROOM = (sys.executable, "-c", "input()")


@pytest.fixture
def lobby(monkeypatch):
    """Makes a lobby of a class whose rooms are silent."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    made = []

    def make(source="2", **more):
        settings = Settings(city=City(citizens=0))
        order = LobbyOrder(settings, 0, source, *SIZE, handed_time=True, room=SILENT_ROOM,
                           lesson=45, notes="none", **more)  # fmt: skip
        room = RoomOrder(settings, os.getpid(), source, Token(-1, 0, 0), None, (), lesson=45)
        made.append(
            Lobby(order, room, Lock(Part(0), Reason(0)), SelfTest(Trial(0), Trial(0)), False)
        )
        return made[-1]

    yield make
    for each in made:
        each.scene.leave(each)
        each.keeper.dismiss()
        each.school.teacher.close()
        each.display.close()


def press(it, name):
    """Touch the middle of what has this name."""
    it._draw()
    x, y, width, height = dict(it.scene.touches)[name]
    it._act(Action(Act.POINT, x + width // 2, y + height // 2))


def number(it, which):
    it._act(Action(Act.CHOOSE, number=which))


class TestReady:
    def test_the_cards_by_touch(self, lobby):
        it = lobby()
        press(it, "card:2")
        assert isinstance(it.scene, Ask)
        press(it, "back")
        press(it, "card:3")
        assert isinstance(it.scene, Benches)
        press(it, "back")
        press(it, "card:1")
        assert isinstance(it.scene, Teaching) and it.scene.choice is Choice.ACTOR

    def test_the_cards_by_number(self, lobby):
        it = lobby()
        number(it, 2)
        assert isinstance(it.scene, Ask)
        it._act(Action(Act.LEAVE))
        assert isinstance(it.scene, Ready)
        number(it, 3)
        assert isinstance(it.scene, Benches)
        it._act(Action(Act.BACK))
        it._act(Action(Act.NEXT))
        assert isinstance(it.scene, Teaching)

    def test_with_the_actor_alone_there_is_nobody_to_ask(self, lobby):
        it = lobby("actor")
        number(it, 2)
        assert isinstance(it.scene, Ready)

    def test_the_plan_by_key_and_by_touch_and_the_minutes_are_its_own(self, lobby):
        it = lobby()
        assert it.school.plan == 45
        it._act(Action(Act.PAUSE))
        assert it.school.plan == 90 and it.school.teacher.opened
        press(it, "plan:45")
        assert it.school.plan == 45
        assert it.school.phase(0.0).name == "predict"

    def test_text_grows_so_far_and_shrinks_again(self, lobby):
        it = lobby()
        before = it.k
        for _ in range(9):
            it._act(Action(Act.LARGER))
        largest = it.k
        for _ in range(9):
            it._act(Action(Act.SMALLER))
        assert it.k < before < largest <= 1.6
        assert it.keeper.order.settings.screen == it.order.settings.screen

    def test_the_window_fills_the_screen(self, lobby):
        it = lobby()
        before = it.display.full_screen
        it._act(Action(Act.FULL_SCREEN))
        assert it.display.full_screen is not before

    def test_a_bench_of_the_command_line_opens_once(self, lobby):
        it = lobby(try_it="mask")
        it.scene.tick(it)
        assert isinstance(it.scene, Teaching) and it.scene.bench == "mask"
        assert it.keeper.order.settings.visit.steps == ("face_number", "delete")
        it.scene.end(it, Ending.LEFT)
        it.welcome()
        it.scene.tick(it)
        assert isinstance(it.scene, Ready) and it.keeper.order.try_it == ""


class TestAsk:
    def test_next_alone_agrees_to_nothing(self, lobby):
        it = lobby()
        it.show(Ask(0.0))
        it._act(Action(Act.NEXT))
        assert isinstance(it.scene, Ask)

    @pytest.mark.parametrize("how", ["touch", "number"])
    def test_a_button_of_its_own_does(self, lobby, how):
        it = lobby()
        it.show(Ask(0.0))
        press(it, "look") if how == "touch" else number(it, 1)
        assert isinstance(it.scene, Teaching) and it.scene.choice is Choice.CLASS


@pytest.mark.parametrize("bench", BENCHES)
@pytest.mark.parametrize("how", ["touch", "number"])
def test_every_bench_can_be_chosen_and_is_of_the_actor(lobby, bench, how):
    it = lobby()
    it.show(Benches(0.0))
    press(it, f"bench:{bench}") if how == "touch" else number(it, list(BENCHES).index(bench) + 1)
    assert isinstance(it.scene, Teaching)
    assert it.scene.bench == bench and it.scene.choice is Choice.ACTOR
    it._draw()
    assert it.overflows == []


@pytest.mark.parametrize("scene", [Ask, Benches, Ready])
def test_what_is_not_there_is_not_pressed(lobby, scene):
    it = lobby()
    it.show(scene(0.0))
    before = it.scene
    it.scene.press(it, "nothing")
    assert it.scene is before


class TestLesson:
    def heard(self, it):
        """The lesson, and the end at which its room would hear."""
        it._act(Action(Act.NEXT))
        reading, writing = os.pipe()
        it.scene.room.outbox = Outbox(writing)
        return Inbox(reading, To), (reading, writing)

    def test_a_number_on_a_bench_is_a_control(self, lobby):
        it = lobby()
        inbox, ends = self.heard(it)
        it.scene.bench = "mask"
        number(it, 2)
        assert list(inbox.take()) == [Message(To.CHOOSE, 3)]
        for each in ends:
            os.close(each)

    def test_two_digits_are_a_step_and_one_waits_for_the_other(self, lobby):
        it = lobby()
        inbox, ends = self.heard(it)
        it.scene.room.steps = 16
        number(it, 1)
        it._draw()
        assert list(inbox.take()) == [] and it.scene.typed == "1"
        number(it, 2)
        assert list(inbox.take()) == [Message(To.JUMP, 11)] and it.scene.typed == ""
        for each in ends:
            os.close(each)

    def test_a_digit_alone_goes_after_a_while_and_silence_is_blamed_on_a_step(self, lobby, capfd):
        it = lobby()
        inbox, ends = self.heard(it)
        it.school.own = it.school.steps[:1]
        it.scene.room.steps = 16
        number(it, 1)
        it.now = 5.0
        it.scene.room.ending = Ending.SILENT  # else the room would be waited for
        it.scene.tick(it)
        assert Message(To.JUMP, 0) in list(inbox.take())
        assert it.scene.receipt.ending is Ending.SILENT
        assert f"the step {it.school.own[0]} gave no answer" in capfd.readouterr().err
        for each in ends:
            os.close(each)

    def test_larger_text_goes_on_where_it_was_with_another_room(self, lobby):
        it = lobby()
        it._act(Action(Act.NEXT))
        before = it.scene.room
        it._act(Action(Act.LARGER))
        assert isinstance(it.scene, Teaching) and it.scene.grown
        assert before.process.returncode is not None and it.scene.room is not before
        it._draw()
        assert it.overflows == []

    def test_what_covers_the_page_while_there_is_no_picture(self, lobby):
        it = lobby()
        it._act(Action(Act.NEXT))
        for key in (Act.PAUSE, Act.HIDE, Act.VOTE):
            it._act(Action(key))
            it._draw()
            assert it.overflows == []
        assert it.scene.hidden and it.scene.paused and it.scene.counting

    def test_an_open_camera_asks_after_ten_minutes_the_actor_never(self, lobby):
        it = lobby()
        it._act(Action(Act.NEXT))
        it.now = 700.0
        assert it.scene._asked(it) == 0
        it.show(Teaching(it, Choice.CLASS))
        it.now = 1400.0
        assert it.scene._asked(it) == pytest.approx(100.0)


@pytest.mark.parametrize("bench", [name for name, each in BENCHES.items() if each.poses])
def test_the_actors_poses_are_on_the_page(tour, seen, bench):
    made = tour([BENCHES[bench].step, "delete"], Choice.ACTOR, bench=bench)
    made.see(seen(0.0), 0.0)
    made.draw(pygame.Surface(SIZE))
    chosen = {picked(each) for each in dict(made.page.touches)}
    assert {(POSE, each) for each in range(len(BENCHES[bench].poses))} <= chosen
    assert made.overflows == []


class TestTeacher:
    order = NotesOrder(0, "window", "en", 45, ("presence", "delete"))

    def test_its_process_is_told_and_ends_with_the_lesson(self, monkeypatch):
        monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
        teacher = Teacher()
        teacher.tell(0, 45)
        teacher.open(self.order)
        process = teacher._process
        teacher.tell(1, 44)
        assert teacher._told == (1, 44)
        teacher.tell(1, 100)
        assert teacher._told == (1, 44), "no more than 99 minutes can be told"
        assert process.poll() is None
        teacher.close()
        assert process.returncode is not None
        teacher.close()

    def test_without_notes_nothing_is_started(self):
        teacher = Teacher()
        teacher.open(NotesOrder(0, "none", "en", 45, ()))
        assert teacher.opened and teacher._process is None

    @pytest.mark.parametrize(
        "displays, typed, where", [(2, False, "window"), (1, True, "terminal"), (1, False, "none")]
    )
    def test_where_they_are_if_nobody_says(self, monkeypatch, displays, typed, where):
        monkeypatch.setattr("pygame.display.get_num_displays", lambda: displays)
        monkeypatch.setattr(sys, "stderr", Terminal(typed))
        assert place("auto") == where and place("window") == "window"


class Terminal:
    """What stderr leads to."""

    def __init__(self, typed):
        self.typed = typed

    def isatty(self):
        return self.typed

    def write(self, text):
        return len(text)
