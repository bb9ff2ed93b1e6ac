"""Time for the lobby: the real one, or a rehearsal's, which waits for nobody."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exhibit.elsewhere import elsewhere
from exhibit.messages import To
from exhibit.waiting import readable

if TYPE_CHECKING:
    from exhibit.lobby.keeper import Room

_TURN = 1 / 60
_HANDED_TURN = 0.1
_PATIENCE = 30.0  # real seconds a rehearsal waits for a room to draw


class RealTime:
    """Seconds since the lobby began; between turns it sleeps until something happens."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def now(self) -> float:
        """Seconds."""
        return time.monotonic() - self._start

    def minute(self) -> int:
        """The minute of the day, by the computer's clock."""
        local = time.localtime()
        return 60 * local.tm_hour + local.tm_min

    def rest(self, descriptors: Sequence[int]) -> None:
        """Sleep for a turn, or until a room has something to say."""
        if elsewhere():
            time.sleep(_TURN)
        else:
            readable(descriptors, _TURN)

    def drive(self, room: "Room", since: float) -> None:
        """The room has its own clock."""

    def await_ready(self, room: "Room", now: float) -> None:
        """A cold room is shown as the eye opening."""


class HandedTime:
    """A plan's seconds: each turn is a tenth, however long the room takes to draw it."""

    def __init__(self) -> None:
        self._turns = 0

    def now(self) -> float:
        """Seconds."""
        return self._turns * _HANDED_TURN

    def minute(self) -> int:
        """The minute of the day: a plan begins at noon."""
        return 720 + int(self.now() // 60)

    def rest(self, descriptors: Sequence[int]) -> None:
        """The next turn, at once."""
        self._turns += 1

    def drive(self, room: "Room", since: float) -> None:
        """Hand the room the time and wait until it has drawn it."""
        drawn = room.pictures
        room.say(To.TICK, int(since * 1000))
        self._until(room, lambda: room.pictures > drawn)

    def await_ready(self, room: "Room", now: float) -> None:
        """Wait until the room has loaded."""
        self._until(room, lambda: room.ready)

    def _until(self, room: "Room", done: Callable[[], bool]) -> None:
        """Listen until done, the room's end, or the end of patience."""
        end = time.monotonic() + _PATIENCE
        while not done() and room.ending is None and time.monotonic() < end:
            if elsewhere():
                room.inbox.wait(0.5)
            else:
                readable(room.descriptors(), 0.5)
            room.listen(self.now())
