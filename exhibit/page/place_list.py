"""Places to choose, and how many people share the first chosen one, the first two, and so on."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.city_map import draw_numbered
from exhibit.page.sheet import Sheet

_ACROSS = 2


def draw_choices(
    sheet: Sheet, area: Rect, names: Sequence[str], labels: Sequence[str], order: Sequence[int]
) -> None:
    """Pills in two columns, read downwards; a chosen one is filled. order: 0 is not chosen."""
    gap = sheet.px(14)
    rows = max(1, -(-len(names) // _ACROSS))
    wide = (area.width - gap * (_ACROSS - 1)) // _ACROSS
    high = (area.height - gap * (rows - 1)) // rows
    for number, (name, label, chosen) in enumerate(zip(names, labels, order, strict=True)):
        column, row = divmod(number, rows)
        box = Rect(area.left + column * (wide + gap), area.top + row * (high + gap), wide, high)
        sheet.button(name, box, label, "dark" if chosen else "line", style="label")


def draw_shared(sheet: Sheet, area: Rect, counts: Sequence[str], places: int) -> None:
    """Counts from left to right, each under the places it stands for; 0 places for everybody.

    places: how many counts there may be, the first aside; those not yet there are dots.
    """
    first = round(area.width * 0.3)  # everybody is the longest count
    pitch = (area.width - first) / places
    side = sheet.grown(38)
    for number in range(places + 1):
        x = area.left + round(first + pitch * (number - 1) if number else 0)
        level = area.top + area.height // 2
        if number:
            draw_numbered(sheet, number, x + side // 2, level, side, number < len(counts))
        words = counts[number] if number < len(counts) else "·"
        left = x + (side + sheet.px(14) if number else 0)
        last = number == len(counts) - 1
        room = area.left + first + pitch * number - left
        sheet.line(words, "count" if last else "heading", "ink", left, level, room=room)
