"""Where a person looks: the iris within the eye, plus the head's turn, plus where the head is.

The angle is coarse. The iris moves on an eyeball of 1.2 cm (Bekerman, Gottlieb, Vaiman, Journal
of Ophthalmology, 2014: 24.2 mm across), but the face mesh follows it only in part: on the actor's
portrait, behind glasses, by a third across and by a tenth up and down; without glasses by two
thirds and two fifths.
"""

from collections import deque
from dataclasses import dataclass
from math import degrees, hypot, radians, sin
from statistics import median

import numpy as np

from exhibit.senses.eyes import OpenLevel, opening, visible
from exhibit.senses.seen import Face, Head, Points
from exhibit.senses.steady import Steady

# Landmark numbers of each eye, the image's left one first: its corners, the middle of its iris.
_EYES = ((33, 133, 468), (362, 263, 473))
# Eyeball radius over the eye's width from corner to corner (1.2 of 2.9 cm).
_REACH = 1.2 / 2.9
# How much of the iris's way the mesh follows, across and down: between glasses and none.
_FOLLOWS = 0.45, 0.25
# The iris lies in front of the corners: a turned head moves it by this share of the eye's width.
_FRONT = 0.06
# Seconds over which the direction is smoothed; of the usual one: how often it is looked at, after
# how long it is used and wholly trusted, and for how long it is remembered.
_SMOOTH = 0.3
_EACH, _ENOUGH, _TRUSTED, _USUAL = 0.1, 1.5, 10.0, 30.0
# Degrees: the camera stands above or below the middle of the screen, so nobody's usual direction
# is farther from it than their own bias; up and down it may be, as screens differ.
_BIAS = 5.0
# Degrees from the middle at which a side begins, and up or down. Nearer than that the program does
# not say which: behind glasses an eye may look 12 degrees down and measure 3.
SIDE, UPRIGHT = 7.0, 7.0
# Degrees of turn from which a nod cannot be told from the turn.
_TURNED = 15.0
# Degrees, one standard deviation: of a still direction; the shares of the eyes' unknown scale, and
# of the head's turn, by which corners and iris shift: at 20 degrees the actor is up to 11 off.
_ERROR, _SCALE, _ASIDE = (4.0, 6.0), 0.35, 0.25
# Below this share of the person's open level the iris is half hidden.
_LIDDED = 0.75


@dataclass(frozen=True)
class Gaze:
    """Where a person looks, against the direction that is usual for them: the screen's middle.

    x > 0: toward the image's right, so to the person's own left; y > 0: down; degrees.
    error, error_y: one standard deviation. column: "left", "middle" or "right" as the person sees
    it, None until steady; row: "up" or "down", None for anything between and while not sure.
    """

    x: float
    y: float
    error: float
    error_y: float
    column: str | None
    row: str | None

    @property
    def away(self) -> float:
        """Degrees from the usual direction."""
        return hypot(self.x, self.y)


def iris_offset(points: Points) -> tuple[float, float]:
    """The irises' place between the eyes' corners, right and down along them, in eye widths."""
    found = [_offset(points, *eye) for eye in _EYES]
    x, y = np.mean(found, axis=0)
    return float(x), float(y)


def _offset(points: Points, outer: int, inner: int, iris: int) -> tuple[float, float]:
    """One eye's; the width is taken in all three axes, which undoes the head's turn."""
    a, b = points[outer], points[inner]
    along = (b[:2] - a[:2]) / max(float(np.linalg.norm(b[:2] - a[:2])), 1e-6)
    away = (points[iris, :2] - (a[:2] + b[:2]) / 2) / max(float(np.linalg.norm(b - a)), 1e-6)
    return float(away @ along), float(away @ (-along[1], along[0]))


def direction(face: Face, turned: Head) -> tuple[float, float]:
    """Degrees between where the person looks and where the camera is, right and down.

    Holds the person's own bias, which Usual takes off. Where the head is counts too: who stands at
    the picture's side and looks at the camera has turned toward it.
    """
    angles = []
    for axis, angle in enumerate((turned.turn, turned.nod)):
        moved = iris_offset(face.points)[axis] - _FRONT * sin(radians(angle))
        angles.append(angle + degrees(moved / _REACH) / _FOLLOWS[axis])
    return angles[0], angles[1]


class Usual:
    """A person's usual direction, degrees: the median of the last 30 s in which it was known.

    It is taken to be the screen's middle, for lack of anything better; across, it may differ from
    the camera's own by 5 degrees at most, so that reading at one side does not become the middle,
    and in the first 10 s by less.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float, float]] = deque()

    def learn(self, x: float, y: float, at: float) -> tuple[float, float] | None:
        """Take in a direction; the usual one, or None before 1.5 s."""
        if not self._seen or at - self._seen[-1][0] >= _EACH:
            self._seen.append((at, x, y))
        while at - self._seen[0][0] > _USUAL:
            self._seen.popleft()
        span = at - self._seen[0][0]
        if span < _ENOUGH:
            return None
        trust = min(1.0, span / _TRUSTED)
        across = trust * median(each for _, each, _ in self._seen)
        return min(max(across, -_BIAS), _BIAS), median(each for _, _, each in self._seen)


def column_of(x: float) -> str:
    """The third of the screen, as the person sees it; x: degrees toward the image's right."""
    return "middle" if abs(x) < SIDE else "left" if x > 0 else "right"


def row_of(y: float) -> str | None:
    """Up or down, from degrees below the middle; None near the middle."""
    return None if abs(y) < UPRIGHT else "down" if y > 0 else "up"


class GazeWatch:
    """Watches where one person looks."""

    def __init__(self) -> None:
        self._open, self._usual = OpenLevel(), Usual()
        self._lately: deque[tuple[float, float, float]] = deque()
        self._column: Steady[str] = Steady()
        self._row: Steady[str | None] = Steady()

    def look(self, face: Face | None, turned: Head | None, at: float) -> Gaze | None:
        """What holds at this time, seconds; None for shut eyes, a face turned far, or no face."""
        while self._lately and at - self._lately[0][0] > _SMOOTH:
            self._lately.popleft()
        if face is not None and turned is not None and visible(turned):
            ratio = self._open.ratio(opening(face))
            if ratio is not None and ratio > _LIDDED:
                self._lately.append((at, *direction(face, turned)))
        if not self._lately:
            return None
        x, y = (median(each[axis] for each in self._lately) for axis in (1, 2))
        usual = self._usual.learn(x, y, at)
        if usual is None or turned is None:
            return None
        return self._found(x - usual[0], y - usual[1], turned)

    def _found(self, x: float, y: float, turned: Head) -> Gaze:
        """The region, once it is steady."""
        errors = [
            hypot(least, _SCALE * angle, _ASIDE * aside)
            for least, angle, aside in zip(_ERROR, (x, y), (turned.turn, turned.nod), strict=True)
        ]
        row = self._row.update(row_of(y) if abs(turned.turn) < _TURNED else None)
        return Gaze(x, y, errors[0], errors[1], self._column.update(column_of(x)), row)
