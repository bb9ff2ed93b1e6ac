"""Company: who stands near the visitor and who moves along, since when; from boxes, not faces."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.senses.lens import UNKNOWN, focal_length
from exhibit.senses.seen import Person
from exhibit.senses.spells import Spell, Spells

Place = NDArray[np.float64]

# A face's width as a share of its box's height (0.81 to 0.89 of the actor's, turned up to 25
# degrees), and how far sizes are off, one standard deviation: people differ, boxes tremble.
_WIDE, _SIZES = 0.85, 0.07
# In face widths of 15 cm: what Hall ("The Hidden Dimension", 1966) calls a personal distance ends
# at 1.2 m. It takes a little more to part, so that one who sways there does not come and go.
NEAR, APART = 8.0, 9.0
_NEAR_AFTER, _NEAR_GRACE = 0.5, 0.5
# A face width a second is a slow step. Speeds are taken over so many seconds.
_MOVING, _OVER = 1.0, 0.2
_ALIKE, _LATELY = 0.7, 3.0
_TOGETHER_AFTER, _TOGETHER_GRACE = 2.0, 1.0
_KEPT = 12  # people remembered, those in view among them


@dataclass(frozen=True)
class Companion:
    """Somebody else in view, as far as a box tells; id as in Person.

    apart, error: between the two heads, in face widths (about 15 cm), one standard deviation.
    near, together: the newest spell of being near and of moving together, or None; near_seconds,
    together_seconds: all of them. alike: how alike the two moved lately while they moved: 1 the
    same way and pace, 0 unrelated, -1 opposite; None while they stood. there: still in view.
    """

    id: int
    apart: float
    error: float
    near: Spell | None
    near_seconds: float
    together: Spell | None
    together_seconds: float
    alike: float | None
    there: bool


@dataclass(frozen=True)
class Company:
    """Everybody who was in view with the visitor, in the order they came."""

    others: tuple[Companion, ...]

    @property
    def near(self) -> tuple[Companion, ...]:
        """Those who are near now, the longest first."""
        now = [each for each in self.others if each.there and each.near and each.near.lasting]
        return tuple(sorted(now, key=lambda each: -each.near_seconds))


def place(person: Person, size: tuple[int, int], focal: float | None) -> Place:
    """Where a head is, (right, down, away) from the camera, in widths of its own face.

    size: (width, height) of the image, pixels. As if all faces were equally large.
    """
    x0, y0, x1, y1 = person.face_box
    middle = np.array((x0 + x1 - size[0], y0 + y1 - size[1])) / 2
    return np.array((*middle, focal_length(size, focal))) / (_WIDE * max(y1 - y0, 1.0))


def apart(one: Place, other: Place, lens_known: bool) -> tuple[float, float]:
    """The distance between two heads in face widths, and its error, one standard deviation.

    A face that is larger than most seems nearer, and its whole place shrinks toward the camera;
    an unknown lens stretches only what lies between the two in depth.
    """
    between = other - one
    far = float(np.linalg.norm(between))
    along = between / max(far, 1e-6)
    lens = 0.0 if lens_known else UNKNOWN * along[2] * between[2]
    return far, float(np.hypot(_SIZES * np.hypot(along @ one, along @ other), lens))


class _Link:
    """The visitor and one other person over time."""

    def __init__(self) -> None:
        self.near = Spells(_NEAR_AFTER, _NEAR_GRACE)
        self.together = Spells(_TOGETHER_AFTER, _TOGETHER_GRACE)
        self._within = False
        self._trail: deque[tuple[float, Place, Place]] = deque()
        self._moved: deque[tuple[float, float, float]] = deque()
        self._last = (0.0, 0.0)

    def look(self, me: Place, other: Place, lens_known: bool, seen: bool, at: float) -> None:
        """Take in both heads; seen: both faces were, or their boxes only stand where they were."""
        self._last = apart(me, other, lens_known)
        self._within = self._last[0] < (APART if self._within else NEAR)
        self.near.update(self._within, at)
        if seen:
            self._move(me, other, at)

    def lose(self, at: float) -> None:
        """The other person is not there at this moment."""
        self._within = False
        self._trail.clear()
        self.near.update(False, at)
        self.together.update(False, at)

    def _move(self, me: Place, other: Place, at: float) -> None:
        """Compare how both moved, sideways and in depth, in the middle of the last _OVER s."""
        self._trail.append((at, me, other))
        while len(self._trail) > 2 and at - self._trail[1][0] >= _OVER - 1e-6:
            self._trail.popleft()
        before, mine, others = self._trail[0]
        if not _OVER - 1e-6 <= at - before <= 2 * _OVER:
            return
        middle, mine, others = (at + before) / 2, (me - mine)[::2], (other - others)[::2]
        dot, energy = float(2 * mine @ others), float(mine @ mine + others @ others)
        slower = min(float(np.linalg.norm(each)) for each in (mine, others))
        moves = slower > _MOVING * (at - before)
        self.together.update(self._within and moves and dot > _ALIKE * energy, middle)
        if moves:
            self._moved.append((at, dot, energy))
        while self._moved and at - self._moved[0][0] > _LATELY:
            self._moved.popleft()

    def told(self, ident: int, there: bool) -> Companion:
        """The link as a finding."""
        energy = sum(each for *_, each in self._moved)
        alike = sum(each for _, each, _ in self._moved) / energy if energy else None
        near, together = self.near, self.together
        spells = (near.newest, near.seconds, together.newest, together.seconds)
        return Companion(ident, *self._last, *spells, alike, there)


class Companions:
    """Follows who keeps the visitor company. Nothing links two others to each other."""

    def __init__(self) -> None:
        self._links: dict[int, _Link] = {}

    def look(
        self,
        me: Person,
        others: Sequence[Person],
        size: tuple[int, int],
        focal: float | None,
        at: float,
    ) -> Company:
        """The company at this moment. size: (width, height), pixels; at: seconds."""
        here, there = place(me, size, focal), {each.id: each for each in others}
        for ident in there:
            self._links.setdefault(ident, _Link())
        for ident, link in self._links.items():
            other = there.get(ident)
            if other is None:
                link.lose(at)
                continue
            seen = me.face is not None and other.face is not None
            link.look(here, place(other, size, focal), focal is not None, seen, at)
        self._forget(there)
        return Company(tuple(link.told(each, each in there) for each, link in self._links.items()))

    def _forget(self, there: dict[int, Person]) -> None:
        """Keep no more than those in view and a few who were near the longest."""
        gone = [each for each in self._links if each not in there]
        gone.sort(key=lambda each: self._links[each].near.seconds)
        for ident in gone:
            if len(self._links) > _KEPT or not self._links[ident].near.seconds:
                del self._links[ident]
