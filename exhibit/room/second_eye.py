"""The second camera: open while "you again" is shown, and searched for the visitor alone."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from exhibit.camera import Camera, Clock, Image
from exhibit.camera.source import open_camera
from exhibit.errors import ExhibitError, RoomTrouble
from exhibit.messages import Choice, SourceKind
from exhibit.orders import RoomOrder
from exhibit.room.visit import Visit
from exhibit.senses.again import Again, Elsewhere, Known, Sighting, search
from exhibit.senses.clothes import Wardrobe, read
from exhibit.senses.faceprint import Network, Numbers, chip
from exhibit.senses.look import Senses
from exhibit.senses.seen import Face, Person, Seen
from exhibit.source import parse_source, second_source

STEP = "again"  # the only step for which it is opened
_EVERY = 0.2  # seconds between two looks
_PATIENCE = 0.1  # seconds until a result is taken in, where time is handed in: always the same

Open = Callable[[Clock], Camera]


def second_eye(order: RoomOrder) -> "SecondEye | None":
    """The second eye of a room, shut; None where the settings name none.

    RoomTrouble for a live camera beside a witness.
    """
    source = second_source(order.settings.camera.second, parse_source(order.source))
    if source is None or source.kind is None:
        return None
    if order.witness is not None and source.kind is SourceKind.CAMERA:
        raise RoomTrouble("A room with a live second camera does not start beside a witness.")
    found = source
    return SecondEye(lambda clock: open_camera(found, clock), source.kind)


@dataclass(frozen=True, eq=False)
class _Look:
    """One look: the person seen, if it is just one, with the picture; trouble: there is none."""

    sighting: Sighting | None = None
    trouble: bool = False


class SecondEye:
    """Opened after yes, on its own thread, when its step is shown; shut when that is left.

    No picture of it is ever drawn. Nothing is compared unless just one person is in it, and a live
    one compares clothes only: who stands there has agreed to nothing. Of an actor or in a film a
    face number is made too, where the clothes match. What does not match is forgotten at once.
    """

    def __init__(self, opened: Open, kind: SourceKind) -> None:
        self._opened, self._kind = opened, kind
        self._thread = ThreadPoolExecutor(1)
        self._job: Future[_Look] | None = None
        self._asked_at = self._at = -_EVERY
        self._camera: Camera | None = None
        self._senses: Senses | None = None
        self._network: Network | None = None
        self._wardrobe, self._whose = Wardrobe(), 0
        self._sighting: Sighting | None = None
        self._trouble = False

    def attend(self, visit: Visit, step: str) -> None:
        """Look while its step is on, and tell the visit; shut the eye when another is."""
        if step != STEP or not self._allowed(visit):
            self._shut(visit)
            return
        if self._job is not None:
            self._collect(visit, self._job)
        if self._job is None and visit.now - self._asked_at >= _EVERY:
            self._asked_at = visit.now
            self._job = self._thread.submit(self._look, _wanted(visit), visit.handed, visit.now)
        self._forget(visit)
        visit.put(Elsewhere(self._camera is not None, self._trouble, self._sighting))

    def _allowed(self, visit: Visit) -> bool:
        """An actor instead means that no camera opens: only the actor may be in this one then."""
        return visit.choice is not Choice.ACTOR or self._kind is SourceKind.ACTOR

    def _collect(self, visit: Visit, job: "Future[_Look]") -> None:
        """Take in a finished look."""
        due = visit.now - self._asked_at >= _PATIENCE
        if not (due if visit.handed else job.done()):
            return
        self._job, found = None, job.result()
        self._trouble = found.trouble
        self._sighting = found.sighting or self._sighting

    def _forget(self, visit: Visit) -> None:
        """Once it is clear, or may be, that somebody else is there, no sighting is theirs."""
        again = visit.get(Again)
        if Known not in visit.remembered or (again and not again.same):
            self._sighting = None

    def _shut(self, visit: Visit) -> None:
        """Let go of the camera, on the thread: a driver may take its time."""
        visit.drop(Elsewhere)
        if self._job is not None and self._job.done():
            self._job = None
        if self._job is None and self._camera is not None:
            self._job = self._thread.submit(self._let_go)

    def _let_go(self) -> _Look:
        """On the thread: no camera, no picture, nothing seen."""
        if self._camera is not None:
            self._camera.close()
        if self._senses is not None:
            self._senses.close()
        self._camera = self._senses = None
        return _Look()

    def _look(self, wanted: Known | None, handed: bool, at: float) -> _Look:
        """On the thread: one picture searched for whoever is wanted."""
        self._at = at
        try:
            seen = self._see((lambda: self._at) if handed else time.monotonic)
        except ExhibitError:
            self._let_go()
            return _Look(trouble=True)
        alone = seen is not None and len(seen.people) == 1 and not seen.doubtful
        if wanted is None or seen is None or not alone or seen.people[0].face is None:
            return _Look()
        return _Look(self._compare(wanted, seen.image, seen.people[0], at))

    def _see(self, clock: Clock) -> Seen | None:
        """Who is in the newest picture."""
        if self._camera is None:
            self._camera = self._opened(clock)
        if self._senses is None:
            self._senses = Senses(2, follow=False)  # nobody may go unseen who stands beside
        frame = self._camera.read()
        if frame is None:
            return None
        self._senses.look(frame)
        return self._senses.seen(wait=True)

    def _compare(self, wanted: Known, image: Image, person: Person, at: float) -> Sighting | None:
        """Clothes first, and a face number only of whoever wears them."""
        face = person.face
        assert face is not None
        if person.id != self._whose:
            self._wardrobe, self._whose = Wardrobe(), person.id
        if self._kind is SourceKind.CAMERA:  # a stranger's number might be made: clothes must do
            wanted = replace(wanted, number=None)
        self._wardrobe.add(read(image, face), at)
        clothes = self._wardrobe.clothes()

        def number() -> Numbers:
            return self._number(image, face)

        return search(wanted, clothes, number, at) if clothes else None

    def _number(self, image: Image, face: Face) -> Numbers:
        """The number of a face; the network is loaded for the first."""
        if self._network is None:
            self._network = Network()
        return self._network.numbers(chip(image, face.points))


def _wanted(visit: Visit) -> Known | None:
    """What is remembered of the visitor."""
    known = visit.remembered.get(Known)
    return known if isinstance(known, Known) else None
