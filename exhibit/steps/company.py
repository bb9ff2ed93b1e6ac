"""Who you are with: who stands near the visitor, for how long, and who moves along."""

from dataclasses import dataclass

import numpy as np

from exhibit.page.company_chart import Other, bow, draw_company, most_drawn, thickness
from exhibit.page.photo import Picture
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.company import Companion, Company
from exhibit.senses.seen import Box, Face, Person

SOURCES = ["edpb-3-2019", "la-times-2023", "xovis-groups"]
LINK = ("measured", "company")

STEADY = 5
_REFRESH = 0.25
_FEW = 2  # others beside whose circles there is room for words


@dataclass(frozen=True)
class WithWhom:
    """The company as shown: at most four times a second it changes.

    others: who was near, or is in view. nearest: an index into it, or None when nobody is in view.
    state: what the program would say now, for so many frames. guess: the key that held.
    """

    others: tuple[Companion, ...] = ()
    nearest: int | None = None
    shown_at: float = 0.0
    state: str = ""
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> WithWhom | None:
    company, last = visit.get(Company), visit.get(WithWhom)
    if company is None:
        return None
    state = _state(company)
    frames = last.frames + 1 if last and last.state == state else 1
    guess = state if frames >= STEADY else last.guess if last else None
    if last and last.state == state and visit.now - last.shown_at < _REFRESH:
        return WithWhom(last.others, last.nearest, last.shown_at, state, frames, guess)
    others = company.others
    here = [number for number, each in enumerate(others) if each.there]
    nearest = min(here, key=lambda number: others[number].apart, default=None)
    return WithWhom(others, nearest, visit.now, state, frames, guess)


def _state(company: Company) -> str:
    """What a program would say of this company: the key of its text."""
    here = [each for each in company.others if each.there]
    if any(each.together for each in company.near):
        return "guessed_together"
    if company.near:
        return "guessed_near"
    return "guessed_others" if here else "guessed_alone"


def draw(page: VisitPage, visit: Visit) -> None:
    found, face = visit.get(WithWhom), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    tags = _people(page, picture, visit, found) if picture and found else []
    page.who(visit)
    if picture and found and found.guess and face is not None:
        clear = [area for _, area in page.touches]
        clear += [picture.rect(each.face_box) for each in visit.people]
        clear += [picture.tag_area(*each) for each in tags]
        picture.pin(beside(face), page.text(found.guess), drawn=clear)
    if picture:  # above the pin, whose tail may cross them
        for each in tags:
            picture.tag(*each)
    page.title()
    _measured(page, found)
    page.known(page.cite("xovis-groups", "la-times-2023", "edpb-3-2019"))
    page.try_this()
    _chart(page, found)


def _people(
    page: VisitPage, picture: Picture, visit: Visit, found: WithWhom
) -> list[tuple[Box, str]]:
    """Boxes, and a line to everyone near, as thick as it has lasted; what to write at each box."""
    tags = []
    there = {person.id: person for person in visit.people}
    for number, other in enumerate(found.others, 1):
        person = there.get(other.id)
        if person is None or not picture.rect(person.face_box).colliderect(picture.area):
            continue
        if visit.visitor and other.near and other.near.lasting:
            start, end = (picture.at(*_crown(each)) for each in (visit.visitor, person))
            line = np.array(bow(start, end))
            picture.draw_lines([line], "light_measured", thickness(other.near_seconds))
        picture.box(person.face_box)
        tags.append((person.face_box, str(number)))
    if visit.visitor:
        picture.box(visit.visitor.face_box)
        tags.append((visit.visitor.face_box, page.text("you")))
    return tags


def _crown(person: Person) -> tuple[float, float]:
    """The image pixel from which a line goes: the top of the box."""
    x0, y0, x1, _ = person.face_box
    return (x0 + x1) / 2, y0


def _measured(page: VisitPage, found: WithWhom | None) -> None:
    """Seconds near, distance with its error, seconds moved along; or that nobody is there."""
    if found is None:
        page.measured(words="measured_lost", sure=False)
    elif found.nearest is None:
        page.measured(figure="figure_alone", unit="unit_alone", words="measured_alone", count=0)
    else:
        other = found.others[found.nearest]
        page.measured(
            seconds=other.near_seconds,
            apart=other.apart,
            error=other.error,
            together=other.together_seconds,
        )


def _chart(page: VisitPage, found: WithWhom | None) -> None:
    """Circles and lines, the same numbers as in the picture.

    Among many, that one is gone is told by the dashes alone.
    """
    few = found is not None and len(found.others) <= _FEW
    others = [
        Other(
            str(number),
            page.text("gone" if few and not each.there else "seconds", seconds=each.near_seconds),
            each.near_seconds,
            each.there,
            each.together_seconds > 0,
        )
        for number, each in enumerate(found.others if found else (), 1)
    ]
    drawn = most_drawn(others)
    more = page.text("more", count=len(others) - len(drawn)) if len(drawn) < len(others) else ""
    draw_company(page, page.text("you"), drawn, page.text("nobody"), more)
