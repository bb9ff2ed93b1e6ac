"""Alone: when one face is all there is, looking for others may be rarer."""

from collections.abc import Sequence

from exhibit.senses.seen import Box

_SETTLED = 15  # looks in a row with just one face: half a second of a camera
_EVERY = 4  # how often somebody else is looked for meanwhile: 133 ms of a camera
_ALIKE = 0.6, 1.6  # a detection's width over that of the face it is of, from and to


class Alone:
    """Whether one face is alone, by what was found so far.

    With several faces wanted, MediaPipe searches the whole picture in each frame, though the one
    face there is would be followed from frame to frame without: that search costs as much as the
    map of the face. So whoever is alone is followed, and others are searched for in each fourth
    frame. Anything but the same face, once, ends it at once: a search that found somebody else,
    and one that was not done when the next was due.
    """

    def __init__(self) -> None:
        self._ones = 0
        self._since = 0
        self._searching = False

    def __bool__(self) -> bool:
        return self._ones >= _SETTLED

    @property
    def searching(self) -> bool:
        """Whether a search has not come to its end."""
        return self._searching

    def saw(self, faces: int, followed: bool) -> None:
        """So many faces were found; followed: by following the one, not among all in the frame."""
        if faces != 1:
            self._ones = 0
        elif not followed:
            self._ones += 1

    def search(self) -> bool:
        """Whether others are to be searched for in this frame; to be asked once for each."""
        self._since = (self._since + 1) % _EVERY
        if self._since or not self:
            return False
        if self._searching:
            self._ones = 0
            return False
        self._searching = True
        return True

    def searched(self, found: Sequence[Box], face: Box | None) -> None:
        """Faces were detected in these boxes, pixels; face: the box of the one followed."""
        self._searching = False
        if len(found) > 1 or (found and not (face and _same(found[0], face))):
            self._ones = 0


def _same(found: Box, face: Box) -> bool:
    """Whether a detection is of this face."""
    x, y = (found[0] + found[2]) / 2, (found[1] + found[3]) / 2
    wide = (found[2] - found[0]) / max(face[2] - face[0], 1e-6)
    inside = face[0] <= x <= face[2] and face[1] <= y <= face[3]
    return inside and _ALIKE[0] <= wide <= _ALIKE[1]
