"""The stage: the actor doing what pupils choose, for the try-it benches."""

from collections.abc import Sequence

from exhibit.camera import Clock, Frame
from exhibit.camera.actor import FPS
from exhibit.camera.actor_covers import COVERS
from exhibit.camera.actor_scene import Scene
from exhibit.camera.actor_script import ALONE, FOCAL, Script, Track, Worn, still
from exhibit.errors import BadClip, did_you_mean

PLAIN = "plain"
TURNS = {"turn_15": 15.0, "turn_30": 30.0, "turn_45": 45.0}
POSES = (PLAIN, *COVERS, *TURNS)

_LONG = 60.0  # seconds a pose takes in the script; then it begins anew
_ROUNDING = 1e-6


def _script(poses: Sequence[str]) -> Script:
    """One pose after the other, each for a minute; the head stands still but for breathing."""
    covers, keys = [], []
    for number, pose in enumerate(poses):
        if pose not in POSES:
            raise BadClip(f'The actor has no pose "{pose}".{did_you_mean(pose, POSES)}')
        start, turn = number * _LONG, TURNS.get(pose, 0.0)
        keys += [(start, turn), (start + _LONG - 1 / FPS, turn)]
        if pose in COVERS:
            covers.append(Worn(pose, start, start + _LONG))
    return Script(
        yaw=Track(tuple(keys)), pitch=still(7), roll=still(0), distance=still(55),
        gaze_x=still(0), gaze_y=still(0), mouth=still(0), covers=tuple(covers),
        blinks=ALONE.blinks[:4],
    )  # fmt: skip


class Stage:
    """A Camera that shows the actor alone, in one of several poses, changed at any moment.

    pose: the number of the pose shown from the next frame on.
    """

    live = False
    focal: float | None = FOCAL

    def __init__(self, clock: Clock, poses: Sequence[str]) -> None:
        self.pose = 0
        self._count, self._clock = len(poses), clock
        self._scene: Scene | None = Scene(_script(poses))
        self._given = -1

    def read(self) -> Frame | None:
        """The frame of this moment, or None when it was given out before, or after close()."""
        number = int((self._clock() + _ROUNDING) * FPS)
        if self._scene is None or number <= self._given:
            return None
        self._given = number
        at = number / FPS
        shown = min(self.pose, self._count - 1) * _LONG + at % (_LONG - 1 / FPS)
        return Frame(self._scene.frame(number, shown), at, number)

    def close(self) -> None:
        """Forgets the portrait; safe to call twice."""
        self._scene = None
