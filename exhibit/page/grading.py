"""Grading a claim: the grades to choose from, what they mean, and two grades side by side."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.cards import draw_grade
from exhibit.page.controls import draw_grid
from exhibit.page.sheet import Sheet


def draw_guessing(sheet: Sheet, box: str, key: str, label: str, names: Sequence[str]) -> None:
    """A label and a pill for each grade; a touch picks its number."""
    area = sheet.box(box)
    sheet.line(label, "label", "try", area.left, area.top + sheet.grown(14))
    rest = Rect(area.left, area.top + sheet.grown(40), area.width, 0)
    draw_grid(sheet, key, rest, names, None, style="scale")


def draw_meanings(sheet: Sheet, box: str, names: Sequence[str], means: Sequence[str]) -> None:
    """What each grade means, as in a dictionary, an open book beside it."""
    area = sheet.box(box)
    sheet.mark("known", sheet.grown(48), "known", area.left, area.top + sheet.grown(24))
    left, foot = area.left + sheet.grown(72), area.top
    for name, meaning in zip(names, means, strict=True):
        middle = foot + sheet.grown(24)
        sheet.line(name, "label", "ink", left, middle)
        top = middle + sheet.grown(20)
        body = Rect(left, top, area.right - left, area.bottom - top)
        foot = sheet.write(meaning, body, "known", balance=True).bottom + sheet.px(14)


def draw_graded(
    sheet: Sheet, box: str, mine: tuple[str, str], ours: tuple[str, str], means: str, alike: str
) -> None:
    """Two grades side by side, each under its label; what ours means, and perhaps a count."""
    area = sheet.box(box)
    gap, row, high = sheet.px(24), area.top + sheet.grown(14), sheet.px(88)
    left = Rect(area.left, area.top + sheet.grown(40), (area.width - gap) // 2, high)
    right = left.move(left.width + gap, 0)
    for place, (label, _), colour in ((left, mine, "try"), (right, ours, "ink")):
        sheet.line(label, "label", colour, place.left, row)
    sheet.pill(left, "try", sheet.px(4))
    sheet.write(mine[1], left, "button", "try", "centre", middle=True, fit=True)
    draw_grade(sheet, right, ours[1])
    foot = right.bottom + sheet.px(20)
    below = Rect(area.left, foot, area.width, area.bottom - foot)
    foot = sheet.write(means, below, "body", balance=True).bottom + sheet.px(6)
    if alike:
        sheet.write(alike, Rect(area.left, foot, area.width, area.bottom - foot), "known", "soft")
