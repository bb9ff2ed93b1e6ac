"""The light of the actor's scene: the wall behind, the pulse in skin, the camera's noise."""

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.camera.actor_portrait import Floats
from exhibit.camera.actor_script import HEIGHT, WIDTH

# How strongly blood shows in blue, green and red skin, against green: de Haan and van Leest,
# "Improved motion robustness of remote-PPG by using the blood volume pulse signature" (2014).
_BLOOD = (0.69, 1.0, 0.43)
_ROOM = 64
_LIT_WALL, _DIM_WALL = (196, 211, 219), (150, 166, 176)
_LIGHT_AT, _LIGHT_REACH = (0.36, 0.30), (0.85, 1.05)


def wall() -> Image:
    """HEIGHT x WIDTH x 3: a plain, warm wall with soft light from the upper left."""
    y, x = np.mgrid[: HEIGHT // 8, : WIDTH // 8].astype(np.float32)
    u, v = x / (WIDTH / 8) - _LIGHT_AT[0], y / (HEIGHT / 8) - _LIGHT_AT[1]
    light = np.exp(-((u / _LIGHT_REACH[0]) ** 2) - (v / _LIGHT_REACH[1]) ** 2)[..., None]
    colour = light * np.array(_LIT_WALL) + (1 - light) * np.array(_DIM_WALL)
    smooth = cv2.resize(colour.astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    dither = np.random.default_rng(0).random((HEIGHT, WIDTH, 1), np.float32)
    return np.asarray(smooth + dither).astype(np.uint8)


class Grain:
    """The camera's noise, normal with one deviation (grey levels), the same for the same frame.

    One field, larger than a frame, is made once; each frame takes another part of it. Most of a
    frame gets it rounded; skin gets it as it is, or its pulse would be rounded away.
    """

    def __init__(self, deviation: float) -> None:
        shape = (HEIGHT + _ROOM, WIDTH + _ROOM, 3)
        self._field = np.random.default_rng(1).standard_normal(shape, np.float32) * deviation
        self._more = np.clip(np.rint(self._field), 0, 255).astype(np.uint8)
        self._less = np.clip(np.rint(-self._field), 0, 255).astype(np.uint8)

    def over(self, image: Image, number: int) -> None:
        """Adds a frame's noise to the whole of it, rounded."""
        part = self._part(number)
        cv2.add(image, self._more[part], image)
        cv2.subtract(image, self._less[part], image)

    def under(self, number: int) -> Floats:
        """A frame's noise, not rounded: HEIGHT x WIDTH x 3."""
        return np.asarray(self._field[self._part(number)])

    def _part(self, number: int) -> tuple[slice, slice]:
        """Which part of the field a frame takes: _ROOM x _ROOM frames pass before one returns."""
        across, down = number % _ROOM * 29 % _ROOM, number // _ROOM * 27 % _ROOM
        down = (down + number * 41) % _ROOM
        return slice(down, down + HEIGHT), slice(across, across + WIDTH)


def pulsing(skin: Image, share: Floats, beat: float, noise: Floats) -> Image:
    """Skin, HxWx3, lit by one moment of a pulse, and noise, rounded last of all.

    share: HxW, 0..1, how much of each pixel is skin; beat: change of green, a part of 1.
    """
    gain = cv2.merge([1 + share * np.float32(beat * blood) for blood in _BLOOD])
    lit = cv2.multiply(skin, gain, dtype=cv2.CV_32F)
    return np.asarray(cv2.add(lit, noise, dtype=cv2.CV_8U), np.uint8)
