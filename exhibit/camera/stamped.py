"""A source for benchmarks: frames made beforehand, each stamped with its number as it is given."""

from collections.abc import Callable

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


class Stamped:
    """Plays frames of another camera, made before the clock starts, at 30 a second.

    given: when each number was handed out, in seconds of the clock.
    """

    live = False

    def __init__(self, make: Callable[[Clock], Camera], clock: Clock) -> None:
        self._frames = self._made(make)
        self._clock = clock
        self._last = -1
        self.focal = self._focal
        self.given: dict[int, float] = {}

    def _made(self, make: Callable[[Clock], Camera]) -> list[Image]:
        """Three seconds of pictures."""
        at = 0.0
        camera = make(lambda: at)
        self._focal = camera.focal
        frames: list[Image] = []
        for number in range(_HELD):
            at = (number + 0.5) / _RATE
            if frame := camera.read():
                frames.append(frame.image)
        camera.close()
        return frames

    def read(self) -> Frame | None:
        """The frame that is due, stamped; None if it was given already."""
        now = self._clock()
        number = int(now * _RATE)
        if number == self._last:
            return None
        self._last = number
        there_and_back = number % (2 * len(self._frames) - 2)
        place = min(there_and_back, 2 * len(self._frames) - 2 - there_and_back)
        image = self._frames[place].copy()
        stamp(image, number)
        self.given[number % 2**_BITS] = now
        return Frame(image, now, number)

    def close(self) -> None:
        """Nothing is open."""
        self._frames = [np.zeros((1, 1, 3), np.uint8)]
