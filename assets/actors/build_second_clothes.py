"""Hair, neck and a jersey for the second actor, and the outline of the whole."""

import cv2
import numpy as np
from build_second_paint import (
    EYES_AT,
    FACE_OVAL,
    HAIR,
    JERSEY,
    SEED,
    SHADE,
    SIZE,
    SKIN,
    STRAND,
    area,
    curve,
    lay,
    line,
    noise,
)

# Right and down from between the eyes, pixels; the left half, mirrored.
HAIR_HALF = ((0, -186), (-62, -180), (-108, -152), (-138, -102), (-150, -40), (-152, 24),
             (-146, 78), (-132, 110), (-104, 122))
FRINGE_HALF = ((0, -62), (-40, -60), (-70, -48), (-90, -22), (-99, 14), (-102, 56), (-104, 122))
NAPE = ((-128, 40), (128, 40), (116, 128), (70, 150), (-70, 150), (-116, 128))
NECK = ((-66, 90), (66, 90), (72, 240), (-72, 240))
COLLAR = ((-78, 186), (-66, 192), (-30, 204), (30, 204), (66, 192), (78, 186), (90, 262),
          (-90, 262))
BODY_HALF = ((0, 218), (-70, 226), (-130, 252), (-206, 282), (-262, 330), (-290, 420), (-306, 560),
             (-312, 770))


def mirrored(half):
    """A closed outline from its left half, in pixels of the picture."""
    other = [(-x, y) for x, y in reversed(half)]
    return np.array((*half, *other), float) + EYES_AT


def _strands(x, y):
    """Light and dark along hair that falls from a crown, HxW, about 0."""
    across = np.arctan2(x, 1.1 * (y + 205) + 60) + noise(SEED + 8, 30, 0.012)
    along = np.random.default_rng(SEED + 7).standard_normal((3, 4096)).astype(np.float32)
    fine, broad = (cv2.GaussianBlur(each[None], (0, 0), sigma, sigmaY=0.01)[0]
                   for each, sigma in zip(along, (3, 24), strict=False))
    place = np.clip((across / np.pi + 0.5) * 4095, 0, 4095)
    return sum(np.interp(place, range(4096), each / each.std()) for each in (fine, broad))


def _hair(picture):
    """Hair round the face: its shape, strands, a gleam, the shade it throws; returns where."""
    half = curve(np.array(FRINGE_HALF, float), 80)
    opening = np.vstack((half[::-1], half * (-1, 1), ((112, 400), (-112, 400)))) + EYES_AT
    outer = mirrored([tuple(each) for each in curve(np.array(HAIR_HALF, float), 80)])
    shape = area(outer, 1.2) * (1 - area(opening, 1.5))
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    x, y = columns - EYES_AT[0], rows - EYES_AT[1]
    gleam = np.exp(-(((np.hypot(x + 24, y + 10) - 132) / 18) ** 2)) * np.clip(-y / 40, 0, 1)
    share = np.clip(0.28 + 0.10 * _strands(x, y) + 0.35 * gleam, 0, 0.9)
    colour = np.empty_like(picture)
    colour[:] = HAIR
    lay(colour, STRAND, np.float32(share))
    colour *= np.clip(1.08 - np.clip(x, 0, None) / 260, 0.5, 1.1)[..., None]
    lay(picture, (40, 54, 88), 0.6 * cv2.GaussianBlur(shape, None, 8) * (1 - shape))
    lay(picture, colour, shape)
    return shape


def _jersey(picture):
    """A plain knitted jersey with a high collar, lit from the upper left."""
    half = [tuple(each) for each in curve(np.array(BODY_HALF, float), 80)]
    body = area(mirrored(half), 1.5)
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    x, y = (columns - EYES_AT[0]) / 300, (rows - EYES_AT[1] - 220) / 500
    edge = 0.9 * np.clip(np.abs(x) - 0.6, 0, 1) ** 1.5
    light = np.clip(0.86 - 0.22 * x - 0.16 * y - edge, 0.3, 1.1)
    knit = 1 + 0.05 * np.sin(columns * 1.1) * np.sin(rows * 0.8) + noise(SEED + 9, 1.0, 0.02)
    folds = 1 + noise(SEED + 10, 34, 0.05)
    cloth = np.array(JERSEY, np.float32) * (light * knit * folds)[..., None]
    lay(picture, cloth, body)
    collar = area(np.array(COLLAR, float) + EYES_AT, 1.5)
    rib = 0.94 + 0.06 * np.sin(columns * 0.9)
    lay(picture, cloth * rib[..., None] * 0.96, collar)
    edge = np.array(((-90, 258), (-40, 274), (0, 278), (40, 274), (90, 258)), float) + EYES_AT
    lay(picture, SHADE, 0.45 * line(curve(edge), 6, 4.0))
    return np.maximum(body, collar)


def dressed(picture, points):
    """The whole picture, HxWx3 uint8, and its opacity, HxW uint8."""
    picture = picture.copy()
    behind = area(np.array(NAPE, float) + EYES_AT, 2.0)
    lay(picture, np.array(HAIR) * 0.8, behind * (1 - area(points[list(FACE_OVAL), :2], 2.0)))
    neck = area(np.array(NECK, float) + EYES_AT, 2.0)
    oval = area(points[list(FACE_OVAL), :2], 2.0)
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)
    shade = 0.66 - 0.10 * (columns - EYES_AT[0]) / 60 + 0.0012 * (rows - EYES_AT[1] - 190)
    lay(picture, np.array(SKIN) * shade[..., None], neck * (1 - oval))
    cloth = _jersey(picture)
    hair = _hair(picture)
    opacity = np.max([neck, behind, oval, cloth, hair], axis=0)
    return _filled(np.uint8(np.clip(picture, 0, 255)), opacity), np.uint8(255 * opacity)


def _filled(picture, opacity):
    """The nearest colour of the person wherever it is not surely the person."""
    inside = np.uint8(opacity > 0.98)
    _, labels = cv2.distanceTransformWithLabels(
        1 - inside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    colours = np.zeros((labels.max() + 1, 3), np.uint8)
    colours[labels[inside > 0]] = picture[inside > 0]
    return np.where(inside[..., None] > 0, picture, colours[labels])
