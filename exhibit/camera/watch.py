"""Watch: tells a camera that works from one that is frozen, black or gone, by the frames alone."""

import zlib

import numpy as np

from exhibit.camera import Image
from exhibit.errors import CameraBlack, CameraFrozen, CameraMissing

_DARK = 8  # grey level; sensors with the lens covered stay below it
_DARK_SHARE = 0.99  # leaves room for hot pixels


def _print(image: Image) -> int:
    """A checksum of every eighth row: sensor noise alone makes two real frames differ there."""
    return zlib.crc32(image[::8].tobytes())


def _is_black(image: Image) -> bool:
    """Whether no light came: nearly every value is near zero."""
    return bool(np.mean(image[::8, ::8] < _DARK) >= _DARK_SHARE)


class Watch:
    """Judges one camera's frames; every time is seconds on the caller's clock.

    seconds: how long frames may be missing, repeated or black. first: how long the first frame
    may take, since a camera needs a second or two to wake up. name: the camera, for sentences.
    """

    def __init__(
        self, began: float, seconds: float = 2.0, first: float = 5.0, name: str = "The camera"
    ) -> None:
        self._seconds = seconds
        self._first = first
        self._name = name
        self._began = began
        self._last: float | None = None
        self._print: int | None = None
        self._same_since = began
        self._light_at = began

    def frame(self, image: Image, at: float) -> None:
        """Take note of a frame: image is HxWx3 uint8, at is when it came."""
        if self._last is None:
            self._light_at = at
        now = _print(image)
        if now != self._print:
            self._print, self._same_since = now, at
        if not _is_black(image):
            self._light_at = at
        self._last = at

    def check(self, at: float) -> None:
        """Raise CameraMissing, CameraBlack or CameraFrozen if it has lasted too long by now."""
        if self._last is None:
            if at - self._began >= self._first:
                raise CameraMissing(f"{self._name} sends no picture: plug it in again.")
            return
        if at - self._last >= self._seconds:
            raise CameraMissing(f"{self._name} sends no pictures any more: plug it in again.")
        # A covered lens also repeats itself, and the cover is what to name.
        if self._last - self._light_at >= self._seconds:
            raise CameraBlack(
                f"{self._name} sends black pictures: open its shutter, or turn on a light."
            )
        if self._last - self._same_since >= self._seconds:
            raise CameraFrozen(f"{self._name} repeats one picture: plug it in again.")
