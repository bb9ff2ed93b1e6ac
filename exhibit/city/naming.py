"""From a face number to a name: what is asked of the register, and what came out of it."""

from dataclasses import dataclass, replace

import numpy as np

from exhibit.city.archive import Archive
from exhibit.city.register import Found

# One standard deviation of the distance to a stranger between first prints of one person: 0.016
# among nine of the actor's, turned and nodding. The search itself adds none.
ERROR = 0.02


@dataclass(frozen=True)
class Search:
    """A question: who is nearest to a face number, 128 in single precision, among the first count.

    A city that has fewer citizens is searched to its end.
    """

    number: bytes
    count: int

    def answer(self, archive: Archive) -> Found:
        """The nearest with the name, and how far all the others are."""
        register = archive.register
        count = min(self.count, len(register))
        found = register.search(np.frombuffer(self.number, np.float32), count)
        ((name,),) = archive.rows("SELECT name FROM people WHERE id = ?", [found.citizen])
        return replace(found, name=str(name))


@dataclass(frozen=True)
class Named:
    """Whose file it is, as a program would say; every later page goes on with this citizen.

    state: "building" while there is no city yet, "searching", or "found". own: searched with the
    visitor's own first print; otherwise with the actor's, and why: "refused" or "missing".
    asked: among how many citizens. threshold: hundredths. found: the nearest of them, whether or
    not within the threshold. prints: later prints of the visitor's own, by hundredths from the
    first; empty where there are none. guess: what a program would say.
    """

    state: str
    own: bool
    why: str
    asked: int
    threshold: int
    found: Found | None = None
    prints: tuple[int, ...] = ()
    guess: str | None = None

    @property
    def citizen(self) -> int:
        """The row in people; 0 until there is an answer."""
        return self.found.citizen if self.found else 0

    @property
    def name(self) -> str:
        """The citizen's name, "" until there is an answer."""
        return self.found.name if self.found else ""

    @property
    def count(self) -> int:
        """Among how many was searched."""
        return self.found.count if self.found else 0

    @property
    def within(self) -> bool:
        """Whether a program would name the nearest; otherwise the name is an example."""
        return self.found is not None and self.found.distance < self.threshold / 100

    @property
    def alike(self) -> int:
        """How many citizens are within the threshold: every one of them is a false match."""
        return self.found.below(self.threshold) if self.found else 0

    @property
    def missed(self) -> int:
        """How many of the visitor's own later prints lie beyond the threshold."""
        return sum(self.prints[self.threshold :])

    def expected(self, count: int) -> int:
        """A formula, no count: how many would be alike among so many, to two figures.

        So many times the share found here; the next register would give another one.
        """
        return int(float(f"{count * self.alike / max(1, self.count):.1e}"))
