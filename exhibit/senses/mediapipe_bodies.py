"""The MediaPipe models for bodies and hands, run live beside the room, for the visitor alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import hypot
from threading import Condition
from typing import Any, Generic, TypeVar

import cv2
import numpy as np

# First, since it keeps mediapipe from loading what it never needs.
from exhibit.senses.mediapipe_tasks import native_silence, pixels  # isort: skip

from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import hand_landmarker, pose_landmarker
from mediapipe.tasks.python.vision.core.image import Image as Picture
from mediapipe.tasks.python.vision.core.image import ImageFormat
from mediapipe.tasks.python.vision.core.vision_task_running_mode import VisionTaskRunningMode

from exhibit.camera import Image
from exhibit.errors import RoomTrouble
from exhibit.models import model
from exhibit.senses.body import WRISTS, Pose, belongs, in_view
from exhibit.senses.courier import Courier
from exhibit.senses.hands import WRIST, Hand
from exhibit.senses.seen import Box, Person, Seen

PERIOD = 0.1  # seconds from one picture to the next, while the models keep up with the camera
_PATIENCE = 20.0  # seconds, when a rehearsal waits
_MOST_REFUSED = 150
_SILENT = "The body models have stopped answering; start a new visit."
_REACH = 5.0  # heights of the face from its middle to where no hand of the visitor's can be
_OTHERS_GROW = 1.4
_ATTACHED = 0.8  # heights of the face by which a hand may be off the wrist of a moment before
_BLANK = 128

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Look:
    """What is to be looked at: a picture, whose body it is about, and the pose found before."""

    image: Image
    at: float
    visitor: Person
    others: tuple[Person, ...]
    pose: Pose | None = None

    @classmethod
    def at_visitor(cls, seen: Seen, visitor: Person, pose: Pose | None = None) -> "Look":
        """The picture in which this visitor was seen."""
        return cls(seen.image, seen.at, visitor, seen.others(visitor.id), pose)


class Live(Generic[Found]):
    """One model in LIVE_STREAM mode: up to ten pictures a second, one in hand, the newest wins.

    make: makes the task from BaseOptions and a callback; keep: what of a result is the visitor's.
    Whatever else the model found is gone when the callback returns. Must be closed, except in a
    process that is killed.
    """

    def __init__(
        self,
        make: Callable[[BaseOptions, Callable[..., None]], Any],
        name: str,
        keep: Callable[[Any, Look], Found],
    ) -> None:
        self._changed = Condition()
        self._keep = keep
        self._in_hand: Look | None = None
        self._newest: Found | None = None
        self._last_ms, self._shift, self._refused = -1, 0, 0
        self.looked = 0  # pictures, so far
        self.submitted_at = self._due = -1.0
        with native_silence():
            self._task = make(BaseOptions(model_asset_path=str(model(name))), self._done)
        self._courier = Courier(self._deliver)

    def submit(self, look: Look, period: float = PERIOD) -> bool:
        """Hand in a picture if one is due and none is in hand; never blocks. period: in seconds.

        Raises RoomTrouble when 150 pictures in a row found it busy: five seconds of a camera.
        Counted, not timed: a room that was itself stopped must not take its models for dead.
        """
        with self._changed:
            if self._in_hand is not None:
                self._refused += 1
                if self._refused > _MOST_REFUSED:
                    raise RoomTrouble(_SILENT)
                return False
            if 0 <= look.at - self.submitted_at and look.at < self._due:
                return False
            # Due by plan, so that one that comes late does not put off all that follow; with half
            # a frame's slack: ten a second of thirty is each third and not each fourth.
            planned = self._due + 1 / 60
            late = not 0 <= look.at - planned < period
            self._due = (look.at if late else planned) + period - 1 / 60
            self._in_hand, self.submitted_at, self._refused = look, look.at, 0
            # MediaPipe wants whole milliseconds that always grow, and smooths by them: a clock
            # that starts anew must not look like one that nearly stands still.
            if int(look.at * 1000) + self._shift <= self._last_ms:
                self._shift = self._last_ms + 100 - int(look.at * 1000)
            self._last_ms = int(look.at * 1000) + self._shift
            self._courier.send((look, self._last_ms))
        return True

    def take(self) -> Found | None:
        """The newest finding, once; None when there is nothing new."""
        with self._changed:
            newest, self._newest = self._newest, None
            return newest

    def wait(self) -> None:
        """Block until the picture in hand is done, for visits on handed-in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._in_hand is None, _PATIENCE):
                raise RoomTrouble(_SILENT)

    def close(self) -> None:
        """End the model; safe to call twice."""
        self._courier.close()
        self._task.close()

    def _deliver(self, load: tuple[Look, int]) -> None:
        """On the courier's thread: a picture with its milliseconds, to the model."""
        look, ms = load
        self._task.detect_async(Picture(ImageFormat.SRGB, _of_visitor(look)), ms)

    def _done(self, result: Any, _: Picture, ms: int) -> None:
        """MediaPipe's callback, on its own thread."""
        with self._changed:
            if self._in_hand is not None and ms == self._last_ms:
                self._newest = self._keep(result, self._in_hand)
                self._in_hand = None
                self.looked += 1
            self._changed.notify_all()


@cache
def pose_model() -> Live[Pose | None]:
    """The one model of bodies in this process: BlazePose, 33 points (Bazarevsky et al., 2020)."""

    def make(base: BaseOptions, done: Callable[..., None]) -> Any:
        # One pose only: with more, MediaPipe does not smooth, and it takes twice as long.
        options = pose_landmarker.PoseLandmarkerOptions(
            base, VisionTaskRunningMode.LIVE_STREAM, num_poses=1, result_callback=done
        )
        return pose_landmarker.PoseLandmarker.create_from_options(options)

    return Live(make, "pose_landmarker.task", _pose)


@cache
def hand_model() -> Live[tuple[Hand, ...]]:
    """The one model of hands in this process: 21 points each (Zhang et al., 2020)."""

    def make(base: BaseOptions, done: Callable[..., None]) -> Any:
        options = hand_landmarker.HandLandmarkerOptions(
            base, VisionTaskRunningMode.LIVE_STREAM, num_hands=2, result_callback=done
        )
        return hand_landmarker.HandLandmarker.create_from_options(options)

    return Live(make, "hand_landmarker.task", _hands)


def looked() -> dict[str, int]:
    """How many pictures each model has looked at so far; a model that rests looks at none."""
    return {
        "Pose": pose_model().looked if pose_model.cache_info().currsize else 0,
        "Hands": hand_model().looked if hand_model.cache_info().currsize else 0,
    }


def close_bodies() -> None:
    """End the models that were made; whoever asks for one again gets a new one."""
    for made in (pose_model, hand_model):
        if made.cache_info().currsize:
            made().close()
            made.cache_clear()


def _of_visitor(look: Look) -> Image:
    """A copy for the model, HxWx3 RGB, in which all beyond the visitor's reach is blank.

    The faces of all others are blank too: the pose model finds bodies by their faces.
    """
    rgb = np.asarray(cv2.cvtColor(look.image, cv2.COLOR_BGR2RGB), np.uint8)
    x0, y0, x1, y1 = look.visitor.face_box
    middle, reach = (x0 + x1) / 2, _REACH * (y1 - y0)
    rgb[:, : max(round(middle - reach), 0)] = _BLANK
    rgb[:, max(round(middle + reach), 0) :] = _BLANK
    for other in look.others:
        _blank(rgb, other.face_box, look.visitor.face_box)
    return rgb


def _blank(rgb: Image, face: Box, keep: Box) -> None:
    """Blank one face, grown, but leave the visitor's own face as it is."""
    x, y = (face[0] + face[2]) / 2, (face[1] + face[3]) / 2
    w, h = _OTHERS_GROW * (face[2] - face[0]) / 2, _OTHERS_GROW * (face[3] - face[1]) / 2
    own = _part(rgb, keep)
    kept = own.copy()
    _part(rgb, (x - w, y - h, x + w, y + h))[:] = _BLANK
    own[:] = kept


def _part(rgb: Image, box: Box) -> Image:
    """The part of a picture within a box, in place."""
    left, top, right, foot = (max(round(each), 0) for each in box)
    return rgb[top:foot, left:right]


def _pose(result: Any, look: Look) -> Pose | None:
    """The pose whose nose lies in the visitor's face; nothing is kept of any other."""
    height, width = look.image.shape[:2]
    for marks in result.pose_landmarks:
        points = pixels(marks, (width, height))
        if belongs(points, look.visitor.face_box):
            given = np.array([min(m.visibility, m.presence) for m in marks], np.float32)
            sure = in_view(points, given, (width, height))
            return Pose(points, sure, look.visitor.id, look.at)
    return None


def _hands(result: Any, look: Look) -> tuple[Hand, ...]:
    """The hands at the visitor's wrists, the left first; nothing is kept of any other."""
    if look.pose is None:
        return ()
    height, width = look.image.shape[:2]
    found = [pixels(marks, (width, height)) for marks in result.hand_landmarks]
    box = look.visitor.face_box
    reach = _ATTACHED * (box[3] - box[1])
    hands = []
    for right, wrist in enumerate(WRISTS):
        x, y = look.pose.points[wrist, :2]
        far = [hypot(x - hand[WRIST, 0], y - hand[WRIST, 1]) for hand in found]
        if look.pose.sees(wrist) and far and min(far) < reach:
            hands.append(Hand(found.pop(far.index(min(far))), bool(right), look.at))
    return tuple(hands)
