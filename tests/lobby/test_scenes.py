"""The lobby's scenes by key and touch: choice, visit, receipt, staff; a silent room in each."""

import os
from dataclasses import replace

import pytest

from exhibit.lobby.corner import PRESS
from exhibit.lobby.input import Act, Action
from exhibit.lobby.receipt import Locked, write_receipt
from exhibit.lobby.scenes import Choosing, Scene, Shown, TakeAway, Trouble, Welcome, after
from exhibit.lobby.staff import Asleep, Calibrating, Menu
from exhibit.lobby.visiting import Visiting
from exhibit.lobby.wipe import Wiped
from exhibit.lock import Part
from exhibit.messages import Choice, Ending, Inbox, Outbox, To
from exhibit.settings import Staff

NEXT, BACK = Action(Act.NEXT), Action(Act.BACK)


def paper(ending=Ending.LEFT):
    """A receipt."""
    none = Locked(Part(0), None)
    return write_receipt(ending, Wiped(True, 4096, 4096, 20.0), none, none)


class TestAfterAVisit:
    def test_the_receipt_leads_to_the_questions_and_back(self, lobby):
        lobby.show(after(paper(), 0.0))
        assert isinstance(lobby.scene, Shown)
        for name, kind in (("take_away", TakeAway), ("receipt", Shown), ("done", Welcome)):
            lobby._draw()
            box = dict(lobby.scene.touches)[name]
            lobby._act(Action(Act.POINT, box[0] + 2, box[1] + 2))
            assert type(lobby.scene) is kind

    def test_trouble_is_followed_by_the_receipt(self, lobby):
        for ending in (Ending.CRASHED, Ending.CAMERA_BLACK):
            lobby.show(after(paper(ending), 0.0))
            assert isinstance(lobby.scene, Trouble)
            lobby._draw()
            lobby.now = 13.0
            lobby.scene.tick(lobby)
            assert type(lobby.scene) is Shown
            lobby.now = 0.0

    @pytest.mark.parametrize("kind, then", [(Shown, Welcome), (TakeAway, Shown), (Trouble, Shown)])
    def test_a_key_goes_on_but_not_one_that_was_held_all_along(self, lobby, kind, then):
        lobby.show(kind(0.0, paper()))
        lobby._act(NEXT)
        assert type(lobby.scene) is kind
        lobby.now = 1.5
        lobby._act(BACK)
        assert type(lobby.scene) is then

    def test_nobody_reads_it_any_more(self, lobby):
        lobby.show(Shown(0.0, paper()))
        lobby.now = lobby.order.settings.visit.receipt_seconds + 0.1
        lobby.scene.tick(lobby)
        assert isinstance(lobby.scene, Welcome)

    def test_a_press_on_nothing_known_is_nothing(self, lobby):
        for scene in (Shown(0.0, paper()), Choosing(0.0), Menu(0.0), Welcome(0.0)):
            lobby.show(scene)
            scene.press(lobby, "nothing")
            assert lobby.scene is scene


class TestChoosing:
    def test_back_and_nobody_choosing_are_the_welcome(self, lobby):
        lobby.show(Choosing(0.0))
        lobby._act(BACK)
        assert isinstance(lobby.scene, Welcome)
        lobby.show(Choosing(0.0))
        lobby.now = 61.0
        lobby.scene.tick(lobby)
        assert isinstance(lobby.scene, Welcome)

    def test_a_number_chooses(self, lobby):
        lobby.show(Choosing(0.0))
        lobby._act(Action(Act.CHOOSE, number=Choice.ACTOR))
        assert isinstance(lobby.scene, Visiting)

    def test_a_language_is_chosen_by_its_pill_and_by_the_key(self, lobby):
        lobby._draw()
        code = lobby.words.languages[1]
        lobby.scene.press(lobby, f"language:{code}")
        assert lobby.language == 1
        lobby._act(Action(Act.LANGUAGE))
        assert lobby.language == 2 % len(lobby.words.languages)

    def test_a_scene_of_its_own_must_draw_itself(self, lobby):
        bare = Scene(0.0)
        assert not bare.tick(lobby)
        with pytest.raises(NotImplementedError):
            bare.draw(lobby, lobby._page())


class TestMenu:
    def test_it_says_how_the_station_is(self, lobby):
        lobby.visits, lobby.unclean, lobby.keeper.failures = 7, 1, 2
        lobby.show(Menu(0.0))
        lobby._draw()
        names = dict(lobby.scene.touches)
        assert {"close", "sleep", "calibrate", "back"} <= set(names)
        assert "room_trouble" in lobby.notes() and "not_enforced" in lobby.notes()
        lobby._act(BACK)
        assert isinstance(lobby.scene, Welcome)

    def test_back_by_its_button(self, lobby):
        lobby.show(Menu(0.0))
        lobby.scene.press(lobby, "back")
        assert isinstance(lobby.scene, Welcome)

    def test_staff_went_away(self, lobby):
        lobby.show(Menu(0.0))
        lobby.now = 121.0
        lobby.scene.tick(lobby)
        assert isinstance(lobby.scene, Welcome)


class TestVisit:
    """Visits with a room that is silent: what it would have been told is read from its pipe."""

    @pytest.fixture
    def told(self, lobby):
        """Begins a visit; what the room was told since then."""
        lobby.begin(Choice.ACTOR)
        reading, writing = os.pipe()
        lobby.scene.room.outbox = Outbox(writing)
        inbox = Inbox(reading, To)
        yield lambda: [(each.kind, each.a) for each in inbox.take()]
        os.close(reading)
        os.close(writing)

    def test_what_is_the_rooms_goes_to_the_room(self, lobby, told):
        for action in (NEXT, BACK, Action(Act.CHOOSE, number=4), Action(Act.LANGUAGE)):
            lobby._act(action)
        assert told() == [(To.NEXT, 0), (To.BACK, 0), (To.CHOOSE, 4), (To.LANGUAGE, 1)]
        lobby._act(Action(Act.POINT, 300, 200))
        lobby._act(Action(Act.POINT, 301, 200, moved=True))
        lobby._act(Action(Act.POINT, 301, 200, down=False))
        assert told() == [(To.POINT, 300), (To.POINT, 301), (To.POINT, 301)]

    def test_the_hold_by_touch_and_not_where_nothing_is_deleted(self, lobby, told):
        scene = lobby.scene
        scene.room.deleting, scene.touches = True, [("hold", (0, 0, 50, 50))]
        lobby._act(Action(Act.POINT, 5, 5))
        assert scene.hold.pressed
        scene.room.deleting, scene.room.ending = False, Ending.CRASHED
        scene.tick(lobby)
        assert not scene.hold.pressed and lobby.scene.receipt.ending is Ending.CRASHED

    def test_the_focus_is_told_and_its_press_chooses(self, lobby, told):
        lobby.scene.room.things = 3
        lobby._act(Action(Act.FOCUS, number=1))
        lobby._act(Action(Act.PRESS))
        assert told() == [(To.FOCUS, 1), (To.CHOOSE, 1)]

    def test_another_size_of_the_window_deletes(self, lobby, told):
        lobby._act(Action(Act.RESIZE, 800, 450))
        assert lobby.scene.receipt.ending is Ending.RESIZED

    def test_nothing_of_ours_is_pressed_by_a_finger_that_slides(self, lobby, told):
        lobby._draw()
        boxes = dict(lobby.scene.touches)
        for name in ("leave", "speak"):
            x, y = boxes[name][0] + 2, boxes[name][1] + 2
            lobby._act(Action(Act.POINT, x, y, moved=True))
        assert isinstance(lobby.scene, Visiting) and lobby.language == 0

    def test_our_own_things_by_key(self, lobby, told):
        lobby._draw()
        count = lobby.scene.count
        names = lobby.scene.things
        lobby.focus.at = names.index("speak") + 1
        lobby._act(Action(Act.PRESS))
        assert lobby.language == 1
        lobby.focus.at = names.index("leave") + 1
        assert count == len(names)
        lobby._act(Action(Act.PRESS))
        assert lobby.scene.receipt.ending is Ending.LEFT

    def test_behind_the_question_only_yes_and_no_are_heard(self, lobby, told):
        lobby.now = lobby.order.settings.visit.idle_seconds + 1
        lobby._draw()
        assert "stay" in dict(lobby.scene.touches)
        x, y = dict(lobby.scene.touches)["stay"][:2]
        lobby._act(Action(Act.POINT, x + 2, y + 2))
        assert told() == [] and lobby.scene._asked(lobby) == 0


def test_framing_the_camera_is_no_visit_and_is_wiped_all_the_same(lobby):
    lobby.show(Menu(0.0))
    lobby.scene.press(lobby, "calibrate")
    assert isinstance(lobby.scene, Calibrating)
    lobby.now = 299.0
    assert lobby.scene._asked(lobby) == 0
    room = lobby.scene.room
    lobby._act(Action(Act.LEAVE))
    assert room.process.returncode is not None and lobby.visits == 0
    assert lobby.scene.receipt.clean


class TestCode:
    def test_by_its_buttons(self, lobby):
        lobby.staff()
        lobby._draw()
        lobby.scene.press(lobby, "digit:4")
        assert lobby.scene.typed == "4"
        lobby.scene.press(lobby, "nothing")
        lobby.scene.press(lobby, "back")
        assert isinstance(lobby.scene, Welcome)

    def test_leave_goes_back(self, lobby):
        lobby.staff()
        lobby._act(Action(Act.LEAVE))
        assert isinstance(lobby.scene, Welcome)

    def test_asleep_it_takes_a_long_press_and_no_code_if_there_is_none(self, lobby):
        settings = replace(lobby.order.settings, staff=Staff())
        lobby.order = replace(lobby.order, settings=settings)
        lobby.show(Asleep(0.0, ordered=True))
        lobby._act(Action(Act.POINT, 3, 3))
        lobby.now = PRESS + 0.1
        lobby.scene.tick(lobby)
        assert isinstance(lobby.scene, Menu)
