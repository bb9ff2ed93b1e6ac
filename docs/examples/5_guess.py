"""5. Guess: a word that somebody chose. It may change only when five pictures agree."""

from dataclasses import dataclass

from exhibit.room.visit_page import beside
from exhibit.senses.seen import Face, Head

SOURCES = []
LINK = ("guessed", "event")

STEADY = 5  # pictures
DOWN = 12  # degrees from which this program says "reading"; somebody chose that number: you


@dataclass(frozen=True)
class Reading:
    """degrees: of the head; guess: the key of the word, None while it is not steady."""

    degrees: float
    error: float
    down: bool
    pictures: int
    guess: str | None


def work(visit):
    head, last = visit.get(Head), visit.get(Reading)
    if head is None:
        return None
    down = head.pitch > DOWN
    same = last is not None and last.down == down
    pictures = last.pictures + 1 if same else 1
    guess = last.guess if last else None
    if pictures >= STEADY:
        guess = "guessed" if down else "guessed_not"
    return Reading(head.pitch, head.error, down, pictures, guess)


def draw(page, visit):
    found, face = visit.get(Reading), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    if picture and found and face and found.guess:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box)
    page.who(visit)
    page.title()
    ticks = [(each, page.text("scale", degrees=each)) for each in (-20, 0, 20, 40)]
    if found is None:
        page.measured(words="measured_lost", sure=False)
        page.instrument(-20, 40, ticks, None)
    else:
        page.measured(degrees=found.degrees, error=found.error)
        page.instrument(-20, 40, ticks, found.degrees, found.error)
