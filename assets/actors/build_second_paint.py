"""Paints the second actor: skin by the light on a shape, eyes, brows, lips, hair and a jersey."""

import cv2
import numpy as np
from build_second_shape import depth_map, smooth

SIZE = (1100, 760)  # rows, columns
EYES_AT = (380, 330)
FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)
LIDS = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133)),
    ((362, 398, 384, 385, 386, 387, 388, 466, 263), (362, 382, 381, 380, 374, 373, 390, 249, 263)),
)
IRISES = (468, 473)
UPPER_LIP = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 308, 415, 310, 311, 312, 13, 82, 81,
             80, 191, 78)
LOWER_LIP = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 308, 324, 318, 402, 317, 14, 87,
             178, 88, 95, 78)
SEAM = (61, 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 291)
BROWS = (((70, 63, 105, 66, 107), (46, 53, 52, 65, 55)),
         ((300, 293, 334, 296, 336), (276, 283, 282, 295, 285)))
NOSTRILS = ((60, 20, 79), (290, 250, 309))
# Blue, green, red.
SKIN, WARM, ROSE = (98, 134, 186), (78, 96, 176), (84, 84, 158)
HAIR, STRAND, BROW = (26, 30, 42), (52, 66, 92), (30, 36, 50)
JERSEY, SHADE = (112, 112, 38), (52, 52, 16)
WHITE, IRIS, PUPIL = (214, 222, 228), (30, 58, 92), (12, 12, 14)
LIGHT = np.array((-0.42, -0.52, -0.74))
SEED = 20


def noise(seed, sigma, swing, shape=SIZE):
    """Even grain, HxW: normal values, blurred, of this swing."""
    grain = cv2.GaussianBlur(
        np.random.default_rng(seed).standard_normal(shape).astype(np.float32), None, sigma
    )
    return swing * grain / grain.std()


def area(corners, soft=1.0):
    """0..1 inside a polygon of pixels, HxW, its edge softened."""
    mask = np.zeros(SIZE, np.uint8)
    whole = np.round(np.asarray(corners, float) * 16).astype(np.int32)
    cv2.fillPoly(mask, [whole], 255, cv2.LINE_AA, 4)
    return cv2.GaussianBlur(np.float32(mask) / 255, None, soft)


def line(points, width, soft=0.8):
    """0..1 on a line of pixels, HxW."""
    mask = np.zeros(SIZE, np.uint8)
    whole = np.round(np.asarray(points, float) * 16).astype(np.int32)
    cv2.polylines(mask, [whole], False, 255, round(width), cv2.LINE_AA, 4)
    return cv2.GaussianBlur(np.float32(mask) / 255, None, soft)


def curve(points, count=60):
    """A smooth line through a few points, (count, 2)."""
    points = np.asarray(points, float)
    at = np.linspace(0, len(points) - 1, count)
    x, y = (np.interp(at, range(len(points)), points[:, axis]) for axis in (0, 1))
    wide = np.stack((x, y)).astype(np.float32)
    blurred = cv2.GaussianBlur(wide, (0, 0), count / len(points) / 2, sigmaY=0.01,
                               borderType=cv2.BORDER_REPLICATE)
    blurred[:, [0, -1]] = wide[:, [0, -1]]
    return blurred.T


def lay(picture, colour, share):
    """Paints a colour (or a picture) over a picture, in place."""
    share = share[..., None]
    picture += share * (np.asarray(colour, np.float32) - picture)


def shaded(points):
    """The light on the face, about 1, HxW."""
    depth = smooth(depth_map(points, SIZE), 5.0)
    down, right = np.gradient(depth)
    normal = np.stack((right, down, -np.ones_like(depth)), axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    lit = np.clip(normal @ (LIGHT / np.linalg.norm(LIGHT)), 0, 1)
    hollow = np.clip((depth - cv2.GaussianBlur(depth, None, 14)) / 14, -1, 1)
    glint = np.clip(normal @ np.array((-0.22, -0.34, -0.91)), 0, 1) ** 30
    return 0.50 + 0.66 * lit - 0.20 * hollow + 0.10 * glint


def skin(points):
    """Skin everywhere, HxWx3 float: its colour, its warmer places, its grain, its light."""
    picture = np.empty((*SIZE, 3), np.float32)
    picture[:] = SKIN
    y, x = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    for spot, wide, tall, much in ((50, 42, 34, 0.30), (280, 42, 34, 0.30), (4, 24, 26, 0.35),
                                   (152, 60, 24, 0.15), (151, 80, 34, 0.08)):
        away = ((x - points[spot, 0]) / wide) ** 2 + ((y - points[spot, 1]) / tall) ** 2
        lay(picture, WARM, much * np.exp(-away))
    grain = noise(SEED, 0.9, 0.022) + noise(SEED + 1, 2.5, 0.012) + noise(SEED + 2, 14, 0.020)
    return picture * (shaded(points) * (1 + grain))[..., None]


def eye(picture, points, which):
    """One open eye: white, iris, pupil, a glint, lashes."""
    upper, lower = (curve(points[list(each), :2]) for each in LIDS[which])
    inside = area(np.vstack((upper, lower[::-1])), 0.7)
    x, y = points[IRISES[which], :2]
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    away = np.hypot(columns - x, rows - y)
    lids = np.clip(1 - (rows - upper[:, 1].min()) / 12, 0, 1)
    ball = np.array(WHITE, np.float32) * (1 - 0.30 * lids - 0.012 * np.abs(columns - x))[..., None]
    lay(ball, IRIS, np.clip(9.8 - away, 0, 1))
    lay(ball, (40, 92, 140), np.clip(7.5 - away, 0, 1) * np.clip((rows - y + 2) / 8, 0, 0.8))
    lay(ball, PUPIL, np.clip(4.2 - away, 0, 1))
    lay(ball, PUPIL, 0.6 * np.clip(1.2 - np.abs(away - 9.2), 0, 1))
    lay(ball, (250, 250, 250), np.clip(2.2 - np.hypot(columns - x + 3, rows - y + 3), 0, 1))
    lay(picture, ball, inside)
    lay(picture, (60, 78, 140), 0.55 * line(lower, 2, 0.9) * (1 - inside))
    lay(picture, BROW, 0.9 * line(np.add(upper, (0, -0.5)), 3, 0.8))


def lid(picture, points, which):
    """The crease over one eye, its upper lid's shade."""
    upper = curve(points[list(LIDS[which][0]), :2])
    crease = upper - np.stack((np.zeros(60), 7 * np.sin(np.linspace(0.2, np.pi - 0.2, 60))), axis=1)
    lay(picture, (48, 66, 112), 0.45 * line(crease, 3, 1.6))
    socket = upper - (0, 10)
    lay(picture, (52, 72, 118), 0.30 * line(socket, 16, 6.0))


def closed(picture, points, which):
    """One shut eye: skin down to the lower lid, and lashes there."""
    upper, lower = (curve(points[list(each), :2]) for each in LIDS[which])
    inside = area(np.vstack((upper, lower[::-1])), 1.2)
    lay(picture, (72, 104, 158), 0.8 * np.clip(inside + line(upper, 4, 1.0), 0, 1))
    lay(picture, BROW, 0.8 * line(lower - (0, 0.5), 2, 0.8))


def brow(picture, points, which):
    """One brow, hair by hair."""
    upper, lower = (curve(points[list(each), :2]) for each in BROWS[which])
    rng = np.random.default_rng(SEED + 5 + which)
    body = np.vstack((np.add(upper, (0, 5)), np.add(lower[::-1], (0, 2))))
    lay(picture, BROW, 0.55 * area(body, 2.0))
    side = -1 if which == 0 else 1
    for at in rng.uniform(0, 59, 160):
        share = rng.uniform(0.1, 1.0)
        root = upper[int(at)] + (0, 4) + share * (lower[int(at)] - upper[int(at)])
        tip = np.add(root, (side * rng.uniform(4, 9), -rng.uniform(2, 6)))
        lay(picture, BROW, 0.5 * line((root, tip), 1, 0.5))


def mouth(picture, points):
    """Both lips and the line where they meet."""
    upper, lower = (points[list(each), :2] for each in (UPPER_LIP, LOWER_LIP))
    light = picture.mean(axis=2, keepdims=True) / 140
    lay(picture, np.array(ROSE) * light * 0.94, 0.85 * area(upper, 1.4))
    lay(picture, np.array(ROSE) * light * 1.10, 0.85 * area(lower, 1.4))
    seam = curve(points[list(SEAM), :2])
    lay(picture, (38, 34, 74), 0.85 * line(seam, 3, 1.0))
    under = curve(points[[84, 17, 314], :2] + (0, 9))
    lay(picture, (60, 78, 128), 0.35 * line(under, 8, 4.0))


def nose(picture, points):
    """Nostrils, the wings' edges, the shade below."""
    for spots in NOSTRILS:
        x, y = points[list(spots), :2].mean(axis=0)
        rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
        away = ((columns - x) / 8) ** 2 + ((rows - y - 2) / 4.5) ** 2
        lay(picture, (34, 40, 72), 0.85 * np.exp(-(away**2)))
    for wing in ((129, 64, 98), (358, 294, 327)):
        lay(picture, (48, 62, 110), 0.45 * line(curve(points[list(wing), :2]), 3, 2.0))
    base = curve(points[[98, 97, 2, 326, 327], :2] + (0, 5))
    lay(picture, (52, 70, 116), 0.35 * line(base, 7, 3.5))
