"""Someone is there: people are counted and boxed, and an iris tells how far away one is."""

from dataclasses import dataclass

from exhibit.page.photo import Picture
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.senses.seen import Distance, Face

SOURCES = ["edpb-3-2019", "iris-ruler"]
LINK = ("measured", "person")

STEADY = 5  # frames before the program says anything
_IRIS_MM = 11.7  # what senses/distance.py goes by
_LEFT_IRIS = 473  # the middle of it, of the 478 points
_REFRESH = 0.25  # seconds a figure stays before it may change


@dataclass(frozen=True)
class Presence:
    """How many people are in view, for how many frames, and how far the visitor is, in cm."""

    count: int
    frames: int
    cm: float | None
    error: float
    shown_at: float


def work(visit: Visit) -> Presence:
    count, far = len(visit.people), visit.get(Distance)
    last = visit.get(Presence) or Presence(count, 0, None, 0.0, -1.0)
    frames = last.frames + 1 if count == last.count else 0
    if far is None:
        return Presence(count, frames, None, 0.0, visit.now)
    if last.cm is not None and visit.now - last.shown_at < _REFRESH:
        return Presence(count, frames, last.cm, last.error, last.shown_at)
    return Presence(count, frames, far.cm, far.error, visit.now)


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Presence) or Presence(0, 0, None, 0.0, 0.0)
    page.ground("paper")
    picture = page.seen(visit)
    for number, person in enumerate(visit.people, 1):
        if picture:
            picture.box(person.box, page.text("person", number=number))
    face = visit.get(Face)
    if picture and face is not None:
        _say_of(page, picture, face, found)
    page.who(visit)
    page.title()
    key = {0: "measured_none", 1: "measured"}.get(found.count, "measured_many")
    sure = found.cm is not None
    page.measured(words=key, sure=sure, cm=found.cm or 0, error=found.error, count=found.count)
    page.known()
    page.try_this()
    metres = [(each * 100, page.text("metres", metres=each)) for each in range(4)]
    page.instrument(0, 300, metres, found.cm, found.error)


def _say_of(page: VisitPage, picture: Picture, face: Face, found: Presence) -> None:
    """The ruler in the eye, and what a shop's program would say."""
    picture.irises(face.points)
    x, y, _ = face.points[_LEFT_IRIS]
    picture.label_line((float(x), float(y)), page.text("iris", mm=_IRIS_MM))
    if found.frames >= STEADY:
        several = "guessed_many" if found.count > 1 else "guessed"
        x0, y0, x1, y1 = face.box
        picture.pin((x0, (y0 + 2 * y1) / 3), page.text(several), avoid=face.box)
