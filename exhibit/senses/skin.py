"""What one picture says for the pulse: the colour of bare skin, the light around, the head's place.

Numbers only: a picture is never kept.
"""

from dataclasses import dataclass
from math import hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.senses.seen import Box, Face, Points

Floats = NDArray[np.float64]

# Landmarks around skin that hair, brows, glasses, eyes and lips leave bare in most people. The
# forehead's edges lie between rows of landmarks: fringes and hats hide what is higher.
_HIGH = (103, 67, 109, 10, 338, 297, 332)
_MIDDLE = (104, 69, 108, 151, 337, 299, 333)
_BROWS = (105, 66, 107, 9, 336, 296, 334)
_CHEEKS = (
    (123, 50, 36, 206, 216, 214, 138, 215, 177, 147),
    (352, 280, 266, 426, 436, 434, 367, 435, 401, 376),
)
_RIDGE = (197, 196, 236, 198, 45, 4, 275, 420, 456, 419)
PATCHES = 4
# Grey levels to either side of a patch's usual colour: hair, rims and glints are farther off.
_LIKE = 40.0
_LEAST = 60  # pixels without which a patch has no mean
_SLOW = 0.02  # how much of each new picture goes into what is usual
# The surround: a coarse grid without the head; blocks that are black or white tell nothing.
_GRID, _FINE = (16, 9), 10
_HEAD_GROWS = 0.5
_DARK, _WHITE = 16.0, 245.0
_BLOCKS = 6
_PASSING = 8.0  # grey levels: what passes by hardly changes what is usual
# The head's place goes by points that speech hardly moves; the mouth stands for itself.
_FIRM, _NOSE, _EARS = (10, 151, 168, 33, 133, 263, 362, 127, 356), 4, (234, 454)
_LIPS = (13, 14)


@dataclass(frozen=True, eq=False)
class Reading:
    """One picture's numbers.

    skin: 4x3, mean blue, green, red (grey levels) of forehead, both cheeks and nose; NaN where a
    patch is out of sight. light: 3, how bright the surround is in blue, green, red, 1 as usual;
    NaN where there is too little of it. head: 6, the face's width, its upper half's middle (x, y),
    the nose's place between the ears (x, y), how far the lips are apart, pixels.
    """

    skin: Floats
    light: Floats
    head: Floats


def patches(points: Points) -> tuple[Points, ...]:
    """Outlines of the skin that is measured, (N,2) pixels each: forehead, two cheeks, nose."""
    flat = points[:, :2]
    high, middle, brows = (flat[list(row)] for row in (_HIGH, _MIDDLE, _BROWS))
    upper, lower = (high + 2 * middle) / 3, (middle + brows) / 2
    forehead = np.concatenate((upper, lower[::-1])).astype(np.float32)
    return forehead, *(flat[list(each)] for each in (*_CHEEKS, _RIDGE))


class Skin:
    """Reads picture after picture of one visitor, and learns what is usual in them."""

    def __init__(self) -> None:
        self._colours: list[Floats | None] = [None] * PATCHES
        self._grid: Floats | None = None

    def read(self, image: Image, face: Face) -> Reading:
        """The numbers of one picture (HxWx3 BGR) in which the visitor's face is seen."""
        outlines = patches(face.points)
        skin = np.array([self._mean(image, each, k) for k, each in enumerate(outlines)])
        return Reading(skin, self._light(image, face.box), _place(face.points))

    def _mean(self, image: Image, outline: Points, number: int) -> Floats:
        """Mean colour of the pixels of a patch that look like it usually does; NaN if too few."""
        x, y, width, height = cv2.boundingRect(outline)
        x0, y0 = max(x, 0), max(y, 0)
        part = image[y0 : max(y + height, 0), x0 : max(x + width, 0)]
        nothing = np.full(3, np.nan)
        if part.size == 0:
            return nothing
        mask = np.zeros(part.shape[:2], np.uint8)
        corners = (outline - (x0, y0)).round().astype(np.int32)
        cv2.fillPoly(mask, [corners], 255)
        if cv2.countNonZero(mask) < _LEAST:
            return nothing
        usual = self._colours[number]
        if usual is None:
            usual = np.median(part[mask > 0], axis=0)
        like = cv2.inRange(part, usual - _LIKE, usual + _LIKE)
        mask = np.asarray(cv2.bitwise_and(mask, like), np.uint8)
        if cv2.countNonZero(mask) < _LEAST:
            return nothing
        mean = np.array(cv2.mean(part, mask)[:3])
        self._colours[number] = usual + _SLOW * (mean - usual)
        return mean

    def _light(self, image: Image, face: Box) -> Floats:
        """How bright everything but the head is: the median of blocks, so that no mover counts."""
        size = _GRID[0] * _FINE, _GRID[1] * _FINE
        small = cv2.resize(image, size, interpolation=cv2.INTER_NEAREST).astype(np.float32)
        grid = np.asarray(cv2.resize(small, _GRID, interpolation=cv2.INTER_AREA), np.float64)
        if self._grid is None:
            self._grid = grid
        shares = grid / np.maximum(self._grid, 1.0)
        use = _outside(face, image.shape[1] / _GRID[0], image.shape[0] / _GRID[1])
        use &= (self._grid > _DARK).all(axis=2) & (self._grid < _WHITE).all(axis=2)
        self._grid = self._grid + _SLOW * np.clip(grid - self._grid, -_PASSING, _PASSING)
        if use.sum() < _BLOCKS:
            return np.full(3, np.nan)
        return np.asarray(np.median(shares[use], axis=0))


def _outside(face: Box, width: float, height: float) -> NDArray[np.bool_]:
    """Which blocks of the grid (rows x columns, of that many pixels) are clear of the head."""
    x0, y0, x1, y1 = face
    more_x, more_y = _HEAD_GROWS * (x1 - x0) / 2, _HEAD_GROWS * (y1 - y0) / 2
    columns, rows = np.arange(_GRID[0]), np.arange(_GRID[1])
    across = ((columns + 1) * width < x0 - more_x) | (columns * width > x1 + more_x)
    down = ((rows + 1) * height < y0 - more_y) | (rows * height > y1 + more_y)
    return np.asarray(down[:, None] | across[None, :])


def _place(points: Points) -> Floats:
    """Where the head is, how it is turned, and how far the mouth is open, in pixels."""
    middle, ears = points[list(_FIRM)].mean(axis=0), points[list(_EARS)]
    nose = points[_NOSE] - ears.mean(axis=0)
    wide, lips = (hypot(*(b - a)) for a, b in (ears, points[list(_LIPS)]))
    return np.array((wide, middle[0], middle[1], nose[0], nose[1], lips), np.float64)
