"""6. A whole step: measured, guessed, who uses it, how it fails, what to try, and a choice."""

from dataclasses import dataclass

from exhibit.page.controls import draw_options
from exhibit.room.visit_page import beside
from exhibit.senses.seen import Distance, Face

SOURCES = ["edpb-3-2019"]  # ids in assets/sources.toml; your own go into sources.toml here
LINK = ("guessed", "person")

LIMITS = (40, 60, 80)  # centimetres; the visitor picks which one counts as "close"


@dataclass(frozen=True)
class Near:
    """How far away the visitor is, the limit picked, and the word made of both."""

    cm: float
    error: float
    limit: int
    guess: str


def work(visit):
    far = visit.get(Distance)
    if far is None:
        return None
    limit = LIMITS[visit.picked.get("6_whole.limit", 1)]
    guess = "guessed" if far.cm < limit else "guessed_far"
    return Near(far.cm, far.error, limit, guess)


def linked(visit):
    """The ring is made only when something was measured."""
    return visit.get(Near) is not None


def draw(page, visit):
    found, face = visit.get(Near), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    if picture and found and face:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box)
    page.who(visit)
    page.title()
    if found is None:
        page.measured(words="measured_lost", sure=False)
    else:
        page.measured(cm=found.cm, error=found.error, limit=found.limit)
    page.known(page.cite("edpb-3-2019"))
    page.try_this()
    labels = [page.text("limit", cm=each) for each in LIMITS]
    picked = visit.picked.get("6_whole.limit", 1)
    area = page.box("instrument").inflate(-page.px(60), -page.px(60))
    draw_options(page, "6_whole.limit", area, labels, picked)
