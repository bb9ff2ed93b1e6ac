"""One person over time: where the face was last seen, how it moves, what may be the same face."""

from dataclasses import dataclass, field
from math import exp, hypot, log

import numpy as np

from exhibit.senses.seen import Face, Person, Points, person_box
from exhibit.senses.steady import OneEuro

# Seconds in which an unseen head is taken to lose most of its speed: it turned, or it stopped.
_SLOWING = 0.2
# How far beside the expected spot, in face widths, and how much larger or smaller, as a natural
# logarithm, a face may be found: from one image to the next, and after it was missed.
_NEXT = 0.5, 0.16
_AGAIN = 0.3, 0.14
# A face this much smaller than another is farther away and cannot hide it.
_FARTHER = 0.7


@dataclass(frozen=True, eq=False)
class Sight:
    """One face as found: raw points (478x3), their centre and the face's width, in pixels."""

    points: Points
    x: float
    y: float
    width: float

    @classmethod
    def of(cls, points: Points) -> "Sight":
        """Width from the spread in all three axes, which turning the head hardly changes."""
        centre = points.mean(axis=0)
        spread = np.sqrt(((points - centre) ** 2).sum(axis=1).mean())
        return cls(points, float(centre[0]), float(centre[1]), 2.1 * float(spread))


@dataclass(eq=False)
class Track:
    """One person over time; dx, dy: pixels a second; times in seconds."""

    id: int
    sight: Sight
    first_at: float
    at: float
    dx: float = 0.0
    dy: float = 0.0
    sightings: int = 1
    missed: bool = False
    filter: OneEuro = field(default_factory=OneEuro)

    def __post_init__(self) -> None:
        self.points = self.filter.smooth(self.sight.points, self.sight.width, self.at)

    def away(self, sight: Sight, at: float) -> float:
        """Pixels between that face and where this one should be by now, slowing down unseen."""
        carry = _SLOWING * (1 - exp((self.at - at) / _SLOWING))
        x, y = self.sight.x + carry * self.dx, self.sight.y + carry * self.dy
        return hypot(sight.x - x, sight.y - y)

    def strangeness(self, sight: Sight, at: float) -> float:
        """How badly a face fits this track: 0 perfectly, 1 and more not at all."""
        far, large = _AGAIN if self.missed else _NEXT
        step = self.away(sight, at) / min(sight.width, self.sight.width)
        growth = abs(log(sight.width / self.sight.width))
        return hypot(step / far, growth / large)

    def hidden_by(self, sight: Sight, at: float) -> bool:
        """Whether the spot where this face should be is taken by that one."""
        near = self.away(sight, at) < (sight.width + self.sight.width) / 2
        return near and sight.width > _FARTHER * self.sight.width

    def move(self, sight: Sight, at: float) -> None:
        """Go on with this face."""
        gap = max(at - self.at, 1e-3)
        self.dx += 0.5 * ((sight.x - self.sight.x) / gap - self.dx)
        self.dy += 0.5 * ((sight.y - self.sight.y) / gap - self.dy)
        self.sight, self.at, self.missed = sight, at, False
        self.sightings += 1
        self.points = self.filter.smooth(sight.points, sight.width, at)

    def person(self, at: float) -> Person:
        """This track as a person, with the face only when it was seen at this very time."""
        face = Face.around(self.points)
        box = person_box(face.box)
        return Person(self.id, box, face if self.at == at else None, self.first_at, self.at)
