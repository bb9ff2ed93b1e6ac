"""Orders: what a process is told at its birth arrives whole, in one line."""

from dataclasses import fields

import pytest

from exhibit.errors import BadSettings
from exhibit.orders import LobbyOrder, NotesOrder, RoomOrder, from_json, to_json
from exhibit.page.canvas import Token
from exhibit.settings import Lens, Screen, Senses, Settings, Tour

SETTINGS = Settings(
    Screen(full_screen=False, height_mm=700, distance_m=3.5),
    Lens(source="/a path/with \"quotes\" and ünïcode", rotate=270),
    Tour(language="id", steps=("presence", "delete"), idle_seconds=7.5),
    Senses(faces=1),
)
LOBBY = LobbyOrder(
    settings=SETTINGS,
    parent=4321,
    source="/films/two\nlines.mp4",
    width=1280,
    height=720,
    witness=9,
    plan='[[moment]]\nat = 1\ndo = "next"\n',
    handed_time=True,
    tracer=2**31 - 1,
    visits=3,
    room=("python", "room.py"),
    bench=True,
    city=11,
    register="/tmp/register",
    lesson=90,
    try_it="mask",
    notes="window",
)
ROOM = RoomOrder(
    settings=SETTINGS,
    parent=4322,
    source="actor",
    canvas=Token(7, 1920, 1080),
    handover=8,
    cameras=("/dev/video0", "/dev/video2"),
    witness=9,
    handed_time=True,
    tracer=5,
    step_folders=("/museum/steps",),
    bench=True,
    city="/tmp/city",
    register=12,
    lesson=45,
    try_it="hat",
    spoken=True,
)
NOTES = NotesOrder(4323, "terminal", "id", 90, ("presence", "delete"), ("/museum/steps",))


@pytest.mark.parametrize("order", [LOBBY, ROOM, NOTES], ids=["lobby", "room", "notes"])
def test_an_order_comes_back_as_it_was(order):
    line = to_json(order)
    assert "\n" not in line
    assert from_json(type(order), line) == order


@pytest.mark.parametrize("order", [LOBBY, ROOM], ids=["lobby", "room"])
def test_these_orders_leave_nothing_out(order):
    usual = type(order)(Settings(), 0, *[None] * (len(fields(order)) - 2 - _defaults(order)))
    same = [f.name for f in fields(order) if getattr(order, f.name) == getattr(usual, f.name)]
    assert same == []


def _defaults(order):
    """How many of an order's last values need not be given."""
    required = {"settings", "parent", "source", "canvas", "handover", "cameras"}
    return len([each for each in fields(order) if each.name not in required])


def test_the_usual_order_comes_back_too():
    order = LobbyOrder(Settings(), parent=1, source="auto")
    assert from_json(LobbyOrder, to_json(order)) == order


def test_settings_out_of_their_limits_are_refused_here_too():
    line = to_json(LOBBY).replace('"faces":1', '"faces":99')
    with pytest.raises(BadSettings, match=r"\[senses\] faces should be from 1 to 16, not 99"):
        from_json(LobbyOrder, line)
