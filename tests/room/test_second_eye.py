"""The second camera: opened after yes, at its step only, and searched for the visitor alone."""

from dataclasses import replace

import pytest

from exhibit.camera.actor import ALONE, SECOND, Actor, Script, Track, still
from exhibit.errors import BadSettings, CameraMissing, RoomTrouble
from exhibit.messages import Choice, SourceKind
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Token
from exhibit.room import second_eye as module
from exhibit.room.measures import EVERY, Measures
from exhibit.room.second_eye import SecondEye, second_eye
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.again import Again, Elsewhere, Known
from exhibit.senses.look import Senses
from exhibit.settings import Lens, Settings
from exhibit.settings import Senses as Switches

CALM = replace(ALONE, pitch=still(7), yaw=still(0), roll=still(0), idle=0, distance=still(60))
LEAVES = replace(CALM, x=Track(((3.8, 0), (4.8, -85))))
AROUND_THE_CORNER = replace(CALM, distance=still(75), x=still(6))
SOMEBODY = replace(SECOND, x=still(0), yaw=still(0), distance=still(62))
BOTH = replace(CALM, second=replace(SECOND, x=still(33), yaw=still(-20), distance=still(80)))
NEEDED = ("", "face_number", "clothes", "again")


class Eye(SecondEye):
    """A second eye before an actor; says when it was opened and shut."""

    def __init__(self, script: Script, kind=SourceKind.CLIP, missing=False):
        self.told = []

        class Watched(Actor):
            def close(inner):
                self.told.append("shut")
                super().close()

        def opened(clock):
            self.told.append("opened")
            if missing:
                raise CameraMissing("It is gone.")
            return Watched(clock, script)

        super().__init__(opened, kind)


def visited(eye, seconds=7.0, choice=Choice.EVERYTHING, script=LEAVES, step=lambda at: "again"):
    """A visit of some seconds, ten pictures a second, in which somebody walks out of the first."""
    visit = Visit(choice=choice, focal=900.0, handed=True)
    measures = Measures(Switches(), [each for each in EVERY if each.switch in NEEDED])
    actor = Actor(lambda: visit.now, script)
    with Senses(1) as senses:
        for number in range(round(seconds * 10)):
            visit.now = number / 10
            senses.look(actor.read())
            follow(visit, senses.seen(wait=True))
            measures.look(visit)
            eye.attend(visit, step(visit.now))
    if eye._job:
        eye._job.result()
    return visit


def after_she_left(at):
    return "again" if at > 4.6 else "company"


@pytest.fixture
def numbers(monkeypatch):
    """How many face numbers the second eye made."""
    made = []
    monkeypatch.setattr(module, "chip", lambda *given: made.append(1) or CHIP(*given))
    return made


CHIP = module.chip


class TestWhoIsFound:
    def test_the_visitor_by_face_number(self, numbers):
        eye = Eye(AROUND_THE_CORNER)
        visit = visited(eye, step=after_she_left)
        found = visit.get(Elsewhere)
        assert found.sighting.by == "face"
        assert found.sighting.distance < 0.35
        assert 4.6 < found.sighting.at <= 7
        assert numbers
        assert Known in visit.remembered
        visit.put(Again(9.0, "face", False, 0.8, 0.05, 0.6, None, 1))
        eye.attend(visit, "again")
        assert visit.get(Elsewhere).sighting is None, "it is somebody else's by now"

    def test_the_visitor_by_clothes_where_the_number_was_refused(self, numbers):
        visit = visited(Eye(AROUND_THE_CORNER), choice=Choice.NO_NUMBER, step=after_she_left)
        assert visit.get(Elsewhere).sighting.by == "clothes"
        assert not numbers

    def test_a_live_one_compares_clothes_only(self, numbers):
        visit = visited(Eye(AROUND_THE_CORNER, SourceKind.CAMERA), step=after_she_left)
        assert visit.get(Elsewhere).sighting.by == "clothes"
        assert not numbers

    def test_somebody_dressed_otherwise_is_not_found_and_no_number_is_made(self, numbers):
        found = visited(Eye(SOMEBODY), step=after_she_left).get(Elsewhere)
        assert found == Elsewhere(True, False, None)
        assert not numbers

    def test_nobody_is_compared_while_two_are_in_view(self, numbers):
        found = visited(Eye(BOTH), step=after_she_left).get(Elsewhere)
        assert found == Elsewhere(True, False, None)
        assert not numbers

    def test_nobody_is_compared_from_the_picture_on_in_which_a_second_comes(self, monkeypatch):
        comes = Track(((8.59, 90.0), (8.6, 33.0)))
        late = replace(AROUND_THE_CORNER, second=replace(BOTH.second, x=comes))
        eye, compared = Eye(late), []
        monkeypatch.setattr(module, "chip", lambda *it: compared.append(eye._asked_at) or CHIP(*it))
        visited(eye, 10.6, step=after_she_left)
        assert len(compared) > 10
        assert max(compared) < 8.6


class TestTheEye:
    def test_it_is_open_at_its_step_only(self):
        steps = {0: "presence", 1: "again", 2: "name"}
        eye = Eye(CALM)
        visit = visited(eye, 1.0, step=lambda at: steps[0])
        assert eye.told == [] and visit.get(Elsewhere) is None
        visited(eye, 2.0, step=lambda at: steps[1])
        assert eye.told == ["opened"]
        visit = visited(eye, 1.0, step=lambda at: steps[2])
        eye._thread.shutdown()
        assert eye.told == ["opened", "shut"]
        assert visit.get(Elsewhere) is None
        assert eye._senses is None

    def test_an_actor_instead_keeps_every_camera_shut(self):
        for kind, told in ((SourceKind.CAMERA, []), (SourceKind.CLIP, []),
                           (SourceKind.ACTOR, ["opened"])):
            eye = Eye(CALM, kind)
            visited(eye, 0.5, Choice.ACTOR)
            assert eye.told == told

    def test_a_camera_that_is_gone_is_told_and_tried_again(self):
        eye = Eye(CALM, missing=True)
        assert visited(eye, 1.0).get(Elsewhere) == Elsewhere(False, True, None)
        assert len(eye.told) > 2


def order(second, source="actor", witness=None):
    settings = Settings(camera=Lens(second=second))
    return RoomOrder(settings, 0, source, Token(0, 640, 360), None, (), witness=witness)


class TestSettings:
    def test_without_one_there_is_none(self):
        assert second_eye(order("")) is None
        assert second_eye(order("actor")) is not None
        assert second_eye(order("1", "0")) is not None

    @pytest.mark.parametrize(("second", "says"), [("auto", "cannot be auto"), ("0", "name another"),
                                                  ("nowhere.mp4", "no film")])
    def test_what_is_wrong_is_said(self, second, says):
        with pytest.raises(BadSettings, match=says):
            second_eye(order(second, "0"))

    def test_beside_a_witness_there_is_no_live_one(self):
        with pytest.raises(RoomTrouble, match="witness"):
            second_eye(order("1", "actor", witness=7))
        assert second_eye(order("actor", "actor", witness=7)) is not None
