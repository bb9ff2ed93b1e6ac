"""The eye of the exhibit: shut with twelve lashes, open, and everything between."""

import math
from functools import lru_cache

import pygame
from pygame import Surface

from exhibit.page.shapes import Point, painted, thick
from exhibit.page.theme import Colour, Size

LASHES = 12  # one for each link of the chain
_STEPS = 48  # pieces of a lid


def _mixed(shut: float, wide_open: float, openness: float) -> float:
    """A measure on the way from the shut eye to the open one."""
    return shut + (wide_open - shut) * openness


def _lid(size: Size, corner: float, depth: float) -> list[Point]:
    """Points along a lid from corner to corner; depth below the corners, in heights."""
    wide, high = size
    shares = [number / _STEPS for number in range(_STEPS + 1)]
    return [
        (wide * (0.13 + 0.74 * share), high * (corner + depth * 4 * share * (1 - share)))
        for share in shares
    ]


def _lash(lid: list[Point], number: int, length: float, gap: float) -> tuple[Point, Point]:
    """One lash: it starts a gap off the lid and stands square to it."""
    place = (0.5 + number) / LASHES * _STEPS
    near = min(_STEPS - 1, int(place))
    (x0, y0), (x1, y1) = lid[max(0, near - 2)], lid[min(_STEPS, near + 3)]
    slope = math.hypot(x1 - x0, y1 - y0)
    across, down = -(y1 - y0) / slope, (x1 - x0) / slope
    x, y = lid[near]
    lift = math.copysign(1.0, length)
    start = (x + across * gap * lift, y + down * gap * lift)
    return start, (start[0] + across * length, start[1] + down * length)


def _iris(large: Surface, colour: Colour, lids: list[Point], line: float) -> None:
    """Iris and pupil, as far as the lids show them."""
    high = large.get_height()
    middle = (large.get_width() / 2, high * 0.60)
    window = Surface(large.get_size(), pygame.SRCALPHA, 32)
    window.fill((*colour, 0))
    pygame.draw.polygon(window, colour, lids)
    outside = Surface(large.get_size(), pygame.SRCALPHA, 32)
    outside.fill((255, 255, 255, 0))
    pygame.draw.circle(outside, (255, 255, 255, 255), middle, high * 0.24, round(line))
    pygame.draw.circle(outside, (255, 255, 255, 255), middle, high * 0.11)
    window.blit(outside, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    large.blit(window, (0, 0), special_flags=pygame.BLEND_RGBA_MAX)


def _lashes(large: Surface, colour: Colour, lid: list[Point], length: float, width: float) -> None:
    """Twelve lashes square to a lid; a negative length points up."""
    for number in range(LASHES if abs(length) > width else 0):
        start, end = _lash(lid, number, length, width * 1.5)
        thick(large, colour, [start, end], width * 0.9)


@lru_cache(maxsize=64)
def eye(
    size: Size,
    openness: float,
    width: float,
    colour: Colour,
    lashes: bool = True,
    lash: float = 1.0,
) -> Surface:
    """An eye in width x height pixels, from 0 shut to 1 open, in a line width.

    lash: the length of the lashes, in their own.
    Round the openness before calling: every openness is drawn once and kept.
    """

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        line = width * fine
        corner = _mixed(0.07, 0.60, openness)
        lower = _lid(large.get_size(), corner, _mixed(0.50, 0.28, openness))
        upper = _lid(large.get_size(), corner, _mixed(0.50, -0.28, openness))
        if openness > 0:
            _iris(large, ink, [*upper, *reversed(lower)], line)
            thick(large, ink, lower, line)
        thick(large, ink, upper, line)
        if lashes:
            length = lash * large.get_height() * _mixed(0.25, -0.16, openness)
            _lashes(large, ink, upper, length, line)

    return painted(size, colour, paint)
