"""A line of the last seconds on night, with the threshold that decides; in the room only."""

from collections.abc import Sequence

import cv2
import numpy as np
from pygame import Rect

from exhibit.page.instrument import Threshold
from exhibit.page.photo import Floats, ink, on_pixels
from exhibit.page.shapes import disc
from exhibit.page.sheet import Sheet

Spot = tuple[float, float]

_SHIFT = 4  # bits of a pixel's fraction that OpenCV is handed
_FRESH = 15  # the pen is shown while its value is younger than this part of the span


def draw_trace(
    sheet: Sheet,
    runs: Sequence[Sequence[Spot]],
    now: float,
    span: float,
    high: float,
    limit: Threshold,
) -> None:
    """Runs of (second, value), 0 to high, of the last span seconds; now is at the right edge."""
    box = sheet.box("instrument")
    sheet.fill("night", box)
    side, room = sheet.px(24), sheet.block(limit.label, "scale", 10**6).width
    top, foot = box.top + sheet.px(8), box.bottom - sheet.px(22)
    area = Rect(box.left + side, top, box.width - 2 * side, foot - top)
    area.width -= room + side
    _limit(sheet, area, limit, high)
    lines = [_line(area, run, now, span, high) for run in runs if run]
    _draw(sheet, box, lines)
    if lines and runs[-1][-1][0] > now - span / _FRESH:
        _dot(sheet, *lines[-1][-1])


def _limit(sheet: Sheet, area: Rect, limit: Threshold, high: float) -> None:
    """The floor, and the dashed threshold with its words."""
    sheet.rule(area.left, area.bottom - sheet.px(3), area.width, 3, "paper")
    level, dash = round(_y(area, limit.value, high)), sheet.px(20)
    for left in range(area.left, area.right - dash, round(dash * 1.6)):
        sheet.rule(left, level, dash, 3, "paper")
    above = min((area.top + level) / 2, level - sheet.block(limit.beyond, "scale", 10**6).line / 2)
    sheet.line(limit.beyond, "scale", "light_guessed", area.left, above)
    sheet.line(limit.label, "scale", "paper", area.right + sheet.px(24), level)


def _y(area: Rect, value: float, high: float) -> float:
    """Where a value is on the page."""
    return area.bottom - min(1.0, max(0.0, value / high)) * area.height


def _line(area: Rect, run: Sequence[Spot], now: float, span: float, high: float) -> Floats:
    """A run in page pixels, (N,2); what is older than the span is left out."""
    spots = [
        (area.right - (now - at) / span * area.width, _y(area, value, high))
        for at, value in run
        if now - at <= span
    ]
    return np.array(spots or [(area.left, float(area.bottom))], float)


def _draw(sheet: Sheet, box: Rect, lines: Sequence[Floats]) -> None:
    """The lines, smooth."""
    whole = [np.round((each - box.topleft) * 2**_SHIFT).astype(np.int32) for each in lines]
    stroke = ink(sheet.surface, sheet.colour("light_measured"))
    on_pixels(
        sheet.surface,
        box,
        lambda view: cv2.polylines(
            view, whole, False, stroke, sheet.px(6), cv2.LINE_AA, _SHIFT
        ),
    )


def _dot(sheet: Sheet, x: float, y: float) -> None:
    """The pen: a disc at the newest value."""
    wide = sheet.px(22)
    sprite = disc(wide, sheet.colour("light_measured"))
    sheet.surface.blit(sprite, (round(x - wide / 2), round(y - wide / 2)))
