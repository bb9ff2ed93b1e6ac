"""Things to do, to pick one of: a label and large pills, two by two when upright."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.controls import draw_grid
from exhibit.page.sheet import Sheet


def draw_pledges(
    sheet: Sheet, box: str, key: str, label: str, names: Sequence[str], chosen: int | None
) -> None:
    """A label and a pill for each, the chosen one filled."""
    area = sheet.box(box)
    sheet.line(label, "label", "try", area.left, area.top + sheet.grown(14))
    rest = Rect(area.left, area.top + sheet.grown(40), area.width, 0)
    draw_grid(sheet, key, rest, names, chosen, columns=2 if sheet.upright else 1)
