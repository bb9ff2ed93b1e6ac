"""Guesses how far every part of the portrait lies behind the eyes, and what turns with the head."""

import cv2
import numpy as np
from matplotlib.tri import LinearTriInterpolator, Triangulation

COARSE = 4
RELAXATIONS = 6000
FACE_POINTS = 468
FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)
CHIN = 152
# In distances between the irises, behind the eyes: where the head's outline lies, how much
# farther its transparent margin, and where neck and body lie.
OUTLINE, MARGIN, BODY = 1.26, 0.7, 0.7
# Pixels: wider than one cell of the mesh, so that no edge lies in a cell that falls away.
MARGIN_BEGINS, MARGIN_EASES = 22, 40
# The hat, from the eyes: its half width, where its brim and its top lie up the picture, and how
# far its front stands before the eyes at both. Its sides lie at the outline.
HAT_WIDTH, BRIM, HAT_TOP = 1.42, -0.72, -2.05
BRIM_FRONT, TOP_FRONT = -0.45, 0.12
# Centre and radii of the ellipse that turns with the head, hat and hair in it, from the eyes.
HEAD_CENTRE, HEAD_RADII = (0.01, -0.14), (1.53, 1.91)
HEAD_ENDS = 1.42
# Below the eyes, where the neck begins to hold still: under the chin, and higher at its sides.
NECK_FROM, NECK_ARCH, NECK_LENGTH = 1.75, 0.7, 0.8
STEPS_OVER_FACE = 16
FACE_SIDES = (234, 454)


def _radius(x, y, points, unit):
    """How far out in the head's ellipse a place lies: 1 on the ellipse."""
    eyes = points[[468, 473], :2].mean(axis=0)
    u = (x - eyes[0]) / unit - HEAD_CENTRE[0]
    v = (y - eyes[1]) / unit - HEAD_CENTRE[1]
    return np.hypot(u / HEAD_RADII[0], v / HEAD_RADII[1])


def _weight(x, y, points, unit):
    """1 where all turns with the head, easing to 0 where nothing does."""
    eyes = points[[468, 473], :2].mean(axis=0)
    outward = (HEAD_ENDS - _radius(x, y, points, unit)) / (HEAD_ENDS - 1)
    chin = NECK_FROM - NECK_ARCH * ((x - eyes[0]) / unit) ** 2
    downward = 1 - ((y - eyes[1]) / unit - chin) / NECK_LENGTH
    t = np.clip(np.minimum(outward, downward), 0, 1)
    return t * t * (3 - 2 * t)


def _hat(x, y, eyes, unit):
    """Depth of the hat, a leaning half cylinder, pixels; NaN below its brim."""
    up = np.clip(((y - eyes[1]) / unit - BRIM) / (HAT_TOP - BRIM), 0, 1)
    across = np.clip((x - eyes[0]) / unit / HAT_WIDTH, -0.95, 0.95)
    front = BRIM_FRONT + (TOP_FRONT - BRIM_FRONT) * up
    depth = OUTLINE - (OUTLINE - front) * np.sqrt(1 - across * across)
    return np.where((y - eyes[1]) / unit < BRIM, depth * unit, np.nan)


def _coarse_depth(points, alpha, unit):
    """Pixels behind the eyes on a coarse raster: the face's own z, relaxed to the outline."""
    rows, columns = (side // COARSE for side in alpha.shape)
    y, x = (np.mgrid[:rows, :columns] + 0.5) * COARSE
    face = points[:FACE_POINTS]
    surface = LinearTriInterpolator(Triangulation(face[:, 0], face[:, 1]), face[:, 2])(x, y)
    known = np.ma.filled(surface, np.nan).astype(np.float32)
    opaque = cv2.resize(alpha, (columns, rows), interpolation=cv2.INTER_AREA) > 128
    head = _radius(x, y, points, unit) < HEAD_ENDS
    above_chin = y < points[CHIN, 1]
    edge = opaque & (cv2.erode(np.uint8(opaque), np.ones((3, 3))) == 0)
    known[edge & above_chin] = OUTLINE * unit
    hat = _hat(x, y, points[[468, 473], :2].mean(axis=0), unit)
    known = np.where(opaque & ~np.isnan(hat), hat, known)
    known[~head & ~above_chin] = BODY * unit
    surface = _relaxed(np.float32(known), BODY * unit)
    return np.where(above_chin & ~opaque, _margin(surface, opaque, unit), surface)


def _margin(surface, opaque, unit):
    """Depth beside the person: as at the nearest edge, then gently farther back."""
    apart, labels = cv2.distanceTransformWithLabels(
        np.uint8(~opaque), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    edges = np.zeros(labels.max() + 1, np.float32)
    edges[labels[opaque]] = surface[opaque]
    back = np.clip((apart * COARSE - MARGIN_BEGINS) / MARGIN_EASES, 0, 1)
    return edges[labels] + MARGIN * unit * back


def _relaxed(known, start):
    """The smoothest surface through the known depths (Laplace's equation)."""
    fixed = ~np.isnan(known)
    surface = np.where(fixed, known, np.float32(start))
    neighbours = np.float32([[0, 0.25, 0], [0.25, 0, 0.25], [0, 0.25, 0]])
    for _ in range(RELAXATIONS):
        surface = cv2.filter2D(surface, -1, neighbours, borderType=cv2.BORDER_REPLICATE)
        surface[fixed] = known[fixed]
    return surface


def _skin(shape, points):
    """How much of each pixel's place is face skin, 0..1, soft at the edges."""
    mask = np.zeros(shape, np.float32)
    cv2.fillPoly(mask, [np.int32(points[list(FACE_OVAL), :2].round())], 1.0)
    return cv2.GaussianBlur(mask, None, 10)


def grid(points, alpha):
    """The mesh over the head: its lines x and y (pixels) and, at each crossing, three numbers.

    depth: pixels behind the eyes; weight: how much turns with the head; skin: how much pulses.
    Along the mesh's edge nothing turns and the depth is the body's, also returned: outside it,
    the portrait is one flat picture.
    """
    eyes = points[[468, 473], :2].mean(axis=0)
    unit = float(np.linalg.norm(points[468, :2] - points[473, :2]))
    step = float(np.ptp(points[list(FACE_SIDES), 0])) / STEPS_OVER_FACE
    centre = eyes + np.array(HEAD_CENTRE) * unit
    reach = np.array(HEAD_RADII) * HEAD_ENDS * unit + step
    ends = zip(centre - reach, centre + reach, strict=True)
    x, y = (np.linspace(low, high, 1 + round((high - low) / step)) for low, high in ends)
    at_x, at_y = np.meshgrid(np.float32(x), np.float32(y))
    depth = cv2.remap(
        np.float32(_coarse_depth(points, alpha, unit)), at_x / COARSE - 0.5, at_y / COARSE - 0.5,
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE,
    )
    depth[[0, -1]] = depth[:, [0, -1]] = BODY * unit
    skin = cv2.remap(_skin(alpha.shape, points), at_x - 0.5, at_y - 0.5, cv2.INTER_LINEAR)
    weight = _weight(at_x, at_y, points, unit)
    half = {"depth": depth, "weight": weight, "skin": skin}
    lines = {"x": np.float32(x), "y": np.float32(y), "body_depth": np.float32(BODY * unit)}
    return lines | {name: np.float16(values) for name, values in half.items()}
