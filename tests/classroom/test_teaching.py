"""A lesson driven by keys, by a real lobby with real rooms: jump, pause, hide, larger, vote."""

import os
import select
from dataclasses import replace

import cv2
import pytest
from classes import plan_of

from exhibit import classroom
from exhibit.lobby.keeper import start_room
from exhibit.lobby.wipe import wipe
from exhibit.messages import Choice, Ending, To
from exhibit.orders import LobbyOrder, RoomOrder
from exhibit.page.canvas import Token
from exhibit.page.theme import Theme
from exhibit.rehearse import play
from exhibit.settings import City, Senses, Settings, Tour

STEPS = ("presence", "face_map", "claims", "delete")
# What is looked at here needs no models but the face's.
LITTLE = Senses(body=False, hands=False, pulse=False, face_number=False, clothes=False, again=False)
KEYS = [
    "picture ready", "next", "await pictures 8", "picture first",
    "choose 3", "wait", "picture third",
    "key first", "wait", "picture home",
    "key pause", "wait", "picture held", "wait", "wait", "picture still", "key pause", "wait",
    "key hide", "wait", "picture hidden", "key hide",
    "key vote", "choose 7", "next", "choose 2", "choose 4", "next", "picture voted", "next",
    "next", "wait", "key larger", "await pictures 3", "picture larger",
    "key last", "wait", "picture last", "leave", "await receipt", "picture receipt",
]  # fmt: skip


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """What was found, and the pictures by name."""
    folder = tmp_path_factory.mktemp("lesson")
    given = Settings(city=City(citizens=0), visit=Tour(steps=STEPS), senses=LITTLE)
    order = LobbyOrder(classroom.settings_of(given, None, None), 0, "actor", 640, 480,
                       lesson=45, notes="none")  # fmt: skip
    found = play(order, folder, plan_of(KEYS))
    files = {each["picture"]: folder / each["file"] for each in found["pictures"]}
    return found, {name: cv2.imread(str(file)) for name, file in files.items()}


def step_at(found, picture):
    """The step that the room had drawn last before a picture was taken."""
    taken = next(each for each in found["pictures"] if each["picture"] == picture)
    rooms, before = [], 0.0
    for frame in found["frames"]:
        if not rooms or frame["at"] < before:
            rooms.append([])
        rooms[-1].append(frame["finding"])
        before = frame["at"]
    pids = list(dict.fromkeys(each["room"] for each in found["pictures"] if "room" in each))
    return rooms[pids.index(taken["room"])][taken["pictures"] - 1]


def test_a_number_jumps_home_and_end_too(lesson):
    found, _ = lesson
    names = ("first", "third", "home", "last")
    assert [step_at(found, name) for name in names] == ["presence", "claims", "presence", "delete"]


def test_a_pause_holds_the_picture(lesson):
    _, pictures = lesson
    assert (pictures["held"] == pictures["still"]).all()
    assert (pictures["home"] != pictures["first"]).any()


def test_a_hidden_picture_shows_nobody(lesson):
    _, pictures = lesson
    night = Theme.load().colours["night"][::-1]
    assert ((pictures["hidden"] == night).all(axis=2)).mean() > 0.85
    assert ((pictures["still"] == night).all(axis=2)).mean() < 0.5


def test_a_vote_covers_the_page_and_leaves_its_counts_on_it(lesson):
    _, pictures = lesson
    assert (pictures["voted"] != pictures["still"]).mean() > 0.2


def test_larger_text_is_another_room_at_the_same_step(lesson):
    found, pictures = lesson
    assert step_at(found, "larger") == "face_map"
    rooms = {each.get("room") for each in found["pictures"]} - {None}
    assert len(rooms) == 2
    assert pictures["larger"].shape == pictures["home"].shape


def test_the_actor_is_measured_and_all_is_deleted(lesson):
    found, _ = lesson
    assert "troubles" not in found
    assert {"Faces", "Looks", "Blinks"} <= {m for each in found["frames"] for m in each["measures"]}
    assert found["receipt"]["ending"] == "LEFT"
    assert all(line["holds"] for line in found["receipt"]["lines"])


def test_no_screen_of_it_overflows(lesson):
    found, _ = lesson
    assert [each["overflows"] for each in found["pictures"] if each["picture"] != "larger"] == [
        [] for each in found["pictures"] if each["picture"] != "larger"
    ]


def test_a_room_of_a_class_measures_nobody_who_is_said_to_have_agreed():
    settings = Settings(city=City(citizens=0), visit=Tour(steps=("delete",)), senses=LITTLE)
    order = RoomOrder(settings, os.getpid(), "actor", Token(-1, 0, 0), None, (), lesson=45)
    room = start_room(replace(order), (320, 240), 0.0)
    try:
        room.say(To.BEGIN, Choice.EVERYTHING, 0)
        while room.ending is None:
            assert select.select(room.descriptors(), [], [], 60)[0]
            room.listen(0.0)
        assert (room.ending, room.pictures) == (Ending.CRASHED, 0)
    finally:
        wipe(room.process, room.canvas)
        room.close()
