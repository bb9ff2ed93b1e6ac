"""Cameras: whatever hands out pictures, by one method, read()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Frame:
    """One picture: image is HxWx3 uint8 BGR, unmirrored; at is seconds on the handed-in clock."""

    image: Image
    at: float
    number: int


class Camera(Protocol):
    """A source of frames.

    live: a real camera with a living person before it; never together with a witness.
    focal: focal length in pixels of the image's width as it comes, or None when unknown.
    """

    live: bool
    focal: float | None

    def read(self) -> Frame | None:
        """The newest frame, or None when nothing newer has come; raises CameraTrouble."""
        ...

    def close(self) -> None:
        """Let go of the device; safe to call twice."""
        ...
