"""A number for a face: 128 values from a straightened picture of it, and how far apart two are."""

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.models import model
from exhibit.senses.seen import Points

Numbers = NDArray[np.float32]
Matrix = NDArray[np.float64]

THRESHOLD = 0.6
SIDE = 150

# The face points nearest to dlib's five (outer and inner corners of both eyes, base of the nose),
# and where dlib puts those in a picture of side 1.
_MARKS = (263, 362, 33, 133, 2)
_PLACES = np.array(
    [(0.7487, 0.3024), (0.5929, 0.3234), (0.2470, 0.3065), (0.3998, 0.3244), (0.4933, 0.5773)]
)
_KEPT = 1.6  # chip sides kept on every side of the face when a large picture is made smaller


def chip(image: Image, points: Points) -> Image:
    """The face straightened, SIDE x SIDE x 3 uint8 BGR, from an image and its 478 points, pixels.

    By the similarity (Umeyama, 1991) that brings five points nearest to dlib's places. A face
    twice as large or larger is halved first, as in dlib; coordinate 75 lies at pixel 74.5.
    """
    image, marks = _near(image, points[list(_MARKS), :2].astype(np.float64) - 0.5)
    while _scale(marks) >= 2:
        image, marks = np.asarray(cv2.pyrDown(image), np.uint8), marks / 2
    turn = _similarity(marks, _PLACES * (SIDE - 1))
    return np.asarray(cv2.warpAffine(image, turn, (SIDE, SIDE)), np.uint8)


def apart(one: Numbers, other: Numbers) -> float:
    """The distance between two numbers: 0 for the same picture, about 0.8 for strangers.

    King's network was trained to bring pictures of one person within 0.6. On LFW, an easy test,
    0.7 % of strangers are within it too.
    """
    return float(np.linalg.norm(one - other))


class Network:
    """dlib's face recognition ResNet (King, 2017), loaded. Not for two threads at once."""

    def __init__(self) -> None:
        engine = cv2.dnn.ENGINE_CLASSIC  # a fifth faster here than the new one
        self._net = cv2.dnn.readNetFromONNX(str(model("faceprint.onnx")), engine)

    def numbers(self, face: Image) -> Numbers:
        """(128,) of a chip; as a vector about 1.4 long. Takes 10 ms."""
        self._net.setInput(cv2.dnn.blobFromImage(face))
        return np.array(self._net.forward()[0], np.float32)


def _scale(marks: Matrix) -> float:
    """Pixels of the image for each pixel of the chip."""
    turn = _similarity(_PLACES * (SIDE - 1), marks)
    return float(np.hypot(turn[0, 0], turn[1, 0]))


def _similarity(old: Matrix, new: Matrix) -> Matrix:
    """2x3: the turn, scale and shift that brings (N,2) points nearest to others."""
    a, b = (each[:, 0] + 1j * each[:, 1] for each in (old, new))
    by = np.vdot(a - a.mean(), b - b.mean()) / np.vdot(a - a.mean(), a - a.mean()).real
    to = b.mean() - by * a.mean()
    return np.array([[by.real, -by.imag, to.real], [by.imag, by.real, to.imag]])


def _near(image: Image, marks: Matrix) -> tuple[Image, Matrix]:
    """The part of an image round the face, so that little is halved."""
    reach = _KEPT * SIDE * _scale(marks)
    height, width = image.shape[:2]
    x, y = marks.mean(axis=0)
    left, top = max(0, int(x - reach)), max(0, int(y - reach))
    right, bottom = min(width, int(x + reach)), min(height, int(y + reach))
    if left >= right or top >= bottom:
        return image, marks
    return image[top:bottom, left:right], marks - (left, top)
