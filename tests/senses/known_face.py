"""The actor's face points without running the models on every frame: found once, then carried."""

from dataclasses import dataclass

import numpy as np

from exhibit.camera import Frame
from exhibit.camera.actor import Actor, Script, still
from exhibit.camera.actor_script import (
    FOCAL,
    HEIGHT,
    PIVOT,
    WIDTH,
    body_point,
    eye_point,
    head_turn,
)
from exhibit.senses.look import Senses
from exhibit.senses.seen import Face

STILL = Script(
    yaw=still(0), pitch=still(0), roll=still(0), distance=still(55), idle=0, blinks=()
)
_IRISES = (468, 473)


def shown(script: Script, seconds: float, rate: int = 10) -> list[Frame]:
    """What the actor shows, so many frames a second; 30 must be a multiple of rate."""
    now = 0.0
    actor = Actor(lambda: now, script)
    frames = []
    for number in range(round(seconds * rate) + 1):
        now = number / rate
        frame = actor.read()
        assert frame
        frames.append(frame)
    actor.close()
    return frames


@dataclass(frozen=True, eq=False)
class KnownFace:
    """The 478 points on a head that looks straight ahead, cm from where it turns."""

    head: np.ndarray

    @classmethod
    def found(cls) -> "KnownFace":
        """Found by the real models on a still."""
        with Senses() as senses:
            for frame in shown(STILL, 0.3):
                senses.look(frame)
                seen = senses.seen(wait=True)
        assert seen and seen.people[0].face
        points = seen.people[0].face.points.astype(float)
        far = eye_point(0.0, STILL)[2]
        depth = far + (points[:, 2] - points[list(_IRISES), 2].mean()) * far / FOCAL
        across = (points[:, :2] - (WIDTH / 2, HEIGHT / 2)) * depth[:, None] / FOCAL
        return cls(np.column_stack((across, depth)) - body_point(0.0, STILL) - PIVOT)

    def at(self, at: float, script: Script) -> Face:
        """Where the face is in the frame of a second."""
        now = at - script.start
        place = self.head @ head_turn(now, script).T + PIVOT + body_point(now, script)
        flat = place[:, :2] * FOCAL / place[:, 2:] + (WIDTH / 2, HEIGHT / 2)
        return Face.around(np.column_stack((flat, place[:, 2])).astype(np.float32, order="C"))
