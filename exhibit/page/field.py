"""A field of small figures, one for each person, drawn once for each state and kept.

Shapes tell the sorts apart without colour: pale figures are left alone; dark ones are flagged;
a ring is around who will do it, dashed around those who were missed. Where rings would hide the
field, who will do it stands in a box instead.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import pygame
from pygame import Rect, Surface

from exhibit.page.controls import draw_stops
from exhibit.page.shapes import Point, painted, thick
from exhibit.page.sheet import Sheet
from exhibit.page.theme import Colour, Size

COLUMNS, ROWS = 125, 80
LEFT, MISSED, HIT, FALSE_ALARM = range(4)
_RINGS = 120  # so many can be ringed and still be told apart
_EDGE = 1.3  # cells left free around the field
_LARGE = 1.6  # how much larger than its cell a flagged figure is
_PARTS = 4  # places within a pixel where a figure may stand
Entry = tuple[str, str]
Colours = tuple[Colour, Colour, Colour]  # pale, dark, ring


def draw_field(sheet: Sheet, fates: tuple[int, ...], box: str = "field") -> Rect:
    """Everybody in rows of 125; returns the pixels they take."""
    area = sheet.box(box)
    colours = (sheet.colour("pale"), sheet.colour("guessed"), sheet.colour("ink"))
    drawn = _field(fates, area.size, colours, sheet.colour(sheet.lit))
    return sheet.surface.blit(drawn, area)


def draw_sort(sheet: Sheet, sort: int, side: int, x: int, middle: int, ringed: bool = True) -> None:
    """One figure of a sort, large, for the legend, in a square whose left is x."""
    pale, dark, ink = sheet.colour("pale"), sheet.colour("guessed"), sheet.colour("ink")
    will = sort in (HIT, MISSED)
    high = round(side * 0.62) if will else side
    wide, top = round(high * 0.62), middle - side // 2
    colour = pale if sort in (LEFT, MISSED) else dark
    if will and ringed:
        ring = _ring(side, max(2.0, side * 0.07), sort == MISSED, ink)
        sheet.surface.blit(ring, (x, top))
    elif will:
        hollow = side // 14 if sort == MISSED else 0
        sheet.surface.blit(_boxed((side, side), (0, 0), hollow, ink), (x, top))
        colour = ink if sort == MISSED else sheet.colour(sheet.lit)
    figure = _figure((wide, high), (0, 0), colour, 1.0)
    sheet.surface.blit(figure, (x + (side - wide) // 2, middle - high // 2))


def draw_rare(
    sheet: Sheet, words: str, key: str, labels: Sequence[str], chosen: int, box: str = "rare"
) -> None:
    """The question above its slider."""
    area = sheet.box(box)
    high = sheet.grown(46)
    sheet.line(words, "body_strong", "ink", area.left, area.top + high // 2, room=area.width)
    stops = Rect(area.left, area.top + high, area.width, area.height - high)
    draw_stops(sheet, key, stops, labels, chosen)


def draw_sorts(
    sheet: Sheet, wrong: Entry, right: Entry, missed: Entry, left: Entry, ringed: bool
) -> None:
    """The legend with its counts: those wrongly flagged large, the others below.

    Each is (count, words). ringed: as the field shows those who will do it.
    """
    area = sheet.box("sorts")
    side, middle = sheet.px(96), area.top + sheet.px(52)
    draw_sort(sheet, FALSE_ALARM, side, area.left - sheet.px(14), middle)
    drawn = sheet.line(wrong[0], "figure", "guessed", area.left + sheet.px(88), middle)
    words = Rect(drawn.right + sheet.px(22), middle - side // 2, 0, side)
    words.width = area.right - words.left
    sheet.write(wrong[1], words, "body_strong", "ink", middle=True, balance=True, fit=True)
    pitch = (area.height - sheet.px(106)) // 2
    upper, lower = area.bottom - round(1.5 * pitch), area.bottom - pitch // 2
    most = area.left + round(area.width * 0.70)
    end = area.left
    for sort, entry, x, y, foot in (
        (HIT, right, area.left, upper, most),
        (MISSED, missed, 0, upper, area.right),
        (LEFT, left, area.left, lower, area.right),
    ):
        x = x or max(end + sheet.px(20), area.left + round(area.width * 0.60))
        end = _entry(sheet, sort, entry, Rect(x, y - pitch // 2, foot - x, pitch), ringed)


def _entry(sheet: Sheet, sort: int, entry: Entry, area: Rect, ringed: bool) -> int:
    """One small line of the legend; returns where it ends."""
    small = sheet.px(54)
    draw_sort(sheet, sort, small, area.left, area.centery, ringed)
    left = area.left + small + sheet.px(18)
    count = sheet.line(entry[0], "count", "ink", left, area.centery)
    left = count.right + sheet.px(14)
    return sheet.line(entry[1], "scale", "ink", left, area.centery, room=area.right - left).right


@lru_cache(maxsize=2)
def ringed(fates: tuple[int, ...]) -> bool:
    """Whether those who will do it are few enough for a ring each."""
    return sum(each in (HIT, MISSED) for each in fates) <= _RINGS


@lru_cache(maxsize=2)
def _field(fates: tuple[int, ...], size: Size, colours: Colours, ground: Colour) -> Surface:
    """The whole field on its ground, with room at its edges for rings."""
    surface = Surface(size, 0, 32)
    surface.fill(ground)
    cell = (size[0] / (COLUMNS + 2 * _EDGE), size[1] / (ROWS + 2 * _EDGE))
    places = [
        ((column + _EDGE) * cell[0], (row + _EDGE) * cell[1])
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
    few = ringed(fates)
    # The pale ones first: the others are larger, and stand before them.
    for fate, place in sorted(zip(fates, places, strict=True)):
        if fate in (HIT, MISSED) and not few:
            _stand_in_box(surface, fate, place, cell, colours[2], ground)
        else:
            pale = fate in (LEFT, MISSED)
            _stand(surface, place, cell, colours[0 if pale else 1], 0.7 if pale else _LARGE)
        if fate in (HIT, MISSED) and few:
            side = round(min(cell) * 3.6)
            middle = (place[0] + cell[0] / 2, place[1] + cell[1] / 2)
            ring = _ring(side, max(1.5, side * 0.1), fate == MISSED, colours[2])
            surface.blit(ring, (round(middle[0] - side / 2), round(middle[1] - side / 2)))
    return surface


def _stand(surface: Surface, place: Point, cell: Point, colour: Colour, grown: float) -> None:
    """A figure in the middle of its cell, as large as said."""
    box = (math.ceil(cell[0] * max(1.0, grown)), math.ceil(cell[1] * max(1.0, grown)))
    x, y = place[0] + (cell[0] - box[0]) / 2, place[1] + (cell[1] - box[1]) / 2
    part = (int(x % 1 * _PARTS), int(y % 1 * _PARTS))
    sprite = _figure(box, part, colour, min(1.0, grown))
    surface.blit(sprite, (math.floor(x), math.floor(y)))


def _stand_in_box(
    surface: Surface, fate: int, place: Point, cell: Point, ink: Colour, ground: Colour
) -> None:
    """A figure in a box as large as its cell: filled for a hit, hollow for one missed."""
    box = (math.ceil(cell[0]), math.ceil(cell[1]))
    part = (int(place[0] % 1 * _PARTS), int(place[1] % 1 * _PARTS))
    sprite = _boxed(box, part, 1 if fate == MISSED else 0, ink)
    surface.blit(sprite, (int(place[0]), int(place[1])))
    _stand(surface, place, cell, ink if fate == MISSED else ground, 0.62)


@lru_cache(maxsize=256)
def _figure(size: Size, part: tuple[int, int], colour: Colour, grown: float) -> Surface:
    """A head and a body in a cell, moved right and down by parts of a pixel."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        w, h = size[0] * fine, size[1] * fine
        dx, dy = part[0] * fine / _PARTS, part[1] * fine / _PARTS
        high = h * grown
        x, top = w / 2 + dx, (h - high) / 2 + dy
        pygame.draw.circle(large, ink, (x, top + high * 0.21), high * 0.21)
        body = pygame.Rect(0, 0, round(high * 0.52), round(high * 0.52))
        body.midbottom = (round(x), round(top + high))
        pygame.draw.rect(large, ink, body, border_radius=round(high * 0.17))

    wider = (size[0] + 1, size[1] + 1) if part != (0, 0) else size
    return painted(wider, colour, paint)


@lru_cache(maxsize=64)
def _boxed(size: Size, part: tuple[int, int], line: int, colour: Colour) -> Surface:
    """A box of a line width, 0 fills it, moved right and down by parts of a pixel."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        x, y = part[0] * fine // _PARTS, part[1] * fine // _PARTS
        area = pygame.Rect(x, y, size[0] * fine, size[1] * fine)
        pygame.draw.rect(large, ink, area, line * fine)

    return painted((size[0] + 1, size[1] + 1), colour, paint)


@lru_cache(maxsize=16)
def _ring(side: int, width: float, dashed: bool, colour: Colour) -> Surface:
    """A circle, whole or in dashes."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        middle, radius = side * fine / 2, (side - width) * fine / 2
        count = 10 if dashed else 1
        share = 0.6 if dashed else 1.0
        for number in range(count):
            turns = [math.tau * (number + share * each / 40) / count for each in range(41)]
            bow = [(middle + radius * math.cos(t), middle + radius * math.sin(t)) for t in turns]
            thick(large, ink, bow, width * fine)

    return painted((side, side), colour, paint)
