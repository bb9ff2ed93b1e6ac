"""The measures of a visit: what the senses say of the visitor, and of nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from exhibit.messages import Choice
from exhibit.room.measure_body import Body, Limbs
from exhibit.room.measure_company import KeptCompany, Returns, Wears
from exhibit.room.measure_faceprint import FacePrints
from exhibit.room.measure_looks import Blinks, Lips, Looks
from exhibit.room.measure_pulse import Pulses
from exhibit.room.measure_rules import Rules
from exhibit.room.visit import Visit
from exhibit.senses.distance import distance
from exhibit.senses.head import head
from exhibit.senses.seen import Distance, Face, Head
from exhibit.settings import Senses

_BLINK = 1.0  # seconds for which a distance holds while the eyes are shut


class Measure(Protocol):
    """Keeps some findings of the visit up to date. Made anew for every visitor."""

    finds: tuple[type, ...]

    def look(self, visit: Visit) -> Iterable[object]:
        """The findings that hold now, after a new picture; one that is left out is dropped.

        visit.visitor is somebody; the face may be hidden for a moment (visit.visitor.face None).
        Whatever takes longer than a few milliseconds runs on a thread, and is picked up later.
        """
        ...


class Faces:
    """The face itself, which way it is turned, how far away it is."""

    finds: tuple[type, ...] = (Face, Head, Distance)

    def __init__(self) -> None:
        self._far: Distance | None = None
        self._far_at = 0.0

    def look(self, visit: Visit) -> Iterable[object]:
        """Face, head and distance; a distance outlasts a blink."""
        if visit.visitor is None or visit.visitor.face is None or visit.seen is None:
            return
        face = visit.visitor.face
        height, width = visit.seen.image.shape[:2]
        turned = head(face, (width, height), visit.focal)
        yield face
        yield turned
        if far := distance(face, (width, height), visit.focal, turned):
            self._far, self._far_at = far, visit.now
        if self._far and visit.now - self._far_at <= _BLINK:
            yield self._far


@dataclass(frozen=True)
class Entry:
    """A measure that may run: its switch in [senses], "" for always; whether it needs every yes."""

    switch: str
    make: Callable[[], Measure]
    everything: bool = False  # only when the visitor chose everything
    in_class: bool = False  # on whoever is in view of a class, or of staff who calibrate


# In this order, so that later ones may use what earlier ones found.
EVERY = (
    Entry("", Faces, in_class=True),
    Entry("gaze", Looks),
    Entry("eyes", Blinks),
    Entry("mouth", Lips),
    Entry("body", Body),
    Entry("hands", Limbs),
    Entry("rules", Rules),
    Entry("pulse", Pulses, everything=True),
    Entry("face_number", FacePrints, everything=True),
    Entry("company", KeptCompany),
    Entry("clothes", Wears),
    Entry("again", Returns),
)


class Measures:
    """All measures that are switched on and agreed to."""

    def __init__(self, settings: Senses, entries: Iterable[Entry] = EVERY) -> None:
        self._entries = [each for each in entries if getattr(settings, each.switch or "faces")]
        self._measures: list[Measure] = []
        self._whose: int | None = None

    @property
    def running(self) -> list[str]:
        """Names of the measures that run now; for a witness."""
        return [type(each).__name__ for each in self._measures]

    def look(self, visit: Visit) -> None:
        """Bring the visit's findings up to date; without a visitor there are none."""
        whose = visit.visitor.id if visit.visitor else None
        if whose != self._whose:
            self._start(visit, whose)
        for measure in self._measures:
            found = {type(each): each for each in measure.look(visit)}
            for kind in measure.finds:
                visit.drop(kind)
            for each in found.values():
                visit.put(each)

    def _start(self, visit: Visit, whose: int | None) -> None:
        """Another visitor, or none: nothing that was measured holds any more."""
        for measure in self._measures:
            for kind in measure.finds:
                visit.drop(kind)
        self._whose = whose
        agreed = [each for each in self._entries if self._agreed(visit, each)]
        self._measures = [each.make() for each in agreed] if whose is not None else []

    @staticmethod
    def _agreed(visit: Visit, entry: Entry) -> bool:
        """Whether this visitor's choice allows it; an actor has no say."""
        if visit.choice in (Choice.CLASS, Choice.CALIBRATE):
            return entry.in_class
        return not entry.everything or visit.choice is not Choice.NO_NUMBER
