"""Whether something hides the mouth or the eyes of a face: a guess, from the picture alone.

The 478 points are put where a mouth should be, whether there is one or not. So two things are
looked for there that a mask or a hand has not: the dark line between the lips, and lips that are
redder than the skin round them. Behind dark glasses the eyes have no whites and no pupils.
"""

from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.senses.seen import Points

Floats = NDArray[np.floating[Any]]

# Landmark numbers. The lips' inner edges, the image's left to right; the reds of both lips; the
# skin round them; cheeks and the bridge of the nose; corners and lids of both eyes.
_UPPER, _LOWER = [80, 81, 82, 13, 312, 311, 310], [88, 178, 87, 14, 317, 402, 318]
_REDS = [0, 11, 12, 15, 16, 17, 37, 38, 39, 40, 72, 84, 85, 86, 91, 181, 267, 268, 269, 270]
_REDS += [302, 314, 315, 316, 321, 405]
_ROUND = [2, 18, 83, 164, 165, 167, 182, 194, 199, 200, 201, 208, 313, 391, 393, 406, 418, 421, 428]
_EYES = [33, 133, 144, 145, 153, 158, 159, 160, 263, 362, 373, 374, 380, 385, 386, 387]
_CORNERS = [33, 263]

# Measured on the actor and 14 computer-made faces, bare (43 pictures), with painted masks (42),
# hands (42), sunglasses (43) and both (41). The line: 0.20 and more bare, 0.12 and less covered,
# but up to 0.43 between two level fingers. Red: 4.3 and more bare, 2.2 and less covered. Eyes: 0.18
# and more bare (less when shut), 0.10 and less behind dark glasses.
_LINE, _RED, _LIVELY = 0.16, 3.0, 0.13
# Pixels between the outer corners of the eyes below which nothing can be said.
_SMALL = 30.0
# Across the lips, in widths of the eyes: where the line may lie, and how far out to look for lips.
_ON, _OFF, _REACH = 0.04, 0.05, 0.12


class Cover(StrEnum):
    """What hides the face, as far as the program can guess."""

    NONE = "none"
    MOUTH = "mouth"
    EYES = "eyes"
    UNSURE = "unsure"


def cover(image: Image, points: Points) -> Cover:
    """The guess for a face, from an image, HxWx3 BGR, and its 478 points, pixels.

    Fooled by a mask with a mouth printed on it. Lips without colour are UNSURE, as are very small
    faces. The masks and hands it was measured on were painted; beards, and more than a few shades
    of skin, it has never seen.
    """
    wide = float(np.linalg.norm(np.subtract(*points[_CORNERS, :2])))
    if wide < _SMALL:
        return Cover.UNSURE
    patch, places = _face(image, points)
    line, red = _line(patch, places, wide), _redness(patch, places, wide)
    if line < _LINE and red < _RED:
        return Cover.MOUTH
    if _eyes(patch, places, wide) < _LIVELY:
        return Cover.EYES
    return Cover.NONE if line >= _LINE and red >= _RED else Cover.UNSURE


def _face(image: Image, points: Points) -> tuple[Floats, Floats]:
    """The part of the picture with the face, as CIE L*a*b*, and the points in it, (478,2)."""
    height, width = image.shape[:2]
    low = np.clip(points[:, :2].min(axis=0).astype(int), 0, (width - 2, height - 2))
    high = np.clip(points[:, :2].max(axis=0).astype(int) + 1, low + 2, (width, height))
    part = image[low[1] : high[1], low[0] : high[0]].astype(np.float32) / np.float32(255)
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2LAB), np.float32), points[:, :2] - low


def _line(patch: Floats, places: Floats, wide: float) -> float:
    """How much darker the line between the lips is than both lips: a difference of logarithms."""
    blur = max(0.6, 0.012 * wide)
    light = np.asarray(cv2.GaussianBlur(patch[..., 0], (0, 0), blur), np.float32)
    middle = _along((places[_UPPER] + places[_LOWER]) / 2)
    across = places[17] - places[0]
    across = across / max(float(np.linalg.norm(across)), 1e-6)
    steps = np.linspace(-_REACH, _REACH, 21)
    profile = np.array([np.log(_at(light, middle + each * wide * across) + 5) for each in steps])
    depth = profile.mean(axis=1)
    lips = min(depth[steps < -_OFF].mean(), depth[steps > _OFF].mean())
    return float(lips - depth[abs(steps) <= _ON].min())


def _along(corners: Floats) -> Floats:
    """25 points along a line of others."""
    where = np.linspace(0, len(corners) - 1, 25)
    x, y = (np.interp(where, range(len(corners)), corners[:, axis]) for axis in (0, 1))
    return np.stack((x, y), axis=1)


def _at(plane: Floats, places: Floats) -> Floats:
    """A plane's values at places, pixels, as (N,) or (N,3)."""
    x, y = (np.ascontiguousarray(places[None, :, axis] - 0.5, np.float32) for axis in (0, 1))
    found = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found[0])


def _soft(patch: Floats, wide: float) -> Floats:
    """Each pixel the mean of its neighbours, so that a point stands for a spot of skin."""
    side = max(1, int(0.04 * wide))
    return np.asarray(cv2.blur(patch, (side, side)))


def _redness(patch: Floats, places: Floats, wide: float) -> float:
    """How much redder the lips are than the skin round them: a* at one lightness, 50."""
    soft = _soft(patch, wide)
    reds, skin = (np.median(_at(soft, places[each]), axis=0) for each in (_REDS, _ROUND))
    return float(50 * (reds[1] / max(reds[0], 5) - skin[1] / max(skin[0], 5)))


def _eyes(patch: Floats, places: Floats, wide: float) -> float:
    """How much light and dark there is along the lids: the spread of logarithms."""
    return float(np.std(np.log(_at(_soft(patch, wide), places[_EYES])[:, 0] + 1)))
