"""What a proof looks for: every form of what was planted, and of what a room measured, as bytes."""

import numpy as np
from numpy.typing import NDArray

from exhibit.camera.tracer import pictures, tracer_numbers, tracer_points, tracer_text

Forms = dict[str, list[bytes]]

_ROWS = 8  # of a picture
_STRETCH = 16  # bytes of float32 or float64 values in a row
_WORD = 8


def _rows(image: NDArray[np.uint8]) -> list[bytes]:
    """Eight rows of a picture, spread over it."""
    return [row.tobytes() for row in image[:: len(image) // _ROWS]]


def stretches(values: NDArray[np.float32] | NDArray[np.float64], count: int = 8) -> list[bytes]:
    """So many stretches of 16 bytes, spread over an array."""
    data = np.ascontiguousarray(values).tobytes()
    last = len(data) // _STRETCH - 1
    places = np.linspace(0, last, min(count, last + 1)).astype(int)
    return [data[at * _STRETCH : (at + 1) * _STRETCH] for at in places]


def _words(values: NDArray[np.float64]) -> list[bytes]:
    """Each number by itself, as 8 bytes: an array holds it so, and so does Python's float."""
    data = values.tobytes()
    return [data[at : at + _WORD] for at in range(0, len(data), _WORD)]


def forms(seed: int) -> Forms:
    """Bytes to look for, by the name of the form; each is 8 bytes long, or at least 16."""
    made = {name: _rows(image) for name, image in pictures(seed).items()}
    numbers, points, text = tracer_numbers(seed), tracer_points(seed), tracer_text(seed)
    made["face number, float32"] = stretches(numbers.astype(np.float32), 32)
    made["face number, float64"] = _words(numbers)
    made["face number, float32 told one by one"] = _words(
        numbers.astype(np.float32).astype(np.float64)
    )
    made["face points, float32"] = stretches(points, 32)
    made["face points, float64"] = stretches(points.astype(np.float64), 32)
    for width, coding in ((1, "ascii"), (2, "utf-16-le"), (4, "utf-32-le")):
        made[f"text, {width} byte{'s' * (width > 1)} a letter"] = [text.encode(coding)]
    return made
