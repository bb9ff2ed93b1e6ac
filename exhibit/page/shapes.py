"""Smooth shapes of one colour, drawn large, shrunk, and kept: never a visitor's picture."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import pygame
from pygame import Surface

from exhibit.page.theme import Colour, Size

Point = tuple[float, float]
Paint = Callable[[Surface, Colour, int], None]

_FINE = 4  # how many times larger a shape is drawn than shown
DOT_STEPS = 4  # places within a pixel where a dot may lie
_LARGE = 4000  # pixels that are large enough


def painted(size: Size, colour: Colour, paint: Paint) -> Surface:
    """A surface of width x height on which paint(large, colour, factor) has drawn, smoothed."""
    size = (max(1, size[0]), max(1, size[1]))
    fine = max(2, min(_FINE, _LARGE // max(size)))
    large = Surface((size[0] * fine, size[1] * fine), pygame.SRCALPHA, 32)
    # The colour stands under the empty pixels too, or the edges would turn dark when shrunk.
    large.fill((*colour, 0))
    paint(large, colour, fine)
    return pygame.transform.smoothscale(large, size)


@lru_cache(maxsize=128)
def disc(diameter: int, colour: Colour) -> Surface:
    """A filled circle."""
    return ring(diameter, 0, colour)


@lru_cache(maxsize=128)
def ring(diameter: int, width: int, colour: Colour) -> Surface:
    """A circle of a line width; 0 fills it."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        radius = diameter * fine // 2
        pygame.draw.circle(large, ink, (radius, radius), radius, width * fine)

    return painted((diameter, diameter), colour, paint)


@lru_cache(maxsize=32)
def oval(size: Size, width: int, colour: Colour) -> Surface:
    """An ellipse of a line width; 0 fills it."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        area = large.get_rect()
        pygame.draw.ellipse(large, ink, area)
        if width:
            inner = area.inflate(-2 * width * fine, -2 * width * fine)
            pygame.draw.ellipse(large, (*ink, 0), inner)

    return painted(size, colour, paint)


@lru_cache(maxsize=256)
def dot(
    radius: float, reach: int, part: tuple[int, int], colour: Colour, casing: Colour
) -> Surface:
    """A cased dot in a square of 2 x reach, moved right and down by parts of a pixel."""
    side = 2 * reach + 1
    middle = tuple(reach + each / DOT_STEPS for each in part)

    def paint(size: float) -> Callable[[Surface, Colour, int], None]:
        def draw(large: Surface, ink: Colour, fine: int) -> None:
            pygame.draw.circle(large, ink, [each * fine for each in middle], size * fine)

        return draw

    sprite = painted((side, side), casing, paint(radius + 1.2))
    sprite.blit(painted((side, side), colour, paint(radius)), (0, 0))
    return sprite


def arc(diameter: int, width: int, share: float, colour: Colour) -> Surface:
    """The first share of a ring, clockwise from the top, with a round end."""
    part = ring(diameter, width, colour).copy()
    middle, reach = diameter / 2, diameter
    turns = [math.tau * (share + (1 - share) * number / 24) for number in range(25)]
    rest = [(middle + reach * math.sin(t), middle - reach * math.cos(t)) for t in turns]
    if share < 1:
        pygame.draw.polygon(part, (*colour, 0), [(middle, middle), *rest])
        out, turn = (diameter - width) / 2, math.tau * share
        end = (middle + out * math.sin(turn), middle - out * math.cos(turn))
        part.blit(disc(width, colour), (end[0] - width / 2, end[1] - width / 2))
    return part


@lru_cache(maxsize=128)
def rounded(size: Size, radius: int, colour: Colour, width: int = 0) -> Surface:
    """A rectangle with round corners of a line width; 0 fills it."""
    shape = Surface(size, pygame.SRCALPHA, 32)
    shape.fill((*colour, 0))
    edge = width or max(size)
    radius = min(radius, min(size) // 2)
    right, foot = size[0] - radius, size[1] - radius
    for side in (
        (radius, 0, size[0] - 2 * radius, min(edge, size[1])),
        (radius, max(0, size[1] - edge), size[0] - 2 * radius, min(edge, size[1])),
        (0, radius, min(edge, size[0]), size[1] - 2 * radius),
        (max(0, size[0] - edge), radius, min(edge, size[0]), size[1] - 2 * radius),
    ):
        shape.fill(colour, side)
    corner = ring(2 * radius, width, colour)
    for x, y in ((0, 0), (right, 0), (0, foot), (right, foot)):
        part = (radius if x else 0, radius if y else 0, radius, radius)
        shape.blit(corner, (x, y), part, pygame.BLEND_RGBA_MAX)
    return shape


def pill(size: Size, colour: Colour, width: int = 0) -> Surface:
    """A rectangle whose ends are half circles."""
    return rounded(size, size[1] // 2, colour, width)


def thick(
    large: Surface,
    colour: Colour,
    points: Sequence[Point],
    width: float,
    closed: bool = False,
    alpha: int = 255,
) -> None:
    """A line through points with round ends and joints, for a paint function; alpha 0 erases."""
    ends = [*points, points[0]] if closed else list(points)
    ink = (*colour, alpha)
    for (x0, y0), (x1, y1) in pairwise(ends):
        length = math.hypot(x1 - x0, y1 - y0)
        if length > 0:
            dx, dy = (y1 - y0) * width / 2 / length, (x0 - x1) * width / 2 / length
            near, far = [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy)], [(x1 - dx, y1 - dy)]
            pygame.draw.polygon(large, ink, [*near, *far, (x0 - dx, y0 - dy)])
    for point in ends:
        pygame.draw.circle(large, ink, point, width / 2)


@lru_cache(maxsize=256)
def strokes(
    size: Size, lines: tuple[tuple[Point, ...], ...], width: float, colour: Colour
) -> Surface:
    """Several lines with round ends, in pixels of a surface of width x height."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        for line in lines:
            thick(large, ink, [(x * fine, y * fine) for x, y in line], width * fine)

    return painted(size, colour, paint)


@lru_cache(maxsize=64)
def polygon(size: Size, corners: tuple[Point, ...], colour: Colour) -> Surface:
    """A filled polygon, in pixels of a surface of width x height."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        pygame.draw.polygon(large, ink, [(x * fine, y * fine) for x, y in corners])

    return painted(size, colour, paint)


def chevron(height: int, width: float, colour: Colour, left: bool = False) -> Surface:
    """A wedge that points right, or left."""
    across, inset = height * 0.62, width / 2 + 1
    tip, tail = (inset, across - inset) if left else (across - inset, inset)
    line = ((tail, inset), (tip, height / 2), (tail, height - inset))
    return strokes((round(across), height), (line,), width, colour)


@lru_cache(maxsize=32)
def hatching(size: Size, pitch: float, width: float, colour: Colour) -> Surface:
    """Lines at 45 degrees, rising to the right: the sign of what is invented."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        wide, high = large.get_size()
        reach = width * fine * math.sqrt(2) / 2
        at = -float(high)
        while at < wide + high:
            corners = [(at - reach, high), (at + reach, high)]
            corners += [(at + high + reach, 0), (at + high - reach, 0)]
            pygame.draw.polygon(large, ink, corners)
            at += pitch * fine

    return painted(size, colour, paint)


def dashes(start: Point, end: Point, dash: float, gap: float) -> list[tuple[Point, Point]]:
    """The pieces of a dashed line; it begins and ends with a dash."""
    length = math.dist(start, end)
    count = max(1, round((length + gap) / (dash + gap)))
    pitch = (length + gap) / count
    pieces = []
    for number in range(count):
        first = number * pitch / length if length else 0.0
        last = min(1.0, first + (pitch - gap) / length) if length else 0.0
        pieces.append((_between(start, end, first), _between(start, end, last)))
    return pieces


def _between(start: Point, end: Point, share: float) -> Point:
    """A point on the way from start to end."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


@lru_cache(maxsize=64)
def dashed(size: Size, dash: int, gap: int, width: int, colour: Colour) -> Surface:
    """The dashed edge of a rectangle: the sign of what is guessed."""
    shape = Surface(size, pygame.SRCALPHA, 32)
    shape.fill((*colour, 0))
    wide, high = size
    for (x0, _), (x1, _) in dashes((0, 0), (wide, 0), dash, gap):
        for y in (0, high - width):
            shape.fill(colour, (round(x0), y, round(x1) - round(x0), width))
    for (_, y0), (_, y1) in dashes((0, 0), (0, high), dash, gap):
        for x in (0, wide - width):
            shape.fill(colour, (x, round(y0), width, round(y1) - round(y0)))
    return shape
