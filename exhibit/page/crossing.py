"""A line on the ground and a light, drawn over the picture; the light changes slowly."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import pygame
from pygame import Rect, Surface

from exhibit.page import shapes
from exhibit.page.shapes import painted, thick
from exhibit.page.theme import Colour

if TYPE_CHECKING:
    from exhibit.page.photo import Picture

_DASH, _GAP, _WIDE = 34, 26, 16  # of the line, at 1080
_LIGHT, _BELOW = (150, 292), 90  # its size; below the words that say that the picture is live
_SHADES = 6  # steps in which a lamp fades


def draw_line(picture: "Picture", x: float, to_right: bool) -> None:
    """A dashed line down the picture at an image pixel's x, and an arrow: the way that is allowed.

    to_right: that way on the page, as the visitor sees it.
    """
    page, area = picture.page, picture.area
    middle = round(picture.at(x, 0)[0])
    wide, casing = page.px(_WIDE), page.px(4)

    def draw() -> None:
        for top in range(area.top + page.px(6), area.bottom, page.px(_DASH + _GAP)):
            dash = Rect(middle - wide // 2, top, wide, page.px(_DASH))
            page.fill("night", dash.inflate(2 * casing, 2 * casing))
            page.fill("paper", dash)
        arrow = _arrow(page.px(84), page.colour("paper"), page.colour("night"), to_right)
        page.surface.blit(
            arrow, arrow.get_rect(center=(middle, area.top + round(0.43 * area.height)))
        )

    page.clipped(area, draw)


@lru_cache(maxsize=8)
def _arrow(size: int, ink: Colour, casing: Colour, right: bool) -> Surface:
    """An arrow on a disc."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        unit = size * fine / 48
        pygame.draw.circle(large, casing, (24 * unit, 24 * unit), 24 * unit)
        for line in ([(10.0, 24.0), (37, 24)], [(27, 14), (37, 24), (27, 34)]):
            across = [(x if right else 48 - x, y) for x, y in line]
            thick(large, ink, [(x * unit, y * unit) for x, y in across], 5 * unit)

    return painted((size, size), ink, paint)


def draw_light(picture: "Picture", line: float, red: float) -> Rect:
    """The light on the side that is farther from the line; returns the pixels it takes.

    line: the image pixel's x. red: 1 red, 0 green, between while it fades. Which lamp is lit, and
    its figure, say the same as the colour.
    """
    page, area = picture.page, picture.area
    box = Rect(0, area.top + page.px(_BELOW), page.px(_LIGHT[0]), page.px(_LIGHT[1]))
    box.left = area.left + page.px(32)
    if picture.at(line, 0)[0] < area.centerx:
        box.right = area.right - page.px(32)
    radius, edge = page.px(30), page.px(4)
    page.surface.blit(shapes.rounded(box.size, radius, page.colour("night")), box)
    page.surface.blit(shapes.rounded(box.size, radius, page.colour("paper"), edge), box)
    side, high = page.px(116), box.height
    night, dim = page.colour("night"), page.colour("known")
    for lit, colour, row in ((red, "light_signal", 1), (1 - red, "light_try", 3)):
        shade = round(lit * _SHADES) / _SHADES
        lamp = _lamp(side, _mix(night, page.colour(colour), shade), dim, night, row == 1)
        page.surface.blit(lamp, lamp.get_rect(center=(box.centerx, box.top + high * row // 4)))
    return box


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


@lru_cache(maxsize=64)
def _lamp(side: int, fill: Colour, edge: Colour, figure: Colour, stands: bool) -> Surface:
    """One lamp with its figure, standing or walking."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        unit = side * fine / 48
        middle = (24 * unit, 24 * unit)
        pygame.draw.circle(large, edge, middle, 24 * unit)
        pygame.draw.circle(large, ink, middle, 22.6 * unit)
        if ink == figure:
            return
        pygame.draw.circle(large, figure, (24 * unit, 11.5 * unit), 3.6 * unit)
        for width, *line in _STANDS if stands else _WALKS:
            thick(large, figure, [(x * unit, y * unit) for x, y in line], width * unit)

    return painted((side, side), fill, paint)


# Lines of a figure in a square of 48, each with its width.
_STANDS = (
    (7.0, (24.0, 20.5), (24.0, 27.0)),
    (3.0, (19.0, 19.0), (19.0, 28.0)),
    (3.0, (29.0, 19.0), (29.0, 28.0)),
    (3.4, (22.2, 28.0), (22.2, 38.5)),
    (3.4, (25.8, 28.0), (25.8, 38.5)),
)
_WALKS = (
    (6.0, (24.5, 19.5), (23.5, 26.0)),
    (2.8, (24.0, 19.0), (18.0, 24.0), (17.5, 28.0)),
    (2.8, (25.0, 19.0), (29.5, 24.0), (33.0, 24.5)),
    (3.2, (23.5, 26.5), (27.5, 32.0), (28.5, 38.5)),
    (3.2, (23.0, 26.5), (20.5, 33.0), (15.5, 37.5)),
)


def fading(red_since: float | None, green_since: float, fade: float) -> float:
    """How red the light is, 0 to 1, so many seconds after its last change; as lamps warm up."""
    passed = green_since if red_since is None else red_since
    share = 0.5 - 0.5 * math.cos(math.pi * min(passed / fade, 1.0))
    return 1 - share if red_since is None else share
