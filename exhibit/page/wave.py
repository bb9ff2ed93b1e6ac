"""The wave of a pulse, scrolling calmly across the instrument; in the room only."""

import cv2
import numpy as np
from pygame import Rect

from exhibit.page.photo import Floats, ink, on_pixels
from exhibit.page.sheet import Sheet

_SHIFT = 4  # bits of a pixel's fraction that OpenCV is handed
_HIGH = 2.0  # what the box holds, up and down, in usual swings


def draw_wave(
    sheet: Sheet, wave: Floats | None, now: float, span: float, sure: bool, left: str, right: str
) -> None:
    """A wave, Nx2 (second, swings), of span seconds up to now at the right edge, with two words.

    Not sure, it is drawn in a soft colour: something was measured, but perhaps no pulse.
    """
    box = sheet.box("instrument")
    sheet.fill("night", box)
    side, row = sheet.px(24), box.top + round(box.height * 0.2)
    colour = "light_measured" if sure else "light_soft"
    drawn = sheet.line(left, "scale", colour, box.left + side, row)
    room = box.right - side - drawn.right - side
    sheet.line(right, "scale", "light_soft", box.right - side, row, "right", room=room)
    top = box.top + round(box.height * 0.36)
    area = Rect(box.left, top, box.width, box.bottom - top - sheet.px(10))
    if wave is None or len(wave) < 2:
        sheet.rule(area.left + side, area.centery, area.width - 2 * side, 3, "light_soft")
        return
    x = area.width * (1 - (now - wave[:, 0]) / span)
    y = area.height * (0.5 - 0.5 * np.clip(wave[:, 1] / _HIGH, -1, 1))
    _draw(sheet, area, np.column_stack((x, y))[x > -area.width / 10], colour)


def _draw(sheet: Sheet, area: Rect, places: Floats, colour: str) -> None:
    """One smooth line, in pixels from the area's corner."""
    whole = np.round(places * 2**_SHIFT).astype(np.int32)
    stroke = ink(sheet.surface, sheet.colour(colour))
    on_pixels(
        sheet.surface,
        area,
        lambda view: cv2.polylines(view, [whole], False, stroke, sheet.px(5), cv2.LINE_AA, _SHIFT),
    )
