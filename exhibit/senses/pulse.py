"""The pulse: beats a minute from the colour of the skin, or why there is no honest number.

Untested on real skin: it was held against an actor whose pulse is painted on, and against nods
and flickering light that look like one.
"""

from collections import deque
from dataclasses import dataclass, replace
from math import hypot, inf

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.senses.rhythm import Rhythm, in_band, rhythm
from exhibit.senses.seen import Face
from exhibit.senses.skin import PATCHES, Skin

Floats = NDArray[np.float64]

SECONDS = 20.0  # of signal behind a number
SURE, STILL_SURE = 4.0, 3.0  # decibels to give a number, and to go on giving one
REASONS = ("measuring", "slow", "covered", "dark", "near", "flicker", "still", "weak")

_EVERY = 0.5  # seconds between two estimates
_GAP = 1.0  # seconds without a face after which all begins anew
_RATE = 20.0  # samples a second, once resampled
_SLOWEST = 8.0  # pictures a second
_WINDOW = 1.6  # seconds
# A glint on skin of any colour needs a tuning of 0.2 to 0.35. Where blood shows in one of the two
# signals only, more would let in nothing but the other's noise.
_TUNING = 0.7
_DIM, _GLARING = 30.0, 240.0  # green, grey levels
_SEEN = 0.9  # share of the pictures in which a patch must be seen
_HALF = 8.0  # beats a minute between the whole and what is found in half of the time
_RHYTHMIC, _FROM = 0.0, 25.0  # decibels of a sway, against all that moves so often a minute
# What sways with a rhythm, as shares of the surround's brightness and of the face's width: too
# much whatever the rhythm, and too much at the beat's own. (Hearts move heads too, a little.)
_FLICKER, _NOD = (0.001, 0.0004), (0.015, 0.004)
_MOVES = 0.006  # share of the face's width: so much, in a pulse's band, drowns a weak signal
# Beats a minute: hearts do not beat evenly, and noise shifts a peak.
_UNEVEN, _NOISE = 1.0, 3.0

# Columns of what is kept of a picture: its time, then a Reading.
_PATCH = [slice(1 + 3 * number, 4 + 3 * number) for number in range(PATCHES)]
_LIGHT, _WIDTH = slice(1 + 3 * PATCHES, 4 + 3 * PATCHES), 4 + 3 * PATCHES
_HEAD = slice(_WIDTH, None)


@dataclass(frozen=True, eq=False)
class Pulse:
    """How fast a heart seems to beat.

    bpm: beats a minute, None when not sure; error: one standard deviation. snr: decibels, None
    before the first estimate. why: "" when sure, else one of REASONS. seconds: how much signal
    there is, up to SECONDS. wave: Nx2, seconds and the wave, whose usual swing is 1. kept: NxM,
    a row of numbers for each picture, all that is kept of them.
    """

    bpm: float | None = None
    error: float = 0.0
    snr: float | None = None
    why: str = "measuring"
    seconds: float = 0.0
    wave: Floats | None = None
    kept: Floats | None = None


class Heart:
    """Follows one visitor's pulse; keeps SECONDS of numbers, and no pictures."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        """Know nothing."""
        self._skin = Skin()
        self._rows: deque[Floats] = deque()
        self._last = Pulse()
        self._estimated_at = -_EVERY

    def look(self, image: Image, face: Face, at: float) -> Pulse:
        """Take in a picture (HxWx3 BGR) with the visitor's face, taken at a second; the pulse.

        Estimates twice a second; until the next, the last one holds.
        """
        if self._rows and not 0 <= at - self._rows[-1][0] <= _GAP:
            self._begin()
        seen = self._skin.read(image, face)
        self._rows.append(np.concatenate(([at], seen.skin.ravel(), seen.light, seen.head)))
        while at - self._rows[0][0] > SECONDS:
            self._rows.popleft()
        if at - self._estimated_at >= _EVERY:
            self._estimated_at = at
            self._last = estimate(np.array(self._rows), self._last.bpm is not None)
        return self._last


def estimate(rows: Floats, was_sure: bool = False) -> Pulse:
    """The pulse from up to SECONDS of rows: a time, then the numbers of a Reading.

    was_sure: whether the last estimate gave a number.
    """
    seconds = float(rows[-1, 0] - rows[0, 0])
    so_far = Pulse(seconds=min(SECONDS, seconds + 0.5), kept=rows)
    if seconds < 2 * _WINDOW:
        return so_far
    times, even = _even(rows)
    bare = [even[:, each] for each in _PATCH if _seen(rows[:, each.start])]
    if len(bare) < 2:
        return replace(so_far, why="covered")
    whole = projected(np.mean(bare, axis=0))
    beat, clean = rhythm(whole, _RATE), in_band(whole, _RATE)
    wave = np.column_stack((times, clean / max(1.4 * float(clean.std()), 1e-9)))
    so_far = replace(so_far, snr=beat.snr, wave=wave)
    if seconds < SECONDS - _EVERY:
        return so_far
    if why := _disturbed(rows, even, beat):
        return replace(so_far, why=why)
    parts = [rhythm(projected(each), _RATE) for each in bare]
    halves = [rhythm(each, _RATE) for each in np.array_split(whole, 2)]
    if beat.snr < (STILL_SURE if was_sure else SURE) or not _agreed(beat, parts, halves):
        return replace(so_far, why="still" if _moved(even) else "weak")
    return replace(so_far, bpm=beat.bpm, error=_error(beat, parts), why="")


def _seen(column: Floats) -> bool:
    """Whether a number is there in nearly all pictures."""
    return float(np.isfinite(column).mean()) >= _SEEN


def _even(rows: Floats) -> tuple[Floats, Floats]:
    """Times _RATE a second, and the rows at those times; straight lines across what is missing."""
    times = np.arange(rows[0, 0], rows[-1, 0], 1 / _RATE)
    even = np.full((len(times), rows.shape[1]), np.nan)
    for number, column in enumerate(rows.T):
        known = np.isfinite(column)
        if known.any():
            even[:, number] = np.interp(times, rows[known, 0], column[known])
    return times, even


def projected(colours: Floats) -> Floats:
    """The pulse in colours over time, Nx3 (blue, green, red; _RATE a second): N, a share of green.

    Method: POS, the plane orthogonal to the skin (Wang, den Brinker, Stuijk, de Haan, "Algorithmic
    Principles of Remote PPG", IEEE TBME 64(7), 2017), in windows of 1.6 s that overlap and are
    added. Brightness alone cancels out. Unlike there, the tuning is held below _TUNING.
    """
    size = min(round(_WINDOW * _RATE), len(colours))
    windows = sliding_window_view(colours, size, axis=0)
    blue, green, red = np.moveaxis(windows / windows.mean(axis=2, keepdims=True), 1, 0)
    first, second = green - blue, green + blue - 2 * red
    # Shares of a window's mean have means of 0 in both signals.
    powers = [np.einsum("nw,nw->n", each, each) for each in (first, second)]
    tuning = np.minimum(np.sqrt(powers[0] / np.maximum(powers[1], 1e-24)), _TUNING)
    beats = first + tuning[:, None] * second
    added, times = np.zeros(len(colours)), np.zeros(len(colours))
    for place in range(size):
        added[place : place + len(beats)] += beats[:, place]
        times[place : place + len(beats)] += 1
    return added / times


def _disturbed(rows: Floats, even: Floats, beat: Rhythm) -> str:
    """What makes any number doubtful, one of REASONS; "" when nothing does."""
    green = float(np.nanmedian([rows[:, each.start + 1] for each in _PATCH]))
    if (len(rows) - 1) / SECONDS < _SLOWEST:
        return "slow"
    if not _DIM < green < _GLARING:
        return "dark"
    if not _seen(rows[:, _LIGHT.start]):
        return "near"
    if _sways(even[:, _LIGHT], beat, *_FLICKER):
        return "flicker"
    *head, mouth = _head(even).T
    nods = _sways(np.array(head).T, beat, *_NOD) or _sways(mouth[:, None], beat, inf, _NOD[1])
    return "still" if nods else ""


def _head(even: Floats) -> Floats:
    """The head's place and, last, the mouth, in widths of the face."""
    return np.asarray(even[:, _HEAD] / np.median(even[:, _WIDTH]))


def _moved(even: Floats) -> bool:
    """Whether the head moved enough to drown a weak pulse."""
    return max(float(in_band(each, _RATE).std()) for each in _head(even).T) > _MOVES


def _agreed(beat: Rhythm, parts: list[Rhythm], halves: list[Rhythm]) -> bool:
    """Whether most patches of skin, and both halves of the time, say what the whole says."""
    alike = sum(each.near(beat) for each in parts)
    lasting = all(each.near(beat, _HALF) for each in halves)
    return lasting and alike >= 2 and 2 * alike > len(parts)


def _sways(columns: Floats, beat: Rhythm, most: float, most_same: float) -> bool:
    """Whether a column has so strong a rhythm that it may be what looks like a beat."""
    sways = [rhythm(each, _RATE, _FROM) for each in columns.T]
    return any(
        each.snr > _RHYTHMIC and each.amplitude > (most_same if each.near(beat) else most)
        for each in sways
    )


def _error(beat: Rhythm, parts: list[Rhythm]) -> float:
    """One standard deviation, beats a minute: uneven hearts, noise, patches that differ."""
    same = [each.bpm for each in parts if each.near(beat)]
    return hypot(_UNEVEN, _NOISE * 10 ** (-beat.snr / 20), float(np.std(same)))
