"""The actor: an embedded camera that shows a known person, so that everything runs without one."""

from exhibit.camera import Clock, Frame
from exhibit.camera.actor_scene import Scene
from exhibit.camera.actor_script import (
    ALONE,
    DEFAULT,
    FOCAL,
    SECOND,
    Script,
    Track,
    Truth,
    Worn,
    still,
    truth,
)
from exhibit.camera.tracer import SIDE, tracer_tile

__all__ = [
    "ALONE",
    "CAPTION",
    "DEFAULT",
    "FPS",
    "SECOND",
    "Actor",
    "Script",
    "Track",
    "Truth",
    "Worn",
    "still",
    "truth",
]

FPS = 30
CAPTION = (
    "portrait of Grace Hopper, computer scientist, 1906-1992; "
    "everything said about her here is invented; the second face is made up: nobody has it"
)
# A clock that hands in n/30 must get frame n, whatever the rounding of its division.
_ROUNDING = 1e-6


class Actor:
    """A Camera that shows a portrait of Grace Hopper, and whoever a script sets beside her.

    1280x720 at 30 fps. Every frame is a pure function of its number and the script;
    truth(frame.at, script) tells what is so in it. tracer: the seed of a tile (see tracer.py)
    painted at every frame's top left.
    """

    live = False
    focal: float | None = FOCAL

    def __init__(
        self, clock: Clock, script: Script = DEFAULT, *, tracer: int | None = None
    ) -> None:
        self._clock = clock
        self._scene: Scene | None = Scene(script)
        self._tile = None if tracer is None else tracer_tile(tracer)[..., None]
        self._given = -1

    def read(self) -> Frame | None:
        """The frame of this moment, or None when it was given out before, or after close()."""
        number = int((self._clock() + _ROUNDING) * FPS)
        if self._scene is None or number <= self._given:
            return None
        self._given = number
        image = self._scene.frame(number, number / FPS)
        if self._tile is not None:
            image[:SIDE, :SIDE] = self._tile
        return Frame(image, number / FPS, number)

    def close(self) -> None:
        """Forgets the portrait; safe to call twice."""
        self._scene = None
