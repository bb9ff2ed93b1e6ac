"""The MediaPipe face model, run live beside the room.

Only this file and mediapipe_bodies.py import mediapipe.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Condition
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Frame
from exhibit.errors import RoomTrouble
from exhibit.models import model
from exhibit.senses.alone import Alone
from exhibit.senses.courier import Courier
from exhibit.senses.seen import Box, Face, Points

# mediapipe imports matplotlib for drawings we never make; that fails where nothing is writable.
for _name in ("matplotlib", "matplotlib.pyplot"):
    sys.modules.setdefault(_name, ModuleType(_name))

from mediapipe.tasks.python import BaseOptions  # noqa: E402
from mediapipe.tasks.python.vision import face_detector, face_landmarker  # noqa: E402
from mediapipe.tasks.python.vision.core.image import Image, ImageFormat  # noqa: E402
from mediapipe.tasks.python.vision.core.vision_task_running_mode import (  # noqa: E402
    VisionTaskRunningMode,
)

Pairs = NDArray[np.int32]


def _pairs(connections: Any) -> Pairs:
    """Which points to join, each pair once, (N,2)."""
    pairs = [sorted((each.start, each.end)) for each in connections]
    return np.unique(np.array(pairs, np.int32), axis=0)


MESH = _pairs(face_landmarker.FaceLandmarksConnections.FACE_LANDMARKS_TESSELATION)
OUTLINE = _pairs(face_landmarker.FaceLandmarksConnections.FACE_LANDMARKS_CONTOURS)

Mapped = tuple[Frame, list[Points]]

# One frame is worked on while the next waits, so that the models never idle between two looks.
_IN_HAND = 2
_PATIENCE = 20.0  # seconds, when a rehearsal waits
_MOST_REFUSED = 150
_SILENT = "The face models have stopped answering; start a new visit."
_DETECTOR = "face_detector.tflite"
# Milliseconds from one frame to the next, as the models are told. Only their order counts, except
# that what follows a single face also smooths it, by a One-Euro filter with a cutoff of 0.05 Hz
# that lags behind and hides the pulse. After a day between two frames it keeps nothing of the last.
_DAY = 86_400_000


class FaceMaps:
    """Finds up to `faces` faces in each frame and 478 points on each (MediaPipe Face Landmarker).

    Whoever is alone is followed by a model of its own, at half the cost (see Alone); a detector
    looks out for others. Runs in LIVE_STREAM mode: in the other modes MediaPipe pushes all tasks
    through one thread.
    Method: attention mesh (Grishchenko et al., 2020) on a full-range BlazeFace (Bazarevsky et
    al., 2019). Must be closed, except in a process that is killed.
    """

    def __init__(self, faces: int, follow: bool = True) -> None:
        """follow: whoever is alone, where frames come at the rate of a camera."""
        self._changed = Condition()
        self._in_hand: dict[int, Frame] = {}
        self._newest: Mapped | None = None
        self._number = self._refused = 0
        self._alone = Alone()
        self._following = False  # on the courier's thread: whether the last frame went to _one
        self._box: Box | None = None  # of the face that was found first
        file = model("face_landmarker.task")
        with native_silence():
            self._all = _landmarker(file, faces, partial(self._found, False))
            self._one: Any = None
            self._detector: Any = None
            if follow and faces > 1:
                self._one = _landmarker(file, 1, partial(self._found, True))
                self._detector = _detector(file, self._searched)
        self._blank = Image(ImageFormat.SRGB, np.zeros((64, 64, 3), np.uint8))
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
            self._number += 1
            self._in_hand[self._number] = frame
            self._courier.send((frame, self._number))

    def take(self) -> Mapped | None:
        """The newest finished frame with its faces, once; None when there is nothing new."""
        with self._changed:
            newest, self._newest = self._newest, None
            return newest

    def wait(self) -> None:
        """Block until every submitted frame is done; RoomTrouble after 20 s."""
        with self._changed:
            if not self._changed.wait_for(
                lambda: not self._in_hand and not self._alone.searching, _PATIENCE
            ):
                raise RoomTrouble(_SILENT)

    def close(self) -> None:
        """End the models; safe to call twice."""
        self._courier.close()
        with native_silence():
            for task in (self._all, self._one, self._detector):
                if task is not None:
                    task.close()

    def _deliver(self, load: tuple[Frame, int]) -> None:
        """On the courier's thread: a frame with its number, to the models."""
        frame, number = load
        image = Image(ImageFormat.SRGB, cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB))
        with self._changed:
            search = self._one is not None and self._alone.search()
            alone = self._one is not None and bool(self._alone)
        if search:
            self._detector.detect_async(image, number * _DAY)
        if alone and not self._following:
            # It would go on where it saw somebody last; in a blank it loses them.
            self._one.detect_async(self._blank, number * _DAY - 1)
        self._following = alone
        (self._one if alone else self._all).detect_async(image, number * _DAY)

    def _searched(self, result: Any, image: Image, ms: int) -> None:
        """Where faces are, the one that is followed or others; called on a thread of MediaPipe."""
        corners = [each.bounding_box for each in result.detections]
        boxes = [(c.origin_x, c.origin_y, c.origin_x + c.width, c.origin_y + c.height)
                 for c in corners]  # fmt: skip
        with self._changed:
            self._alone.searched(boxes, self._box)
            self._changed.notify_all()

    def _found(self, followed: bool, result: Any, image: Image, ms: int) -> None:
        """The points in a frame; called on a thread of MediaPipe. Older frames are let go."""
        number, rest = divmod(ms, _DAY)
        with self._changed:
            frame = self._in_hand.get(number)
            if rest or frame is None:  # a blank, or the other model was faster with a newer one
                return
            size = frame.image.shape[1], frame.image.shape[0]
            faces = [pixels(found, size) for found in result.face_landmarks]
            self._newest = frame, faces
            self._box = Face.around(faces[0]).box if faces else None
            self._alone.saw(len(faces), followed)
            self._in_hand = {at: kept for at, kept in self._in_hand.items() if at > number}
            self._refused = 0
            self._changed.notify_all()


def _landmarker(file: Path, faces: int, found: Callable[..., None]) -> Any:
    """What finds so many faces."""
    options = face_landmarker.FaceLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(file)),
        running_mode=VisionTaskRunningMode.LIVE_STREAM,
        num_faces=faces,
        result_callback=found,
    )
    return face_landmarker.FaceLandmarker.create_from_options(options)


def _detector(file: Path, found: Callable[..., None]) -> Any:
    """The detector within the same file, by itself."""
    with ZipFile(file) as models:
        bare = models.read(_DETECTOR)
    options = face_detector.FaceDetectorOptions(
        base_options=BaseOptions(model_asset_buffer=bare),
        running_mode=VisionTaskRunningMode.LIVE_STREAM,
        result_callback=found,
    )
    return face_detector.FaceDetector.create_from_options(options)


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
