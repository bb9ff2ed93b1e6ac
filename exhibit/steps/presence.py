"""Someone is there: people are counted and boxed, and an iris tells how far away one is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exhibit.page.photo import Picture
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.seen import Box, Distance, Face

SOURCES = ["counting-visitors", "edpb-3-2019", "iris-ruler"]
LINK = ("measured", "person")

STEADY = 5  # frames before the program says anything
_LEFT_IRIS = 473  # the middle of it, of the 478 points; its rim follows
_FEW = 2  # people whose tags are words and not only numbers, which do not meet
_REFRESH = 0.25  # seconds a figure stays before it may change


@dataclass(frozen=True)
class Presence:
    """How many people are in view, for how many frames, how far the visitor is, and the guess.

    most: as many as are looked for, so there may be more.
    cm, error: centimetres, None while unknown. guess: the key of its text, once it is steady.
    """

    count: int = 0
    frames: int = 0
    cm: float | None = None
    error: float = 0.0
    shown_at: float = 0.0
    guess: str | None = None
    most: bool = False


def work(visit: Visit) -> Presence:
    count, far = len(visit.people), visit.get(Distance)
    last = visit.get(Presence) or Presence(count)
    frames = last.frames + 1 if count == last.count else 0
    steady = frames >= STEADY and count > 0
    guess = ("guessed_many" if count > 1 else "guessed") if steady else None
    most = count >= visit.faces
    if far is None:
        return Presence(count, frames, None, 0.0, visit.now, guess, most)
    if last.cm is not None and visit.now - last.shown_at < _REFRESH:
        return Presence(count, frames, last.cm, last.error, last.shown_at, guess, most)
    return Presence(count, frames, far.cm, far.error, visit.now, guess, most)


def linked(visit: Visit) -> bool:
    """Whether anybody was found."""
    found = visit.get(Presence)
    return found is not None and found.count > 0


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Presence) or Presence()
    page.ground("paper")
    picture = page.seen(visit)
    few = len(visit.people) <= _FEW
    tags = [(each.box, page.text("person", number=number) if few else str(number))
            for number, each in enumerate(visit.people, 1)]  # fmt: skip
    face = visit.get(Face)
    if picture:
        for box, _ in tags:
            picture.box(box)
        if face is not None:
            _say_of(page, picture, face, found, tags)
        for each in tags:  # above the boxes of others, and the tail of the guess
            picture.tag(*each)
    page.who(visit)
    page.title()
    key = {0: "measured_none", 1: "measured"}.get(found.count, "measured_many")
    key = "measured_most" if found.most else key
    sure = found.cm is not None
    page.measured(words=key, sure=sure, cm=found.cm or 0, error=found.error, count=found.count)
    page.known(page.cite("counting-visitors", "edpb-3-2019"))
    page.try_this()
    metres = [(each * 100, page.text("metres", metres=each)) for each in range(4)]
    page.instrument(0, 300, metres, found.cm, found.error)


def _iris_width(face: Face) -> float:
    """How wide the left iris is, in image pixels."""
    right, _, left, _ = face.points[_LEFT_IRIS + 1 : _LEFT_IRIS + 5, :2]
    return float(np.linalg.norm(right - left))


def _say_of(
    page: VisitPage, picture: Picture, face: Face, found: Presence, tags: Sequence[tuple[Box, str]]
) -> None:
    """The ruler in the eye, and what a shop's program would say, clear of the tags."""
    picture.irises(face.points)
    x, y, _ = face.points[_LEFT_IRIS]
    picture.label_line((float(x), float(y)), page.text("iris", pixels=_iris_width(face)))
    if found.guess:
        drawn = [picture.tag_area(*each) for each in tags]
        picture.pin(beside(face), page.text(found.guess), avoid=face.box, drawn=drawn)
