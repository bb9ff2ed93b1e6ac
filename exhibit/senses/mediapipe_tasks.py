"""The MediaPipe face model, run live beside the room.

Only this file and mediapipe_bodies.py import mediapipe.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from types import ModuleType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Frame
from exhibit.errors import RoomTrouble
from exhibit.models import model
from exhibit.senses.courier import Courier
from exhibit.senses.seen import Points

# mediapipe imports matplotlib for drawings we never make; that fails where nothing is writable.
for _name in ("matplotlib", "matplotlib.pyplot"):
    sys.modules.setdefault(_name, ModuleType(_name))

from mediapipe.tasks.python import BaseOptions  # noqa: E402
from mediapipe.tasks.python.vision import face_landmarker as tasks  # noqa: E402
from mediapipe.tasks.python.vision.core.image import Image, ImageFormat  # noqa: E402
from mediapipe.tasks.python.vision.core.vision_task_running_mode import (  # noqa: E402
    VisionTaskRunningMode,
)

Pairs = NDArray[np.int32]


def _pairs(connections: Any) -> Pairs:
    """Which points to join, each pair once, (N,2)."""
    pairs = [sorted((each.start, each.end)) for each in connections]
    return np.unique(np.array(pairs, np.int32), axis=0)


MESH = _pairs(tasks.FaceLandmarksConnections.FACE_LANDMARKS_TESSELATION)
OUTLINE = _pairs(tasks.FaceLandmarksConnections.FACE_LANDMARKS_CONTOURS)

Mapped = tuple[Frame, list[Points]]

# One frame is worked on while the next waits, so that the models never idle between two looks.
_IN_HAND = 2
_PATIENCE = 20.0  # seconds, when a rehearsal waits
_MOST_REFUSED = 150
_SILENT = "The face models have stopped answering; start a new visit."


class FaceMaps:
    """Finds up to `faces` faces in each frame and 478 points on each (MediaPipe Face Landmarker).

    Runs in LIVE_STREAM mode: in the other modes MediaPipe pushes all tasks through one thread.
    Method: attention mesh (Grishchenko et al., 2020) on a full-range BlazeFace (Bazarevsky et
    al., 2019). Must be closed, except in a process that is killed.
    """

    def __init__(self, faces: int) -> None:
        self._changed = Condition()
        self._in_hand: dict[int, Frame] = {}
        self._newest: Mapped | None = None
        self._last_ms = -1
        self._refused = 0
        options = tasks.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model("face_landmarker.task"))),
            running_mode=VisionTaskRunningMode.LIVE_STREAM,
            num_faces=faces,
            result_callback=self._keep,
        )
        with native_silence():
            self._task = tasks.FaceLandmarker.create_from_options(options)
        self._courier = Courier(self._deliver)

    def submit(self, frame: Frame) -> None:
        """Hand in a frame; returns at once and drops the frame when two are still in hand.

        Raises RoomTrouble when 150 frames in a row were dropped: five seconds of a camera. Counted,
        not timed: a room that was itself stopped must not take its models for dead.
        """
        with self._changed:
            if len(self._in_hand) >= _IN_HAND:
                self._refused += 1
                if self._refused > _MOST_REFUSED:
                    raise RoomTrouble(_SILENT)
                return
            # MediaPipe wants whole milliseconds that always grow.
            self._last_ms = max(self._last_ms + 1, int(frame.at * 1000))
            self._in_hand[self._last_ms] = frame
            self._courier.send((frame, self._last_ms))

    def take(self) -> Mapped | None:
        """The newest finished frame with its faces, once; None when there is nothing new."""
        with self._changed:
            newest, self._newest = self._newest, None
            return newest

    def wait(self) -> None:
        """Block until every submitted frame is done; RoomTrouble after 20 s."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._in_hand, _PATIENCE):
                raise RoomTrouble(_SILENT)

    def close(self) -> None:
        """End the models; safe to call twice."""
        self._courier.close()
        self._task.close()

    def _deliver(self, load: tuple[Frame, int]) -> None:
        """On the courier's thread: a frame with its milliseconds, to the models."""
        frame, ms = load
        rgb = cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB)
        self._task.detect_async(Image(ImageFormat.SRGB, rgb), ms)

    def _keep(self, result: Any, image: Image, ms: int) -> None:
        """MediaPipe's callback, on its own thread: frames older than this one were dropped."""
        with self._changed:
            frame = self._in_hand[ms]
            size = frame.image.shape[1], frame.image.shape[0]
            self._newest = frame, [pixels(found, size) for found in result.face_landmarks]
            self._in_hand = {at: kept for at, kept in self._in_hand.items() if at > ms}
            self._refused = 0
            self._changed.notify_all()


def pixels(landmarks: Any, size: tuple[int, int]) -> Points:
    """Nx3 pixels from MediaPipe's fractions of an image of size (w, h); z is scaled like x."""
    width, height = size
    fractions = np.array([(mark.x, mark.y, mark.z) for mark in landmarks], np.float32)
    return fractions * np.array((width, height, width), np.float32)


@contextmanager
def native_silence() -> Iterator[None]:
    """Keep native start-up chatter off stderr, where only the exhibit's own codes belong."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
