"""What is known or assumed about the camera's lens."""

from math import radians, tan

# Most webcams show 50 to 75 degrees across; an unknown one is taken to be this.
VIEW = 60.0
# One standard deviation of an unknown lens's focal length, as a share of it.
UNKNOWN = 0.15


def focal_length(width: int, focal: float | None, view: float = VIEW) -> float:
    """Focal length in pixels: as known, or from the picture's width and view, degrees across."""
    return focal if focal is not None else width / 2 / tan(radians(view) / 2)
