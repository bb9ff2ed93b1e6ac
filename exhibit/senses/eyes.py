"""How far the eyes are open: blinks, and the share of time they were shut (PERCLOS).

An opening is the gap between the lids over the eye's width (as in Soukupová, Čech, "Real-time eye
blink detection using facial landmarks", CVWW 2016). People's eyes differ, so only its ratio to the
person's own open level counts.
"""

from collections import deque
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from exhibit.senses.seen import Face, Head

# Landmark numbers, an eye a column: its corners, and three points on the upper and lower lid.
_CORNERS = np.array(((33, 362), (133, 263)))
_LIDS = np.array((((160, 385), (159, 386), (158, 387)), ((144, 380), (145, 374), (153, 373))))
# Below this share of its width nobody's eye counts as open, so it is no level to start from.
_NEVER_OPEN = 0.13
# Ratios to the open level at which a closing begins and ends; apart, so that one is not two.
_CLOSING, _OPENING = 0.5, 0.65
# The mesh's lids never meet: a shut eye still measures about this share of the open level.
_MET = 0.22
# "At least 80 per cent closed", counted from open to what a shut eye measures.
_CLOSED = _MET + 0.2 * (1 - _MET)
# A longer closing is no blink: from half a second on it is usually called a microsleep.
_BLINK = 0.6
# Seconds: the window of both figures, and what must have been seen before there is a figure.
WINDOW, ENOUGH = 60.0, 10.0
# A gap between two pictures that is longer than this was not watched.
_WATCHED = 0.25
# Degrees from which on the far eye, or the lids, are hidden too much.
_TURNED, _NODDED = 30.0, 25.0


def opening(face: Face) -> float:
    """The gap between the lids over the eye's width, both eyes' mean; about 0.2 to 0.35 when open.

    The width is taken in all three axes, which undoes most of the head's turn; error about 0.01.
    """
    (outer, inner), (upper, lower) = face.points[_CORNERS], face.points[_LIDS, :2]
    widths = np.linalg.norm(outer - inner, axis=1)
    gaps = np.linalg.norm(upper - lower, axis=2).mean(axis=0)
    return float((gaps / np.maximum(widths, 1e-6)).mean())


def visible(turned: Head) -> bool:
    """Whether the face is turned to the camera enough for both eyes to be measured."""
    return abs(turned.turn) <= _TURNED and abs(turned.nod) <= _NODDED


class OpenLevel:
    """One person's own open level: the median opening of the last `keep` pictures with open eyes.

    need: how many pictures it takes. What is half shut never counts, or long shut eyes would
    become the new open ones.
    """

    def __init__(self, need: int = 10, keep: int = 300) -> None:
        self._need = need
        self._open: deque[float] = deque(maxlen=keep)
        self._level: float | None = None

    def ratio(self, gap: float) -> float | None:
        """An opening as a share of the open level, 1 wide open; None before the level is known."""
        least = _NEVER_OPEN if self._level is None else _OPENING * self._level
        if gap > least:
            self._open.append(gap)
            if len(self._open) >= self._need:
                self._level = median(self._open)
        return None if self._level is None else gap / self._level


@dataclass(frozen=True)
class Eyes:
    """Blinks and shut eyes in the last WINDOW seconds, of which `seconds` were watched.

    ratio: opening now over the person's own open level; shut: a closing is on.
    blinks: closings shorter than 0.6 s; closings: all, as (start, end) in seconds, and the one
    that is on ends now. rate: blinks a minute, and its error by one blink; perclos: share of the
    watched time with eyes at least 80 per cent closed, and its error by a picture a closing.
    Both figures are None until ENOUGH seconds were watched.
    PERCLOS P80: Wierwille, Ellsworth, Wreggit, Fairbanks, Kirn, "Research on vehicle-based driver
    status/performance monitoring", NHTSA DOT HS 808 247, 1994.
    """

    ratio: float
    shut: bool
    blinks: int
    seconds: float
    closings: tuple[tuple[float, float], ...] = ()
    rate: float | None = None
    rate_error: float = 0.0
    perclos: float | None = None
    perclos_error: float = 0.0


class EyeWatch:
    """Watches one person's eyes over time, at any frame rate of 10 a second and more."""

    def __init__(self) -> None:
        self._level = OpenLevel()
        # Each picture's time, the seconds it stands for, and how many of them the eyes were shut.
        self._watched: deque[tuple[float, float, float]] = deque()
        self._seconds = self._shut = 0.0  # their sums
        self._closings: deque[tuple[float, float]] = deque()
        self._shut_at: float | None = None
        self._at: float | None = None

    def look(self, face: Face | None, turned: Head | None, at: float) -> Eyes | None:
        """What holds at this time, seconds; None while no open eyes have been seen, or none now."""
        seen = face if face is not None and turned is not None and visible(turned) else None
        ratio = self._level.ratio(opening(seen)) if seen is not None else None
        gap, self._at = at - (at if self._at is None else self._at), at
        if ratio is None or gap > _WATCHED:
            self._shut_at = None
        if ratio is None:
            return None
        if gap <= _WATCHED:
            self._count(at, gap, gap if ratio <= _CLOSED else 0.0)
        self._close(ratio, at)
        self._forget(at - WINDOW)
        return self._found(ratio, at)

    def _close(self, ratio: float, at: float) -> None:
        """A closing begins or ends."""
        if self._shut_at is None and ratio < _CLOSING:
            self._shut_at = at
        elif self._shut_at is not None and ratio > _OPENING:
            self._closings.append((self._shut_at, at))
            self._shut_at = None

    def _count(self, at: float, gap: float, shut: float) -> None:
        """One more picture."""
        self._watched.append((at, gap, shut))
        self._seconds += gap
        self._shut += shut

    def _forget(self, before: float) -> None:
        """Let go of what has left the window."""
        while self._watched and self._watched[0][0] <= before:
            _, gap, shut = self._watched.popleft()
            self._seconds -= gap
            self._shut -= shut
        while self._closings and self._closings[0][1] <= before:
            self._closings.popleft()

    def _found(self, ratio: float, at: float) -> Eyes:
        """The figures of the window."""
        now = () if self._shut_at is None else ((self._shut_at, at),)
        blinks = sum(end - start < _BLINK for start, end in self._closings)
        seconds = self._seconds
        found = Eyes(ratio, bool(now), blinks, seconds, (*self._closings, *now))
        if seconds < ENOUGH:
            return found
        closed = max(0.0, self._shut) / seconds
        unsure = len(found.closings) / len(self._watched)
        rate, error = blinks * 60 / seconds, 60 / seconds
        return replace(found, rate=rate, rate_error=error, perclos=closed, perclos_error=unsure)
