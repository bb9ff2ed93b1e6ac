"""Alone: when one face is all there is, looking for others may be rarer."""

from collections.abc import Iterable

from exhibit.senses.seen import Box

_SETTLED = 15  # looks in a row with just one face: half a second of a camera
_EVERY = 4  # how often somebody else is looked for meanwhile: 133 ms of a camera
_GROW = 0.25  # sides of the face's box by which the middle of a detection may lie outside it


class Alone:
    """Whether one face is alone, by what was found so far.

    With several faces wanted, MediaPipe searches the whole picture in each frame, though the one
    face there is would be followed from frame to frame without: that search costs as much as the
    map of the face. So whoever is alone is followed, and others are searched for in each fourth
    frame. One that is found ends it at once.
    """

    def __init__(self) -> None:
        self._ones = 0
        self._since = 0

    def __bool__(self) -> bool:
        return self._ones >= _SETTLED

    def saw(self, faces: int) -> None:
        """So many faces were found among all that could be, or by following the one."""
        self._ones = self._ones + 1 if faces == 1 else 0

    def search(self) -> bool:
        """Whether others are to be searched for in this frame; to be asked once for each."""
        self._since = (self._since + 1) % _EVERY
        return self._since == 0

    def searched(self, middles: Iterable[tuple[float, float]], face: Box | None) -> None:
        """Faces were detected about these spots, pixels; face: the box of the one followed."""
        if face is None or not all(_within(middle, face) for middle in middles):
            self._ones = 0


def _within(middle: tuple[float, float], face: Box) -> bool:
    """Whether a detection is of this face."""
    (x, y), (x0, y0, x1, y1) = middle, face
    wide, high = _GROW * (x1 - x0), _GROW * (y1 - y0)
    return x0 - wide <= x <= x1 + wide and y0 - high <= y <= y1 + high
