"""Pixelation, fail closed: everything is hidden except what is surely the visitor."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.senses.limbs import Limb
from exhibit.senses.seen import Box, Person, Points

Mask = NDArray[np.uint8]

# Six cells across a face are too few to know it by: 14 rows keep a face of up to 3/7 of the
# picture's height below that even when no detector found it. Larger ones must be found.
_ROWS, _FACE_CELLS = 14, 6
_EIGHTH = 8
_OTHERS_GROW = 1.4
# Another face this much smaller than the visitor's is behind it and cannot cover it.
_BEHIND = 0.8
# Landmarks of the Face Landmarker.
_FOREHEAD, _CHIN, _EARS = 10, 152, (234, 454)


def only(
    image: Image,
    visitor: Person | None,
    others: Sequence[Person],
    limbs: Sequence[Limb] = (),
) -> Image:
    """A new image, HxWx3 BGR, that shows the visitor and a coarse mosaic of all the rest.

    visitor: whoever consented, with the face found in this very image; None, or a visitor whose
    face is not seen just now, hides everything. A face that no detector found is hidden as well:
    only the visitor's head, neck and shoulders are ever copied from the picture, and limbs: the
    visitor's own, each shown only where it stays clear of everybody else.
    others: everybody else, those seen within the last second too. Each known face is hidden once
    more, in cells of at least a sixth of it, even where it overlaps the visitor; only inside the
    visitor's own face do people who stand clearly behind give way.
    A mosaic hides people from those who look on; it is no proof against a determined program
    (McPherson, Shokri, Shmatikov, "Defeating Image Obfuscation with Deep Learning", 2016).
    """
    height, width = image.shape[:2]
    small = _shrunk(image)
    shown = _mosaic(small, round(_ROWS * width / height), _ROWS, (width, height))
    points = visitor.face.points if visitor and visitor.face else None
    if points is not None:
        mask = _head_and_shoulders(points, height, width)
        _add(mask, limbs, others)
        cv2.copyTo(image, mask, shown)
    for other in others:
        _hide(small, shown, other.face_box, points)
    return shown


def _shrunk(image: Image) -> Image:
    """An eighth of the image: cells are far larger. Halved thrice, for that OpenCV does fast."""
    for _ in range(3):
        size = max(image.shape[1] // 2, 1), max(image.shape[0] // 2, 1)
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return image


def _mosaic(small: Image, columns: int, rows: int, size: tuple[int, int]) -> Image:
    """That many flat cells, each the mean of what it covers, in a picture of size (w, h)."""
    rows, (width, height) = max(rows, 1), size
    cells = cv2.resize(small, (max(columns, 1), rows), interpolation=cv2.INTER_AREA)
    lines = cv2.resize(cells, (width, rows), interpolation=cv2.INTER_NEAREST)
    shown = np.empty((height, width, 3), np.uint8)
    for row, line in enumerate(lines):  # copying lines is ten times as fast as enlarging them
        shown[-(-row * height // rows) : -(-(row + 1) * height // rows)] = line
    return shown


def _head_and_shoulders(points: Points, height: int, width: int) -> Mask:
    """Where the visitor is, 255 in a mask of the image's size, from the 478 points.

    An ellipse about the spot between the ears, leaning with the head, and below it a neck and
    shoulders that stay a little inside those of an adult, so that whoever stands beside is out.
    """
    mask = np.zeros((height, width), np.uint8)
    size = float(np.linalg.norm(points[_FOREHEAD] - points[_CHIN]))
    up = (points[_FOREHEAD] - points[_CHIN])[:2]
    up /= max(float(np.linalg.norm(up)), 1e-6)
    x, y = points[list(_EARS), :2].mean(axis=0) + 0.065 * size * up
    lean = float(np.degrees(np.arctan2(up[0], -up[1])))
    cv2.ellipse(mask, ((x, y), (1.04 * size, 1.36 * size), lean), 255, cv2.FILLED)
    half = np.array((0.25, 0.3, 0.9, 0.95, 0.95))
    down = np.array((0.4, 0.75, 1.05, 1.2, 1.75))
    right = np.column_stack((x + size * half, y + size * down))
    left = np.column_stack((x - size * half, y + size * down))[::-1]
    cv2.fillPoly(mask, [np.vstack((right, left)).round().astype(np.int32)], 255)
    return mask


def _add(mask: Mask, limbs: Sequence[Limb], others: Sequence[Person]) -> None:
    """Add limbs to the mask, but none that might lie over another person.

    Of others the box holds head and shoulders; whatever is below it may be theirs too.
    """
    for limb in limbs:
        (x0, _), (x1, y1) = limb.line.min(axis=0), limb.line.max(axis=0)
        reach = limb.radius
        if not any(
            each.box[0] < x1 + reach and x0 - reach < each.box[2] and each.box[1] < y1 + reach
            for each in others
        ):
            line = limb.line.round().astype(np.int32)
            cv2.polylines(mask, [line], False, 255, max(round(2 * reach), 1))


def _hide(small: Image, shown: Image, face: Box, visitor: Points | None) -> None:
    """Pixelate one known face on top of what is shown; small: the picture, shrunk."""
    x0, y0, x1, y1 = _grown(face, shown.shape[1], shown.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    cell = max(max(face[2] - face[0], face[3] - face[1]) / _FACE_CELLS, shown.shape[0] / _ROWS)
    top, left = min(y0 // _EIGHTH, len(small) - 1), min(x0 // _EIGHTH, small.shape[1] - 1)
    inside = small[top : -(-y1 // _EIGHTH), left : -(-x1 // _EIGHTH)]
    size = x1 - x0, y1 - y0
    patch = _mosaic(inside, int(size[0] / cell), int(size[1] / cell), size)
    mask = np.full(patch.shape[:2], 255, np.uint8)
    if visitor is not None and face[3] - face[1] < _BEHIND * float(np.ptp(visitor[:, 1])):
        hull = cv2.convexHull(visitor[:, :2].round().astype(np.int32)) - (x0, y0)
        cv2.fillConvexPoly(mask, hull.astype(np.int32), 0)
    cv2.copyTo(patch, mask, shown[y0:y1, x0:x1])


def _grown(face: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """The box grown about its middle and clipped to the image, whole pixels."""
    x, y = (face[0] + face[2]) / 2, (face[1] + face[3]) / 2
    w, h = _OTHERS_GROW * (face[2] - face[0]) / 2, _OTHERS_GROW * (face[3] - face[1]) / 2
    x0, y0 = max(int(x - w), 0), max(int(y - h), 0)
    return x0, y0, min(int(x + w) + 1, width), min(int(y + h) + 1, height)
