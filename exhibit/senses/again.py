"""Again: whether who is there now is who was there before, by face number or by clothes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot

from exhibit.senses.clothes import Clothes, far
from exhibit.senses.faceprint import THRESHOLD, Numbers, apart

# CIE76, between two medians a while apart: the same cloth in another light is within it.
ALIKE = 12.0
# One standard deviation of the distance between two first prints of one person: 0.03 among ten of
# the actor's, which lie 0.12 apart and 0.18 at most; living faces in other light vary more.
_PRINTS = 0.05


@dataclass(frozen=True, eq=False)
class Known:
    """What is remembered of the visitor when the track is lost; id as in Person.

    at: seconds, when last seen. sightings: how often this visitor came into view. clothes, number:
    None where not measured or not agreed to. number: (128,), the first print.
    """

    id: int
    at: float
    sightings: int = 1
    clothes: Clothes | None = None
    number: Numbers | None = None

    @property
    def numbers(self) -> int:
        """How many numbers tell this visitor from others: of the colour, and of the face."""
        return (3 if self.clothes else 0) + (0 if self.number is None else len(self.number))


@dataclass(frozen=True)
class Again:
    """Somebody came into view after the visitor had left it.

    away: seconds between. by: "face" or "clothes". same: True, False, or None for not sure.
    distance, error: between the two face numbers, or the two colours (CIE76), one standard
    deviation; limit: up to which it counts as the same. before: the colour remembered, for its own
    wearer only. sightings: how often the visitor has come into view so far.
    """

    away: float
    by: str
    same: bool | None
    distance: float
    error: float
    limit: float
    before: Clothes | None
    sightings: int


@dataclass(frozen=True)
class Sighting:
    """The visitor, found by the second camera `at` seconds; the rest as in Again."""

    at: float
    by: str
    distance: float
    error: float


@dataclass(frozen=True)
class Elsewhere:
    """The second camera: whether it is open, whether it gives no picture, whom it has seen."""

    opened: bool
    trouble: bool
    sighting: Sighting | None


def compare(before: Known, now: Known, since: float) -> Again | None:
    """Who came at `since` (seconds) against who is remembered; None while nothing is to compare.

    A face number decides where both have one. Clothes can only ever speak for it: other clothes
    may be another person or another jacket, and cloth of several colours is not sure.
    """
    if before.number is not None and now.number is not None:
        distance = apart(before.number, now.number)
        told = ("face", _verdict(distance), distance, _PRINTS, THRESHOLD)
    elif before.clothes and now.clothes:
        distance = far(before.clothes.lab, now.clothes.lab)
        plain = before.clothes.word is not None and now.clothes.word is not None
        error = hypot(before.clothes.error, now.clothes.error)
        told = ("clothes", True if plain and distance < ALIKE else None, distance, error, ALIKE)
    else:
        return None
    away = since - before.at
    if not told[1]:
        return Again(away, *told, None, 1)
    return Again(away, *told, before.clothes, before.sightings + 1)


def search(
    known: Known, clothes: Clothes, number: Callable[[], Numbers], at: float
) -> Sighting | None:
    """Whether somebody elsewhere is the one who is known; None for no and for not sure.

    Clothes first: number() is asked for only where they are alike, and decides where it was
    agreed to.
    """
    there = Known(0, at, clothes=clothes)
    found = compare(replace(known, number=None), there, at)
    if found and found.same and known.number is not None:
        found = compare(known, replace(there, number=number()), at)
    return Sighting(at, found.by, found.distance, found.error) if found and found.same else None


def _verdict(distance: float) -> bool | None:
    """Whether two face numbers are of one person; None too near the limit to say."""
    return None if abs(distance - THRESHOLD) < _PRINTS else distance < THRESHOLD
