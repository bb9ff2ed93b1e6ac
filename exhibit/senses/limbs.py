"""Where the visitor's trunk, arms, legs and hands are: what may be shown besides head and neck."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from exhibit.senses.body import ANKLES, ELBOWS, HIPS, KNEES, SHOULDERS, WRISTS, Pose
from exhibit.senses.hands import Hands, palm
from exhibit.senses.seen import Person, Points

# Half the thickness of an arm and a leg in its clothes, in heights of the face, of a trunk in
# widths of the shoulders, and of a finger in palms.
_ARM, _LEG, _TRUNK, _FINGER = 0.26, 0.34, 0.5, 0.22
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
    return (*_trunk(pose), *_long(pose, size), *fingers)


def _trunk(pose: Pose) -> Iterator[Limb]:
    """From between the shoulders to between the hips."""
    if pose.sees(*SHOULDERS, *HIPS):
        left, right = pose.points[list(SHOULDERS), :2]
        broad = float(np.linalg.norm(left - right))
        ends = [pose.points[list(pair), :2].mean(axis=0) for pair in (SHOULDERS, HIPS)]
        yield Limb(np.array(ends, np.float32), _TRUNK * broad)


def _long(pose: Pose, size: float) -> Iterator[Limb]:
    """Arms and legs, as far as they are in view."""
    for radius, joints in (_ARM, (SHOULDERS, ELBOWS, WRISTS)), (_LEG, (HIPS, KNEES, ANKLES)):
        for side in (0, 1):
            for first, second in pairwise(joints):
                pair = first[side], second[side]
                if pose.sees(*pair):
                    yield Limb(pose.points[list(pair), :2], radius * size)


def _fingers(points: Points) -> Iterator[Limb]:
    """A hand: from the wrist along each finger."""
    for finger in range(5):
        line = [0, *range(4 * finger + 1, 4 * finger + 5)]
        yield Limb(points[line, :2], _FINGER * palm(points))
