"""A crowd that shrinks: squares in squares, each as large as its share, the last one as dots."""

import math
from collections.abc import Sequence

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet

_DOTS = 400  # up to so many are drawn one by one


def draw_crowd(sheet: Sheet, area: Rect, counts: Sequence[int], labels: Sequence[str]) -> None:
    """A square for each count, from the left, none larger than the one before; labels below.

    A square within a square covers just the share that the next one magnifies.
    """
    label = sheet.grown(62)
    side = area.height - label
    gap = min((area.width - side * len(counts)) // max(1, len(counts) - 1), sheet.px(160))
    squares = [Rect(area.left + n * (side + gap), area.top, side, side) for n in range(len(counts))]
    following: list[int | None] = [*counts[1:], None]
    for square, count, after in zip(squares, counts, following, strict=True):
        _square(sheet, square, count, after)
    for number, square in enumerate(squares[:-1]):
        if counts[number + 1]:
            part = _part(square, counts[number + 1], counts[number])
            _zoom(sheet, part, squares[number + 1])
    for square, words in zip(squares, labels, strict=True):
        style = "count" if square is squares[-1] else "heading"
        wide = sheet.block(words, style, 10**6).width
        x = max(square.left, square.centerx - wide // 2)
        sheet.line(words, style, "ink", x, square.bottom + label * 0.6)


def _part(square: Rect, count: int, of: int) -> Rect:
    """The lower right part of a square that is as large as a count's share of it."""
    if of <= _DOTS:
        return square
    inset = max(2, square.width // 24)
    side = min(square.width - 2 * inset, round(square.width * math.sqrt(count / of)))
    side = max(3, side)
    return Rect(square.right - inset - side, square.bottom - inset - side, side, side)


def _square(sheet: Sheet, square: Rect, count: int, after: int | None) -> None:
    """One square: filled where there are many, dots where there are few, empty at none."""
    edge = sheet.px(4)
    if not count:
        dashed = shapes.dashed(
            square.size, sheet.px(14), sheet.px(9), edge, sheet.colour("invented")
        )
        sheet.surface.blit(dashed, square)
        return
    sheet.fill("band_lilac", square)
    if count <= _DOTS:
        _dots(sheet, square, count)
    elif after is None:
        sheet.hatch(square)
    elif after:
        sheet.fill("invented", _part(square, after, count))
    for side in _edges(square, edge):
        sheet.fill("invented", side)


def _edges(square: Rect, thick: int) -> tuple[Rect, ...]:
    """The four sides of a square as rectangles."""
    x, y, w, h = square
    return (
        Rect(x, y, w, thick),
        Rect(x, square.bottom - thick, w, thick),
        Rect(x, y, thick, h),
        Rect(square.right - thick, y, thick, h),
    )


def _dots(sheet: Sheet, square: Rect, count: int) -> None:
    """Every one of few citizens; a single one as a person."""
    if count == 1:
        side = round(square.width * 0.5)
        sheet.mark("person", side, "invented", square.centerx - side // 2, square.centery)
        return
    across = math.ceil(math.sqrt(count))
    pitch = square.width * 0.9 / across
    size = max(3, min(round(pitch * 0.62), sheet.px(34)))
    sprite = shapes.disc(size, sheet.colour("invented"))
    left = square.left + square.width * 0.05
    top = square.top + square.height * 0.05
    for number in range(count):
        row, column = divmod(number, across)
        x, y = left + (column + 0.5) * pitch, top + (row + 0.5) * pitch
        sheet.surface.blit(sprite, (round(x - size / 2), round(y - size / 2)))


def _zoom(sheet: Sheet, part: Rect, square: Rect) -> None:
    """Two lines from a part to the square that shows it larger."""
    top = min(part.top, square.top)
    left, width = part.right, square.left - part.right
    height = max(part.bottom, square.bottom) - top
    if width <= 0:
        return
    pairs = ((part.top, square.top), (part.bottom, square.bottom))
    far = width - 1.0
    lines = tuple(((1.0, one - top + 1.0), (far, other - top + 1.0)) for one, other in pairs)
    sprite = shapes.strokes((width, height + 3), lines, sheet.px(3), sheet.colour("invented"))
    sheet.surface.blit(sprite, (left, top))
