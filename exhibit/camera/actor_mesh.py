"""Turns the portrait's head and says, for every pixel of the frame, which pixel of it is there."""

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
RIM = 2
_FAR, _NEAR = 1000.0, 1.0


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


def _on_frame(point: Vector) -> Vector:
    """Pixels, for a point in centimetres right of, below and away from the camera."""
    pixels: Vector = FOCAL * point[:2] / point[2] + [WIDTH / 2, HEIGHT / 2]
    return pixels


class Mesh:
    """The portrait in space: a flat body, and before it a head that turns.

    In centimetres from the point midway between the eyes, x right, y down, z away, every vertex
    has a place on a head that looks straight ahead and a place on the body; its weight mixes them.
    """

    def __init__(self, portrait: Portrait) -> None:
        x, y = np.meshgrid(portrait.grid_x, portrait.grid_y)
        rest = rotation(*portrait.rest)
        self._eyes = np.array([*portrait.eyes[:2], 0.0])
        # A head as it was in the still sits on the body as it did in the still.
        self._shift = PIVOT - rest @ PIVOT
        place = np.stack([x, y, portrait.depth], axis=-1).reshape(-1, 3) - self._eyes
        place = place * CM_PER_PIXEL
        self._weight = portrait.weight.reshape(-1, 1)
        self._body = (1 - self._weight) * (place + self._shift)
        self._head = place @ rest - PIVOT
        self._body_depth = portrait.body_depth
        self._corners = np.array([[x[0, 0], y[0, 0]], [x[-1, -1], y[-1, -1]]])
        self._skin = portrait.skin.reshape(-1)
        self._shows = np.stack([x - 0.5, y - 0.5, portrait.skin], axis=-1).reshape(-1, 3)
        self._triangles = _triangles(*x.shape)
        self._settings = _settings()

    def bare(self, share: Floats) -> None:
        """How much of each crossing of the mesh is not covered, 0..1: what is has no skin."""
        self._shows[:, 2] = self._skin * share.reshape(-1)

    def flat(self, body: Vector) -> Floats:
        """2x3: where the flat body's texture pixels lie in the frame, pixel indexes both.

        body: where the eyes would be if the head looked straight ahead, centimetres right of,
        below and away from the camera.
        """
        corner = _on_frame(self._flat_point(np.zeros(2)) + body)
        scale = float(_on_frame(self._flat_point(np.ones(2)) + body)[0] - corner[0])
        move = corner + 0.5 * scale - 0.5
        return np.array([[scale, 0, move[0]], [0, scale, move[1]]], np.float32)

    def _flat_point(self, pixel: Vector) -> Vector:
        """Centimetres from the eyes, for a pixel of the texture on the flat body."""
        place: Vector = np.array([*pixel, self._body_depth]) - self._eyes
        moved: Vector = place * CM_PER_PIXEL + self._shift
        return moved

    def head_box(self, body: Vector) -> Box:
        """The part of the frame (x0, y0, x1, y1) that the head's mesh covers, even pixels."""
        low, high = (_on_frame(self._flat_point(corner) + body) for corner in self._corners)
        edge = SHRINK * RIM + 1
        low = np.clip(np.ceil((low + edge) / 2) * 2, 0, (WIDTH, HEIGHT)).astype(int)
        high = np.clip((high - edge) // 2 * 2, low, (WIDTH, HEIGHT)).astype(int)
        return (int(low[0]), int(low[1]), int(high[0]), int(high[1]))

    def table(self, turn: Vector, body: Vector, box: Box) -> Floats:
        """Where in the texture the pixels of the head's box come from, at half size.

        Half the box's size and RIM more on every side, x 3: texture x, texture y (pixel indexes),
        skin 0..1. turn: 3x3, how the head is turned; body: as in flat().
        """
        x0, y0, x1, y1 = box
        width, height = (x1 - x0) // SHRINK + 2 * RIM, (y1 - y0) // SHRINK + 2 * RIM
        place = self._body + self._weight * (self._head @ turn.T + PIVOT) + body
        # The rasteriser's axis is the middle of what it draws: shear the scene to bring it there.
        middle = np.array([(x0 + x1 - WIDTH) / 2, (y0 + y1 - HEIGHT) / 2])
        place[:, :2] -= place[:, 2:] * middle / FOCAL
        table = np.zeros((height, width, 3), np.float32)
        depth = np.full((height, width), _FAR, np.float32)
        cv2.triangleRasterize(
            (place * [1, -1, -1]).astype(np.float32), self._triangles, self._shows, table, depth,
            np.eye(4), 2 * math.atan(height * SHRINK / 2 / FOCAL), _NEAR, _FAR, self._settings,
        )
        return table
