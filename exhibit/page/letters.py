"""Appeals as letters: not yet sent, sent and unread, opened."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import pygame
from pygame import Rect, Surface

from exhibit.page.shapes import dashes, painted, thick
from exhibit.page.sheet import Sheet
from exhibit.page.theme import Colour, Size

UNSENT, UNREAD, READ = "unsent", "unread", "read"


def draw_letters(sheet: Sheet, area: Rect, states: Sequence[str], labels: Sequence[str]) -> None:
    """Letters side by side, centred in their parts of an area, each with a label below."""
    pitch = area.width / len(states)
    high = round(area.height * 0.60)
    wide = min(round(high * 1.5), round(pitch * 0.8))
    for number, (state, label) in enumerate(zip(states, labels, strict=True)):
        middle = round(area.left + (number + 0.5) * pitch)
        colour = "soft" if state == UNSENT else "ink"
        sprite = letter(state, (wide, high), sheet.px(5), sheet.colour(colour))
        sheet.surface.blit(sprite, (middle - wide // 2, area.top))
        below = area.top + round(area.height * 0.84)
        sheet.line(label, "citation", "soft", middle, below, "centre", room=round(pitch))


@lru_cache(maxsize=16)
def letter(state: str, size: Size, width: int, colour: Colour) -> Surface:
    """An envelope: dashed while unsent, shut while unread, open with a sheet once read."""

    def paint(large: Surface, ink: Colour, fine: int) -> None:
        w, h, line = size[0] * fine, size[1] * fine, width * fine
        x0, x1, y1 = line / 2, w - line / 2, h - line / 2
        top = h * 0.36 if state == READ else line / 2
        corners = [(x0, top), (x1, top), (x1, y1), (x0, y1), (x0, top)]
        if state == UNSENT:
            for start, end in pairwise(corners):
                for piece in dashes(start, end, 9 * fine, 6 * fine):
                    thick(large, ink, list(piece), line)
            return
        if state == READ:
            sheet = [(w * 0.2, h * 0.7), (w * 0.2, x0), (w * 0.8, x0), (w * 0.8, h * 0.7)]
            thick(large, ink, sheet, line)
            for y in (0.2, 0.36):
                thick(large, ink, [(w * 0.34, h * y), (w * 0.66, h * y)], line * 0.8)
        thick(large, ink, corners[1:] if state == READ else corners, line)
        fold = [(x0, top), (w / 2, h * (0.8 if state == READ else 0.58)), (x1, top)]
        if state == READ:
            pygame.draw.polygon(large, (*ink, 0), fold)
        thick(large, ink, fold, line)
        if state == READ:
            thick(large, ink, [(x0, top), (x0, y1)], line)

    return painted(size, colour, paint)
