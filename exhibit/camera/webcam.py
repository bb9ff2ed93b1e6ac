"""A live camera: a thread keeps its newest picture, and nobody ever waits for the driver."""

import math
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol

import cv2
import numpy as np

from exhibit import devices
from exhibit.camera import Clock, Frame, Image
from exhibit.camera.watch import Watch
from exhibit.errors import CameraBusy, CameraMissing, CameraTrouble

# One buffer loses every second frame: the driver has none to fill while that one is read. The
# thread empties them as they come, so two add no delay.
_BUFFERS = 2
_RETRY = 0.05  # seconds between two tries after a frame did not come
_PATIENCE = 1.0  # seconds that close() gives the driver
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_TO_BGR = {1: cv2.COLOR_GRAY2BGR, 4: cv2.COLOR_BGRA2BGR}


class Capture(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def isOpened(self) -> bool: ...
    def set(self, prop: int, value: float) -> bool: ...
    def grab(self) -> bool: ...
    def retrieve(self) -> tuple[bool, Any]: ...
    def release(self) -> None: ...


def open_capture(number: int) -> Capture:
    """The camera with this number, by the system's own interface."""
    return cv2.VideoCapture(number, cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY)


def to_bgr(image: Any, name: str) -> Image:
    """A picture of one, three or four channels as HxWx3 uint8 BGR; CameraTrouble otherwise."""
    picture = np.asarray(image)
    channels = picture.shape[2] if picture.ndim == 3 else 1
    fits = picture.dtype == np.uint8 and picture.ndim in (2, 3) and picture.size > 0
    if not fits or channels not in (1, 3, 4):
        shape = " x ".join(map(str, picture.shape))
        raise CameraTrouble(
            f"{name} sends {shape} values of {picture.dtype}, which is no colour picture: "
            "try another camera with --source."
        )
    if channels != 3:
        picture = cv2.cvtColor(picture, _TO_BGR[channels])
    return np.ascontiguousarray(picture, np.uint8)


class Webcam:
    """A live camera, opened in a thread of its own; read() and close() never wait for the driver.

    number: as in /dev/video0. clock: seconds. width, height, fps: asked for, not insisted on.
    rotate: degrees clockwise by which the picture is turned upright (0, 90, 180, 270).
    field_of_view: degrees across the picture before it is turned, None if unknown; gives focal.
    seconds: how long frames may be missing, repeated or black before read() raises.
    opener, state: seams for tests.
    """

    live = True

    def __init__(
        self,
        number: int,
        clock: Clock,
        *,
        width: int = 1280,
        height: int = 720,
        fps: int = 30,
        rotate: int = 0,
        field_of_view: float | None = None,
        seconds: float = 2.0,
        opener: Callable[[int], Capture] = open_capture,
        state: Callable[[int], devices.State] = devices.state,
    ) -> None:
        self.focal: float | None = None
        self._name = f"Camera {number}"
        self._number = number
        self._clock = clock
        self._wish = (width, height, fps)
        self._rotate = rotate
        self._field_of_view = field_of_view
        self._opener = opener
        self._state = state
        self._watch = Watch(clock(), seconds, name=self._name)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._newest: Frame | None = None
        self._trouble: CameraTrouble | None = None
        self._given = -1
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def read(self) -> Frame | None:
        """The newest frame, or None if it was given out, or after close(); raises CameraTrouble."""
        if self._stop.is_set():
            return None
        with self._lock:
            frame, trouble = self._newest, self._trouble
        if trouble:
            raise trouble
        new = frame is not None and frame.number > self._given
        if frame is not None and new:
            self._given = frame.number
            self._watch.frame(frame.image, frame.at)
        self._watch.check(self._clock())
        return frame if new else None

    def close(self) -> None:
        """Let go of the camera and its pictures; a driver that hangs is left to its thread."""
        self._stop.set()
        self._thread.join(_PATIENCE)
        with self._lock:
            self._newest = None

    def _run(self) -> None:
        """The thread: open, keep the newest picture, release."""
        capture = None
        try:
            capture = self._opener(self._number)
            self._prepare(capture)
            while not self._stop.is_set():
                self._take(capture)
        except CameraTrouble as trouble:
            self._fail(trouble)
        except Exception as error:
            # Whatever a driver throws, the visit must end, and nothing of it may be printed.
            kind = type(error).__name__
            self._fail(CameraTrouble(f"{self._name} failed ({kind}): plug it in again."))
        finally:
            if capture is not None:
                capture.release()

    def _prepare(self, capture: Capture) -> None:
        """Ask for what is wished; raise what is known if the camera did not open."""
        if not capture.isOpened():
            raise self._why_closed()
        width, height, fps = self._wish
        # Raw pictures of this size do not fit through USB 2 at 30 a second; JPEGs do.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        capture.set(cv2.CAP_PROP_FPS, fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, _BUFFERS)

    def _why_closed(self) -> CameraTrouble:
        """Why the camera could not be opened."""
        state = self._state(self._number)
        if state is devices.State.FORBIDDEN:
            return CameraTrouble(devices.forbidden(f"/dev/video{self._number}"))
        if state is devices.State.PRESENT:
            return CameraBusy(
                f"{self._name} is there but does not open: close the program that uses it."
            )
        return CameraMissing(
            f"There is no {self._name.lower()}: plug it in, or name another with --source."
        )

    def _take(self, capture: Capture) -> None:
        """Wait for one picture and keep it as the newest."""
        if not capture.grab():
            self._missed()
            return
        at = self._clock()
        ok, raw = capture.retrieve()
        if not ok or raw is None:
            self._missed()
            return
        self._keep(to_bgr(raw, self._name), at)

    def _missed(self) -> None:
        """No picture came: the camera is gone, or may try again in a moment."""
        if self._state(self._number) is devices.State.MISSING:
            raise CameraMissing(f"{self._name} was unplugged: plug it in again.")
        self._stop.wait(_RETRY)

    def _keep(self, image: Image, at: float) -> None:
        """Put the picture where read() finds it; the one before is forgotten."""
        if self._field_of_view:
            self.focal = image.shape[1] / 2 / math.tan(math.radians(self._field_of_view) / 2)
        if self._rotate in _TURNS:
            image = np.asarray(cv2.rotate(image, _TURNS[self._rotate]), np.uint8)
        with self._lock:
            if not self._stop.is_set():  # close() may have given up waiting for us
                number = self._newest.number + 1 if self._newest else 0
                self._newest = Frame(image, at, number)

    def _fail(self, trouble: CameraTrouble) -> None:
        """Hand the trouble to read(), without its traceback, which would keep the last picture."""
        with self._lock:
            self._trouble = trouble.with_traceback(None)
            self._newest = None
