"""Where somebody looks: a small screen with the region filled, its name, and lines beside it."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.sheet import Sheet

COLUMNS, ROWS = ("left", "middle", "right"), ("up", "down")


def draw_where(
    sheet: Sheet, area: Rect, column: str | None, row: str | None, name: str, lines: Sequence[str]
) -> int:
    """A screen of 3 by 2 regions at the left of the area; without a row its column is hatched.

    name and lines stand beside it. Returns the y of its foot, pixels.
    """
    wide, gap = sheet.grown(72), sheet.px(5)
    high = round(wide * 0.74)
    for across, each in enumerate(COLUMNS):
        for down, other in enumerate(ROWS):
            left, top = area.left + across * (wide + gap), area.top + down * (high + gap)
            lit = 0 if each != column else 2 if row == other else 1 if row is None else 0
            _cell(sheet, Rect(left, top, wide, high), lit)
    left = area.left + len(COLUMNS) * (wide + gap) + sheet.px(24)
    colour = "measured" if column else "soft"
    middle = area.top + sheet.grown(30)
    said = sheet.line(name, "heading", colour, left, middle, room=area.right - left)
    under = Rect(left, said.bottom, area.right - left, 10**4)
    for text in lines:
        under.top = sheet.write(text, under, "known", balance=True).bottom
    return max(area.top + len(ROWS) * (high + gap), under.top)


def _cell(sheet: Sheet, cell: Rect, lit: int) -> None:
    """One region: empty, perhaps (half filled, from its middle line), or surely."""
    edge = sheet.px(4)
    sheet.fill("measured", cell)
    if lit < 2:
        sheet.fill("card", cell.inflate(-2 * edge, -2 * edge))
    if lit == 1:
        inner = cell.inflate(-4 * edge, -4 * edge)
        for number in range(0, inner.height, 3 * edge):
            sheet.fill("measured", Rect(inner.left, inner.top + number, inner.width, edge))
