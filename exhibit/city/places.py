"""Four places and times: how many citizens share them, and how many of the city are unique by them.

The question of de Montjoye, Hidalgo, Verleysen, Blondel, Unique in the Crowd, Scientific Reports
3:1376, 2013, asked of the invented city: a point is a cell of the map and an hour in which a camera
there matched somebody's face.
"""

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.city.archive import Archive
from exhibit.city.memory import remembered
from exhibit.city.tables import ACROSS, CELLS

POINTS = 4
OFFERED = 8
HOUR = 60

Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Spot:
    """A sighting to choose: the cell with its name, and the minute since day 0 began."""

    cell: int
    name: str
    minute: int

    @property
    def x(self) -> int:
        """Cells from the west, 0 to 39."""
        return self.cell % ACROSS

    @property
    def y(self) -> int:
        """Cells from the north, 0 to 24."""
        return self.cell // ACROSS

    @property
    def point(self) -> tuple[int, int]:
        """Cell and hour: what is compared."""
        return self.cell, self.minute // HOUR


@dataclass(frozen=True)
class Spots:
    """A question: at most eight sightings of a citizen to choose from, in the order of time.

    They are spread over the citizen's two weeks, each in a cell and an hour of its own.
    """

    citizen: int

    def answer(self, archive: Archive) -> tuple[Spot, ...]:
        """Empty where no camera ever matched this citizen."""
        asked = """SELECT c.id, any_value(c.name), min(s.minute) FROM sightings s
            JOIN cameras k ON k.id = s.camera JOIN cells c ON c.id = k.cell
            WHERE s.person = ? GROUP BY c.id, s.minute // 60 ORDER BY 3, 1"""
        found = [Spot(*row) for row in archive.rows(asked, [self.citizen])]
        count = min(OFFERED, len(found))
        return tuple(found[(2 * n + 1) * len(found) // (2 * count)] for n in range(count))


@dataclass(frozen=True)
class Shared:
    """A question: how many citizens were seen at the first, the first two, ... of these points."""

    points: tuple[tuple[int, int], ...]

    def answer(self, archive: Archive) -> tuple[int, ...]:
        """One count for each point; they never grow."""
        left: Ids | None = None
        counts = []
        for point in self.points:
            here = _seen_at(archive, point)
            left = here if left is None else np.intersect1d(left, here, assume_unique=True)
            counts.append(len(left))
        return tuple(counts)


@dataclass(frozen=True)
class Homes:
    """A question: how many live in each cell, row by row from the northwest."""

    def answer(self, archive: Archive) -> tuple[int, ...]:
        """One count for each of the cells."""
        counts = dict(archive.rows("SELECT home, count(*) FROM people GROUP BY home"))
        return tuple(counts.get(cell, 0) for cell in range(CELLS))


@remembered
def _seen_at(archive: Archive, point: tuple[int, int]) -> Ids:
    """Everyone whom a camera of a cell matched within an hour."""
    cell, hour = point
    asked = """SELECT DISTINCT person FROM sightings WHERE minute BETWEEN ? AND ?
        AND camera IN (SELECT id FROM cameras WHERE cell = ?)"""
    values = [hour * HOUR, hour * HOUR + HOUR - 1, cell]
    found = archive.connection.execute(asked, values).fetchnumpy()["person"]
    return np.asarray(found, dtype=np.int64)


def unicity(archive: Archive, sample: int, points: int = POINTS, start: int = 1) -> float:
    """The share of a random sample whom so many of their own points, drawn at random, single out.

    Citizens with fewer points than that are not drawn. Takes seconds: for the documents.
    """
    chance = random.Random(start)
    everyone = [row[0] for row in archive.rows("SELECT id FROM people ORDER BY id")]
    unique = asked = 0
    for citizen in chance.sample(everyone, len(everyone)):
        own = archive.rows(
            """SELECT DISTINCT k.cell, s.minute // 60 FROM sightings s
            JOIN cameras k ON k.id = s.camera WHERE s.person = ? ORDER BY 1, 2""",
            [citizen],
        )
        if len(own) < points:
            continue
        chosen = tuple((int(cell), int(hour)) for cell, hour in chance.sample(own, points))
        unique += Shared(chosen).answer(archive)[-1] == 1
        asked += 1
        if asked == sample:
            break
    return unique / asked if asked else 0.0
