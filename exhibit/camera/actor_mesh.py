"""Turns the portrait's mesh and says, for every pixel of the frame, which pixel of it is there."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera.actor_portrait import CM_PER_PIXEL, Floats, Portrait
from exhibit.camera.actor_script import FOCAL, HEIGHT, PIVOT, WIDTH, Vector, rotation

Box = tuple[int, int, int, int]

# The table is drawn at half the frame's size and enlarged: it is smooth.
SHRINK = 2
# Half pixels drawn round the wanted part, so that enlarging it has neighbours everywhere.
_RIM = 2
_FAR, _NEAR = 1000.0, 1.0
# Beyond its edge the mesh goes on, farther back, this many pixels: no frame shows its end.
_SKIRT, _SKIRT_DEPTH = 6000.0, 200.0


def _skirted(lines: Floats) -> Floats:
    return np.concatenate([lines[:1] - _SKIRT, lines, lines[-1:] + _SKIRT]).astype(np.float32)


def _settings() -> cv2.TriangleRasterizeSettings:
    settings = cv2.TriangleRasterizeSettings()
    settings.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    return settings


def _triangles(rows: int, columns: int) -> NDArray[np.int32]:
    """Two triangles for every cell of a grid whose crossings are numbered row by row."""
    index = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]
    cells = np.stack([a, c, b, b, c, d], axis=-1)
    return np.ascontiguousarray(cells.reshape(-1, 3))


class Mesh:
    """The portrait's mesh, ready to be turned.

    In centimetres from the point midway between the eyes, x right, y down, z away, every vertex
    has a place on a head that looks straight ahead and a place on a body; its weight mixes them.
    """

    def __init__(self, portrait: Portrait) -> None:
        x, y = np.meshgrid(_skirted(portrait.grid_x), _skirted(portrait.grid_y))
        depth = np.pad(portrait.depth, 1, constant_values=_SKIRT_DEPTH)
        depth[-1] = depth[-2]
        weight = np.pad(portrait.weight, 1)
        place = np.stack([x, y, depth], axis=-1).reshape(-1, 3) - [*portrait.eyes[:2], 0]
        place = place * CM_PER_PIXEL
        rest = rotation(*portrait.rest)
        self._weight = weight.reshape(-1, 1)
        self._body = (1 - self._weight) * (place + PIVOT - rest @ PIVOT)
        self._head = place @ rest - PIVOT
        self._colours = self._texture_places(portrait, x, y)
        self._triangles = _triangles(*x.shape)
        self._person = self._near_person(portrait, x, y)
        self._camera = np.eye(4, dtype=np.float32)
        self._settings = _settings()

    def _texture_places(self, portrait: Portrait, x: Floats, y: Floats) -> Floats:
        """For every vertex, the pixel of the texture it shows (x, y, indexes), and skin 0..1."""
        height, width = portrait.texture.shape[:2]
        u, v = np.clip(x, 0, width) - 0.5, np.clip(y, 0, height) - 0.5
        skin = np.pad(portrait.skin, 1)
        return np.stack([u, v, skin], axis=-1).reshape(-1, 3).astype(np.float32)

    def _near_person(self, portrait: Portrait, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Which vertices have any of the person within a cell of the mesh."""
        opaque = cv2.dilate(portrait.texture[..., 3], np.ones((97, 97), np.uint8))
        rows, columns = (np.rint(v).astype(int) for v in (y, x))
        height, width = opaque.shape
        inside = (rows >= 0) & (rows <= height) & (columns >= 0) & (columns <= width)
        near = opaque[rows.clip(0, height - 1), columns.clip(0, width - 1)] > 0
        near &= inside
        near[-1] = near[-2]
        return near.ravel()

    def _vertices(self, turn: Vector, body: Vector) -> Vector:
        """All vertices in centimetres right of, below and away from the camera."""
        head = self._head @ turn.T + PIVOT
        place: Vector = self._body + self._weight * head + body
        return place

    def _box(self, place: Vector) -> Box:
        """The part of the frame the person may cover, pixels, even."""
        person = place[self._person]
        seen = FOCAL * person[:, :2] / person[:, 2:] + [WIDTH / 2, HEIGHT / 2]
        low = np.clip(seen.min(axis=0) // 2 * 2, 0, (WIDTH - 2, HEIGHT - 2)).astype(int)
        high = np.clip(seen.max(axis=0) // 2 * 2 + 2, low + 2, (WIDTH, HEIGHT)).astype(int)
        return (int(low[0]), int(low[1]), int(high[0]), int(high[1]))

    def table(self, turn: Vector, body: Vector) -> tuple[Floats, Box]:
        """Where in the texture the person's pixels come from, and the box of the frame they fill.

        The table is half the box's size and _RIM more on every side, x 3: texture x, texture y
        (pixel indexes), skin 0..1. turn: 3x3, how the head is turned; body: where its eyes would
        be if it were not, in centimetres right of, below and away from the camera.
        """
        place = self._vertices(turn, body)
        box = x0, y0, x1, y1 = self._box(place)
        width, height = (x1 - x0) // SHRINK + 2 * _RIM, (y1 - y0) // SHRINK + 2 * _RIM
        # The rasteriser's axis is the middle of what it draws: shear the scene to bring it there.
        middle = np.array([(x0 + x1 - WIDTH) / 2, (y0 + y1 - HEIGHT) / 2])
        place[:, :2] -= place[:, 2:] * middle / FOCAL
        table = np.zeros((height, width, 3), np.float32)
        depth = np.full((height, width), _FAR, np.float32)
        cv2.triangleRasterize(
            (place * [1, -1, -1]).astype(np.float32), self._triangles, self._colours, table, depth,
            self._camera, 2 * math.atan(height * SHRINK / 2 / FOCAL), _NEAR, _FAR, self._settings,
        )
        return table, box
