"""What is known or assumed about the camera's lens."""

from math import radians, tan

# Most webcams show 50 to 78 degrees across; an unknown one is taken to be this.
VIEW = 60.0
# One standard deviation of an unknown lens's focal length, as a share of it.
UNKNOWN = 0.15


def focal_length(size: tuple[int, int], focal: float | None, view: float = VIEW) -> float:
    """Focal length in pixels: as known, or from the picture's size and view, degrees across.

    size: (width, height), pixels. Across is along the longer side: of a camera that stands on its
    side, or of a film taken upright, that is the height.
    """
    return focal if focal is not None else max(size) / 2 / tan(radians(view) / 2)
