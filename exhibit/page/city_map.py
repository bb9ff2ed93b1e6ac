"""The map of the invented city: cells by how many people live in them, and places with times."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet


@dataclass(frozen=True)
class Pin:
    """A place on the map: cells from the west and the north; number 0 is one not chosen."""

    x: int
    y: int
    number: int


def draw_city_map(
    sheet: Sheet, area: Rect, across: int, down: int, homes: Sequence[float], pins: Sequence[Pin]
) -> None:
    """Cells from pale to dark by their share (0 to 1, row by row), pins joined in their order."""
    _cells(sheet, area, across, down, homes)
    wide, high = area.width / across, area.height / down
    chosen = sorted((pin for pin in pins if pin.number), key=lambda pin: pin.number)
    places: dict[Pin, tuple[float, float]] = {}
    for pin in chosen:
        beside = sum((each.x, each.y) == (pin.x, pin.y) for each in places)
        x = area.left + (pin.x + 0.5) * wide + beside * sheet.grown(40)
        places[pin] = x, area.top + (pin.y + 0.5) * high
    _path(sheet, list(places.values()))
    side = sheet.px(24)
    ring = shapes.ring(side, sheet.px(5), sheet.colour("invented"))
    for pin in pins:
        if not pin.number:
            x, y = area.left + (pin.x + 0.5) * wide, area.top + (pin.y + 0.5) * high
            sheet.surface.blit(ring, (round(x - side / 2), round(y - side / 2)))
    for pin, (x, y) in places.items():
        draw_numbered(sheet, pin.number, round(x), round(y))


def _cells(sheet: Sheet, area: Rect, across: int, down: int, homes: Sequence[float]) -> None:
    """The ground of the map, with a hairline of card between the cells."""
    wide, high = area.width / across, area.height / down
    sheet.fill("card", area)
    pale, dark = sheet.colour("lilac"), sheet.colour("shade")
    for number, share in enumerate(homes):
        row, column = divmod(number, across)
        x0, y0 = round(area.left + column * wide), round(area.top + row * high)
        x1, y1 = round(area.left + (column + 1) * wide), round(area.top + (row + 1) * high)
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(pale, dark, strict=True))
        sheet.surface.fill((red, green, blue), (x0, y0, x1 - x0 - 1, y1 - y0 - 1))


def draw_numbered(
    sheet: Sheet, number: int, x: int, y: int, side: int = 0, filled: bool = True
) -> None:
    """A disc with a number in it, or its rim while it is not filled."""
    side = side or sheet.grown(46)
    _disc(sheet, side + sheet.px(6), "card", x, y)
    if filled:
        _disc(sheet, side, "invented", x, y)
    else:
        rim = shapes.ring(side, sheet.px(3), sheet.colour("invented"))
        sheet.surface.blit(rim, (x - side // 2, y - side // 2))
    sheet.line(str(number), "scale", "paper" if filled else "invented", x, y, "centre")


def _path(sheet: Sheet, places: Sequence[tuple[float, float]]) -> None:
    """A dotted line from place to place."""
    size = sheet.px(8)
    for start, end in pairwise(places):
        for (x0, y0), _ in shapes.dashes(start, end, sheet.px(2), sheet.px(12)):
            _disc(sheet, size, "invented", round(x0), round(y0))


def _disc(sheet: Sheet, side: int, colour: str, x: int, y: int) -> None:
    """A filled circle around a point."""
    sheet.surface.blit(shapes.disc(side, sheet.colour(colour)), (x - side // 2, y - side // 2))
