"""A drawer's card: the key it was joined by, some of its rows, and the key's weight in bits."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet


@dataclass(frozen=True)
class Bits:
    """A weight on a scale from 0: its bits and words, and the bits that would be enough."""

    value: float
    words: str
    enough: float
    enough_words: str


def draw_record_card(
    sheet: Sheet, area: Rect, name: str, key: str, rows: Sequence[str], bits: Bits | None,
    wrong: str = "",
) -> None:
    """Name and key above, rows between hairlines, and the weight at the foot.

    wrong: what is wrong about these rows, said in place of the last.
    """
    sheet.fill("card", area)
    edge = Rect(area.left, area.top, sheet.px(20), area.height)
    sheet.hatch(edge)
    pad = sheet.px(28)
    left, right = edge.right + pad, area.right - pad
    level = area.top + sheet.grown(44)
    drawn = sheet.line(name, "body_strong", "ink", left, level)
    _claim(sheet, key, drawn.right + sheet.px(16), right, level)
    foot = sheet.grown(104) if bits else sheet.px(10)
    top = area.top + sheet.grown(84)
    high = min(sheet.grown(62), (area.bottom - foot - top) // max(1, len(rows) + bool(wrong)))
    if high < 0.9 * sheet.block(key, "line", 10**6).line:
        sheet.overflows.append((rows[0], "drawers_card"))
    for number, words in enumerate(rows):
        row = Rect(left, top + number * high, right - left, high)
        sheet.rule(left, row.top, row.width, 2)
        sheet.line(words, "line", "ink", left, row.centery, room=row.width)
    if wrong:
        row = Rect(left, top + len(rows) * high, right - left, high)
        side = sheet.grown(34)
        sheet.fill("opinion", row)
        sheet.mark("failed", side, "failed", left + sheet.px(10), row.centery)
        x = left + side + sheet.px(26)
        sheet.line(wrong, "body_strong", "ink", x, row.centery, room=right - x)
    if bits:
        _bits(sheet, Rect(left, area.bottom - foot, right - left, foot), bits)


def _claim(sheet: Sheet, words: str, left: int, right: int, level: int) -> None:
    """What the program takes the key to mean, at the right: a guess, in quotes and dashes."""
    pad, high = sheet.px(18), sheet.grown(62)
    wide = sheet.block(words, "claim", 10**6).width + 2 * pad
    box = Rect(right - wide, level - high // 2, wide, high)
    sheet.fill("claim", box)
    edge = shapes.dashed(
        box.size, sheet.px(14), sheet.px(8), sheet.px(4), sheet.colour("guessed")
    )
    sheet.surface.blit(edge, box)
    sheet.line(words, "claim", "guessed", box.left + pad, level, room=right - left - 2 * pad)


def _bits(sheet: Sheet, area: Rect, bits: Bits) -> None:
    """A bar as long as the weight, and the line it would have to reach."""
    level = area.top + sheet.grown(30)
    sheet.line(bits.words, "label", "ink", area.left, level)
    place = area.left + round(area.width * 0.86)
    share = min(1.12, max(0.0, bits.value / bits.enough))
    bar = Rect(area.left, level + sheet.grown(28), place - area.left, sheet.px(20))
    sheet.fill("wake", bar)
    length = max(sheet.px(4), round(bar.width * share))
    sheet.fill("invented", Rect(bar.left, bar.top, length, bar.height))
    sheet.fill("ink", Rect(place - sheet.px(3), bar.top - sheet.px(5), sheet.px(6), sheet.px(35)))
    sheet.line(bits.enough_words, "label", "ink", area.right, level, "right")
