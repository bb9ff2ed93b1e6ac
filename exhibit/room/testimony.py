"""What a watched room tells the witness: findings, overflows, and how long its work took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import numpy as np

from exhibit.room.tour import Tour
from exhibit.witness import Witness


def plain(value: Any) -> Any:
    """A finding as JSON can hold it; arrays by their shape only."""
    if isinstance(value, np.ndarray):
        return f"array {value.shape}"
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value


class Testimony:
    """Tells a witness, if there is one; a room with a visitor has none, and this does nothing."""

    def __init__(self, witness: Witness | None, tour: Tour, times_only: bool = False) -> None:
        self._witness, self._tour, self._times_only = witness, tour, times_only
        self._spent: dict[str, float] = {}  # milliseconds since the last picture, by kind of work
        self._newest: dict[str, int] = {}

    @contextmanager
    def timed(self, work: str) -> Iterator[None]:
        """Add the time of some work to this picture's."""
        if self._witness is None:
            yield
            return
        begun = time.perf_counter()
        yield
        spent = (time.perf_counter() - begun) * 1000
        self._spent[work] = self._spent.get(work, 0.0) + spent

    def picture(self, at: float, latency: float | None) -> None:
        """A picture was drawn at a second of the visit: what was found and what it took.

        latency: milliseconds from the source to the canvas, where it is measured.
        """
        if self._witness is None:
            return
        told: dict[str, Any] = {"at": at, "spent": self._spent, "latency": latency}
        told["fresh"] = self._fresh()
        if not self._times_only:  # spelling findings out costs a benchmark more than finding them
            told |= {"overflows": self._tour.overflows, **self._findings()}
        self._witness.tell(finding=self._tour.step_name, **told)
        self._spent = {}

    def _fresh(self) -> list[str]:
        """Types of the findings that are new since the last picture."""
        now = {type(each).__name__: id(each) for each in self._tour.visit.findings}
        fresh = [name for name, which in now.items() if self._newest.get(name) != which]
        self._newest = now
        return fresh

    def _findings(self) -> dict[str, Any]:
        """Who is in view, and every finding: names, numbers, shapes of arrays."""
        visit = self._tour.visit
        boxes = {str(each.id): each.box for each in visit.people}
        visitor = visit.visitor.id if visit.visitor else None
        found: dict[str, Any] = {}
        for each in visit.findings:
            found[type(each).__name__] = plain(asdict(each))  # type: ignore[call-overload]
        return {"people": plain(boxes), "visitor": visitor, "findings": found}
