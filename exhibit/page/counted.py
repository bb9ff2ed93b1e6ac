"""A small table of what was really counted, with words below it and who says so."""

from collections.abc import Sequence
from itertools import pairwise

from pygame import Rect

from exhibit.page.sheet import Sheet

_ENDS = (0.0, 0.58, 0.79, 1.0)  # the first column's left, the others' right, as shares
_ROOMS = (0.40, 0.22, 0.20, 0.20)  # how wide their cells may be


def draw_counted(
    sheet: Sheet, rows: Sequence[Sequence[str]], words: str, sources: str, area: Rect
) -> None:
    """Rows of a name and numbers, the first row being heads; then words, then the sources."""
    indent, pitch = sheet.grown(72), sheet.grown(40)
    sheet.mark("known", sheet.grown(48), "known", area.left, area.top + sheet.grown(20))
    inner = Rect(area.left + indent, area.top, area.width - indent, area.height)
    middle = inner.top + sheet.grown(20)
    for number, row in enumerate(rows):
        _row(sheet, row, inner, middle, "label" if number == 0 else "known")
        middle += pitch
    top = middle - pitch // 2 + sheet.px(4)
    text = Rect(inner.left, top, inner.width, inner.bottom - top)
    foot = sheet.write(words, text, "known", balance=True).bottom + sheet.px(4)
    under = Rect(inner.left, foot, inner.width, inner.bottom - foot)
    sheet.write(sources, under, "citation", "soft", balance=True)


def _row(sheet: Sheet, row: Sequence[str], area: Rect, middle: int, style: str) -> None:
    """One row: a name on the left, numbers ending where their columns end."""
    colour = "known" if style == "label" else "ink"
    name, *rooms = (share * area.width for share in _ROOMS)
    drawn = [sheet.line(row[0], style, colour, area.left, middle, room=name)]
    for share, cell, room in zip(_ENDS[1:], row[1:], rooms, strict=True):
        x = area.left + area.width * share
        drawn.append(sheet.line(cell, style, colour, x, middle, "right", room=room))
    if any(one.right > other.left for one, other in pairwise(drawn)):
        sheet.overflows.append((row[0], "counted"))
