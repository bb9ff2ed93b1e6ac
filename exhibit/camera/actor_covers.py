"""What the actor may wear: mask, sunglasses, hand, hat; painted, in the pixels of a texture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.camera.actor_portrait import Floats, Portrait
from exhibit.errors import BadClip, did_you_mean

_NOSE, _CHIN = 197, 152
_EARS, _JAWS, _TEMPLES = (234, 454), (172, 397), (127, 356)
_EYES = ((33, 133), (362, 263))
_MOUTH, _NOSE_BASE = 14, 2
_CHEEKS = (50, 280, 151)
# Blue, green, red.
_CLOTH, _STRAP = (214, 205, 182), (226, 226, 222)
_GLASS, _RIM = (34, 26, 24), (18, 16, 20)
_SHADOW = (22, 26, 46)
_WOOL = (58, 52, 148)
_BROWS, _CROWN = (105, 334), 10
_FINGER = 25.0  # pixels, 1.6 cm
_REACH = 80  # pixels that are painted round a cover, for straps and shadows

Draw = Callable[["_Canvas", Portrait], None]


@dataclass(frozen=True)
class Layer:
    """Something laid over the texture: its upper left corner there, colour and opacity.

    colour: hxwx3, 0..255; opacity: hxwx1, 0..1, both float32.
    """

    left: int
    top: int
    colour: Floats
    opacity: Floats

    def over(self, texture: Image) -> None:
        """Lays it over a texture, HxWx4 uint8; what is not her stays so."""
        height, width = self.opacity.shape[:2]
        part = texture[self.top : self.top + height, self.left : self.left + width]
        here = self.opacity * (part[..., 3:] / np.float32(255))
        mixed = part[..., :3] * (1 - self.opacity) + self.colour * here
        part[..., :3] = np.clip(mixed, 0, 255)

    def at(self, x: Floats, y: Floats) -> Floats:
        """Its opacity where lines of x and y cross, texture pixels, (len(y), len(x))."""
        columns, rows = np.meshgrid(x - self.left, y - self.top)
        return np.asarray(cv2.remap(
            self.opacity, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
        ), np.float32)


class _Canvas:
    """A part of the texture on which covers are drawn, in the texture's coordinates."""

    def __init__(self, portrait: Portrait, low: Floats, high: Floats) -> None:
        height, width = portrait.texture.shape[:2]
        self.left, self.top = (int(v) for v in np.clip(low - _REACH, 0, (width, height)))
        right, bottom = (int(v) for v in np.clip(high + _REACH, 0, (width, height)))
        self.skin = portrait.texture[self.top : bottom, self.left : right, :3].copy()
        self.colour = self.skin.astype(np.float32)
        self.opacity = np.zeros((bottom - self.top, right - self.left, 1), np.float32)
        hull = cv2.convexHull(np.ascontiguousarray(portrait.points[:, :2]))
        self.face = self.area(np.asarray(hull[:, 0], np.float32))
        self.y, self.x = np.mgrid[self.top : bottom, self.left : right].astype(np.float32)

    def area(self, corners: Floats, soft: float = 1.0) -> Floats:
        """0..1 inside a polygon of texture pixels, hxwx1, its edge softened."""
        mask = np.zeros(self.opacity.shape[:2], np.uint8)
        whole = np.round((corners - (self.left, self.top)) * 16).astype(np.int32)
        cv2.fillPoly(mask, [whole], 255, cv2.LINE_AA, 4)
        smooth = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), soft)
        return np.asarray(smooth[..., None], np.float32)

    def line(self, points: Floats, width: float, soft: float = 0.8) -> Floats:
        """0..1 on a line through texture pixels."""
        mask = np.zeros(self.opacity.shape[:2], np.uint8)
        whole = np.round((points - (self.left, self.top)) * 16).astype(np.int32)
        cv2.polylines(mask, [whole], False, 255, round(width), cv2.LINE_AA, 4)
        smooth = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), soft)
        return np.asarray(smooth[..., None], np.float32)

    def lay(self, colour: Floats | tuple[int, ...], share: Floats) -> None:
        """Paints a colour over what is there."""
        ink = np.asarray(colour, np.float32)
        opacity = share + self.opacity * (1 - share)
        mixed = ink * share + self.colour * self.opacity * (1 - share)
        self.colour = np.asarray(mixed / np.maximum(opacity, 1e-3), np.float32)
        self.opacity = opacity

    def light(self, soft: float) -> Floats:
        """The light that falls on her skin, about 1, hxwx1, without its finer lines."""
        grey = cv2.cvtColor(self.skin, cv2.COLOR_BGR2GRAY).astype(np.float32)
        smooth = cv2.GaussianBlur(grey, (0, 0), soft)
        usual = np.median(smooth[self.face[..., 0] > 0.5])
        return np.asarray(np.clip(smooth / usual, 0.5, 1.15)[..., None], np.float32)

    def layer(self) -> Layer:
        """What was drawn."""
        return Layer(self.left, self.top, self.colour, self.opacity)


def _curve(start: Floats, bend: Floats, end: Floats, count: int = 24) -> Floats:
    """Points along a parabola (quadratic Bezier), (count, 2)."""
    t = np.linspace(0, 1, count, dtype=np.float32)[:, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
    return np.asarray(points, np.float32)


def _by(points: Floats, x: float, y: float) -> Floats:
    """Points moved right and down."""
    return points + np.array((x, y), np.float32)


def _mask_edges(points: Floats) -> tuple[Floats, Floats]:
    """The upper and the lower edge of a mask, from the image's left to its right, (N,2) each."""
    nose, chin = points[_NOSE], _by(points[_CHIN], 0, 14)
    middle = (points[list(_JAWS)].mean(axis=0) + nose) / 2
    high, low = [], []
    for ear, jaw in zip(_EARS, _JAWS, strict=True):
        side = points[ear] + 0.28 * (points[jaw] - points[ear])
        high.append(side + 0.10 * (middle - side))
        low.append(points[jaw] + 0.06 * (middle - points[jaw]))
    bends = [np.array(((corner[0] + nose[0]) / 2, nose[1] + 16)) for corner in high]
    upper = np.vstack((_curve(high[0], bends[0], nose), _curve(nose, bends[1], high[1])))
    bends = [np.array((0.55 * corner[0] + 0.45 * chin[0], chin[1] + 2)) for corner in low]
    lower = np.vstack((_curve(low[0], bends[0], chin), _curve(chin, bends[1], low[1])))
    return upper, lower


def _mask(canvas: _Canvas, portrait: Portrait) -> None:
    """A pleated cloth mask from the bridge of the nose to under the chin, looped round the ears."""
    points = portrait.points[:, :2]
    upper, lower = _mask_edges(points)
    outline = np.vstack((upper, lower[::-1]))
    for ear, end in zip(_EARS, (0, -1), strict=True):
        back = points[ear] + 0.06 * (points[ear] - points[_NOSE])
        loop = _curve(upper[end], back, lower[end])
        canvas.lay(_STRAP, canvas.line(loop, 4))
    inside = canvas.area(outline)
    canvas.lay(_SHADOW, 0.35 * canvas.area(_by(outline, 0, 3), 4.0) * (1 - inside))
    light = np.asarray(0.3 + 0.7 * canvas.light(16.0), np.float32)
    for share in (0.34, 0.5, 0.66):
        pleat = upper + share * (lower - upper)
        light = light * (1 - 0.16 * canvas.line(pleat, 3))
        light = light + 0.05 * canvas.line(_by(pleat, 0, -5), 6)
    light = light * (1 - 0.10 * canvas.line(np.vstack((outline, outline[:1])), 6, 2.0))
    weave = np.random.default_rng(2).normal(0, 0.012, light.shape).astype(np.float32)
    canvas.lay(np.asarray(_CLOTH, np.float32) * np.clip(light + weave, 0, 1.2), inside)


def _sunglasses(canvas: _Canvas, portrait: Portrait) -> None:
    """Two dark lenses in a dark frame, wide enough to hide her own glasses."""
    points = portrait.points[:, :2]
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False, dtype=np.float32)
    across, down = np.cos(turn), np.sin(turn)
    bow = 48 * np.sign(across) * abs(across) ** 0.7
    shape = np.stack((bow, 34 * down), axis=1).astype(np.float32)
    inner = []
    for corners, temple, side in zip(_EYES, _TEMPLES, (-1, 1), strict=True):
        middle = _by(points[list(corners)].mean(axis=0), 4 * side, 4)
        inner.append(_by(middle, -46 * side, -8))
        hinge = _by(middle, 44 * side, -14)
        canvas.lay(_RIM, canvas.line(np.stack((hinge, points[temple])), 7))
        canvas.lay(_RIM, canvas.area(middle + np.float32(1.09) * shape))
        lens = canvas.area(middle + shape)
        glow = np.clip((canvas.y[..., None] - middle[1]) / 34, -1, 1) * 0.25 + 1.0
        canvas.lay(np.asarray(_GLASS, np.float32) * glow, lens)
        shine = _curve(_by(middle, -30, -18), _by(middle, -12, -28), _by(middle, 10, -25))
        canvas.lay((150, 140, 132), 0.30 * canvas.line(shine, 5, 2.0))
    canvas.lay(_RIM, canvas.line(np.stack(inner), 9))


def _hand(canvas: _Canvas, portrait: Portrait) -> None:
    """The back of a hand from below, its four fingers over the mouth, the sleeve under it."""
    points = portrait.points[:, :2]
    x = float(points[_MOUTH][0])
    tips = points[_NOSE_BASE][1] + np.array((14.0, 2.0, 0.0, 8.0))
    knuckles = float(points[_CHIN][1]) + 34
    spots = (points[list(_CHEEKS)] - (canvas.left, canvas.top)).astype(int)
    skin = np.asarray(1.1 * np.median(canvas.skin[spots[:, 1], spots[:, 0]], axis=0), np.float32)
    palm = np.array(((-54, 0), (54, 0), (46, 78), (-40, 78)), np.float32)
    palm = _by(palm, x, knuckles)
    canvas.lay(_SHADOW, 0.4 * canvas.area(_by(palm, 3, 6), 7.0))
    canvas.lay(skin * 0.90, canvas.area(palm, 5.0))
    for number, tip in enumerate(tips):
        middle = x + (number - 1.5) * (_FINGER + 1)
        _finger(canvas, skin, middle, float(tip), knuckles + 10)
    cuff = np.array(((-52, 74), (58, 74), (70, 150), (-60, 150)), np.float32)
    canvas.lay((24, 18, 17), canvas.area(_by(cuff, x, knuckles), 1.5))


def _finger(canvas: _Canvas, skin: Floats, x: float, tip: float, root: float) -> None:
    """An upright finger, round and creased, its shadow on what is behind it."""

    def line(x0: float, y0: float, x1: float, y1: float) -> Floats:
        return np.array(((x0, y0), (x1, y1)), np.float32)

    bone = line(x, tip + _FINGER / 2, x, root)
    canvas.lay(_SHADOW, 0.5 * canvas.line(_by(bone, 2, 2), _FINGER + 4, 3.0))
    across = (canvas.x[..., None] - x) / (_FINGER / 2)
    light = np.clip(1.04 - 0.30 * across**2 - 0.06 * across, 0.5, 1.1)
    canvas.lay(skin * light, canvas.line(bone, _FINGER))
    for joint in (0.34, 0.66):
        y = tip + joint * (root - tip)
        canvas.lay(skin * 0.74, 0.5 * canvas.line(line(x - 7, y, x + 7, y), 2, 1.2))
    nail = np.minimum(skin * 1.05 + 12, 255)
    canvas.lay(nail, 0.7 * canvas.line(line(x, tip + 7, x, tip + 15), 12, 1.2))


def _hat(canvas: _Canvas, portrait: Portrait) -> None:
    """A knitted hat down to the brows, over whatever hair or cap there is; only inside its outline.

    Nothing can be painted beyond the portrait's outline, so it is as tall as what it covers.
    """
    points = portrait.points[:, :2]
    brows, crown = points[list(_BROWS), 1].mean(), points[_CROWN, 1]
    middle, half = points[_CROWN, 0], 1.4 * float(np.ptp(points[list(_EARS), 0])) / 2
    fold = float(crown + 0.72 * (brows - crown))
    ends = np.array(((middle - half, fold + 12), (middle, fold - 12), (middle + half, fold + 12)))
    low = _curve(*np.asarray(ends, np.float32))
    top = np.array(((middle + half, canvas.top), (middle - half, canvas.top)), np.float32)
    inside = canvas.area(np.vstack((low, top)), 1.2)
    around = (canvas.x[..., None] - middle) / half
    ribs = 1 + 0.13 * np.sin(46 * np.arcsin(np.clip(around, -1, 1)))
    light = np.clip(1.08 - 0.7 * (around + 0.12) ** 2, 0.3, 1.1) * ribs
    rim = _by(low, 0, -44)
    light = light * (1 - 0.35 * canvas.line(rim, 5, 2.5)) + 0.08 * canvas.line(_by(rim, 0, 8), 8, 4)
    canvas.lay(_SHADOW, 0.5 * canvas.area(np.vstack((_by(low, 0, 7), top)), 4.0) * (1 - inside))
    wool = np.random.default_rng(3).normal(0, 0.03, light.shape).astype(np.float32)
    canvas.lay(np.asarray(_WOOL, np.float32) * np.clip(light + wool, 0, 1.3), inside)


_DRAWN: Mapping[str, Draw] = {
    "mask": _mask,
    "sunglasses": _sunglasses,
    "hand": _hand,
    "hat": _hat,
}
COVERS = tuple(_DRAWN)


def cover_layer(name: str, portrait: Portrait) -> Layer:
    """One of COVERS, painted for a portrait; BadClip when there is no such."""
    if name not in _DRAWN:
        raise BadClip(f'The actor has no "{name}" to wear.{did_you_mean(name, COVERS)}')
    points = portrait.points[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    if name == "hand":
        high = high + np.array((0, 130), np.float32)
    if name == "hat":
        low, high = np.zeros_like(low), high + np.array((_REACH, 0), np.float32)
    canvas = _Canvas(portrait, low, high)
    _DRAWN[name](canvas, portrait)
    return canvas.layer()
