"""A source for benchmarks: frames made beforehand, each stamped with its number as it is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import cv2
import numpy as np

from exhibit.camera import Camera, Clock, Frame, Image

_SIDE = 16
_BITS = 16
_HELD = 90  # frames held: three seconds, played forth and back
_RATE = 30.0


def stamp(image: Image, number: int) -> None:
    """Write the low 16 bits of a number into the top left corner: a row of grey 0 or 255 each."""
    for bit in range(_BITS):
        image[bit, :_SIDE] = 255 if number >> bit & 1 else 0


def read_stamp(corner: Image) -> int:
    """The number in a 16x16 corner, of three or four channels."""
    return sum(1 << bit for bit in range(_BITS) if corner[bit, :_SIDE, :3].mean() > 127)


def forth_and_back(number: int, count: int) -> int:
    """Which of so many frames is due as the numbered one: nothing ever jumps from last to first."""
    place = number % max(1, 2 * count - 2)
    return min(place, 2 * count - 2 - place)


@dataclass(frozen=True)
class Held:
    """Three seconds of a source, and the focal length they were taken with."""

    frames: Sequence[Image]
    focal: float | None


def hold(make: Callable[[Clock], Camera], copies: int = 1) -> Held:
    """Three seconds of a source, at 30 a second; copies: so many of it in each frame."""
    at = 0.0
    camera = make(lambda: at)
    frames: list[Image] = []
    for number in range(_HELD):
        at = (number + 0.5) / _RATE
        if frame := camera.read():
            frames.append(frame.image)
    camera.close()
    if copies < 2:
        return Held(frames, camera.focal)
    return Held([_tiled(frames, number, copies) for number in range(len(frames))], None)


def _tiled(frames: Sequence[Image], number: int, copies: int) -> Image:
    """A frame full of smaller ones, each from the source at another moment."""
    height, width = frames[0].shape[:2]
    columns = ceil(sqrt(copies))
    high, wide = height // ceil(copies / columns), width // columns
    scale = max(high / height, wide / width)
    tiled = np.zeros_like(frames[0])
    for copy in range(copies):
        row, column = divmod(copy, columns)
        frame = frames[(number + copy * len(frames) // copies) % len(frames)]
        small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        top, left = (small.shape[0] - high) // 2, (small.shape[1] - wide) // 2
        part = small[top : top + high, left : left + wide]
        tiled[row * high : (row + 1) * high, column * wide : (column + 1) * wide] = part
    return tiled


class Stamped:
    """Plays held frames forth and back, at 30 a second.

    given: when each number was handed out, in seconds of the clock.
    """

    live = False

    def __init__(self, held: Held, clock: Clock) -> None:
        self._frames = held.frames
        self._clock = clock
        self._last = -1
        self.focal = held.focal
        self.given: dict[int, float] = {}

    def read(self) -> Frame | None:
        """The frame that is due, stamped; None if it was given already."""
        now = self._clock()
        number = int(now * _RATE)
        if number == self._last:
            return None
        self._last = number
        image = self._frames[forth_and_back(number, len(self._frames))].copy()
        stamp(image, number)
        self.given[number % 2**_BITS] = now
        return Frame(image, now, number)

    def close(self) -> None:
        """Nothing is open."""
        self._frames = [np.zeros((1, 1, 3), np.uint8)]
