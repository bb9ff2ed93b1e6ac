"""The marks that say what a statement is: measured, guessed, invented, known, to be tried."""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise

import pygame
from pygame import Surface

from exhibit.errors import BadTheme, did_you_mean
from exhibit.page.shapes import Point, dashes, painted, thick
from exhibit.page.theme import Colour

Draw = Callable[[Surface, Colour, float], None]

# Every mark is drawn in a square of 48 and scaled by the factor it is handed.


def _lines(large: Surface, ink: Colour, scale: float, width: float, *lines: list[Point]) -> None:
    """Lines with round ends in the square of 48."""
    for line in lines:
        thick(large, ink, [(x * scale, y * scale) for x, y in line], width * scale)


def _bars(large: Surface, ink: Colour, scale: float, *bars: tuple[float, ...]) -> None:
    """Filled rectangles x, y, width, height in the square of 48."""
    for bar in bars:
        large.fill(ink, [round(each * scale) for each in bar])


def _measured(large: Surface, ink: Colour, scale: float) -> None:
    """A ruler between two end bars."""
    ticks = [(10.0 + 6.5 * number, 16.0 + 4 * (number % 2), 3.0) for number in range(5)]
    _bars(large, ink, scale, (1, 9, 4.6, 30), (42.4, 9, 4.6, 30), (1, 26, 46, 4.6))
    _bars(large, ink, scale, *[(x, y, width, 27 - y) for x, y, width in ticks])


def _guessed(large: Surface, ink: Colour, scale: float) -> None:
    """A dashed speech box with a question mark."""
    corners = [(3, 5), (45, 5), (45, 36), (24, 36), (15, 46), (15, 36), (3, 36), (3, 5)]
    for start, end in pairwise(corners):
        dash = 8 if math.dist(start, end) > 15 else 20
        for piece in dashes(start, end, dash, 5):
            _lines(large, ink, scale, 3.8, list(piece))
    bow = [(18.8, 15.5), (20.4, 12.2), (24, 11), (27.6, 12.2), (29.2, 15.2), (28, 18.6)]
    _lines(large, ink, scale, 3.8, [*bow, (24.2, 21.4), (24, 24)])
    _lines(large, ink, scale, 4.6, [(24, 30)])


def _invented(large: Surface, ink: Colour, scale: float) -> None:
    """A square of hatching."""
    for at in range(-40, 48, 9):
        _lines(large, ink, scale, 3.6, [(float(at), 48), (at + 48.0, 0)])
    empty = (*ink, 0)
    for area in ((0, 0, 48, 4), (0, 44, 48, 4), (0, 0, 4, 48), (44, 0, 4, 48)):
        large.fill(empty, [round(each * scale) for each in area])
    frame = [(4.0, 4.0), (44, 4), (44, 44), (4, 44), (4, 4)]
    _lines(large, ink, scale, 3.6, frame)


def _known(large: Surface, ink: Colour, scale: float) -> None:
    """An open book."""
    cover = [(24.0, 12.0), (14, 8), (3, 8), (3, 38), (14, 38), (24, 42)]
    mirrored = [(48 - x, y) for x, y in cover]
    text: list[list[Point]] = [[(9, 17), (17, 19)], [(9, 26), (17, 28)]]
    text += [[(48 - x, y) for x, y in line] for line in text]
    _lines(large, ink, scale, 4, cover, mirrored, [(24, 12), (24, 42)])
    _lines(large, ink, scale, 3.2, *text)


def _moving(large: Surface, ink: Colour, scale: float) -> None:
    """A disc with somebody in it who moves: do something."""
    pygame.draw.circle(large, ink, (24 * scale, 24 * scale), 24 * scale)
    hole = (*ink, 0)
    pygame.draw.circle(large, hole, (24 * scale, 12 * scale), 4.8 * scale)
    arms = [(15.0, 30.0), (17.5, 22.5), (24, 20.5), (30.5, 18), (35, 10)]
    legs = [(16.5, 42.0), (21, 33), (24, 30), (28, 35), (33, 40)]
    for line, width in ((arms, 4.2), ([(24.0, 20.5), (24, 30)], 6.6), (legs, 4.6)):
        for start, end in pairwise([(x * scale, y * scale) for x, y in line]):
            _cut(large, hole, start, end, width * scale)


def _cut(large: Surface, hole: tuple[int, ...], start: Point, end: Point, width: float) -> None:
    """A line with round ends, cut out of what is there."""
    length = math.dist(start, end)
    across = (end[1] - start[1]) * width / 2 / length, (start[0] - end[0]) * width / 2 / length
    corners = [(x + sign * across[0], y + sign * across[1])
               for (x, y), sign in ((start, 1), (end, 1), (end, -1), (start, -1))]  # fmt: skip
    pygame.draw.polygon(large, hole, corners)
    for spot in (start, end):
        pygame.draw.circle(large, hole, spot, width / 2)


def _checked(large: Surface, ink: Colour, scale: float) -> None:
    """A tick: checked now."""
    _lines(large, ink, scale, 6, [(5, 26), (18, 40), (43, 9)])


def _refused(large: Surface, ink: Colour, scale: float) -> None:
    """A barred ring: refused by the kernel."""
    pygame.draw.circle(large, ink, (24 * scale, 24 * scale), 21 * scale, round(5 * scale))
    _lines(large, ink, scale, 5.5, [(10, 38), (38, 10)])


def _unchecked(large: Surface, ink: Colour, scale: float) -> None:
    """A dotted ring: cannot be checked here."""
    for number in range(12):
        turn = [math.tau * (number + share) / 12 for share in (0.0, 0.5)]
        piece = [(24 + 19 * math.cos(each), 24 + 19 * math.sin(each)) for each in turn]
        _lines(large, ink, scale, 4.6, piece)


def _failed(large: Surface, ink: Colour, scale: float) -> None:
    """A cross: looked at, and not as it should be."""
    _lines(large, ink, scale, 6.5, [(9, 9), (39, 39)], [(39, 9), (9, 39)])


def _person(large: Surface, ink: Colour, scale: float) -> None:
    """A head and shoulders: presence."""
    pygame.draw.circle(large, ink, (24 * scale, 13 * scale), 9.5 * scale)
    corners = [(13.0, 27.0), (35, 27), (41, 46), (7, 46)]
    pygame.draw.polygon(large, ink, [(x * scale, y * scale) for x, y in corners])


def _map(large: Surface, ink: Colour, scale: float) -> None:
    """Points joined by lines: the map of a face."""
    a, b, c, d = (6.0, 9.0), (42.0, 9.0), (24.0, 20.0), (24.0, 43.0)
    _lines(large, ink, scale, 3.4, [a, b, d, a], [a, c, b], [c, d])
    for x, y in (a, b, c, d):
        pygame.draw.circle(large, ink, (x * scale, y * scale), 5.2 * scale)


def _eye(large: Surface, ink: Colour, scale: float) -> None:
    """An open eye: where somebody looks."""
    lid = [(2 + 44 * n / 12, 24 - 14.5 * math.sin(math.pi * n / 12)) for n in range(13)]
    _lines(large, ink, scale, 3.6, lid, [(x, 48 - y) for x, y in lid])
    pygame.draw.circle(large, ink, (24 * scale, 24 * scale), 8 * scale)


def _pulse(large: Surface, ink: Colour, scale: float) -> None:
    """A level line with one beat in it."""
    beat = [(2.0, 27.0), (13, 27), (18, 13), (26, 42), (32, 22), (35, 27), (46, 27)]
    _lines(large, ink, scale, 4.4, beat)


def _code(large: Surface, ink: Colour, scale: float) -> None:
    """Bars up and down from a line: the number of a face."""
    heights = ((8, 5), (14, 10), (20, 3), (9, 17), (17, 8), (6, 13), (12, 5))
    bars = [(2 + 6.6 * n, 24 - up, 4.4, up + down) for n, (up, down) in enumerate(heights)]
    _bars(large, ink, scale, *bars)


def _company(large: Surface, ink: Colour, scale: float) -> None:
    """Two heads joined by a bow: who is with whom."""
    bow = [(4.0 + 40 * n / 12, 24 - 16 * math.sin(math.pi * n / 12)) for n in range(13)]
    _lines(large, ink, scale, 3.6, bow)
    for x in (10, 38):
        pygame.draw.circle(large, ink, (x * scale, 25 * scale), 7 * scale)
        corners = [(x - 7.5, 35.0), (x + 7.5, 35), (x + 9.5, 47), (x - 9.5, 47)]
        pygame.draw.polygon(large, ink, [(a * scale, b * scale) for a, b in corners])


def _again(large: Surface, ink: Colour, scale: float) -> None:
    """An arrow that goes round and comes back."""
    turn = [math.radians(each) for each in range(-50, 231, 14)]
    round_about = [(24 + 17 * math.cos(each), 26 + 17 * math.sin(each)) for each in turn]
    _lines(large, ink, scale, 5, round_about)
    tip = [(23.0, 13.0), (38, 1), (41, 19)]
    pygame.draw.polygon(large, ink, [(x * scale, y * scale) for x, y in tip])


def _event(large: Surface, ink: Colour, scale: float) -> None:
    """An arrow across a dashed line: an event."""
    dashed = [[(24.0, y), (24, y + 5)] for y in (3.0, 14, 29, 40)]
    _lines(large, ink, scale, 4, *dashed)
    _lines(large, ink, scale, 5, [(4, 24), (43, 24)], [(33, 13), (44, 24), (33, 35)])


def _door(large: Surface, ink: Colour, scale: float) -> None:
    """A door with a knob: a decision."""
    _lines(large, ink, scale, 4.4, [(11, 45), (11, 4), (37, 4), (37, 45)], [(3, 45), (45, 45)])
    pygame.draw.circle(large, ink, (30 * scale, 26 * scale), 3.6 * scale)


def _field(large: Surface, ink: Colour, scale: float) -> None:
    """Dots in rows, one ringed: one of many."""
    for number in range(16):
        x, y = 6 + 12 * (number % 4), 6 + 12 * (number // 4)
        pygame.draw.circle(large, ink, (x * scale, y * scale), (2.8 if number == 6 else 4) * scale)
    around = (30 * scale, 18 * scale)
    pygame.draw.circle(large, ink, around, 8.4 * scale, round(2.8 * scale))


def _world(large: Surface, ink: Colour, scale: float) -> None:
    """A globe: the same thing in another place."""
    turns = [math.tau * n / 24 for n in range(25)]
    for wide in (21, 9):
        ring = [(24 + wide * math.cos(each), 24 + 21 * math.sin(each)) for each in turns]
        _lines(large, ink, scale, 3.6, ring)
    for y, half in ((14.0, 18.5), (24.0, 21.0), (34.0, 18.5)):
        _lines(large, ink, scale, 3.2, [(24 - half, y), (24 + half, y)])


def _quote(large: Surface, ink: Colour, scale: float) -> None:
    """Two commas upside down: somebody says so."""
    for x in (13.0, 36.0):
        pygame.draw.circle(large, ink, (x * scale, 31 * scale), 9.5 * scale)
        bow = [(x - 7.0, 30.0), (x - 6.2, 22), (x - 2, 15.5), (x + 5, 11)]
        _lines(large, ink, scale, 5, bow)


def _drawers(large: Surface, ink: Colour, scale: float) -> None:
    """A chest of three drawers: one file from many."""
    _lines(large, ink, scale, 4, [(5, 4), (43, 4), (43, 44), (5, 44), (5, 4)])
    _lines(large, ink, scale, 3.6, [(5, 17.5), (43, 17.5)], [(5, 31), (43, 31)])
    _bars(large, ink, scale, *[(18, y, 12, 4) for y in (9, 22.5, 36)])


def _name(large: Surface, ink: Colour, scale: float) -> None:
    """A card with a face and lines: a name."""
    _lines(large, ink, scale, 4, [(3, 8), (45, 8), (45, 40), (3, 40), (3, 8)])
    _lines(large, ink, scale, 3.4, [(28, 18), (38, 18)], [(28, 26), (38, 26)], [(28, 33), (34, 33)])
    pygame.draw.circle(large, ink, (16 * scale, 19 * scale), 4.6 * scale)
    corners = [(12.0, 26.0), (20, 26), (23.5, 34), (8.5, 34)]
    pygame.draw.polygon(large, ink, [(x * scale, y * scale) for x, y in corners])


MARKS: Mapping[str, Draw] = {
    "measured": _measured,
    "guessed": _guessed,
    "invented": _invented,
    "known": _known,
    "try": _moving,
    "checked": _checked,
    "refused": _refused,
    "unchecked": _unchecked,
    "failed": _failed,
    "person": _person,
    "map": _map,
    "eye": _eye,
    "pulse": _pulse,
    "code": _code,
    "event": _event,
    "company": _company,
    "again": _again,
    "name": _name,
    "world": _world,
    "quote": _quote,
    "door": _door,
    "field": _field,
    "drawers": _drawers,
}


@lru_cache(maxsize=128)
def mark(name: str, pixels: int, colour: Colour) -> Surface:
    """A mark in a square of pixels, in one colour."""
    if name not in MARKS:
        raise BadTheme(f'There is no mark "{name}".{did_you_mean(name, list(MARKS))}')

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        MARKS[name](large, ink, pixels * fine / 48)

    return painted((pixels, pixels), colour, paint)
