"""The first print of a visitor: made from several good pictures, then compared with every next."""

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from exhibit.senses.covered import Cover
from exhibit.senses.faceprint import THRESHOLD, Numbers, apart
from exhibit.senses.seen import Face, Head

Bins = NDArray[np.int64]

ENROLLED = 5
BINS = 128  # of a hundredth each

# A picture good enough to enrol: degrees, pixels between the outer corners of the eyes, and the
# part of that by which those may have moved since the picture before.
_FRONTAL, _LARGE, _STILL = 18.0, 40.0, 0.25
# What is turned farther, nods farther away from the first print's own bearing, or is smaller, is
# not worth comparing. Beyond 27 degrees of nod two pictures of one actor are 0.54 apart, as far as
# some strangers; up to 20 degrees of nod and 38 of turn they stay within 0.50.
_TURNED, _NODDED, _SMALL = 38.0, 20.0, 24.0
_CORNERS = [33, 263]
# So many doubtful prints in a row are taken for bare: not everybody's lips are red, and nobody
# should be left out for it. What the program takes for covered is never enrolled.
_PATIENCE = 12
_LATELY, _SMOOTH = 8, 3
_LEAST_ERROR = 0.01
# The median step between two draws from one normal distribution, in its standard deviations.
_STEP = 0.954


@dataclass(frozen=True, eq=False)
class Print:
    """One picture's numbers, (128,), and what speaks for or against them."""

    numbers: Numbers
    face: Face
    head: Head
    cover: Cover

    @property
    def eyes(self) -> float:
        """Pixels between the outer corners of the eyes."""
        return float(np.linalg.norm(np.subtract(*self.face.points[_CORNERS, :2])))

    @property
    def averted(self) -> float:
        """Degrees by which the face is turned or nodded away from the camera, the larger."""
        return max(abs(self.head.turn), abs(self.head.nod))

    def comparable(self, bearing: float) -> bool:
        """Whether the face is large and straight enough for its numbers to mean something.

        bearing: the nod of the first print, degrees: how this person holds the head.
        """
        nodded = abs(self.head.nod - bearing) <= _NODDED
        return abs(self.head.turn) <= _TURNED and nodded and self.eyes >= _SMALL

    @property
    def good(self) -> bool:
        """Whether it may be enrolled: straight, large, and taken for uncovered."""
        return self.straight and self.cover is Cover.NONE

    @property
    def straight(self) -> bool:
        """Whether it is straight and large enough to be enrolled."""
        return self.averted <= _FRONTAL and self.eyes >= _LARGE

    def rests(self, last: "Print") -> bool:
        """Whether the eyes have hardly moved since the picture before."""
        moved = self.face.points[_CORNERS, :2] - last.face.points[_CORNERS, :2]
        return float(np.linalg.norm(moved, axis=1).max()) <= _STILL * self.eyes


@dataclass(frozen=True, eq=False)
class FaceNumber:
    """A visitor's number at `at` seconds, and how far it is from their own first print.

    now: (128,). first: (128,), or None until ENROLLED good pictures are in; enrolled: how many
    are. distance: the median of three, None without a first print, or where the face is too small,
    or turned or nodded too far. error: one standard deviation of its jitter between pictures: it
    says nothing about whether two prints are of one person. cover: what is taken to hide the face.
    bins: (BINS,), how many later prints, covered ones too, lay 0 to 0.01 from the first, 0.01 to
    0.02 and so on; the last bin has all that lay farther.
    """

    now: Numbers
    first: Numbers | None
    enrolled: int
    distance: float | None
    error: float
    cover: Cover
    at: float
    bins: Bins = field(default_factory=lambda: np.zeros(BINS, np.int64))


class FirstPrint:
    """Enrols one person, then compares."""

    def __init__(self) -> None:
        self._good: list[Print] = []
        self._bearing = 0.0
        self._last: Print | None = None
        self._doubts = 0  # straight prints in a row of which it is not sure whether they are bare
        self._numbers: Numbers | None = None
        self._lately: deque[float] = deque(maxlen=_LATELY)
        self._bins: Bins = np.zeros(BINS, np.int64)

    def add(self, new: Print, at: float) -> FaceNumber:
        """Take in the next print of the same person, made of a picture taken at `at` seconds."""
        last, self._last = self._last, new
        doubtful = new.straight and new.cover is Cover.UNSURE
        self._doubts = self._doubts + 1 if doubtful else 0
        bare = new.good or self._doubts > _PATIENCE
        if self._numbers is not None and new.comparable(self._bearing):
            away = apart(new.numbers, self._numbers)
            self._lately.append(away)
            self._bins[min(BINS - 1, int(away * 100))] += 1
        elif self._numbers is None and bare and last and new.rests(last):
            self._enrol(new)
        count = len(self._good) if self._numbers is None else ENROLLED
        distance, error = self._distance(new)
        bins = self._bins.copy()
        return FaceNumber(new.numbers, self._numbers, count, distance, error, new.cover, at, bins)

    def _enrol(self, new: Print) -> None:
        """Keep a good print; of ENROLLED make the first.

        One as far from another as strangers are starts all over: one of them must be wrong.
        """
        if any(apart(new.numbers, each.numbers) > THRESHOLD for each in self._good):
            self._good.clear()
        self._good.append(new)
        if len(self._good) == ENROLLED:
            self._numbers = np.mean([each.numbers for each in self._good], axis=0)
            self._bearing = median(each.head.nod for each in self._good)
            self._lately.extend(apart(each.numbers, self._numbers) for each in self._good)
            self._good.clear()

    def _distance(self, new: Print) -> tuple[float | None, float]:
        """The distance now and its error."""
        if self._numbers is None or not new.comparable(self._bearing):
            return None, 0.0
        lately = list(self._lately)
        steps = [abs(a - b) for a, b in pairwise(lately)]
        return median(lately[-_SMOOTH:]), max(_LEAST_ERROR, median(steps) / _STEP)
