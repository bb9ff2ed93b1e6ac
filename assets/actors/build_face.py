"""Finds the face's points and the person in the portrait, and paints its lids closed."""

import cv2
import mediapipe
import numpy as np
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

EYES = (
    (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
    (362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373, 374, 380, 381, 382),
)
ROUND_THE_EYES = 14


def _as_mediapipe(image):
    rgb = np.ascontiguousarray(image[..., ::-1])
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)


def find_points(image, model):
    """478 points, float64 (478, 3), pixels of the image; z grows away from the camera."""
    options = vision.FaceLandmarkerOptions(tasks.BaseOptions(model_asset_path=str(model)))
    with vision.FaceLandmarker.create_from_options(options) as landmarker:
        found = landmarker.detect(_as_mediapipe(image)).face_landmarks[0]
    height, width = image.shape[:2]
    return np.array([(p.x * width, p.y * height, p.z * width) for p in found])


def person_mask(image, model):
    """Person or not, float32 HxW, 0..1."""
    options = vision.ImageSegmenterOptions(
        base_options=tasks.BaseOptions(model_asset_path=str(model)), output_confidence_masks=True
    )
    with vision.ImageSegmenter.create_from_options(options) as segmenter:
        masks = segmenter.segment(_as_mediapipe(image)).confidence_masks
        return masks[-1].numpy_view().squeeze().copy()


def _mask(shape, points, corner, grown):
    """Both eyes' openings, grown by a number of pixels, in a strip with this corner."""
    mask = np.zeros(shape[:2], np.uint8)
    for eye in EYES:
        cv2.fillPoly(mask, [np.int32((points[list(eye), :2] - corner).round())], 1)
    size = (2 * grown + 1, 2 * grown - 1)
    return cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, size))


def closed_lids(portrait, points):
    """The strip round both eyes with skin painted over them, and its corner (x, y), pixels."""
    corners = points[[index for eye in EYES for index in eye], :2]
    x0, y0 = np.floor(corners.min(axis=0)).astype(int) - ROUND_THE_EYES
    x1, y1 = np.ceil(corners.max(axis=0)).astype(int) + ROUND_THE_EYES
    strip = portrait[y0:y1, x0:x1]
    mask = _mask(strip.shape, points, (x0, y0), 6)
    painted = np.float32(cv2.inpaint(strip, mask, 8, cv2.INPAINT_NS))
    painted = cv2.GaussianBlur(painted, None, 2.5)
    ring = (_mask(strip.shape, points, (x0, y0), 11) > 0) & (mask == 0)
    skin = strip[ring & (strip.max(axis=2) > 110)].mean(axis=0)
    painted = painted * 0.35 + skin * 0.65
    grain = np.random.default_rng(1906).normal(0, 6.0, strip.shape[:2])
    painted += cv2.GaussianBlur(grain, None, 0.9)[..., None]
    soft = cv2.GaussianBlur(np.float32(mask), None, 1.5)[..., None]
    return np.uint8(np.clip(strip * (1 - soft) + painted * soft, 0, 255)), (x0, y0)
