"""The shape of a face that nobody has: the first actor's points, made even and then moved."""

import cv2
import numpy as np
from matplotlib.tri import LinearTriInterpolator, Triangulation

FACE_POINTS = 468
RIGHT_IRIS, LEFT_IRIS = 468, 473
UNIT = 100.0  # pixels between the irises
LIPS = (
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146,
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 95, 88, 178, 87, 14, 317, 402, 318, 324,
)
LIDS = (
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7,
    362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373, 374, 380, 381, 382,
)
# What makes this face another: where (right, down, from between the eyes), how far around, and how
# many times as wide and as tall everything there becomes; in distances between the irises.
CHANGES = (
    ((0.0, 0.55), (0.45, 0.45), (1.22, 0.80)),  # a nose short and broad
    ((0.0, 1.70), (1.20, 0.55), (1.14, 0.88)),  # a broad jaw
    ((0.0, -0.70), (1.50, 0.45), (0.94, 1.25)),  # a high forehead
)
CHIN_UP, SMILE = 0.14, 0.10


def even(points):
    """The points, each made the mean of itself and of its mirror image's nearest."""
    mirrored = points * [-1, 1, 1]
    apart = np.linalg.norm(points[:, None] - mirrored[None], axis=2)
    apart[:FACE_POINTS, FACE_POINTS:] = apart[FACE_POINTS:, :FACE_POINTS] = np.inf
    return (points + mirrored[apart.argmin(axis=1)]) / 2


def _swell(points, where, reach, times):
    """Everything near a place made wider and taller about it."""
    away = points[:, :2] / UNIT - where
    share = np.exp(-((away / reach) ** 2).sum(axis=1))[:, None]
    moved = points.copy()
    moved[:, :2] += UNIT * share * away * (np.array(times) - 1)
    return moved


def _lift(points, indexes, up):
    moved = points.copy()
    moved[list(indexes), 1] -= up * UNIT
    return moved


def _opened(points, indexes, times):
    """A ring of points made taller about its own middle line."""
    ring = list(indexes)
    moved = points.copy()
    moved[ring, 1] += (points[ring, 1] - points[ring, 1].mean()) * (times - 1)
    return moved


def _grown_lips(points, times):
    """Fuller lips; the line where they meet stays."""
    moved = points.copy()
    seam = points[[78, 308, 13, 14], 1].mean()
    x, y = points[list(LIPS), :2].T
    moved[list(LIPS), 1] = seam + (y - seam) * times - SMILE * UNIT * (x / 42) ** 2
    return moved


def made_up(points):
    """Face points that are nobody's, (478, 3), pixels from between the eyes; from somebody's."""
    shape = even(points)
    for where, reach, times in CHANGES:
        shape = _swell(shape, where, reach, times)
    below = np.clip((shape[:, 1] / UNIT - 0.2) / 1.5, 0, 1)
    shape[:, 1] -= UNIT * CHIN_UP * below
    shape = _grown_lips(shape, 1.55)
    for eye, iris in ((LIDS[:16], RIGHT_IRIS), (LIDS[16:], LEFT_IRIS)):
        shape = _opened(shape, eye, 1.35)
        middle = shape[list(eye), :2].mean(axis=0)
        shape[iris : iris + 5, :2] += middle - shape[iris, :2]
    scale = UNIT / np.linalg.norm(shape[RIGHT_IRIS, :2] - shape[LEFT_IRIS, :2])
    shape *= scale
    return shape - shape[[RIGHT_IRIS, LEFT_IRIS]].mean(axis=0)


def depth_map(points, shape):
    """How far every pixel of the face lies behind its eyes, HxW; NaN outside the face."""
    face = points[:FACE_POINTS]
    rows, columns = shape
    low, high = face[:, :2].min(axis=0).astype(int), face[:, :2].max(axis=0).astype(int) + 1
    y, x = np.mgrid[low[1] : high[1] : 1, low[0] : high[0] : 1]
    surface = LinearTriInterpolator(Triangulation(face[:, 0], face[:, 1]), face[:, 2])(x, y)
    depth = np.full((rows, columns), np.nan, np.float32)
    depth[low[1] : high[1], low[0] : high[0]] = np.ma.filled(surface, np.nan)
    return depth


def smooth(values, sigma):
    """A blur that takes no notice of NaN."""
    known = ~np.isnan(values)
    blurred = cv2.GaussianBlur(np.float32(np.where(known, values, 0)), None, sigma)
    weight = cv2.GaussianBlur(np.float32(known), None, sigma)
    return blurred / np.maximum(weight, 1e-3)
