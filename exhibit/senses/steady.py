"""What keeps points and words from trembling: the One-Euro filter and the steady claim."""

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from exhibit.senses.seen import Points

T = TypeVar("T")


class OneEuro:
    """Smooths points, strongly at rest and hardly in motion.

    Method: Casiez, Roussel, Vogel, "1 Euro filter", CHI 2012; as there, every coordinate has a
    cutoff of its own. Speeds are measured in `scale` units a second, so that a near face and a
    far one are smoothed alike.
    rest: cutoff at rest, Hz. eager: Hz gained for each scale unit a second. slope: cutoff, Hz,
    of the speed itself.
    """

    def __init__(self, rest: float = 1.0, eager: float = 25.0, slope: float = 1.0) -> None:
        self._rest = rest
        self._eager = eager
        self._slope = slope
        self._value: Points | None = None
        self._speed: Points | None = None
        self._at = 0.0

    def smooth(self, points: Points, scale: float, at: float) -> Points:
        """The smoothed points at `at` seconds; scale: the size of the thing, in points' units."""
        if self._value is None or self._speed is None:
            self._value, self._speed, self._at = points, np.zeros_like(points), at
            return points
        gap = max(at - self._at, 1e-3)
        speed = (points - self._value) / gap
        self._speed = _toward(self._speed, speed, self._slope * gap)
        cutoff = self._rest + self._eager / scale * np.abs(self._speed)
        self._value = _toward(self._value, points, cutoff * gap)
        self._at = at
        return self._value


class Steady(Generic[T]):
    """A claim that is shown once it has stood for some frames, and held until another has.

    frames: how many equal values in a row it takes (visit: five), so that words never flicker.
    """

    def __init__(self, frames: int = 5) -> None:
        self._frames = frames
        self._shown: T | None = None
        self._next: T | None = None
        self._count = 0

    def update(self, value: T) -> T | None:
        """The claim to show after this frame's value; None until the first one is steady."""
        self._count = self._count + 1 if value == self._next else 1
        self._next = value
        if self._count >= self._frames:
            self._shown = value
        return self._shown


def _toward(old: Points, new: Points, turns: "float | NDArray[np.floating]") -> Points:
    """One step of a low-pass filter; turns: its cutoff in Hz times the seconds since the last."""
    angle = 2 * np.pi * turns
    return (old + angle / (angle + 1) * (new - old)).astype(np.float32)
