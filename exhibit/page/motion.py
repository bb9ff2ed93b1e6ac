"""Calm motion from time that is handed in: how far each thing has come, eased; or cuts."""

import math


def eased(share: float) -> float:
    """A share from 0 to 1 that starts and ends slowly."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


class Moves:
    """What moves on a page. still: nothing does, everything is where it ends (reduced motion)."""

    def __init__(self, still: bool = True) -> None:
        self.still = still
        self.now = 0.0  # seconds
        self._since: dict[str, float] = {}
        self._asked: set[str] = set()

    def tick(self, now: float) -> None:
        """A new picture: what was not on the last one begins anew when it comes back."""
        gone = [name for name in self._since if name not in self._asked and name[0] != "+"]
        for name in gone:
            del self._since[name]
        self._asked.clear()
        self.now = now

    def skip(self, name: str) -> None:
        """This thing is there already."""
        self._since[name] = -math.inf
        self._asked.add(name)

    def share(self, name: str, seconds: float) -> float:
        """How far a thing is, from 0 to 1, so many seconds after it was first asked for.

        A name that begins with + moves once and never again.
        """
        if self.still:
            return 1.0
        self._asked.add(name)
        since = self._since.setdefault(name, self.now)
        return eased((self.now - since) / seconds)
