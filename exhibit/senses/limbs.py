"""Where the visitor's arms and hands are: what may be shown besides head and shoulders.

Trunk and legs are not: a child whom no detector found would stand before them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from exhibit.senses.body import ELBOWS, SHOULDERS, WRISTS, Pose
from exhibit.senses.hands import Hands, palm
from exhibit.senses.seen import Person, Points

# Half the thickness of an arm in its sleeve, in heights of the face, and of a finger in palms.
_ARM, _FINGER = 0.26, 0.22
_CERTAIN = 0.8  # what is shown of a person must be surer than what is merely measured
_FRESH = 0.35  # seconds after which the body is somewhere else


@dataclass(frozen=True, eq=False)
class Limb:
    """A part of the visitor's body: all within radius pixels of a line, (N,2), image pixels."""

    line: Points
    radius: float


def limbs(visitor: Person, pose: Pose | None, hands: Hands | None, at: float) -> tuple[Limb, ...]:
    """The visitor's limbs in a picture taken at `at` seconds; none that are not in view for sure.

    A pose that is another's, or more than a third of a second old, gives none.
    """
    if pose is None or pose.whose != visitor.id or not 0 <= at - pose.at <= _FRESH:
        return ()
    size = visitor.face_box[3] - visitor.face_box[1]
    own = [each.points for each in hands.hands if at - each.at <= _FRESH] if hands else []
    fingers = [limb for points in own for limb in _fingers(points)]
    return (*_arms(pose, size), *fingers)


def _arms(pose: Pose, size: float) -> Iterator[Limb]:
    """Arms, as far as they are in view."""
    for side in (0, 1):
        for first, second in pairwise((SHOULDERS, ELBOWS, WRISTS)):
            pair = first[side], second[side]
            if pose.sees(*pair) and pose.sure[list(pair)].min() >= _CERTAIN:
                yield Limb(pose.points[list(pair), :2], _ARM * size)


def _fingers(points: Points) -> Iterator[Limb]:
    """A hand: from the wrist along each finger."""
    for finger in range(5):
        line = [0, *range(4 * finger + 1, 4 * finger + 5)]
        yield Limb(points[line, :2], _FINGER * palm(points))
