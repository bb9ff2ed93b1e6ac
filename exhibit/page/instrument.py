"""The instrument at the foot of the picture: a scale, an error bar and a pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet

Tick = tuple[float, str]


@dataclass(frozen=True)
class Threshold:
    """A value from which a program guesses something else, and the words for both."""

    value: float
    label: str
    beyond: str


def draw_instrument(
    sheet: Sheet,
    low: float,
    high: float,
    ticks: Sequence[Tick],
    value: float | None,
    error: float,
    minor: int,
) -> None:
    """A scale from low to high with labelled ticks, `minor` spaces between two of them."""
    box = sheet.box("instrument")
    sheet.fill("night", box)
    margin = round(box.width * 0.085)
    scale = Rect(box.left + margin, box.top, box.width - 2 * margin, box.height)
    level = box.top + round(box.height * 0.58)

    def x(at: float) -> int:
        return round(scale.left + (at - low) / (high - low) * scale.width)

    _scale(sheet, scale, level, [x(at) for at, _ in ticks], minor)
    for at, label in ticks:
        sheet.line(label, "scale", "paper", x(at), box.top + box.height * 0.82, "centre")
    if value is None:
        words = sheet.text("ui.not_sure")
        middle = box.top + box.height * 0.26
        sheet.line(words, "scale", "light_guessed", scale.centerx, middle, "centre")
        return
    start, end = (x(min(high, max(low, each))) for each in (value - error, value + error))
    bar = Rect(start, level - sheet.px(5), max(sheet.px(4), end - start), sheet.px(13))
    sheet.fill("light_measured", bar)
    _pointer(sheet, x(min(high, max(low, value))), level)


def _scale(sheet: Sheet, scale: Rect, level: int, places: Sequence[int], minor: int) -> None:
    """The line and its ticks."""
    thick = sheet.px(3)
    sheet.rule(scale.left, level, scale.width, 3, "paper")
    for first, second in pairwise(places):
        for number in range(1, minor):
            at = first + round((second - first) * number / minor)
            sheet.fill("paper", Rect(at - thick // 2, level - sheet.px(10), thick, sheet.px(10)))
    for at in places:
        sheet.fill("paper", Rect(at - thick // 2, level - sheet.px(22), thick, sheet.px(24)))


def _pointer(sheet: Sheet, at: int, level: int) -> None:
    """A triangle that stands on the scale."""
    wide, high = 2 * sheet.px(20), sheet.px(36)
    corners = ((0.0, 0.0), (float(wide), 0.0), (wide / 2, float(high)))
    sprite = shapes.polygon((wide, high), corners, sheet.colour("light_measured"))
    sheet.surface.blit(sprite, (at - wide // 2, level - sheet.px(28) - high))
