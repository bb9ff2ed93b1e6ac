"""Moves the portrait's lids, irises and jaw, in the pixels of its texture."""

from dataclasses import dataclass

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.camera.actor_portrait import CM_PER_PIXEL, Floats, Portrait

# Points of the face, corner to corner, left to right in the picture: upper and lower lid of both
# eyes, the line where the lips meet; and the chin's lowest point.
_LIDS = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133)),
    ((362, 398, 384, 385, 386, 387, 388, 466, 263), (362, 382, 381, 380, 374, 373, 390, 249, 263)),
)
_EYE_IRIS = (468, 473)
_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
_CHIN = 152
_EYEBALL_CM = 1.2
_IRIS_PIXELS = 9.3
_LASHES = 0.45
# The jaw's half width, in half widths of the mouth; how far below the chin the neck gives way.
_JAW = 1.9
_NECK_PIXELS = 90.0
_DARK_MOUTH, _TEETH = (24.0, 22.0, 58.0, 255.0), (66.0, 92.0, 134.0, 255.0)  # BGRA


@dataclass(frozen=True)
class _Eye:
    """One eye's patch: its corner in the texture, and what the painting needs, per pixel.

    upper, lower: lid lines, one y for every column; inside: 1 in the opening, soft.
    """

    left: int
    top: int
    open: Image
    shut: Image
    upper: Floats
    lower: Floats
    inside: Floats
    iris: tuple[float, float]


def _line(points: Floats, indexes: tuple[int, ...], x: Floats) -> Floats:
    """A smooth y for every x along a line of face points."""
    places = points[list(indexes), :2]
    y = np.interp(x, places[:, 0], places[:, 1])
    smooth = cv2.GaussianBlur(y.astype(np.float32)[None], (0, 0), 1.5)[0]
    return np.asarray(smooth, np.float32)


def _eye(portrait: Portrait, which: int) -> _Eye:
    """The patch of one eye, as wide as the opening and a little more."""
    upper, lower = _LIDS[which]
    corners = portrait.points[[*upper, *lower], :2]
    left, top = (int(v) for v in np.floor(corners.min(axis=0)) - 6)
    right, bottom = (int(v) for v in np.ceil(corners.max(axis=0)) + 8)
    lids_x, lids_y = portrait.lids_corner
    shut = portrait.lids[top - lids_y : bottom - lids_y, left - lids_x : right - lids_x]
    x = np.arange(left, right, dtype=np.float32) + 0.5
    points = portrait.points - np.array([left, top, 0], np.float32)
    up, low = (_line(points, line, x - left) for line in (upper, lower))
    y = np.arange(bottom - top, dtype=np.float32)[:, None] + 0.5
    iris_x, iris_y = points[_EYE_IRIS[which], :2]
    return _Eye(
        left, top,
        open=portrait.texture[top:bottom, left:right, :3].copy(),
        shut=shut,
        upper=up,
        lower=low,
        inside=np.clip(y - up + 0.5, 0, 1) * np.clip(low - y + 0.5, 0, 1),
        iris=(float(iris_x), float(iris_y)),
    )


def _looking(eye: _Eye, gaze: tuple[float, float]) -> Image:
    """The open eye with its iris moved: gaze in degrees, right and down."""
    reach = _EYEBALL_CM / CM_PER_PIXEL
    dx, dy = (reach * np.sin(np.radians(angle)) for angle in gaze)
    height, width = eye.open.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32) + 0.5
    away = np.hypot(x - eye.iris[0] - dx, (y - eye.iris[1] - dy) * 0.8)
    move = np.clip(1 - (away - _IRIS_PIXELS) / (1.2 * _IRIS_PIXELS), 0, 1) * eye.inside
    map_x, map_y = (x - dx * move - 0.5), (y - dy * move - 0.5)
    return np.asarray(cv2.remap(
        eye.open, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ), np.uint8)


def _lidded(eye: _Eye, image: Image, eyes_open: float) -> Image:
    """The eye with its upper lid lowered, and lashes along the lid's edge."""
    shut = 1 - eyes_open
    y = np.arange(image.shape[0], dtype=np.float32)[:, None] + 0.5
    edge = eye.upper - 3 + shut * (eye.lower - eye.upper + 3.5)
    lid = np.clip(edge - y + 0.5, 0, 1)[..., None] * min(1.0, 4 * shut)
    lash = np.exp(-(((y - edge) / 1.3) ** 2))[..., None]
    narrow = np.clip((eye.lower - eye.upper) / 4, 0, 1)[:, None]
    mixed = image * (1 - lid) + eye.shut * lid
    lashes = 1 - _LASHES * min(1.0, 3 * shut) * lash * narrow
    return np.asarray(mixed * lashes).astype(np.uint8)


class _Jaw:
    """The patch from the lips to the neck, and how far each of its pixels drops."""

    def __init__(self, portrait: Portrait) -> None:
        points = portrait.points
        lips, chin = points[list(_LIPS), :2], points[_CHIN, :2]
        wide = float(np.ptp(lips[:, 0]))
        middle = float(lips[:, 0].mean())
        self.left, right = int(middle - _JAW / 2 * wide), int(middle + _JAW / 2 * wide)
        self.top, bottom = int(lips[:, 1].min() - 4), int(chin[1] + _NECK_PIXELS + 4)
        self.open = portrait.texture[self.top : bottom, self.left : right].copy()
        self.x = np.arange(self.left, right, dtype=np.float32) + 0.5
        self.y = np.arange(self.top, bottom, dtype=np.float32)[:, None] + 0.5
        self.across = (self.x - middle) / (wide / 2)
        self.seam = _line(points, _LIPS, self.x)[None]
        self.chin = float(chin[1])

    def _drop(self, y: Floats) -> Floats:
        """The part, 0..1, of the opening by which pixels that rest at y have dropped."""
        below = np.clip((y - self.seam) / (self.chin - self.seam), 0, 1)
        mouth = np.sqrt(np.clip(1 - self.across**2, 0, 1))
        side = np.clip((_JAW - abs(self.across)) / (_JAW - 0.3), 0, 1)
        jaw = side * side * (3 - 2 * side)
        neck = np.clip((self.chin + _NECK_PIXELS - y) / _NECK_PIXELS, 0, 1)
        falling = np.where(y > self.chin, neck * neck * (3 - 2 * neck), 1)
        part = (mouth * (1 - below) + jaw * below) * falling
        return np.asarray(np.where(y < self.seam, 0, part), np.float32)

    def opened(self, pixels: float) -> Image:
        """The patch with the mouth opened by so many pixels."""
        source = np.broadcast_to(self.y, self.open.shape[:2]).astype(np.float32)
        for _ in range(4):
            source = self.y - pixels * self._drop(np.maximum(source, self.seam))
        opening = pixels * np.sqrt(np.clip(1 - self.across**2, 0, 1))
        inside = (self.y > self.seam) * np.clip(self.seam - source + 0.5, 0, np.clip(opening, 0, 1))
        source = np.where(self.y > self.seam, np.maximum(source, self.seam), self.y)
        columns = np.broadcast_to(np.arange(self.x.size, dtype=np.float32), source.shape)
        rows = (source - self.top - 0.5).astype(np.float32)
        moved = cv2.remap(self.open, columns.copy(), rows, cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REPLICATE)
        deep = (self.y - self.seam)[..., None]
        teeth = np.clip(1.6 - deep / max(1.0, 0.2 * pixels), 0, 1) * np.clip(deep / 2, 0, 1)
        dark = np.array(_DARK_MOUTH, np.float32) * (1 - teeth)
        dark = dark + np.array(_TEETH, np.float32) * teeth
        cover = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 0.8)[..., None]
        return np.asarray(moved * (1 - cover) + dark * cover).astype(np.uint8)


class Face:
    """Paints lids, gaze and jaw into a texture, anew whenever they move."""

    def __init__(self, portrait: Portrait) -> None:
        self._eyes = (_eye(portrait, 0), _eye(portrait, 1))
        self._jaw = _Jaw(portrait)
        self._looks: tuple[float, tuple[float, float]] = (1.0, (0.0, 0.0))
        self._mouth = 0.0

    def paint(
        self, texture: Image, eyes_open: float, mouth: float, gaze: tuple[float, float]
    ) -> bool:
        """Changes the texture; says whether it had to.

        eyes_open 0..1, mouth in cm, gaze in degrees right and down.
        """
        if (eyes_open, mouth, gaze) == (self._looks[0], self._mouth, self._looks[1]):
            return False
        if (eyes_open, gaze) != self._looks:
            self._looks = (eyes_open, gaze)
            for eye in self._eyes:
                image = _lidded(eye, _looking(eye, gaze), eyes_open)
                height, width = image.shape[:2]
                texture[eye.top : eye.top + height, eye.left : eye.left + width, :3] = image
        if mouth != self._mouth:
            self._mouth = mouth
            jaw, patch = self._jaw, self._jaw.opened(mouth / CM_PER_PIXEL)
            height, width = patch.shape[:2]
            texture[jaw.top : jaw.top + height, jaw.left : jaw.left + width] = patch
        return True
