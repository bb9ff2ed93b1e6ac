"""A number for a face: 128 values from a straightened picture of it, and how far apart two are.

The network is dlib's face recognition ResNet (King, 2017), trained so that pictures of one person
come out less than 0.6 apart. LFW, an easy test, has about 0.7 % of strangers within that.
"""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.models import model
from exhibit.senses.covered import Cover
from exhibit.senses.seen import Head, Points

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
_ROUND = 0.6  # of the chip's side, kept round it when a large picture is made smaller

# What makes a picture good enough to enrol: degrees, pixels between the outer corners of the
# eyes, and the part of that by which the eyes may move from one print to the next.
_FRONTAL, _LARGE, _STILL = 18.0, 40.0, 0.25
ENROLLED = 5
# Beyond this a number is not worth comparing.
_TURNED, _SMALL = 35.0, 24.0
_LATELY, _SMOOTH = 8, 3
_LEAST_ERROR = 0.01
# The median step between two draws from one normal distribution, in its standard deviations.
_STEP = 0.954


def chip(image: Image, points: Points) -> Image:
    """The face straightened, SIDE x SIDE x 3 uint8 BGR, from an image and its 478 points, pixels.

    By the similarity (Umeyama, 1991) that brings five points nearest to dlib's places. A face
    twice as large or larger is halved first, as in dlib; coordinate 75 lies at pixel 74.5.
    """
    marks = points[list(_MARKS), :2].astype(np.float64) - 0.5
    image, marks = _near(image, marks)
    while _scale(marks) >= 2:
        image, marks = np.asarray(cv2.pyrDown(image), np.uint8), marks / 2
    turn = _similarity(marks, _PLACES * (SIDE - 1))
    return np.asarray(cv2.warpAffine(image, turn, (SIDE, SIDE)), np.uint8)


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
    reach = (1 + _ROUND) * SIDE * _scale(marks)
    height, width = image.shape[:2]
    x, y = marks.mean(axis=0)
    left, top = max(0, int(x - reach)), max(0, int(y - reach))
    right, bottom = min(width, int(x + reach)), min(height, int(y + reach))
    if left >= right or top >= bottom:
        return image, marks
    return image[top:bottom, left:right], marks - (left, top)


def apart(one: Numbers, other: Numbers) -> float:
    """The distance between two faceprints: 0 for the same picture, about 0.8 for strangers."""
    return float(np.linalg.norm(one - other))


class Network:
    """The network, loaded. Not for two threads at once."""

    def __init__(self) -> None:
        engine = cv2.dnn.ENGINE_CLASSIC  # a fifth faster here than the new one
        self._net = cv2.dnn.readNetFromONNX(str(model("faceprint.onnx")), engine)

    def numbers(self, face: Image) -> Numbers:
        """128 numbers, their length about 1.4, of a chip; 10 ms."""
        self._net.setInput(cv2.dnn.blobFromImage(face))
        return np.array(self._net.forward()[0], np.float32)


@dataclass(frozen=True, eq=False)
class Print:
    """One picture's number, and what speaks for or against it.

    numbers: (128,). points: the 478 points it was made from, pixels. head: which way it looked.
    """

    numbers: Numbers
    points: Points
    head: Head
    cover: Cover

    @property
    def eyes(self) -> float:
        """Pixels between the outer corners of the eyes."""
        return float(np.linalg.norm(self.points[33, :2] - self.points[263, :2]))

    @property
    def comparable(self) -> bool:
        """Whether the face is large and straight enough for its number to mean something."""
        turned = max(abs(self.head.yaw), abs(self.head.pitch))
        return turned <= _TURNED and self.eyes >= _SMALL

    @property
    def good(self) -> bool:
        """Whether it may be enrolled: straight, large, and surely not covered."""
        turned = max(abs(self.head.yaw), abs(self.head.pitch))
        return turned <= _FRONTAL and self.eyes >= _LARGE and self.cover is Cover.NONE


@dataclass(frozen=True)
class Apart:
    """How far a face is from its own first print; error: one standard deviation of its jitter."""

    distance: float
    error: float


class FirstPrint:
    """Enrols one person from several good prints, then compares."""

    def __init__(self) -> None:
        self._good: list[Numbers] = []
        self._last: Print | None = None
        self._lately: deque[float] = deque(maxlen=_LATELY)
        self.numbers: Numbers | None = None  # the first print, once it is made
        self.comparable = False  # whether the newest print was

    @property
    def enrolled(self) -> int:
        """How many prints the first one is made of so far."""
        return len(self._good)

    def add(self, new: Print) -> None:
        """Take in the next print of the same person."""
        last, self._last = self._last, new
        self.comparable = new.comparable
        if self.numbers is None:
            self._enrol(new, last)
        elif new.comparable:
            self._lately.append(apart(new.numbers, self.numbers))

    def _enrol(self, new: Print, last: Print | None) -> None:
        """Keep a good print of a face at rest; from ENROLLED of them make the first print.

        A print as far from the others as a stranger's starts all over: one of them is wrong.
        """
        if not new.good or last is None or not _still(new, last):
            return
        if any(apart(new.numbers, each) > THRESHOLD for each in self._good):
            self._good.clear()
        self._good.append(new.numbers)
        if self.enrolled >= ENROLLED:
            self.numbers = np.mean(self._good, axis=0)
            self._lately.extend(apart(each, self.numbers) for each in self._good)

    def apart(self) -> Apart | None:
        """The distance now, the median of three prints; None before there is a first print."""
        if self.numbers is None or not self.comparable:
            return None
        lately = list(self._lately)
        steps = [abs(a - b) for a, b in pairwise(lately)]
        error = max(_LEAST_ERROR, median(steps) / _STEP)
        return Apart(median(lately[-_SMOOTH:]), error)


def _still(new: Print, last: Print) -> bool:
    """Whether the eyes moved little between two prints."""
    pair = [33, 263]
    moved = np.linalg.norm(new.points[pair, :2] - last.points[pair, :2], axis=1).max()
    return bool(moved <= _STILL * new.eyes)
