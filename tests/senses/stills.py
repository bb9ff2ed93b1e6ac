"""Single frames of the actor, and the real face points in them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import cv2
import mediapipe
import numpy as np
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

from exhibit.camera import Image
from exhibit.camera.actor import ALONE, Actor, Script, Worn, still
from exhibit.paths import MODELS
from exhibit.senses.seen import Points

QUIET = replace(
    ALONE,
    yaw=still(0), pitch=still(7), roll=still(0), distance=still(50), idle=0,
    gaze_x=still(0), gaze_y=still(0), mouth=still(0), blinks=(),
)  # fmt: skip


def wearing(*names: str, script: Script = QUIET) -> Script:
    """A script with something worn all the time."""
    return replace(script, covers=tuple(Worn(name) for name in names))


def pictures(script: Script, times: Iterable[float]) -> Iterator[tuple[float, Image]]:
    """Frames of the actor at these times, which grow; each with its own time."""
    now = 0.0
    actor = Actor(lambda: now, script)
    for now in times:  # noqa: B007 (the actor's clock reads it)
        frame = actor.read()
        assert frame
        yield frame.at, frame.image


@cache
def picture(script: Script = QUIET, at: float = 0.0) -> Image:
    """One frame of the actor, not to be changed."""
    ((_, image),) = pictures(script, [at])
    image.flags.writeable = False
    return image


class Finder:
    """Finds the one face in a picture."""

    def __init__(self, task: vision.FaceLandmarker) -> None:
        self._task = task

    def __call__(self, image: Image) -> Points:
        """478x3, pixels."""
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        (found,) = self._task.detect(
            mediapipe.Image(mediapipe.ImageFormat.SRGB, rgb)
        ).face_landmarks
        height, width = image.shape[:2]
        fractions = [(mark.x, mark.y, mark.z) for mark in found]
        return np.array(fractions, np.float32) * np.array((width, height, width), np.float32)


@contextmanager
def finder() -> Iterator[Finder]:
    """The real model, picture by picture."""
    options = vision.FaceLandmarkerOptions(
        tasks.BaseOptions(model_asset_path=str(MODELS / "face_landmarker.task"))
    )
    with vision.FaceLandmarker.create_from_options(options) as task:
        yield Finder(task)
