"""Clothes: the colour of what the visitor wears below the face, in CIELAB and in a word."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.senses.seen import Box, Face

Colours = NDArray[np.float32]
Lab = tuple[float, float, float]

# Left and right of the collar, within the shoulders that privacy.py shows: from and to, in
# lengths of the face (forehead to chin), from the spot between the ears.
_BESIDE, _BELOW = (0.3, 0.8), (1.05, 1.6)
_FOREHEAD, _CHIN, _EARS = 10, 152, (234, 454)
_GRID = 14  # pixels looked at along each side of a patch
_LEAST = 0.25  # of a patch that must be within the picture
_ONE = 0.6  # of the pixels, and of the moments, that must agree on a word
_LATELY, _MOMENTS = 2.0, 3  # seconds that are kept, and how many looks make a colour
# The least error of a median, CIE76: how far the actor's moves with turn and distance.
_LEAST_ERROR = 2.0

# Basic colour terms (Berlin, Kay, "Basic Color Terms", 1969), with navy and beige for clothes;
# each by a few shades of cloth as sRGB. The words themselves are in assets/text.
_SHADES = {
    "black": "141416 262626",
    "white": "fafafa e4e4e4",
    "grey": "8c8c8c 5a5a5c b8b8b8",
    "red": "c81e28 8c1420 e04038",
    "orange": "f08020 d8601c",
    "yellow": "f5d732 e0b428",
    "green": "2e8b45 1e5032 8cc860 6b7a3a",
    "blue": "285ac8 3c8cdc 8cbee6 46648c",
    "navy": "1c2850 141c34 060650",
    "purple": "6e3296 9b6ec8 461e50",
    "pink": "f096b9 f5bed2 d2508c",
    "brown": "6e4628 4a2e1e 96643c",
    "beige": "d7c3a0 f0e4c8 b4a078",
}


def to_lab(pixels: NDArray[np.uint8]) -> Colours:
    """CIELAB (D65; L 0 to 100) of pixels (..., 3), sRGB in BGR order."""
    flat = pixels.reshape(-1, 1, 3).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(flat, cv2.COLOR_BGR2LAB)[:, 0], np.float32)


def to_srgb(lab: Lab) -> tuple[int, int, int]:
    """Red, green, blue, 0 to 255, of one colour in CIELAB; what a screen cannot show is cut."""
    pixel = cv2.cvtColor(np.array([[lab]], np.float32), cv2.COLOR_LAB2RGB)[0, 0]
    red, green, blue = (round(255 * min(max(float(each), 0.0), 1.0)) for each in pixel)
    return red, green, blue


def _palette() -> tuple[tuple[str, ...], Colours]:
    """Every shade's word, and its colour."""
    pairs = [(word, shade) for word, text in _SHADES.items() for shade in text.split()]
    pixels = np.array([list(bytes.fromhex(shade))[::-1] for _, shade in pairs], np.uint8)
    return tuple(word for word, _ in pairs), to_lab(pixels)


WORDS = tuple(_SHADES)
_NAMES, _COLOURS = _palette()


@dataclass(frozen=True)
class Clothes:
    """The colour of a visitor's clothes over the last two seconds.

    lab: CIELAB (D65), the median. spread: half of the pixels lie within it of lab (CIE76).
    error: one standard deviation of the median over that time. word: a key of the palette, or
    None when the cloth is of several colours. patches: where it was looked for last, as boxes
    (x0, y0, x1, y1) in pixels of the image.
    """

    lab: Lab
    spread: float
    error: float
    word: str | None
    patches: tuple[Box, ...]


@dataclass(frozen=True)
class Reading:
    """One picture's colour; as in Clothes."""

    lab: Lab
    spread: float
    word: str | None
    patches: tuple[Box, ...]


def far(one: Lab, other: Lab) -> float:
    """How far two colours are apart: CIE76, where 2.3 is just noticeable (Mahy et al., 1994)."""
    return float(np.linalg.norm(np.subtract(one, other)))


def name(colours: Colours) -> list[str]:
    """The palette's word for each of (N,3) colours in CIELAB."""
    away = np.linalg.norm(colours[:, None] - _COLOURS[None], axis=2)
    return [_NAMES[each] for each in away.argmin(axis=1)]


def patches(face: Face, size: tuple[int, int]) -> tuple[Box, ...]:
    """Two boxes beside the collar that lie far enough within an image of size (w, h), pixels."""
    length = float(np.linalg.norm(face.points[_FOREHEAD] - face.points[_CHIN]))
    x, y = (float(each) for each in face.points[list(_EARS), :2].mean(axis=0))
    top, foot = (y + each * length for each in _BELOW)
    near, out = (each * length for each in _BESIDE)
    whole = [(x - out, top, x - near, foot), (x + near, top, x + out, foot)]
    cut = [(max(a, 0), max(b, 0), min(c, size[0]), min(d, size[1])) for a, b, c, d in whole]
    area = _LEAST * (out - near) * (foot - top)
    return tuple(each for each in cut if _area(each) >= area)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def read(image: Image, face: Face, others: Sequence[Box] = ()) -> Reading | None:
    """The colour of what is below this face, or None where too little of it is in the picture.

    image: HxWx3 BGR. others: other people's boxes; a patch that touches one is left alone.
    """
    found = patches(face, (image.shape[1], image.shape[0]))
    mine = tuple(each for each in found if not any(_meet(each, other) for other in others))
    if not mine:
        return None
    colours = to_lab(np.concatenate([_sample(image, each) for each in mine]))
    middle = np.median(colours, axis=0)
    spread = float(np.median(np.linalg.norm(colours - middle, axis=1)))
    lab = (float(middle[0]), float(middle[1]), float(middle[2]))
    return Reading(lab, spread, _one(name(colours)), mine)


def _sample(image: Image, box: Box) -> NDArray[np.uint8]:
    """Means of a patch, (N,3): a thread or a pixel's noise is no colour."""
    x0, y0, x1, y1 = (round(each) for each in box)
    cut = image[y0:y1, x0:x1]
    side = min(_GRID, *cut.shape[:2])
    means = np.asarray(cv2.resize(cut, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    return means.reshape(-1, 3)


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) > max(one[1], other[1])


def _one(words: Sequence[str | None]) -> str | None:
    """The word that most agree on, if enough do."""
    word, count = Counter(words).most_common(1)[0]
    return word if count >= _ONE * len(words) else None


class Wardrobe:
    """Keeps the readings of the last two seconds."""

    def __init__(self) -> None:
        self._readings: deque[tuple[float, Reading]] = deque()

    def add(self, reading: Reading | None, at: float) -> None:
        """One more look at the clothes, at a moment in seconds."""
        while self._readings and at - self._readings[0][0] > _LATELY:
            self._readings.popleft()
        if reading is not None:
            self._readings.append((at, reading))

    def clothes(self) -> Clothes | None:
        """What was seen of late; None before there is enough."""
        readings = [each for _, each in self._readings]
        if len(readings) < _MOMENTS:
            return None
        labs = np.array([each.lab for each in readings])
        middle = np.median(labs, axis=0)
        away = 1.4826 * float(np.median(np.linalg.norm(labs - middle, axis=1)))
        spread = float(np.median([each.spread for each in readings]))
        lab = (float(middle[0]), float(middle[1]), float(middle[2]))
        word = _one([each.word for each in readings])
        return Clothes(lab, spread, max(_LEAST_ERROR, away), word, readings[-1].patches)
