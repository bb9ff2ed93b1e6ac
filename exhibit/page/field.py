"""A field of small figures, one for each person, and those who are flagged once more, larger.

Drawn once for each state and kept. They stand in the order they come in, column after column from
the right, so that each sort is one block and blocks can be compared (Ancker and others, "Design
features of graphs in health risk communication: a systematic review", 2006). Shapes tell the sorts
apart without colour: pale figures are left alone; dark ones are flagged; who will do it stands in a
box, hollow for those who were missed.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import pygame
from pygame import Rect, Surface

from exhibit.page import shapes
from exhibit.page.controls import draw_stops
from exhibit.page.shapes import Point, painted
from exhibit.page.sheet import Sheet
from exhibit.page.theme import Colour, Size

ROWS = 100
LEFT, MISSED, HIT, FALSE_ALARM = range(4)
_SHARE, _APART = 0.55, 0.07  # of the width: everybody; between them and those who are flagged
_DARK, _PALE = 0.9, 0.7  # how large a figure is, of its cell
_PARTS = 4  # places within a pixel where a figure may stand
Entry = tuple[str, str]
Colours = tuple[Colour, Colour, Colour]  # pale, dark, box


def draw_field(sheet: Sheet, fates: tuple[int, ...], box: str = "field") -> Rect:
    """Everybody in columns of 100, and beside them the flagged ones; returns the pixels it takes.

    Those who are flagged come first.
    """
    area = sheet.box(box)
    colours = (sheet.colour("pale"), sheet.colour("guessed"), sheet.colour("ink"))
    ground = sheet.colour(sheet.lit)
    everybody = Rect(area.topleft, (min(area.height, round(area.width * _SHARE)),) * 2)
    sheet.surface.blit(_block(fates, everybody.size, ROWS, colours, ground), everybody)
    flagged = tuple(each for each in fates if each in (HIT, FALSE_ALARM))
    if not flagged:
        return area
    left = everybody.right + round(area.width * _APART)
    room = Rect(left, everybody.top, area.right - left, everybody.height)
    rows = _rows(len(flagged), room.size)
    wide = math.ceil(math.ceil(len(flagged) / rows) * room.height / rows)
    larger = Rect(room.topleft, (min(wide, room.width), room.height))
    sheet.surface.blit(_block(flagged, larger.size, rows, colours, ground), larger)
    _rays(sheet, everybody, math.ceil(len(flagged) / ROWS), larger)
    return area


def _rows(count: int, room: Size) -> int:
    """The fewest rows in which so many square cells fit the room."""
    rows = max(1, math.floor(math.sqrt(count * room[1] / room[0])))
    while math.ceil(count / rows) * room[1] / rows > room[0]:
        rows += 1
    return rows


def _rays(sheet: Sheet, everybody: Rect, columns: int, larger: Rect) -> None:
    """From the columns in which somebody is flagged to the same people, larger."""
    edge = sheet.px(3)
    near = Rect(everybody)
    near.width = round(columns * everybody.width / ROWS)
    near.right = everybody.right
    for area in (near, larger):
        frame = area.inflate(2 * edge, 2 * edge)
        sprite = shapes.rounded(frame.size, 1, sheet.colour("guessed"), edge)
        sheet.surface.blit(sprite, frame)
    for y in (near.top - edge, near.bottom):
        sheet.fill("guessed", Rect(near.right, y, larger.left - near.right, edge))


def draw_sort(sheet: Sheet, sort: int, side: int, x: int, middle: int) -> None:
    """One figure of a sort, large, for the legend, in a square whose left is x."""
    pale, dark, ink = sheet.colour("pale"), sheet.colour("guessed"), sheet.colour("ink")
    colour, high = (pale if sort == LEFT else dark), side
    if sort in (HIT, MISSED):
        hollow = side // 14 if sort == MISSED else 0
        boxed = _boxed((side, side), (0, 0), hollow, ink)
        sheet.surface.blit(boxed, (x, middle - side // 2))
        colour, high = (ink if sort == MISSED else sheet.colour(sheet.lit)), round(side * 0.62)
    wide = round(high * 0.62)
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
    sheet: Sheet, wrong: Entry, right: Entry, missed: Entry, left: Entry
) -> None:
    """The legend with its counts, each (count, words): the wrongly flagged large, others below."""
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
        end = _entry(sheet, sort, entry, Rect(x, y - pitch // 2, foot - x, pitch))


def _entry(sheet: Sheet, sort: int, entry: Entry, area: Rect) -> int:
    """One small line of the legend; returns where it ends."""
    small = sheet.px(54)
    draw_sort(sheet, sort, small, area.left, area.centery)
    left = area.left + small + sheet.px(18)
    count = sheet.line(entry[0], "count", "ink", left, area.centery)
    left = count.right + sheet.px(14)
    return sheet.line(entry[1], "scale", "ink", left, area.centery, room=area.right - left).right


@lru_cache(maxsize=4)
def _block(
    fates: tuple[int, ...], size: Size, rows: int, colours: Colours, ground: Colour
) -> Surface:
    """People on their ground, in columns of so many rows, from the right."""
    surface = Surface(size, 0, 32)
    surface.fill(ground)
    columns = math.ceil(len(fates) / rows)
    cell = (size[0] / columns, size[1] / rows)
    for number, fate in enumerate(fates):
        column, row = divmod(number, rows)
        place = ((columns - 1 - column) * cell[0], row * cell[1])
        if fate in (HIT, MISSED):
            _stand_in_box(surface, fate, place, cell, colours[2], ground)
        else:
            pale = fate == LEFT
            _stand(surface, place, cell, colours[0 if pale else 1], _PALE if pale else _DARK)
    return surface


def _stand(surface: Surface, place: Point, cell: Point, colour: Colour, grown: float) -> None:
    """A figure in the middle of its cell, as large as said."""
    box = (math.ceil(cell[0]), math.ceil(cell[1]))
    x, y = place[0] + (cell[0] - box[0]) / 2, place[1] + (cell[1] - box[1]) / 2
    part = (int(x % 1 * _PARTS), int(y % 1 * _PARTS))
    surface.blit(_figure(box, part, colour, grown), (math.floor(x), math.floor(y)))


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
