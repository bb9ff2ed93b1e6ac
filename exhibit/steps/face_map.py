"""A map of your face: 478 points that move along, and which way the head is turned."""

from dataclasses import dataclass, replace

from exhibit.messages import Choice
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.seen import Face, Head

SOURCES = ["eu-2019-2144", "mediapipe-face-landmarker", "sixth-tone-2019"]
LINK = ("measured", "map")

STEADY = 5
_REFRESH = 0.25
_AWAY = 20  # degrees from which "watching" turns into "not watching"


@dataclass(frozen=True)
class FaceMap:
    """How many points, how far the face is turned away from the camera, and the guess.

    turn: degrees; > 0: toward the image's right; error: one standard deviation.
    watching: what a guess would say of this frame, for so many frames now. guess: the key of the
    text that held for STEADY frames.
    """

    points: int = 0
    turn: float = 0.0
    error: float = 0.0
    shown_at: float = 0.0
    watching: bool = False
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> FaceMap:
    face, head, last = visit.get(Face), visit.get(Head), visit.get(FaceMap)
    if face is None or head is None:
        return FaceMap()
    if visit.choice is Choice.CLASS:  # whether pupils attend is nobody's to guess
        return _turned(visit, face, head, last)
    watching = abs(head.turn) < _AWAY
    frames = last.frames + 1 if last and last.points and last.watching == watching else 0
    guess = last.guess if last else None
    if frames >= STEADY:
        guess = "guessed" if watching else "guessed_away"
    return replace(_turned(visit, face, head, last), watching=watching, frames=frames, guess=guess)


def _turned(visit: Visit, face: Face, head: Head, last: FaceMap | None) -> FaceMap:
    """The points, and how far the face is turned: four times a second anew."""
    turn, shown_at = head.turn, visit.now
    if last and last.points and visit.now - last.shown_at < _REFRESH:
        turn, shown_at = last.turn, last.shown_at
    return FaceMap(len(face.points), turn, head.error, shown_at)


def linked(visit: Visit) -> bool:
    """Whether there was a face to map."""
    found = visit.get(FaceMap)
    return found is not None and found.points > 0


def draw(page: VisitPage, visit: Visit) -> None:
    found, face = visit.get(FaceMap), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    if picture and face is not None:
        picture.points(face.points, visit.mesh, visit.outline)
    if found is not None and not found.points:
        found = None
    if picture and found and face is not None and found.guess:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box)
    page.who(visit)
    page.title()
    _measured(page, found)
    page.known(page.cite("sixth-tone-2019", "eu-2019-2144"))
    page.try_this()


def _measured(page: VisitPage, found: FaceMap | None) -> None:
    """The figure, and the head's turn on a scale; a mirror: to the visitor's own right is right."""
    degrees = [(each, page.text("degrees", degrees=abs(each))) for each in range(-60, 61, 30)]
    if found is None:
        page.measured(words="measured_lost", sure=False)
        page.instrument(-60, 60, degrees, None)
        return
    page.measured(count=found.points, turn=abs(found.turn), error=found.error)
    page.instrument(-60, 60, degrees, -found.turn, found.error)
