"""How far the eyes are open: blinks, and the share of time they were shut (PERCLOS).

An opening is the gap between the lids over the eye's width (as in Soukupová, Čech, "Real-time eye
blink detection using facial landmarks", CVWW 2016). People's eyes differ, so only its ratio to the
person's own open level counts.
"""

from collections import deque
from dataclasses import dataclass, replace
from math import hypot
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
# The mesh's lids never meet: a shut eye still measures about this share of the open level, on the
# actor's portrait. What it is for a visitor is learned.
_MET = 0.22
# Of the time, about which it may be open whether the eyes were shut, for there to be a figure.
_OPEN = 0.1
# A longer closing is no blink: from half a second on it is usually called a microsleep.
_BLINK = 0.6
# Seconds: the window of both figures, and what must have been seen before there is a figure.
WINDOW, ENOUGH = 60.0, 10.0
# Seconds for which the lids are less than half open in a short blink: what lies wholly between two
# pictures is not seen. Pictures a second from which on blinks are counted; 10, as near as it comes.
_SHORT, _RATE = 0.1, 9.5
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


class ShutLevel:
    """What one person's shut eyes measure, as a share of their open level.

    It is learned from blinks, since whoever blinks shuts the eyes: a long closing may be half of
    one. Before there are enough of them it lies between the usual and the lowest that was seen.
    """

    def __init__(self, need: int = 3, keep: int = 30) -> None:
        self._need = need
        self._blinks: deque[float] = deque(maxlen=keep)  # the lowest of each
        self._now = self._least = 1.0  # the lowest of this closing, and of all

    def look(self, ratio: float) -> None:
        """A picture of a closing."""
        self._now = min(self._now, ratio)
        self._least = min(self._least, self._now)

    def end(self, blink: bool) -> None:
        """The closing is over; blink: it was seen from start to end, and was short."""
        if blink:
            self._blinks.append(self._now)
        self._now = 1.0

    def levels(self) -> tuple[float, float, float]:
        """The level at least, most likely, and at most.

        A picture may miss the lowest moment of a blink, so the lower quarter of them counts.
        """
        if len(self._blinks) >= self._need:
            low = sorted(self._blinks)
            return low[0], low[len(low) // 4], low[len(low) // 2]
        most = max(_MET, self._least) if self._least < 1 else _MET
        return _MET, most, most


@dataclass(frozen=True)
class Eyes:
    """Blinks and shut eyes in the last WINDOW seconds, of which `seconds` were watched.

    ratio: opening now over the person's own open level; shut: a closing is on.
    blinks: closings shorter than 0.6 s, None where pictures come too seldom to see every one;
    blinks_error: one at an end of the window, and those that fell between two pictures.
    closings: all, as (start, end) in seconds, and the one that is on ends now.
    perclos: share of the watched time with eyes at least 80 per cent closed; its error: a picture
    a closing, and what depends on where this person's eyes are shut. None until ENOUGH seconds
    were watched, and while that is open for more than a tenth of the time.
    PERCLOS P80: Wierwille, Ellsworth, Wreggit, Fairbanks, Kirn, "Research on vehicle-based driver
    status/performance monitoring", NHTSA DOT HS 808 247, 1994.
    """

    ratio: float
    shut: bool
    blinks: int | None
    seconds: float
    closings: tuple[tuple[float, float], ...] = ()
    blinks_error: float = 1.0
    perclos: float | None = None
    perclos_error: float = 0.0


class EyeWatch:
    """Watches one person's eyes over time, at any frame rate above 4 a second."""

    def __init__(self) -> None:
        self._level, self._met = OpenLevel(), ShutLevel()
        # Each picture's time, the seconds it stands for, how many of them no picture saw, ratio.
        self._watched: deque[tuple[float, float, float, float]] = deque()
        self._seconds = self._unseen = 0.0  # their sums
        self._closings: deque[tuple[float, float]] = deque()
        self._shut_at: float | None = None
        self._at: float | None = None

    def look(self, face: Face | None, turned: Head | None, at: float) -> Eyes | None:
        """What holds at this time, seconds; None while no open eyes have been seen, or none now."""
        seen = face if face is not None and turned is not None and visible(turned) else None
        ratio = self._level.ratio(opening(seen)) if seen is not None else None
        gap, self._at = at - (at if self._at is None else self._at), at
        if (ratio is None or gap > _WATCHED) and self._shut_at is not None:
            self._shut_at = None
            self._met.end(blink=False)
        if ratio is None:
            return None
        if gap <= _WATCHED:
            self._count(at, gap, ratio)
        self._close(ratio, at)
        self._forget(at - WINDOW)
        return self._found(ratio, at)

    def _close(self, ratio: float, at: float) -> None:
        """A closing begins, goes on or ends."""
        if self._shut_at is None and ratio < _CLOSING:
            self._shut_at = at
        elif self._shut_at is not None and ratio > _OPENING:
            self._closings.append((self._shut_at, at))
            self._met.end(blink=at - self._shut_at < _BLINK)
            self._shut_at = None
        if self._shut_at is not None:
            self._met.look(ratio)

    def _count(self, at: float, gap: float, ratio: float) -> None:
        """One more picture."""
        unseen = max(0.0, gap - _SHORT)
        self._watched.append((at, gap, unseen, ratio))
        self._seconds += gap
        self._unseen += unseen

    def _forget(self, before: float) -> None:
        """Let go of what has left the window."""
        while self._watched and self._watched[0][0] <= before:
            _, gap, unseen, _ = self._watched.popleft()
            self._seconds -= gap
            self._unseen -= unseen
        while self._closings and self._closings[0][1] <= before:
            self._closings.popleft()

    def _found(self, ratio: float, at: float) -> Eyes:
        """The figures of the window."""
        now = () if self._shut_at is None else ((self._shut_at, at),)
        seconds, closings = self._seconds, (*self._closings, *now)
        blinks = sum(end - start < _BLINK for start, end in self._closings)
        seldom = len(self._watched) < _RATE * seconds
        missed = min(0.9, max(0.0, self._unseen / seconds)) if seconds else 0.0
        error = 1 + blinks * missed / (1 - missed)
        found = Eyes(ratio, bool(now), None if seldom else blinks, seconds, closings, error)
        if seconds < ENOUGH:
            return found
        least, closed, most = (self._closed(level) / seconds for level in self._met.levels())
        unsure = max(closed - least, most - closed)
        if unsure > _OPEN:
            return found
        error = hypot(len(closings) / len(self._watched), unsure)
        return replace(found, perclos=closed, perclos_error=error)

    def _closed(self, met: float) -> float:
        """Seconds at least 80 per cent closed, counted from open to what shut eyes measure."""
        limit = met + 0.2 * (1 - met)
        return sum(gap for _, gap, _, ratio in self._watched if ratio <= limit)
