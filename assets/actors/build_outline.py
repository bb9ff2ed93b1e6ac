"""Cuts the person out of the portrait, and continues the jacket where the portrait ends."""

import cv2
import numpy as np

STILL = (512, 600)
# The flag behind the person's right side is as dark as the hat and the jacket, and no program
# told them apart: this edge was drawn by hand, in pixels of the still, from the hat's top down.
FLAG_EDGE = (
    (252, 0), (252, 22), (244, 23), (232, 27), (220, 35), (218, 41), (203, 47), (189, 58),
    (180, 70), (175, 84), (165, 90), (158, 100), (153, 112), (151, 127), (150, 145), (150, 165),
    (154, 179), (153, 199), (154, 210), (157, 219), (162, 225), (163, 233), (160, 243),
    (158, 255), (161, 268), (165, 278), (174, 286), (188, 294), (199, 296), (202, 305),
    (203, 313), (200, 317), (188, 326), (172, 338), (135, 354), (107, 363), (88, 367), (73, 372),
    (61, 380), (55, 382), (48, 388), (41, 400), (37, 414), (33, 429), (29, 440), (27, 460),
    (25, 485), (20, 515), (17, 542), (15, 567), (12, 600), (0, 600), (0, 0),
)
# Where the sleeves go on below and beside the still, drawn by hand in pixels of the still.
RIGHT_SLEEVE = ((13, 590), (12, 600), (9, 650), (7, 720), (6, 860))
LEFT_SLEEVE = (
    (486, 389), (490, 391), (496, 400), (502, 418), (507, 433), (512, 450), (519, 490),
    (525, 540), (529, 600), (532, 680), (533, 860),
)
MORE_ABOVE, MORE_BELOW, MORE_LEFT, MORE_RIGHT = 64, 230, 12, 60
BUTTON = ((226, 566), (266, 600))
PLAIN_JACKET = ((60, 545), (220, 600))


def _polygon(shape, corners, scale, moved=(0, 0)):
    """A mask, uint8 0 or 1, of a polygon given in pixels of the still."""
    mask = np.zeros(shape[:2], np.uint8)
    corners = np.round(np.array(corners, float) * scale + moved).astype(np.int32)
    return cv2.fillPoly(mask, [corners], 1)


def _disc(size):
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))


def _hints(mask, flag):
    """What grabCut starts from: sure and likely person, sure and likely background."""
    hints = np.where(mask > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    hints[cv2.erode(np.uint8(mask > 0.9), _disc(15)) > 0] = cv2.GC_FGD
    hints[cv2.dilate(np.uint8(mask > 0.2), _disc(21)) == 0] = cv2.GC_BGD
    near_person = cv2.dilate(np.uint8(mask > 0.5), _disc(5))
    hints[(cv2.dilate(flag, _disc(41)) & near_person) > 0] = cv2.GC_FGD
    hints[flag > 0] = cv2.GC_BGD
    return hints


def outline(portrait, mask):
    """Opacity, uint8 HxW: the segmenter's mask refined by grabCut, edge softened by a pixel."""
    flag = _polygon(portrait.shape, FLAG_EDGE, portrait.shape[1] / STILL[0])
    hints = _hints(mask, flag)
    models = np.zeros((2, 1, 65))
    cv2.grabCut(portrait, hints, None, models[0], models[1], 4, cv2.GC_INIT_WITH_MASK)
    person = np.uint8((hints == cv2.GC_FGD) | (hints == cv2.GC_PR_FGD))
    edges, _ = cv2.findContours(person, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = cv2.drawContours(np.zeros_like(person), [max(edges, key=cv2.contourArea)], -1, 255, -1)
    smooth = cv2.GaussianBlur(np.float32(whole), None, 2.0, borderType=cv2.BORDER_REPLICATE)
    # The threshold lies inside the edge, where no colour of the old background is left.
    return np.uint8(np.clip((smooth - 140) * 3.0 + 60, 0, 255))


def _grain(portrait, scale):
    """The jacket's weave: a plain part of it, less its broad shades."""
    (x0, y0), (x1, y1) = np.round(np.array(PLAIN_JACKET) * scale).astype(int)
    plain = np.float32(portrait[y0:y1, x0:x1])
    return plain - cv2.GaussianBlur(plain, None, 6)


def _cloth_below(portrait, rows, grain):
    """Plain cloth to stand under the portrait: its last rows, smoothed, with the grain it has."""
    last = np.float32(portrait[-12:]).mean(axis=0, keepdims=True)
    base = cv2.GaussianBlur(np.repeat(last, rows, axis=0), (0, 0), sigmaX=18, sigmaY=1)
    down, across = -(-rows // grain.shape[0]), -(-portrait.shape[1] // grain.shape[1])
    grain = np.tile(grain, (down, across, 1))[:rows, : portrait.shape[1]]
    return np.uint8(np.clip(base + grain, 0, 255))


def _without_button(portrait, scale):
    mask = np.zeros(portrait.shape[:2], np.uint8)
    (x0, y0), (x1, y1) = np.round(np.array(BUTTON) * scale).astype(int)
    mask[y0:y1, x0:x1] = 1
    return cv2.inpaint(portrait, mask, 5, cv2.INPAINT_TELEA)


def continue_jacket(portrait, alpha):
    """Both, made larger on every side, and how far the old picture moved (x, y)."""
    scale = portrait.shape[1] / STILL[0]
    sides = (MORE_ABOVE, MORE_BELOW, MORE_LEFT, MORE_RIGHT)
    above, below, left, right = (round(side * scale) for side in sides)
    beside = (above, 0, left, right)
    wide = cv2.copyMakeBorder(portrait, *beside, cv2.BORDER_REFLECT_101)
    plain = cv2.copyMakeBorder(_without_button(portrait, scale), *beside, cv2.BORDER_REFLECT_101)
    picture = np.vstack([wide, _cloth_below(plain, below, _grain(portrait, scale))])
    sleeves = (*RIGHT_SLEEVE, *reversed(LEFT_SLEEVE))
    body = _polygon(picture.shape, sleeves, scale, (left, above)) * 255
    opacity = cv2.copyMakeBorder(alpha, above, below, left, right, cv2.BORDER_CONSTANT, value=0)
    body = cv2.GaussianBlur(body, None, 1.2)
    return picture, np.maximum(opacity, body), (left, above)


def fill_outside(picture, alpha):
    """The picture with the nearest colour of the person wherever it is not surely the person."""
    inside = cv2.erode(np.uint8(alpha > 250), _disc(5), borderValue=1)
    _, labels = cv2.distanceTransformWithLabels(
        1 - inside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    colours = np.zeros((labels.max() + 1, 3), np.uint8)
    colours[labels[inside > 0]] = picture[inside > 0]
    filled = colours[labels]
    soft = cv2.GaussianBlur(filled, None, 2.0)
    return np.where(inside[..., None] > 0, picture, soft)
