"""What a watched room tells the witness: findings, overflows, and how long its work took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import numpy as np

from exhibit.room.tour import Tour
from exhibit.senses.first_print import FaceNumber
from exhibit.senses.mediapipe_bodies import looked
from exhibit.senses.seen import Face
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

    def __init__(
        self,
        witness: Witness | None,
        tour: Tour,
        times_only: bool = False,
        proving: bool = False,
    ) -> None:
        self._witness, self._tour = witness, tour
        self._times_only, self._proving = times_only or proving, proving
        # Since the last picture, by kind of work: milliseconds, and of those the processor's.
        self._spent: dict[str, float] = {}
        self._cpu: dict[str, float] = {}
        self._newest: dict[str, int] = {}

    @contextmanager
    def timed(self, work: str) -> Iterator[None]:
        """Add the time of some work to this picture's."""
        if self._witness is None:
            yield
            return
        begun, cpu = time.perf_counter(), time.thread_time()
        yield
        wall, used = time.perf_counter() - begun, time.thread_time() - cpu
        self._spent[work] = self._spent.get(work, 0.0) + wall * 1000
        self._cpu[work] = self._cpu.get(work, 0.0) + used * 1000

    def picture(self, at: float, latency: float | None) -> None:
        """A picture was drawn at a second of the visit: what was found and what it took.

        latency: milliseconds from the source to the canvas, where it is measured.
        """
        if self._witness is None:
            return
        told: dict[str, Any] = {"at": at, "spent": self._spent, "latency": latency}
        told |= {"cpu": self._cpu, "all_cpu": time.process_time() * 1000}
        told["looked"] = {"Face": self._tour.visit.frames, **looked()}
        self._spent, self._cpu = {}, {}
        with self.timed("telling"):
            self._tell(self._witness, told)

    def _tell(self, witness: Witness, told: dict[str, Any]) -> None:
        """Out with it, and with what was found."""
        told["fresh"] = self._fresh()
        if not self._times_only:  # spelling findings out costs a benchmark more than finding them
            told |= {"overflows": self._tour.overflows, **self._findings()}
        payload = self._measured() if self._proving else b""
        witness.tell(payload, finding=self._tour.step_name, **told)

    def _measured(self) -> bytes:
        """The face's points and then its number as float32: what a proof will look for."""
        face, number = self._tour.visit.get(Face), self._tour.visit.get(FaceNumber)
        held = [face.points if face else None, number.now if face and number else None]
        return b"".join(each.astype(np.float32).tobytes() for each in held if each is not None)

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
        ran = self._tour.measures.running
        return {"people": plain(boxes), "visitor": visitor, "findings": found, "measures": ran}
