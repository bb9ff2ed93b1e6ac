"""A whole lobby in a test's own process: its rooms are silent, its time is set by hand."""

import os
import sys

import pytest

from exhibit.lobby.loop import Lobby
from exhibit.lock import Lock, Part, Reason, SelfTest, Trial
from exhibit.orders import LobbyOrder, RoomOrder
from exhibit.page.canvas import Token
from exhibit.settings import Settings, Staff

SIZE = (640, 360)
SILENT_ROOM = (sys.executable, "-c", "input()")  # a room that says nothing, and waits


@pytest.fixture
def lobby(monkeypatch):
    """A lobby whose rooms are silent; its time is set by hand."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    settings = Settings(staff=Staff(pin="4711"))
    order = LobbyOrder(settings, 0, "actor", *SIZE, handed_time=True, room=SILENT_ROOM)
    room = RoomOrder(settings, os.getpid(), "actor", Token(-1, 0, 0), None, ())
    made = Lobby(order, room, Lock(Part(0), Reason(0)), SelfTest(Trial(0), Trial(0)), False)
    yield made
    made.keeper.dismiss()
    made.scene.leave(made)
    made.display.close()
