"""A prediction about 10,000 invented people: whom a program flags, rightly and wrongly.

Base rates: the same program is wrong about more of those it flags the rarer the thing is.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

PEOPLE = 10_000
RIGHT = 0.95  # how often the program is right, about those who will and about those who will not
ONE_IN = (5, 20, 100, 500, 5_000)  # the stops of the slider: one person in so many will
USUAL = 2


class Fate(IntEnum):
    """What becomes of one person."""

    LEFT = 0  # rightly left alone
    MISSED = 1
    HIT = 2
    FALSE_ALARM = 3


@dataclass(frozen=True)
class Outcome:
    """How many people meet which fate; whole, and together everybody."""

    hits: int
    missed: int
    false_alarms: int
    left: int

    @property
    def will(self) -> int:
        """All who will do it."""
        return self.hits + self.missed

    @property
    def flagged(self) -> int:
        """All whom the program flags."""
        return self.hits + self.false_alarms

    @property
    def people(self) -> int:
        """Everybody."""
        return self.hits + self.missed + self.false_alarms + self.left


def outcome(
    one_in: int, people: int = PEOPLE, sensitivity: float = RIGHT, specificity: float = RIGHT
) -> Outcome:
    """The expected numbers, rounded to whole people.

    one_in: one person in so many will do it. sensitivity: share of these who are flagged;
    specificity: share of the others who are left alone.
    """
    will = round(people / one_in)
    hits = round(will * sensitivity)
    left = round((people - will) * specificity)
    return Outcome(hits, will - hits, people - will - left, left)


@lru_cache(maxsize=4)
def fates(found: Outcome) -> tuple[Fate, ...]:
    """The fate of each person: first those who are flagged, of them first those who will do it."""
    groups = ((Fate.HIT, found.hits), (Fate.FALSE_ALARM, found.false_alarms),
              (Fate.MISSED, found.missed), (Fate.LEFT, found.left))  # fmt: skip
    return tuple(fate for fate, count in groups for _ in range(count))
