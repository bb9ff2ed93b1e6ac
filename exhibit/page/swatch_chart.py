"""Two colours side by side, then and now, joined by how far apart they are."""

from pygame import Rect

from exhibit.page.sheet import Sheet
from exhibit.page.theme import Colour

Swatch = tuple[Colour | None, str]


def draw_swatches(
    sheet: Sheet,
    then: Swatch,
    now: Swatch,
    between: str,
    joined: bool,
) -> None:
    """A swatch for then and one for now in the instrument box, each over its words.

    A colour of None is drawn as an empty frame. joined: both belong to one person.
    """
    box = sheet.box("instrument")
    sheet.fill("night", box)
    high = round(box.height * 0.5)
    top = box.top + round(box.height * 0.14)
    left = Rect(box.left + round(box.width * 0.12), top, round(high * 1.6), high)
    right = left.move(0, 0)
    right.right = box.right - round(box.width * 0.12)
    for area, (colour, words) in ((left, then), (right, now)):
        _swatch(sheet, area, colour)
        sheet.line(words, "scale", "paper", area.centerx, box.top + box.height * 0.85, "centre")
    if joined:
        thick, x = sheet.px(6), left.right + sheet.px(4)
        line = Rect(x, left.centery - thick // 2, right.left - sheet.px(4) - x, thick)
        sheet.fill("light_measured", line)
    room = right.left - left.right - 2 * sheet.px(20)
    middle = left.centery + (-sheet.grown(26) if joined else 0)
    sheet.line(between, "scale", "light_measured", box.centerx, middle, "centre", room=room)


def _swatch(sheet: Sheet, area: Rect, colour: Colour | None) -> None:
    """A colour in a frame of paper, so that black shows on night."""
    edge = sheet.px(4)
    sheet.fill("paper" if colour else "light_soft", area)
    inner = area.inflate(-2 * edge, -2 * edge)
    if colour is None:
        sheet.fill("night", inner)
    else:
        sheet.surface.fill(colour, inner)
