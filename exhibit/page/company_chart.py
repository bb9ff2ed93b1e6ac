"""Company as a drawing: you and the others as circles, joined by lines as thick as time is long."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.shapes import Point
from exhibit.page.sheet import Sheet

_MOST = 6  # others that are drawn
_LONG = 30.0  # seconds from which a line grows no thicker
_THIN, _THICK = 4.0, 16.0
_SPREAD = 0.76  # of the box's width, from the middle of the first circle to that of the last


@dataclass(frozen=True)
class Other:
    """One other person: what to write in and under the circle, seconds near, and how it stands.

    there: in view now; else the line is dashed. together: has moved along, drawn as a double line.
    """

    name: str
    words: str
    seconds: float
    there: bool
    together: bool


def thickness(seconds: float) -> float:
    """The weight of a line, in pixels of a picture 1080 high; 0 for no time at all."""
    return _THIN + (_THICK - _THIN) * min(1.0, seconds / _LONG) if seconds > 0 else 0.0


def most_drawn(others: Sequence[Other]) -> list[Other]:
    """Those who are drawn, in their order: first who is there, then who was near the longest."""
    chosen = sorted(others, key=lambda each: (not each.there, -each.seconds))[:_MOST]
    return [each for each in others if each in chosen]


def draw_company(
    sheet: Sheet, you: str, others: Sequence[Other], alone: str, more: str = ""
) -> None:
    """You in the middle of the instrument box, others to either side; or you, and these words.

    others: no more than most_drawn(); more: what is said of those that are left out.
    """
    box = sheet.box("instrument")
    sheet.fill("night", box)
    level, side = box.top + round(box.height * 0.54), round(box.height * 0.38)
    if not others:
        _circle(sheet, box.centerx, level, side, "light_measured", "", you, box.width)
        x = box.centerx + side // 2 + sheet.px(32)
        sheet.line(alone, "scale", "light_soft", x, level, room=box.right - x)
        return
    places = _places(box, len(others))
    for number, (other, x) in enumerate(zip(others, places, strict=True)):
        out = side * (0.4 - 0.13 * (number // 2)) * (1 if number % 2 == 0 else -1)
        foot = level - round(side * 0.4)
        _line(sheet, (box.centerx + out, foot), (x, foot), box.top + sheet.px(10), other)
    pitch, gap = _pitch(box, len(others)), sheet.px(16)
    _circle(sheet, box.centerx, level, side, "light_measured", "", you, pitch - gap)
    if more:
        beside = box.right - max(places) - side // 2 - 2 * gap
        sheet.line(more, "scale", "paper", box.right - gap, level, "right", beside)
    for other, x in zip(others, places, strict=True):
        colour = "light_measured" if other.there else "light_soft"
        room = min(pitch, 2 * (box.right - x), 2 * (x - box.left)) - gap
        _circle(sheet, x, level, side, colour, other.name, other.words, room)


def _pitch(box: Rect, count: int) -> float:
    """From the middle of one circle to that of the next, where so many others are drawn."""
    return box.width * _SPREAD / max(2 * ((count + 1) // 2), 2)


def _places(box: Rect, count: int) -> list[int]:
    """The middles of the others' circles: right, left, right, each farther out."""
    pitch = _pitch(box, count)
    steps = [(number // 2 + 1) * (1 if number % 2 == 0 else -1) for number in range(count)]
    return [round(box.centerx + step * pitch) for step in steps]


def _circle(
    sheet: Sheet, x: int, level: int, side: int, colour: str, name: str, words: str, room: float
) -> None:
    """A circle with a name in it, or a person where that is you; words under it, no wider."""
    corner = (x - side // 2, level - side // 2)
    if name:
        sheet.surface.blit(shapes.disc(side, sheet.colour("night")), corner)
        sheet.surface.blit(shapes.ring(side, sheet.px(4), sheet.colour(colour)), corner)
        sheet.line(name, "scale", colour, x, level, "centre")
    else:
        sheet.surface.blit(shapes.disc(side, sheet.colour(colour)), corner)
        inner = round(side * 0.62)
        sheet.mark("person", inner, "night", x - inner // 2, level)
    under = sheet.box("instrument").top + sheet.box("instrument").height * 0.88
    sheet.line(words, "scale", "paper", x, under, "centre", room)


def _line(sheet: Sheet, start: Point, end: Point, ceiling: int, other: Other) -> None:
    """A bow from circle to circle, higher the wider it spans; double when both move along."""
    weight = thickness(other.seconds)
    if not weight:
        return
    width, left = sheet.px(weight), min(start[0], end[0])
    span = abs(end[0] - start[0])
    share = min(1.0, 0.45 + 0.55 * span / (sheet.box("instrument").width * 0.41))
    high = (start[1] - ceiling - width / 2) * share
    size = (round(span) + 2 * width, round(high) + 2 * width)
    line = tuple(bow((width, width + high), (width + span, width + high), high))
    corner = (round(left) - width, round(start[1] - high) - width)
    colour = "light_measured" if other.there else "light_soft"
    # Whoever has left is joined by dashes.
    drawn = (line,) if other.there else tuple(line[n : n + 2] for n in range(0, len(line) - 1, 2))
    sheet.surface.blit(shapes.strokes(size, drawn, width, sheet.colour(colour)), corner)
    if other.together and other.there:
        inner = shapes.strokes(size, (line,), max(1.5, width / 3), sheet.colour("night"))
        sheet.surface.blit(inner, corner)


def bow(start: Point, end: Point, high: float | None = None) -> list[Point]:
    """Points of a parabola over the straight line; high: above it, or by how far it spans."""
    high = 0.22 * math.dist(start, end) if high is None else high
    steps = [number / 24 for number in range(25)]
    return [
        (
            start[0] + (end[0] - start[0]) * t,
            start[1] + (end[1] - start[1]) * t - high * 4 * t * (1 - t),
        )
        for t in steps
    ]
