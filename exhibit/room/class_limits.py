"""What a class may be shown of whoever is in view, and the page that says why the rest is off."""

from pygame import Rect

from exhibit.lesson import NOBODY, POINTS
from exhibit.messages import Choice
from exhibit.page.eye import eye
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage

# Which reason is given for a step that does not run; steps of one's own have the last.
_WHY = {"gaze": "feelings", "pulse": "feelings", "face_number": "numbers", "name": "numbers"}
_OTHER = "nothing"
_SAID_BY = {"feelings": ("eu-2024-1689",), "numbers": ("imy-2019", "uu-pdp-2022")}


def barred(visit: Visit, step: str) -> bool:
    """Whether a step neither works nor draws: nobody in view of a class agreed to anything."""
    return visit.choice is Choice.CLASS and step not in (*POINTS, *NOBODY)


def draw_barred(page: VisitPage, step: str) -> None:
    """In a step's place: its title, that it does not run, why, and where it may be seen."""
    why = _WHY.get(step, _OTHER)
    page.ground("paper")
    view = page.box("picture")
    page.fill("night", view)
    _shut(page, view)
    gap, title = page.px(20), page.title()
    box = page.box("measured")
    top = max(box.top, title.bottom + gap)
    box = Rect(box.left, top, box.width, box.bottom - top)
    parts = [("class.why.off", "heading", "measured"), (f"class.why.{why}", "body", "ink")]
    for key, style, colour in parts:
        drawn = page.write(page.text(key), box, style, colour, balance=True)
        box = Rect(box.left, drawn.bottom + gap, box.width, box.bottom - drawn.bottom - gap)
    under = page.box("known")
    if said := _SAID_BY.get(why):
        names = page.text("ui.sources", names=page.cite(*said))
        page.write(names, under, "citation", "soft")
    page.try_this("class.why.try")


def _shut(page: VisitPage, view: Rect) -> None:
    """A shut eye, and under it that nothing was computed."""
    width = round(min(view.width * 0.5, view.height * 0.9))
    sprite = eye((width, round(width / 2.3)), 0.0, max(2.5, width / 46), page.colour("paper"))
    page.surface.blit(sprite, sprite.get_rect(center=(view.centerx, view.centery)))
    below = Rect(view.left, view.centery + width // 4, view.width, page.grown(60))
    page.write(page.text("class.why.nothing_ran"), below, "label", "light_soft", "centre")
