"""Whether anything flashes: how often a region of the picture turns light and dark again.

A flash is a pair of opposing changes of relative luminance of a tenth or more, the darker one
below 0.8 (WCAG 2.2, general flash). The limit is our own, and stricter: two a second.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

CHANGE, DARK = 0.1, 0.8
MOST = 2  # flashes in any second

Values = NDArray[np.float64]


def luminance(pixels: NDArray[np.uint8]) -> Values:
    """Relative luminance, 0 to 1, of red, green and blue in the last axis (WCAG 2.2)."""
    share = pixels[..., :3] / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    found: Values = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found


def flashes(values: Iterable[float], rate: float) -> int:
    """The most flashes of one region in any second; values are its luminances, rate a second."""
    times = [number / rate for number in _swings(list(values))]
    counts = [sum(at <= other < at + 1 for other in times) for at in times]
    return max(counts, default=0) // 2  # two opposing changes make a flash


def _swings(values: list[float]) -> Iterator[int]:
    """Where the value has changed by a tenth or more, against the way it last changed."""
    low = high = values[0] if values else 0.0
    way = 0
    for number, value in enumerate(values):
        low, high = min(low, value), max(high, value)
        if value - low >= CHANGE and low < DARK:
            if way != 1:
                yield number
            way, low, high = 1, value, value
        elif high - value >= CHANGE and value < DARK:
            if way != -1:
                yield number
            way, low, high = -1, value, value


def worst(pictures: Iterable[Values], rate: float) -> int:
    """The most flashes in any second of any region of a film; pictures are HxW luminances."""
    film = np.stack(list(pictures))
    columns = film.reshape(len(film), -1).T
    moving = columns[np.ptp(columns, axis=1) >= CHANGE]
    return max((flashes(each.tolist(), rate) for each in moving), default=0)
