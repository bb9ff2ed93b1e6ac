"""The face number of a visit: asked for twice a second on a thread, and compared."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from exhibit.camera import Image
from exhibit.room.visit import Visit
from exhibit.senses.covered import cover
from exhibit.senses.faceprint import Network, chip
from exhibit.senses.first_print import FaceNumber, FirstPrint, Print
from exhibit.senses.seen import Face, Head

_EVERY = 0.5  # seconds from one picture to the next
_PATIENCE = 0.25  # seconds until a result is taken in, where time is handed in: always the same


class FacePrints:
    """The visitor's own face only: nothing is made of it before everything was agreed to.

    Dies with its visitor, and with it the thread, the network and every number.
    """

    finds: tuple[type, ...] = (FaceNumber,)

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._network: Network | None = None
        self._job: Future[Print] | None = None
        self._asked_at = -_EVERY
        self._first = FirstPrint()
        self._found: FaceNumber | None = None

    def look(self, visit: Visit) -> Iterable[object]:
        """The newest number with its distance, if the face is to be seen."""
        if self._job is not None:
            self._collect(visit, self._job)
        if visit.visitor is None or visit.visitor.face is None or visit.seen is None:
            return
        head = visit.get(Head)
        if self._job is None and head and visit.now - self._asked_at >= _EVERY:
            self._asked_at = visit.now
            face = visit.visitor.face
            self._job = self._thread.submit(self._make, visit.seen.image, face, head)
        if self._found is not None:
            yield self._found

    def _collect(self, visit: Visit, job: "Future[Print]") -> None:
        """Take in a finished print: in real time once it is there, else at a set moment."""
        due = visit.now - self._asked_at >= _PATIENCE
        if not (due if visit.handed else job.done()):
            return
        self._job = None
        self._found = self._first.add(job.result(), self._asked_at)

    def _make(self, image: Image, face: Face, head: Head) -> Print:
        """On the thread: the number of one picture."""
        if self._network is None:
            self._network = Network()
        covered = cover(image, face.points)
        return Print(self._network.numbers(chip(image, face.points)), face, head, covered)
