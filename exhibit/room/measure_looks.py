"""The measures of eyes, gaze and mouth: watched from the first picture of the visitor on."""

from collections.abc import Iterable

from exhibit.room.visit import Visit
from exhibit.senses.eyes import Eyes, EyeWatch
from exhibit.senses.gaze import Gaze, GazeWatch
from exhibit.senses.mouth import Mouth, MouthWatch
from exhibit.senses.seen import Face, Head


class Looks:
    """Where the visitor looks; needs the face and the head's turn found before."""

    finds: tuple[type, ...] = (Gaze,)

    def __init__(self) -> None:
        self._watch = GazeWatch()

    def look(self, visit: Visit) -> Iterable[object]:
        """The gaze, unless eyes are shut or turned away."""
        face, turned = visit.get(Face), visit.get(Head)
        if visit.seen and (found := self._watch.look(face, turned, visit.seen.at)):
            yield found


class Blinks:
    """How the visitor's eyes open and shut."""

    finds: tuple[type, ...] = (Eyes,)

    def __init__(self) -> None:
        self._watch = EyeWatch()

    def look(self, visit: Visit) -> Iterable[object]:
        """Blinks and shut eyes of the last minute, while the eyes are in view."""
        face, turned = visit.get(Face), visit.get(Head)
        if visit.seen and (found := self._watch.look(face, turned, visit.seen.at)):
            yield found


class Lips:
    """Whether the visitor's mouth moves."""

    finds: tuple[type, ...] = (Mouth,)

    def __init__(self) -> None:
        self._watch = MouthWatch()

    def look(self, visit: Visit) -> Iterable[object]:
        """The mouth, while the face is in view."""
        if visit.seen and (found := self._watch.look(visit.get(Face), visit.seen.at)):
            yield found
